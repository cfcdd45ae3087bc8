from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import data.sources.picture as module
from data.sources.picture import PictureEntry, UnreadableError, read_picture, read_size

RED = np.zeros((4, 6, 3), dtype=np.uint8) + np.array([255, 0, 0], dtype=np.uint8)


def file(image: Image.Image, kind: str = "PNG", **options: Any) -> PictureEntry:
    """Return a picture as the bytes of a file."""
    content = BytesIO()
    image.save(content, kind, **options)
    return PictureEntry("a", content.getvalue())


def test_colours_stay_and_equal_channels_are_grey() -> None:
    assert (read_picture(file(Image.fromarray(RED))).pixels == RED).all()
    grey = np.repeat(np.arange(24, dtype=np.uint8).reshape(4, 6, 1), 3, axis=2)
    assert (read_picture(file(Image.fromarray(grey))).pixels == grey[..., 0]).all()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_pictures_of_any_mode_become_bytes(mode: str) -> None:
    image = Image.fromarray(RED).convert("L").convert(mode)
    picture = read_picture(file(image, "TIFF"))
    assert picture.pixels.dtype == np.uint8
    assert picture.pixels.shape[:2] == (4, 6)


def test_sixteen_bits_become_eight_over_their_whole_range() -> None:
    deep = Image.fromarray(np.array([[0, 257, 65535]], dtype=np.uint16))
    picture = read_picture(file(deep))
    assert picture.pixels.tolist() == [[0, 1, 255]]
    assert picture.remarks == (module.DEEPER,)


def test_a_palette_has_its_colours_and_cmyk_becomes_rgb() -> None:
    assert (read_picture(file(Image.fromarray(RED).convert("P"))).pixels == RED).all()
    printed = read_picture(file(Image.new("CMYK", (6, 4), (0, 255, 255, 0)), "JPEG", quality=100))
    assert np.abs(printed.pixels.astype(int) - RED).max() < 8


def test_what_is_transparent_is_laid_on_white_and_told() -> None:
    glass = Image.fromarray(RED).convert("RGBA")
    assert read_picture(file(glass)).remarks == ()
    glass.putalpha(0)
    picture = read_picture(file(glass))
    assert (picture.pixels == 255).all()
    assert picture.pixels.ndim == 2
    assert picture.remarks == (module.LAID,)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_taken_sideways_is_turned_upright(kind: str) -> None:
    exif = Image.Exif()
    exif[module.ORIENTATION] = 6
    entry = file(Image.fromarray(RED), kind, exif=exif)
    picture = read_picture(entry)
    assert picture.pixels.shape == (6, 4, 3)
    assert picture.remarks == (module.TURNED,)
    assert kind == "PNG" or read_size(entry) == (6, 4)


def test_of_an_animation_the_first_frame_is_read() -> None:
    frames = [Image.new("L", (6, 4), level) for level in (10, 200)]
    picture = read_picture(file(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert (picture.pixels == 10).all()
    assert picture.remarks == (module.MOVING,)


def test_a_picture_covers_the_size_and_is_cut_at_its_centre() -> None:
    stripes = np.repeat(np.array([0, 100, 200], dtype=np.uint8), 8)[None].repeat(8, axis=0)
    assert (read_picture(file(Image.fromarray(stripes)), (8, 8)).pixels == 100).all()
    assert read_picture(file(Image.fromarray(stripes)), (16, 16)).pixels.shape == (16, 16)


def noise(side: int = 64) -> Image.Image:
    return Image.fromarray(np.random.default_rng(0).integers(0, 256, (side, side, 3), dtype=np.uint8))


def cut(entry: PictureEntry, share: float = 0.5) -> PictureEntry:
    return PictureEntry(entry.name, entry.content[: int(len(entry.content) * share)])


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (PictureEntry("a", b""), "is empty"),
        (PictureEntry("a", b"no picture"), r"is no picture that can be read \(PNG, JPEG"),
        (PictureEntry("a", Path("nowhere.png")), "is not there"),
        (cut(file(noise(), "JPEG")), "is truncated"),
        (cut(file(noise())), "is truncated"),
        (cut(file(noise(), "JPEG"), 0.01), "is damaged or cut off"),
        (file(Image.fromarray(np.full((2, 2), np.nan, dtype=np.float32)), "TIFF"), "has pixels that are NaN"),
        (file(noise(), "EPS"), "is no picture that can be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(entry: PictureEntry, fault: str) -> None:
    with pytest.raises(UnreadableError, match=fault):
        read_picture(entry)


def test_a_picture_too_large_to_decode_is_refused_by_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 2_000_000)
    entry = file(Image.new("1", (2000, 2000)))
    for _ in range(2):
        with pytest.raises(UnreadableError, match="is larger than 2 million pixels; make it smaller"):
            read_picture(entry)
    monkeypatch.setattr(module, "MAX_FILE_BYTES", 100)
    with pytest.raises(UnreadableError, match="at most 0 MB are read"):
        read_picture(entry)
    assert read_size(entry) is None


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(RED).save(path)
    monkeypatch.setattr(Image, "open", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(UnreadableError, match="you have no permission"):
        read_picture(PictureEntry("a", path))
