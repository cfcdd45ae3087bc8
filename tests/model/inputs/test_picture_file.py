from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFile

from model.inputs.picture import MAX_RATIO, MAX_SIDE, read_digits
from model.inputs.picture_file import PNG_START, PictureError, read_picture_file

MILLION = 1_000_000


def read_picture(content: bytes) -> np.ndarray:
    """Return the digit that comes first."""
    return read_digits(content).digits[0].image


def as_file(picture: Image.Image, form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def page(mode: str = "L") -> Image.Image:
    """Return a bar, dark on light, upright and off the middle."""
    picture = Image.new("L", (120, 160), 230)
    picture.paste(20, (70, 30, 85, 120))
    return picture.convert(mode)


def chunk(name: bytes, data: bytes = b"") -> bytes:
    """Return a part of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *, bits: int = 8, colour: int = 2) -> bytes:
    """Return a PNG file without its pixels; ``colour`` is 0 grey, 2 colour, 3 palette, 4 and 6 with opacity."""
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return PNG_START + chunk(b"IHDR", header) + chunk(b"IDAT") + chunk(b"IEND")


def segment(marker: int, data: bytes = b"") -> bytes:
    """Return a part of a JPEG file."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(width: int, height: int, *, frame: int = 0xC0, layers: int = 3, sampling: int = 0x11, scans: int = 1) -> bytes:
    """Return a JPEG file without its pixels; ``sampling`` is that of the first component, the others have 1×1."""
    components = b"".join(bytes([k, 0x11 if k else sampling, 0]) for k in range(layers))
    header = segment(frame, struct.pack(">BHHB", 8, height, width, layers) + components)
    scan = segment(0xDA, bytes([layers]) + bytes(2 * layers + 3))
    return b"\xff\xd8" + header + scans * scan + b"\xff\xd9"


@pytest.fixture
def undecoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever decodes fails."""

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the picture was decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", fail)
    monkeypatch.setattr(Image, "open", fail)
    monkeypatch.setattr(Image, "_getdecoder", fail)


@pytest.mark.usefixtures("undecoded")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (png(7_071, 7_071), "PNG has 7,071×7,071 pixels; it is unpacked whole, so at most 18 million are read: cut"),
        (png(7_071, 7_071, colour=0), "at most 18 million are read"),
        (png(4_000, 4_501), "at most 18 million are read"),
        (png(3_200, 3_200, bits=16), "PNG of 16 bits has 3,200×3,200 pixels; .* at most 9 million are read"),
        (png(1, 50 * MILLION), "PNG has 1×50,000,000 pixels; at most 12,000 on a side are read, so cut"),
        (png(50 * MILLION, 1), "at most 12,000 on a side"),
        (png(MAX_SIDE + 1, 2_000), "at most 12,000 on a side"),
        (png(100, 2_001), "PNG has 100×2,001 pixels; one side may be 20 times as long as the other, so cut"),
        (png(2_001, 100), "one side may be 20 times"),
        (png(2**31 - 1, 2**31 - 1), "at most 12,000 on a side"),
        (png(0, 100), "nothing to read"),
        (jpeg(10_000, 5_001), "JPEG has 10,000×5,001 pixels; at most 50 million are read, so cut"),
        (jpeg(65_535, 65_535), "at most 12,000 on a side"),
        (jpeg(100, 0), "nothing to read"),
        (jpeg(4_000, 3_500, frame=0xC2), "progressive JPEG has 4,000×3,500 pixels; .* at most 12 million"),
        (jpeg(7_000, 5_000, frame=0xC2, sampling=0x22), "at most 24 million are read: cut .* ordinary JPEG"),
        (jpeg(600, 400, frame=0xC2, scans=31), "the JPEG comes in 31 scans; at most 30 are read, so save it anew"),
        (jpeg(600, 400, frame=0xC9), "JPEG of a rare kind"),
        (jpeg(600, 400, frame=0xC3), "JPEG of a rare kind"),
        (b"\xff\xd8" + jpeg(600, 400)[2:21] + jpeg(9_000, 9_000)[2:], "JPEG of a rare kind"),
        (PNG_START + chunk(b"tEXt", b"a\0b") * 10_001, "more than 10,000 parts"),
        (b"\xff\xd8" + segment(0xFE) * 10_001, "more than 10,000 parts"),
        (b"\xff\xd8" + segment(0xFE, bytes(100)), "cannot be read"),
        (b"\xff\xd8" + bytes(100), "cannot be read"),
        (PNG_START + chunk(b"IDAT") + chunk(b"IEND"), "cannot be read"),
        (PNG_START, "cannot be read"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_too_large_or_costly_is_refused_without_decoding(content: bytes, message: str) -> None:
    with pytest.raises(PictureError, match=message):
        read_picture(content)


@pytest.mark.parametrize(
    "content",
    [
        jpeg(8_000, 6_000),
        jpeg(4_000, 3_000, frame=0xC2),
        jpeg(7_200, 5_000, frame=0xC2, layers=1),
        jpeg(MAX_SIDE, MAX_SIDE // MAX_RATIO),
        png(5_000, 3_600, colour=6),
        png(2_480, 3_508, colour=0),
        png(2_480, 3_508, bits=16, colour=6),
    ],
    ids=["48 MP", "12 MP, progressive", "36 MP, progressive, grey", "long", "PNG, 18 MP", "A4", "A4, 16 bits"],
)
def test_what_cameras_and_scanners_make_is_decoded(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.inputs.picture.decode", lambda file: page("RGB"))
    assert read_picture(content).any()


SAVED: dict[str, Callable[[], bytes]] = {
    "PNG": lambda: as_file(page(), "PNG"),
    "PNG, colour": lambda: as_file(page("RGB"), "PNG"),
    "PNG, palette": lambda: as_file(page("P"), "PNG"),
    "PNG, one bit": lambda: as_file(page().point(lambda shade: 255 * (shade > 100), "1"), "PNG"),
    "PNG, opacity": lambda: as_file(page("RGBA"), "PNG"),
    "PNG, 16 bits": lambda: as_file(Image.fromarray(np.asarray(page(), dtype=np.uint16) * 257), "PNG"),
    "JPEG": lambda: as_file(page("RGB"), "JPEG", quality=95),
    "JPEG, grey": lambda: as_file(page(), "JPEG", quality=95),
    "JPEG, print": lambda: as_file(page("CMYK"), "JPEG", quality=95),
    "JPEG, progressive": lambda: as_file(page("RGB"), "JPEG", quality=95, progressive=True),
    "JPEG, colours kept": lambda: as_file(page("RGB"), "JPEG", quality=95, keep_rgb=True),
    "JPEG, restarts": lambda: as_file(page("RGB"), "JPEG", quality=95, restart_marker_blocks=3),
}


@pytest.mark.parametrize("kind", SAVED)
def test_taking_a_file_apart_leaves_the_picture_as_it_is(kind: str) -> None:
    content = SAVED[kind]()
    file = read_picture_file(content)
    with Image.open(io.BytesIO(content)) as whole, Image.open(io.BytesIO(file.content)) as taken_apart:
        assert (file.width, file.height) == whole.size
        np.testing.assert_array_equal(np.asarray(taken_apart.convert("RGBA")), np.asarray(whole.convert("RGBA")))


@pytest.mark.parametrize("kind", SAVED)
def test_every_kind_of_file_shows_the_same_digit(kind: str) -> None:
    difference = read_picture(SAVED[kind]()).astype(int) - read_picture(SAVED["PNG"]())
    assert np.abs(difference).mean() < 2


def test_nothing_but_the_picture_reaches_the_decoder() -> None:
    start, end = as_file(page(), "PNG"), as_file(page("RGB"), "JPEG")
    profile = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(1_000)))
    stuffed = start[:33] + profile + chunk(b"zTXt", b"b\0\0c") + start[33:]
    assert read_picture_file(stuffed).content == read_picture_file(start).content
    stuffed = end[:2] + segment(0xFE, b"words") + segment(0xE1, b"Exif\0\0") * 9 + segment(0xE2, b"MPF\0") + end[2:]
    assert read_picture_file(stuffed).content == read_picture_file(end).content


def test_a_second_header_is_not_believed() -> None:
    small, large = png(30, 30), png(9_000, 9_000)
    file = read_picture_file(small[:33] + large[8:33] + small[33:])
    assert (file.width, file.height) == (30, 30)
    assert file.content == small


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_was_held(orientation: int, form: str) -> None:
    turned, exif = page(), Image.Exif()
    exif[0x0112] = orientation
    upright = [None, 0, 3, 1, 5, 4, 6, 2][orientation - 1]  # what undoes it, in the order of Image.Transpose
    turned = turned if upright is None else turned.transpose(Image.Transpose(upright))
    content = as_file(turned, form, exif=exif, **({"quality": 95} if form == "JPEG" else {}))
    assert read_picture_file(content).orientation == orientation
    difference = read_picture(content).astype(int) - read_picture(as_file(page(), "PNG"))
    assert np.abs(difference).mean() < 2


@pytest.mark.parametrize(
    "exif",
    [b"", b"II*\0", b"XX*\0\x08\0\0\0", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff" + bytes(50),
     b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0"],
    ids=["none", "cut", "another order", "beyond the end", "cut list", "no such"],
)  # fmt: skip
def test_what_says_nothing_about_the_camera_leaves_the_picture_as_it_is(exif: bytes) -> None:
    content = as_file(page("RGB"), "JPEG")
    assert read_picture_file(content[:2] + segment(0xE1, b"Exif\0\0" + exif) + content[2:]).orientation == 1


def test_a_png_of_palette_colours_without_a_palette_is_refused() -> None:
    with pytest.raises(PictureError, match="lacks the palette"):
        read_picture_file(png(100, 100, colour=3))
