from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from model.inputs.picture import MAX_BYTES, read_digits
from model.inputs.picture_file import PictureError
from model.inputs.preprocess import rasterise

SEVEN = rasterise([[(20, 20), (80, 22), (45, 90)]], box=100)
ZERO = rasterise([[(50 + 20 * np.cos(a), 50 + 35 * np.sin(a)) for a in np.linspace(0, 6.3, 40)]], box=100)
SIDES_PX = [28, 56, 112, 280, 1_000]


def read_picture(content: bytes) -> np.ndarray:
    """Return the digit that comes first."""
    return read_digits(content).digits[0].image


def as_file(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def page(side: int, *, digit: np.ndarray = SEVEN) -> Image.Image:
    """Return a digit, black on white, on a page of ``side`` pixels."""
    return Image.fromarray(255 - digit).resize((side, side), Image.Resampling.BICUBIC)


def spot(side: int, *, width: int, height: int) -> Image.Image:
    """Return a black upright bar on a white page of ``side`` pixels."""
    picture = Image.new("L", (side, side), 255)
    picture.paste(0, (side // 3, side // 5, side // 3 + width, side // 5 + height))
    return picture


def ink_sides(image: np.ndarray) -> tuple[int, int]:
    """Return width and height of the ink in pixels."""
    rows, columns = np.nonzero(image)
    return int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """Return the mean difference of two pictures, of 255."""
    return float(np.abs(one.astype(int) - other).mean())


@pytest.mark.parametrize("digit", [SEVEN, ZERO], ids=["seven", "zero"])
@pytest.mark.parametrize("side", SIDES_PX)
def test_the_ink_of_a_digit_of_any_size_fills_twenty_pixels(side: int, digit: np.ndarray) -> None:
    image = read_picture(as_file(page(side, digit=digit)))
    assert (image.shape, image.dtype, int(image.max())) == ((28, 28), np.uint8, 255)
    assert max(ink_sides(image)) == 20


@pytest.mark.parametrize("side", SIDES_PX)
def test_the_size_of_the_file_does_not_change_the_digit(side: int) -> None:
    image, same = read_picture(as_file(page(side))), read_picture(as_file(page(400)))
    moved = [np.roll(image, (down, across), (0, 1)) for down in (-1, 0, 1) for across in (-1, 0, 1)]
    assert min(apart(one, same) for one in moved) < 6  # the digit is centred by whole pixels


@pytest.mark.parametrize("digit", [SEVEN, ZERO], ids=["seven", "zero"])
def test_the_centre_of_mass_is_where_digits_of_mnist_have_theirs(digit: np.ndarray) -> None:
    image, grid = read_picture(as_file(page(280, digit=digit))).astype(float), np.arange(28) + 0.5
    mass = np.array([image.sum(axis=0) @ grid, image.sum(axis=1) @ grid]) / image.sum()
    assert ((mass >= 14) & (mass <= 15)).all()


@pytest.mark.parametrize("side", [28, 280])
def test_a_picture_made_as_mnist_was_comes_back_nearly_as_it_is(side: int) -> None:
    made = read_picture(as_file(page(280)))
    assert apart(read_picture(as_file(page(side, digit=made))), made) < 6


@pytest.mark.parametrize("thin", [8, 20, 60])
def test_a_thin_pen_is_widened_and_the_digit_still_fills_twenty_pixels(thin: int) -> None:
    width, height = ink_sides(read_picture(as_file(spot(400, width=thin, height=240))))
    assert height == 20
    assert width >= 2


def test_the_proportions_of_the_digit_are_kept() -> None:
    width, height = ink_sides(read_picture(as_file(spot(400, width=120, height=240))))
    assert (width, height) == (10, 20)


def test_where_the_digit_is_on_the_page_does_not_matter() -> None:
    corner = Image.new("L", (500, 700), 255)
    corner.paste(page(200), (290, 20))
    assert apart(read_picture(as_file(corner)), read_picture(as_file(page(200)))) < 6


def test_a_speck_at_the_edge_is_no_part_of_the_digit() -> None:
    speck = page(280)
    speck.putpixel((270, 270), 0)
    assert apart(read_picture(as_file(speck)), read_picture(as_file(page(280)))) < 2


@pytest.mark.parametrize("side", SIDES_PX)
def test_light_ink_on_dark_paper_reads_like_dark_ink_on_light_paper(side: int) -> None:
    dark = page(side)
    light = Image.fromarray(255 - np.asarray(dark))
    np.testing.assert_array_equal(read_picture(as_file(light)), read_picture(as_file(dark)))


def test_grey_ink_on_grey_paper_is_as_good_as_black_on_white() -> None:
    grey = page(280).point([90 + shade // 4 for shade in range(256)])
    assert apart(read_picture(as_file(grey)), read_picture(as_file(page(280)))) < 3


@pytest.mark.parametrize("ink", [0, 255])
@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_what_is_transparent_is_paper(mode: str, ink: int) -> None:
    opacity = Image.fromarray(255 - np.asarray(page(280)))
    picture = Image.new("L", opacity.size, ink).convert(mode)
    picture.putalpha(opacity)
    assert apart(read_picture(as_file(picture)), read_picture(as_file(page(280)))) < 2


def test_a_palette_may_have_a_transparent_colour() -> None:
    shades = page(280).point([0] * 128 + [1] * 128)
    picture = Image.frombytes("P", shades.size, shades.tobytes())
    picture.putpalette([0, 0, 0, 0, 0, 0])
    assert max(ink_sides(read_picture(as_file(picture, transparency=1)))) == 20


def test_a_photograph_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: to be turned right by a quarter
    turned = as_file(page(280).transpose(Image.Transpose.ROTATE_90), "JPEG", quality=95, exif=exif)
    assert apart(read_picture(turned), read_picture(as_file(page(280)))) < 3


def test_of_a_photograph_with_a_second_picture_beside_it_the_first_is_read() -> None:
    first, second = (page(side).convert("RGB") for side in (280, 140))
    both = as_file(first, "MPO", save_all=True, append_images=[second], quality=95)
    assert apart(read_picture(both), read_picture(as_file(first))) < 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty; choose a PNG or JPEG"),
        (b"seven", "neither PNG nor JPEG"),
        (as_file(page(28), "GIF"), "neither PNG nor JPEG"),
        (as_file(page(280))[:200], "cannot be read"),
        (as_file(page(1_000))[:200], "cannot be read"),
        (bytes(MAX_BYTES + 1), "5.1 MB; at most 5 MB"),
        (as_file(page(28), save_all=True, append_images=[page(28, digit=ZERO)]), "animated; choose one"),
        (as_file(Image.new("L", (28, 28), 200)), "nothing to see"),
        (as_file(Image.new("LA", (28, 28))), "nothing to see"),
        (as_file(spot(28, width=5, height=5).point([190] * 255 + [200])), "nothing to see"),
    ],
    ids=[
        "empty",
        "text",
        "GIF",
        "small and cut short",
        "large and cut short",
        "large",
        "animated",
        "blank",
        "clear",
        "faint",
    ],
)
def test_what_holds_no_digit_is_refused_with_a_reason(content: bytes, message: str) -> None:
    with pytest.raises(PictureError, match=message):
        read_picture(content)
