"""Pictures as people take them: digits written on paper that light falls on, each by chance but the same ones.

Letters: h×w pixels of a picture, its shades in float from 0 (black) to 1; ``ink`` is how much of a pixel a pen covered.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Shades = NDArray[np.floating]
Digit = NDArray[np.uint8]
Dice = np.random.Generator

SIZE = (600, 800)  # h, w of most pictures
PAPER, PEN, PENCIL = 0.9, 0.12, 0.45
BLUE_GREY = (0.72, 0.78, 0.85)  # of printed lines
WOOD = (0.45, 0.33, 0.22)


def pen(digit: Digit, side: int) -> Shades:
    """Return how a digit (28, 28) covers ``side``×``side`` pixels when a pen of one shade writes it."""
    large = np.asarray(Image.fromarray(digit).resize((side, side), Image.Resampling.BICUBIC), float) / 255
    soft = ndimage.gaussian_filter(large, side / 70)
    return np.clip((soft - 0.4) * side / 28 + 0.5, 0, 1)


def write(ink: Shades, digit: Digit, dice: Dice, side: int, place: tuple[int, int] | None = None) -> None:
    """Write a digit on ``ink`` (h, w), somewhere or with its middle at ``place``."""
    h, w = ink.shape
    margin = side // 2 + 8
    if place is None:
        place = (int(dice.integers(margin, h - margin)), int(dice.integers(margin, w - margin)))
    top, left = place[0] - side // 2, place[1] - side // 2
    part = ink[top : top + side, left : left + side]
    np.maximum(part, pen(digit, side), out=part)


def one(digit: Digit, dice: Dice, size: tuple[int, int] = SIZE, share: tuple[float, float] = (0.45, 0.75)) -> Shades:
    """Return a digit somewhere on a page; its 28 pixels are that ``share`` of the shorter side."""
    ink = np.zeros(size)
    write(ink, digit, dice, int(min(size) * dice.uniform(*share)))
    return ink


def well_inside(digit: Digit, dice: Dice) -> Shades:
    """Return a digit on a page of which the borders stay free."""
    return np.pad(one(digit, dice, (SIZE[0] - 200, SIZE[1] - 200), (0.6, 0.9)), 100)


def paint(
    ink: Shades, pen: float | tuple[float, ...] = PEN, paper: Shades | float | tuple[float, ...] = PAPER
) -> Shades:
    """Return ink (h, w) as a picture (h, w, 3)."""
    cover, ground = ink[..., None], np.asarray(paper, float)
    ground = ground[..., None] if ground.ndim == 2 else ground
    return np.broadcast_to(ground * (1 - cover) + np.asarray(pen, float) * cover, (*ink.shape, 3))


def across(size: tuple[int, int], dice: Dice) -> Shades:
    """Return how far each pixel is along some direction, 0 to 1 from corner to corner."""
    angle = dice.uniform(0, 2 * np.pi)
    rows, columns = np.mgrid[: size[0], : size[1]]
    way = rows * np.sin(angle) + columns * np.cos(angle)
    return (way - way.min()) / np.ptp(way)


def gradient(size: tuple[int, int], dice: Dice) -> Shades:
    return 1 - dice.uniform(0.5, 0.75) * across(size, dice)


def vignette(size: tuple[int, int], dice: Dice) -> Shades:
    rows, columns = (np.linspace(-1, 1, side) for side in size)
    radius = np.hypot(rows[:, None], columns) / np.sqrt(2)
    return 1 - dice.uniform(0.5, 0.8) * radius**2.5


def shadow(size: tuple[int, int], dice: Dice, soft: float) -> Shades:
    """Return a shadow over a part of the picture; ``soft`` is the width of its edge in pixels."""
    way, edge = across(size, dice), dice.uniform(0.3, 0.7)
    dark = np.clip((way - edge) * np.hypot(*size) / soft + 0.5, 0, 1)
    return 1 - dice.uniform(0.35, 0.6) * dark


def round_shadow(size: tuple[int, int], dice: Dice) -> Shades:
    """Return the shadow of a head or a hand."""
    rows, columns = np.mgrid[: size[0], : size[1]]
    middle, radius = dice.uniform(0.1, 0.9, 2) * size, dice.uniform(0.3, 0.6) * min(size)
    far = np.hypot((rows - middle[0]) * dice.uniform(0.6, 1), columns - middle[1])
    return 1 - dice.uniform(0.35, 0.6) * np.clip((radius - far) / dice.uniform(4, 40) + 0.5, 0, 1)


def sheet(ink: Shades, dice: Dice, *, sides: int, table: tuple[float, ...] = WOOD) -> Shades:
    """Return a page (h, w) with the table beside it on so many sides, or around it, turned a little."""
    h, w = ink.shape
    turned = np.deg2rad(dice.uniform(-6, 6))
    rows, columns = np.mgrid[:h, :w] - np.array([h / 2, w / 2])[:, None, None]
    y, x = rows * np.cos(turned) - columns * np.sin(turned), rows * np.sin(turned) + columns * np.cos(turned)
    edges = [(h / 2 - y), (h / 2 + y), (w / 2 - x), (w / 2 + x)]
    chosen = dice.permutation(4)[:sides]
    inset = dice.uniform(0.07, 0.11) * min(h, w)
    inside = np.min([edges[k] - inset for k in chosen], axis=0)
    paper = np.clip(inside + 0.5, 0, 1)[..., None]
    grain = 1 + 0.15 * ndimage.gaussian_filter(dice.normal(size=(h, w)), (1, 25))[..., None] * 8
    return paint(ink, PEN) * paper + np.asarray(table) * grain * (1 - paper)


def squared(ink: Shades, dice: Dice, *, pen: float, lines: tuple[float, ...], columns: bool = True) -> Shades:
    """Return ink on squared or lined paper, turned a little."""
    h, w = ink.shape
    gap, width, turned = dice.uniform(28, 60), dice.uniform(1.2, 2.5), np.deg2rad(dice.uniform(-3, 3))
    y, x = np.mgrid[:h, :w]
    ways = [y * np.cos(turned) - x * np.sin(turned), y * np.sin(turned) + x * np.cos(turned)][: 2 if columns else 1]
    far = np.min([np.abs((way + gap / 2) % gap - gap / 2) for way in ways], axis=0)
    print_ = np.clip(width / 2 - far + 0.5, 0, 1)
    return paint(ink, pen, paint(print_, lines))


def noise(picture: Shades, dice: Dice, sigma: float = 0.02) -> Shades:
    return picture + dice.normal(size=picture.shape) * sigma


def speckle(picture: Shades, dice: Dice, share: float = 0.03) -> Shades:
    hit = dice.random(picture.shape[:2])
    picture = picture.copy()
    picture[hit < share / 2], picture[hit > 1 - share / 2] = 0, 1
    return picture


def clutter(digit: Digit, dice: Dice) -> Shades:
    """Return a picture with all of it: pencil on squared paper, on a table, in a shadow, with noise."""
    ink = well_inside(digit, dice)
    page = squared(ink, dice, pen=0.4, lines=BLUE_GREY)
    paper = sheet(np.zeros(SIZE), dice, sides=2)
    on_table = np.where(np.abs(paper - PAPER).max(axis=2, keepdims=True) < 0.01, page, paper)
    lit = on_table * (gradient(SIZE, dice) * 0.5 + 0.5)[..., None] * shadow(SIZE, dice, 30)[..., None]
    return ndimage.gaussian_filter(noise(lit, dice, 0.015), (0.8, 0.8, 0))


def row_of(digits: list[Digit], dice: Dice, size: tuple[int, int] = SIZE, rows: int = 1) -> Shades:
    """Return digits beside each other, in rows."""
    ink, each = np.zeros(size), -(-len(digits) // rows)
    step = min((size[1] - 40) / each, (size[0] - 40) / rows)
    for k, digit in enumerate(digits):
        middle = (size[1] / 2 + (k % each - (each - 1) / 2) * step, size[0] / 2 + (k // each - (rows - 1) / 2) * step)
        write(ink, digit, dice, int(step * dice.uniform(0.85, 1)), (int(middle[1]), int(middle[0])))
    return ink


def blobs(dice: Dice) -> Shades:
    """Return a picture of soft or sharp patches of colour."""
    picture = np.ones((*SIZE, 3)) * dice.uniform(0.2, 1, 3)
    y, x = np.mgrid[: SIZE[0], : SIZE[1]]
    for _ in range(dice.integers(2, 9)):
        middle, radii = dice.uniform(0.05, 0.95, 2) * SIZE, dice.uniform(0.06, 0.3, 2) * min(SIZE)
        far = np.hypot((y - middle[0]) / radii[0], (x - middle[1]) / radii[1])
        cover = np.clip((1 - far) * dice.choice([2, 5, 100]) + 0.5, 0, 1)[..., None]
        picture = picture * (1 - cover) + dice.uniform(0, 1, 3) * cover
    return picture


def lit(light: Callable[..., Shades], *given: float) -> Callable[[Digit, Dice], Shades]:
    return lambda digit, dice: noise(paint(one(digit, dice)) * light(SIZE, dice, *given)[..., None], dice, 0.01)


@dataclass(frozen=True)
class Kind:
    """A kind of picture; ``make`` is given as many digits as ``count`` says."""

    make: Callable[..., Shades]
    count: int = 1
    form: str = "JPEG"
    quality: int = 88
    turned: bool = False  # lies as EXIF says


def turned_digit(digit: Digit, dice: Dice) -> Shades:
    return paint(ndimage.rotate(one(digit, dice, share=(0.4, 0.6)), dice.uniform(-10, 10), order=1, reshape=False))


def coloured(digit: Digit, dice: Dice) -> Shades:
    colours = [(0.8, 0.1, 0.1), (0.1, 0.2, 0.75), (0.1, 0.5, 0.2), (0.85, 0.35, 0.05), (0.5, 0.1, 0.6)]
    return paint(one(digit, dice), colours[dice.integers(len(colours))], (0.96, 0.95, 0.88))


def chalk(digit: Digit, dice: Dice) -> Shades:
    ink = one(digit, dice) * (ndimage.gaussian_filter(dice.random(SIZE), 1) > 0.42)
    smears = ndimage.gaussian_filter(dice.normal(size=SIZE), 40)
    return noise(paint(ink, 0.85, 0.2 + smears), dice, 0.02) * gradient(SIZE, dice)[..., None]


def dashed(digit: Digit, dice: Dice) -> Shades:
    ink, (h, w) = one(digit, dice), SIZE
    y, x = np.mgrid[:h, :w]
    gaps = ndimage.gaussian_filter(((x + y) % 60 < 8).astype(float), 1)
    return paint(ink * (1 - gaps), PENCIL)


def rgba(digit: Digit, dice: Dice) -> Shades:
    ink = one(digit, dice)
    shade = float(dice.choice([0.0, 0.9]))
    return np.dstack([np.full((*SIZE, 3), shade), ink])


def tiny(digit: Digit, _: Dice) -> Shades:
    return np.repeat(digit[..., None] / 255, 3, axis=2)


KINDS: dict[str, Kind] = {
    "on white, even light": Kind(lambda digit, dice: paint(one(digit, dice))),
    "28 × 28 as MNIST": Kind(tiny, form="PNG"),
    "56 × 56": Kind(lambda digit, dice: paint(one(digit, dice, (56, 56), (0.7, 0.71))), form="PNG"),
    "light gradient": Kind(lit(gradient)),
    "dark corners": Kind(lit(vignette)),
    "shadow, hard edge": Kind(lit(shadow, 2.0)),
    "shadow, soft edge": Kind(lit(shadow, 120.0)),
    "shadow of a hand": Kind(lit(round_shadow)),
    "paper edge": Kind(lambda digit, dice: sheet(well_inside(digit, dice), dice, sides=1)),
    "sheet on a table": Kind(lambda digit, dice: sheet(well_inside(digit, dice), dice, sides=4)),
    "sheet on a light table": Kind(
        lambda digit, dice: sheet(well_inside(digit, dice), dice, sides=3, table=(0.75, 0.7, 0.62))
    ),
    "pencil on squared paper": Kind(lambda digit, dice: squared(one(digit, dice), dice, pen=PENCIL, lines=BLUE_GREY)),
    "faint pencil, dark squares": Kind(
        lambda digit, dice: squared(one(digit, dice), dice, pen=0.55, lines=(0.5, 0.55, 0.6))
    ),
    "lined paper": Kind(
        lambda digit, dice: squared(one(digit, dice), dice, pen=PEN, lines=(0.5, 0.6, 0.75), columns=False)
    ),
    "all together": Kind(clutter),
    "speckle": Kind(lambda digit, dice: speckle(paint(one(digit, dice)), dice)),
    "sensor noise": Kind(lambda digit, dice: noise(paint(one(digit, dice)) * 0.5, dice, 0.06)),
    "JPEG of quality 10": Kind(lambda digit, dice: paint(one(digit, dice)), quality=10),
    "blurred": Kind(lambda digit, dice: ndimage.gaussian_filter(paint(one(digit, dice)), (7, 7, 0))),
    "turned by up to 10°": Kind(turned_digit),
    "small in a large picture": Kind(lambda digit, dice: noise(paint(one(digit, dice, share=(0.1, 0.14))), dice, 0.01)),
    "fills the picture": Kind(lambda digit, dice: paint(fill(digit), PEN)),
    "cut at the edge": Kind(lambda digit, dice: paint(fill(digit)[8:-8, 8:-8], PEN)),
    "chalk on a blackboard": Kind(chalk),
    "coloured pen": Kind(coloured),
    "broken strokes": Kind(dashed),
    "transparent PNG": Kind(rgba, form="PNG"),
    "turned by EXIF": Kind(lit(gradient), turned=True),
    "two digits": Kind(lambda *given: paint(row_of(list(given[:2]), given[2])), 2),
    "three digits, light gradient": Kind(
        lambda *given: paint(row_of(list(given[:3]), given[3])) * gradient(SIZE, given[3])[..., None], 3
    ),
    "20 digits": Kind(lambda *given: paint(row_of(list(given[:20]), given[20], rows=4)), 20),
    "patches of colour": Kind(blobs, 0),
}


def fill(digit: Digit) -> Shades:
    """Return a digit that leaves a few pixels of paper around it."""
    ink = pen(digit, 560)
    rows, columns = np.nonzero(ink > 0.5)
    return np.pad(ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], 8)


def as_file(kind: Kind, digits: list[Digit], dice: Dice) -> bytes:
    """Return a picture file of a kind."""
    shades = np.clip(kind.make(*digits, dice), 0, 1)
    picture = Image.fromarray((255 * shades).round().astype(np.uint8))
    exif = Image.Exif()
    if kind.turned:
        exif[0x0112] = 6
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    content, options = io.BytesIO(), {"quality": kind.quality} if kind.form == "JPEG" else {}
    picture.save(content, kind.form, exif=exif, **options)
    return content.getvalue()
