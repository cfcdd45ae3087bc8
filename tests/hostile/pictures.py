"""Pictures that take a decoder long, or much memory: the worst that are accepted, and such as must be refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from components.panels.draw.picture import ADDRESS
from model.inputs.picture import MAX_BYTES, MAX_HELD, MAX_PIXELS, MAX_SCANS
from model.inputs.picture_file import PNG_START
from tests.hostile.attack import Attack, request
from tests.hostile.surface import Surface

ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
COLOUR_AND_OPACITY, CHANNELS, PAETH = 6, 4, 4  # of PNG
SCAN, END = b"\xff\xda", b"\xff\xd9"  # of JPEG
HUGE = 2**16 - 1  # pixels on a side, as many as most formats can say


def costly_pictures() -> list[bytes]:
    """Return pictures that take the decoder as long, or as much memory, as any that is accepted, each of 5 MB."""
    side, deep = int((MAX_HELD / 4) ** 0.5), int((MAX_HELD / 8) ** 0.5)
    pictures = [png(side, 8), png(side, 8, interlaced=True), png(deep, 16, interlaced=True), photograph(), scans()]
    return [content.ljust(MAX_BYTES, b"\0") for content in pictures]


def png(side: int, bits: int, *, interlaced: bool = False) -> bytes:
    """Return an empty square in colour with opacity, as PNG, stored as is slowest to unpack."""
    packer = zlib.compressobj(9)
    packed = [packer.compress(line) for line in lines(side, bits, ADAM7 if interlaced else ((0, 0, 1, 1),))]
    header = head(side, side, bits, interlaced=interlaced)
    return png_file((b"IHDR", header), (b"IDAT", b"".join(packed) + packer.flush()), (b"IEND", b""))


def png_file(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG file of chunks, each its name and its content."""
    return PNG_START + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def lines(side: int, bits: int, passes: Sequence[tuple[int, int, int, int]]) -> Iterator[bytes]:
    """Give the lines of an empty square; a pass begins at a place and takes every so many pixels across and down."""
    for left, top, across, down in passes:
        line = bytes([PAETH]) + bytes(-(-(side - left) // across) * CHANNELS * bits // 8)
        for _ in range(top, side, down):
            yield line


def photograph() -> bytes:
    """Return a JPEG with as many pixels as are accepted."""
    return jpeg(noise(int(MAX_PIXELS**0.5)), quality=5)


def scans() -> bytes:
    """Return a JPEG that looks at every pixel as often as is accepted."""
    content = jpeg(noise(int((MAX_HELD / 6) ** 0.5)), quality=20, progressive=True, subsampling=0)
    return with_scans(content, MAX_SCANS - content.count(SCAN))


def with_scans(content: bytes, more: int) -> bytes:
    """Return a JPEG with its last scan some more times."""
    last, end = content.rindex(SCAN), content.rindex(END)
    return (content[:end] + more * content[last:end] + content[end:])[:MAX_BYTES]


def noise(side: int) -> Image.Image:
    """Return a square of soft noise."""
    small = np.random.default_rng(7).integers(0, 256, (side // 20, side // 20, 3), dtype=np.uint8)
    return Image.fromarray(small).resize((side, side), Image.Resampling.BICUBIC)


def jpeg(picture: Image.Image, **options: Any) -> bytes:
    """Return a picture as a JPEG file."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG", **options)
    return stream.getvalue()


def refused_pictures() -> list[bytes]:
    """Return pictures that cost much if somebody decodes them, none of which is to be: bombs, lies, other formats."""
    idat = zlib.compress(bytes(50_000_000), 9)
    bomb = png_file((b"IHDR", head(HUGE, HUGE)), (b"IDAT", idat), (b"IEND", b""))
    lie = png_file((b"IHDR", head(8, 8)), (b"IDAT", idat), (b"IEND", b""))
    profile = png_file((b"IHDR", head(8, 8)), (b"iCCP", b"a\0\0" + idat), (b"zTXt", b"a\0\0" + idat), (b"IEND", b""))
    animated = png_file((b"IHDR", head(4_000, 4_000)), (b"acTL", struct.pack(">II", 2**31, 0)), (b"IDAT", idat))
    return [bomb, lie, profile, animated, *OTHER_FORMATS, huge_jpeg(), many_scans()]


def head(width: int, height: int, bits: int = 8, *, interlaced: bool = False) -> bytes:
    """Return what a PNG file says of itself."""
    return struct.pack(">IIBBBBB", width, height, bits, COLOUR_AND_OPACITY, 0, 0, int(interlaced))


OTHER_FORMATS = (
    b"GIF89a" + struct.pack("<HHBBB", HUGE, HUGE, 0xF7, 0, 0) + bytes(768) + b"," + struct.pack("<HHHHB", 0, 0, HUGE,
    HUGE, 0),
    b"RIFF\xff\xff\xff\xffWEBPVP8X\n\0\0\0\x10\0\0\0" + b"\xff\xff\xff" * 2,
    b"II*\0\x08\0\0\0\x02\0" + struct.pack("<HHIIHHII", 256, 4, 1, 2**31, 257, 4, 1, 2**31),
    b"BM" + struct.pack("<IHHIIiiHH", 99, 0, 0, 54, 40, HUGE, -HUGE, 1, 32) + bytes(24),
    b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(99), b"\0\0\0\x1cftypavif" + bytes(99), b"8BPS\0\1" + bytes(99),
    b"P6 99999 99999 255 " + bytes(99), b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99999 99999\n",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="99999"><use href="/etc/passwd"/></svg>',
)  # fmt: skip


def huge_jpeg() -> bytes:
    """Return a JPEG that says of itself to be as large as one can."""
    return jpeg(Image.new("RGB", (8, 8))).replace(struct.pack(">HH", 8, 8), struct.pack(">HH", HUGE, HUGE), 1)


def many_scans() -> bytes:
    """Return a JPEG that looks at every pixel a thousand times."""
    return with_scans(jpeg(noise(800), quality=20, progressive=True), 1_000)


def small_pictures() -> list[bytes]:
    """Return pictures of many kinds that cost next to nothing."""
    sorts: list[Callable[[], bytes]] = [
        lambda: png(40, 8), lambda: png(40, 16, interlaced=True), lambda: jpeg(noise(60)),
        lambda: jpeg(noise(60), progressive=True), lambda: jpeg(noise(60).convert("CMYK")), *map(saved, "1LPIF"),
    ]  # fmt: skip
    return [sort() for sort in sorts]


def saved(mode: str) -> Callable[[], bytes]:
    """Return what makes a file of a picture of one kind of pixels."""

    def save() -> bytes:
        stream = io.BytesIO()
        noise(60).convert("L").convert(mode).save(stream, "TIFF" if mode in "IF" else "PNG")
        return stream.getvalue()

    return save


@cache
def odd_pictures() -> tuple[list[bytes], list[bytes]]:
    """Return pictures that are refused, and some to be damaged."""
    return [each for each in refused_pictures() if len(each) < 1_000_000], small_pictures()


def odd_picture(dice: Random, surface: Surface) -> Attack:
    """Bring a picture that is damaged, or none."""
    refused, small = odd_pictures()
    content = bytearray(dice.choice(small))
    for _ in range(dice.choice((0, 1, 3, 20))):
        content[dice.randrange(len(content))] = dice.randrange(256)
    cut = bytes(content[: dice.randrange(len(content))])
    sent = dice.choice((bytes(content), bytes(content), cut, dice.choice(refused), dice.randbytes(200)))
    addresses = [address for address in surface.posts if address.endswith(ADDRESS)]
    return Attack("picture", request(dice.choice(addresses), "POST", body=sent))
