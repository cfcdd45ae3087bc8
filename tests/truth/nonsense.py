"""Pictures that show no digit, made by chance but the same ones each time, as a visitor may bring or draw them.

Strokes go through the pad's own pen and print through the reader of pictures. Letters that can be read as a digit (O,
I, S, Z, B, D and their like) are not among the letters.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont

from model.inputs.picture import read_digits
from model.inputs.preprocess import rasterise
from model.workspace import Workspace

Image = NDArray[np.uint8]
Dice = np.random.Generator

BOX = 100.0  # side of the pad
# Each stroke by its corners, x and y from 0 to 9.
STROKES = {
    "A": "09 40 89|25 65",
    "E": "80 00 09 89|04 64",
    "F": "80 00 09|04 64",
    "H": "00 09|80 89|04 84",
    "K": "00 09|80 05|34 89",
    "M": "09 00 46 80 89",
    "N": "09 00 89 80",
    "P": "09 00 50 82 73 54 04",
    "R": "09 00 50 82 73 54 04|44 89",
    "T": "00 80|40 49",
    "U": "00 06 28 68 86 80",
    "V": "00 49 80",
    "W": "00 29 43 69 80",
    "X": "00 89|80 09",
    "Y": "00 44 80|44 49",
    "a": "73 34 06 28 58 74 73 79",
    "e": "06 76 74 43 14 06 18 48 78",
    "h": "00 09|05 34 65 79",
    "k": "00 09|63 06|36 69",
    "m": "03 09|05 24 44 59|56 74 85 89",
    "n": "03 09|05 34 65 79",
    "r": "03 09|05 34 64",
    "w": "03 29 45 69 83",
    "x": "03 79|73 09",
}
TURNED = (2, 3, 4, 5, 7)  # digits that are none when they lie on a side


def nonsense(workspace: Workspace, count: int, seed: int) -> dict[str, list[Image]]:
    """Return ``count`` pictures (28, 28) of each kind."""
    dice = np.random.default_rng(seed)
    return {name: [make(workspace, dice) for _ in range(count)] for name, make in KINDS.items()}


def pen(strokes: list[NDArray[np.float64]]) -> Image:
    """Return strokes, each (p, 2) on the pad, as the network gets them."""
    return rasterise([stroke.tolist() for stroke in strokes], box=BOX)


def scribble(workspace: Workspace, dice: Dice) -> Image:
    """Return a smooth path of the pen from place to place."""
    return pen([dice.uniform(10, 90, (dice.integers(6, 25), 2))])


def lines(workspace: Workspace, dice: Dice) -> Image:
    """Return straight lines across each other."""
    return pen([dice.uniform(10, 90, (2, 2)) for _ in range(dice.integers(3, 9))])


def speckle(workspace: Workspace, dice: Dice) -> Image:
    """Return specks of ink all over."""
    inked = dice.random((28, 28)) < dice.uniform(0.02, 0.25)
    return np.where(inked, 255, 0).astype(np.uint8)


def noise(workspace: Workspace, dice: Dice) -> Image:
    """Return a grey level of chance for each pixel."""
    return dice.integers(0, 256, (28, 28), dtype=np.uint8)


def plain(workspace: Workspace, dice: Dice) -> Image:
    """Return one grey level for all."""
    return np.full((28, 28), dice.integers(1, 256), dtype=np.uint8)


def blank(workspace: Workspace, dice: Dice) -> Image:
    """Return nothing at all."""
    return np.zeros((28, 28), dtype=np.uint8)


def dot(workspace: Workspace, dice: Dice) -> Image:
    """Return what a tap of the pen leaves."""
    return pen([dice.uniform(10, 90, (1, 2))])


def letter(workspace: Workspace, dice: Dice) -> Image:
    """Return a letter written with the pen, by an unsteady hand."""
    lean, size = dice.normal(0, 0.15, (2, 2)), dice.uniform(0.7, 1.3, 2)
    written = []
    for stroke in dice.choice(list(STROKES.values())).split("|"):
        corners = np.array([[int(x), int(y)] for x, y in stroke.split()], dtype=float)
        written.append(20 + 6 * (corners * size) @ (np.eye(2) + lean) + dice.normal(0, 1.5, corners.shape))
    return pen(written)


def printed(workspace: Workspace, dice: Dice) -> Image:
    """Return a picture of a printed letter, as it is read from a file."""
    picture = Pictures.new("L", (160, 160), 255)
    font = ImageFont.load_default(size=100)
    ImageDraw.Draw(picture).text((80, 80), dice.choice(list(STROKES)), fill=0, font=font, anchor="mm")
    file = io.BytesIO()
    picture.rotate(dice.uniform(-12, 12), fillcolor=255).save(file, "PNG")
    return read_digits(file.getvalue()).digits[0].image


def turned(workspace: Workspace, dice: Dice) -> Image:
    """Return a digit that lies on its left or right side."""
    chosen = dice.choice(np.flatnonzero(np.isin(workspace.labels, TURNED)))
    return np.rot90(workspace.images[chosen], dice.choice([1, 3])).copy()


def several(workspace: Workspace, dice: Dice) -> Image:
    """Return two or three digits beside each other."""
    row = np.hstack(
        [workspace.images[index][3:25, 4:24] for index in dice.choice(len(workspace.labels), 2 + dice.integers(2))]
    )
    height = round(20 * row.shape[0] / row.shape[1])
    small = np.asarray(Pictures.fromarray(row).resize((20, height), Pictures.Resampling.BOX), dtype=float)
    picture = np.zeros((28, 28), dtype=np.uint8)
    top = (28 - height) // 2
    picture[top : top + height, 4:24] = small * 255 / max(small.max(), 1)
    return picture


KINDS: dict[str, Callable[[Workspace, Dice], Image]] = {
    "scribbles": scribble,
    "speckle": speckle,
    "blank": blank,
    "random lines": lines,
    "letters, by pen": letter,
    "letters, printed": printed,
    "white noise": noise,
    "one grey": plain,
    "a single dot": dot,
    "digits on their side": turned,
    "several digits in one": several,
}
