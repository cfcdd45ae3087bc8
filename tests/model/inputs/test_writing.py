from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from model.inputs.picture import PictureReading, read_digits
from model.inputs.picture_file import PictureError
from model.inputs.preprocess import rasterise
from model.inputs.writing import find_writing

PAPER, INK = 225, 30
SEVEN = [(30, 20), (75, 22), (45, 90)]
TWO = [(30, 35), (40, 20), (60, 20), (68, 35), (30, 85), (72, 84)]


def page(width: int = 400, height: int = 300) -> Image.Image:
    """Return blank paper."""
    return Image.new("L", (width, height), PAPER)


def write(
    picture: Image.Image, points: list[tuple[int, int]], *, at: tuple[int, int], side: int, shade: int = INK
) -> Image.Image:
    """Write a stroke, in hundredths of a square whose upper left corner is ``at``, and return the picture."""
    line = [(at[0] + side * x / 100, at[1] + side * y / 100) for x, y in points]
    ImageDraw.Draw(picture).line(line, fill=shade, width=max(2, side // 12), joint="curve")
    return picture


def read(picture: Image.Image) -> PictureReading:
    """Read a picture as a file."""
    content = io.BytesIO()
    picture.save(content, "PNG")
    return read_digits(content.getvalue())


def likeness(image: np.ndarray, points: list[tuple[int, int]]) -> float:
    """Return the correlation of a digit with what the pad makes of the same stroke, at the best of nine places."""
    drawn = rasterise([points], box=100).astype(float).ravel()
    moved = [np.roll(image, (down, across), (0, 1)).ravel() for down in (-1, 0, 1) for across in (-1, 0, 1)]
    return max(float(np.corrcoef(one, drawn)[0, 1]) for one in moved)


@pytest.mark.parametrize("shade", [0, 90, 255])
@pytest.mark.parametrize("mode", ["L", "RGB", "P", "RGBA"])
def test_a_picture_of_one_colour_is_refused(shade: int, mode: str) -> None:
    with pytest.raises(PictureError, match=r"no writing|nothing to see"):
        read(Image.new("L", (400, 300), shade).convert(mode))


def test_blank_paper_in_a_light_that_falls_off_is_refused() -> None:
    light = np.linspace(240, 80, 400)[None] * np.ones((300, 1))
    noisy = light + np.random.default_rng(1).normal(0, 2, light.shape)
    with pytest.raises(PictureError, match=r"no writing|nothing to see"):
        read(Image.fromarray(noisy.astype(np.uint8)))


def test_a_single_dot_is_a_digit_of_its_size() -> None:
    dotted = page()
    ImageDraw.Draw(dotted).ellipse((190, 140, 210, 160), fill=INK)
    found = read(dotted)
    assert (len(found.digits), found.digits[0].image.max(), found.doubtful) == (1, 255, True)


@pytest.mark.parametrize("rows", [1, 4])
def test_every_digit_of_many_is_found(rows: int) -> None:
    many, side = page(5 * 90 + 40, rows * 110 + 40), 80
    for k in range(5 * rows):
        write(many, (SEVEN, TWO)[k % 2], at=(30 + k % 5 * 90, 30 + k // 5 * 110), side=side)
    found = read(many)
    assert len(found.digits) == 5 * rows
    assert not found.doubtful
    for digit in found.digits:
        assert max(likeness(digit.image, SEVEN), likeness(digit.image, TWO)) > 0.8


def test_what_touches_the_edge_is_left_out_unless_it_is_all_there_is() -> None:
    lone = write(page(), SEVEN, at=(120, -45), side=200)
    (digit,) = read(lone).digits
    assert digit.box[0] == 0
    both = write(lone, TWO, at=(150, 160), side=120)
    found = read(both)
    assert (len(found.digits), found.cleared) == (1, True)
    assert likeness(found.digits[0].image, TWO) > 0.8


def test_a_bar_that_is_detached_belongs_to_its_digit_and_a_digit_beside_it_does_not() -> None:
    five = write(page(), [(35, 38), (34, 50), (55, 48), (66, 65), (55, 85), (34, 82)], at=(50, 50), side=200)
    write(five, [(42, 20), (75, 20)], at=(50, 50), side=200)
    assert len(read(five).digits) == 1
    write(five, TWO, at=(220, 50), side=180)
    assert len(read(five).digits) == 2


def test_a_dashed_stroke_is_one_digit() -> None:
    dashed = write(page(), SEVEN, at=(100, 50), side=200)
    for left in range(0, 400, 24):
        ImageDraw.Draw(dashed).line([(left, 0), (left, 300)], fill=PAPER, width=4)
    (digit,) = read(dashed).digits
    assert likeness(digit.image, SEVEN) > 0.8


@pytest.mark.parametrize("size", [(70, 60), (400, 300), (3_000, 2_000)])
def test_a_digit_is_found_in_a_shadow_on_pictures_of_any_size(size: tuple[int, int]) -> None:
    side = int(0.7 * size[1])
    shades = np.asarray(write(page(*size), SEVEN, at=(size[0] // 4, size[1] // 7), side=side)).astype(float)
    shades[:, size[0] // 2 :] *= 0.45
    found = read(Image.fromarray(shades.astype(np.uint8)))
    assert likeness(found.digits[0].image, SEVEN) > 0.8


def test_light_ink_is_found_like_dark_ink() -> None:
    dark = np.asarray(write(page(), TWO, at=(100, 50), side=200))
    one, other = (find_writing(shades).digits for shades in (dark, 255 - dark))
    assert [digit.box for digit in one] == [digit.box for digit in other]


def test_patches_of_colour_are_doubted() -> None:
    patches = Image.new("RGB", (400, 300), (240, 220, 60))
    for k, colour in enumerate([(200, 30, 40), (40, 90, 220), (20, 160, 80)]):
        ImageDraw.Draw(patches).ellipse((20 + 120 * k, 60, 140 + 120 * k, 220), fill=colour)
    assert read(patches).doubtful
