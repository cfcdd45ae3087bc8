"""What writers of a class add to it, and where: crossbars, flags, bases, tails.

Letters: n digits, h = w = 28 pixels, p points. Ink runs from 0 (paper) to 1; lengths are in pixels; x grows to the
right, y downwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from model.training.dice import BatchRandom

SIZE = 28


def segment_distance(start: Tensor, end: Tensor) -> Tensor:
    """Return how far each pixel (n, 28, 28) is from the straight stroke between two points (n, 2)."""
    axis = torch.arange(SIZE) + 0.0
    pixels = torch.stack(torch.meshgrid(axis, axis, indexing="xy"), -1)  # (28, 28, 2)
    run = (end - start)[:, None, None]  # (n, 1, 1, 2)
    offset = pixels - start[:, None, None]  # (n, 28, 28, 2)
    along = ((offset * run).sum(-1) / (run * run).sum(-1).clamp(min=1e-6)).clamp(0, 1)
    distance: Tensor = (offset - along.unsqueeze(-1) * run).norm(dim=-1)  # (n, 28, 28)
    return distance


def pen_ink(distance: Tensor, width: Tensor) -> Tensor:
    """Return the ink (n, 28, 28), falling off over one pixel, of a pen of ``width`` (n,) along lines at a distance."""
    return (width[:, None, None] / 2 + 0.5 - distance).clamp(0, 1)


@dataclass(frozen=True)
class Outline:
    """Where the ink of each digit lies."""

    top: Tensor  # (n,) first row with ink
    bottom: Tensor  # (n,) last row with ink
    middle: Tensor  # (n, 28) mean x of the ink in each row
    left: Tensor  # (n, 28) first column with ink in each row
    right: Tensor  # (n, 28) last column with ink in each row

    def at(self, places: Tensor, row: Tensor) -> Tensor:
        """Return the point (n, 2) of ``places`` (n, 28) in ``row`` (n,)."""
        row = row.round().clamp(0, SIZE - 1)
        return torch.stack([places.gather(1, row.long().unsqueeze(1)).squeeze(1), row], 1)

    def down(self, share: Tensor) -> Tensor:
        """Return the row (n,) that lies a ``share`` (n,) of the height below the top."""
        return self.top + share * (self.bottom - self.top)


def outline(images: Tensor) -> Outline:
    """Measure where the ink of each digit (n, 28, 28) lies; rows without ink answer with the middle of the picture."""
    ink = images > 0.4
    columns = torch.arange(SIZE)
    rows = ink.any(2).float()  # (n, 28)
    mass = images.sum(2)
    middle = torch.where(mass > 0.4, (images * columns).sum(2) / mass.clamp(min=1e-6), torch.tensor(SIZE / 2))
    left = torch.where(ink.any(2), ink.float().argmax(2), SIZE // 2).float()
    right = torch.where(ink.any(2), SIZE - 1 - ink.flip(2).float().argmax(2), SIZE // 2).float()
    return Outline(rows.argmax(1).float(), SIZE - 1 - rows.flip(1).argmax(1).float(), middle, left, right)


def pair(x: Tensor, y: Tensor) -> Tensor:
    """Return points (n, 2) from coordinates (n,)."""
    return torch.stack([x, y], 1)


Stroke = list[Tensor]  # the corners (n, 2) of an open polygon


def stroke_distance(corners: Stroke) -> Tensor:
    """Return how far each pixel (n, 28, 28) is from a polygon through corners (n, 2)."""
    return torch.stack([segment_distance(start, end) for start, end in itertools.pairwise(corners)]).amin(0)


def curve(control: Stroke, *, pieces: int = 6) -> Stroke:
    """Return points of the Bézier curve with four ``control`` points (n, 2), by de Casteljau's rule."""
    shares = [step / pieces for step in range(pieces + 1)]
    return [between(control, share) for share in shares]


def between(control: Stroke, share: float) -> Tensor:
    """Return the point (n, 2) of a Bézier curve a ``share`` of the way along it."""
    while len(control) > 1:
        control = [torch.lerp(start, end, share) for start, end in itertools.pairwise(control)]
    return control[0]


def crossbar(shape: Outline, random: BatchRandom) -> Stroke:
    """The bar through the stem of a continental seven, at any height but the roof's, short or wide, straight or not."""
    centre, tilt = shape.at(shape.middle, shape.down(random.uniform(0.38, 0.78))), random.uniform(-0.35, 0.5)
    left, right, bend = random.uniform(1.5, 8.0), random.uniform(1.5, 8.0), random.uniform(-0.25, 0.25)
    return [centre + pair(-left, left * (tilt + bend)), centre, centre + pair(right, right * (bend - tilt))]


def serif(shape: Outline, random: BatchRandom) -> Stroke:
    """The short stroke that leads to the roof of a seven, from below or above."""
    corner = shape.at(shape.left, shape.top + 1)
    return [corner, corner + pair(random.uniform(-1.5, 0.5), random.uniform(-2.0, 4.5))]


def flag(shape: Outline, random: BatchRandom) -> Stroke:
    """The upstroke that leads to the top of a one."""
    tip, reach = shape.at(shape.middle, shape.top), random.uniform(2.0, 11.5)
    drop = reach * random.uniform(0.55, 2.0)  # flatter would be a seven
    return [tip, tip + pair(-reach, drop.minimum(0.8 * (shape.bottom - shape.top)))]


def base(shape: Outline, random: BatchRandom) -> Stroke:
    """The line that a one stands on."""
    foot = shape.at(shape.middle, shape.bottom)
    tilt = random.uniform(-1.2, 1.2)
    return [foot + pair(-random.uniform(2.0, 8.0), tilt), foot + pair(random.uniform(2.0, 8.0), -tilt)]


TAIL_FROM = 0.55  # of a nine's height, from where on a tail may take the place of its stem: under the head


def tail(shape: Outline, random: BatchRandom) -> Stroke:
    """The tail of a nine written like a g: down, round to the left, out or up again, and perhaps back across."""
    start = shape.at(shape.right - 1, shape.down(random.uniform(TAIL_FROM, 1.0)))
    turn = start + pair(random.uniform(-1.0, 4.0), random.uniform(2.0, 9.0))
    low = start + pair(-random.uniform(0.0, 9.0), random.uniform(3.0, 14.0))
    end = low + pair(-random.uniform(1.0, 5.0), -random.uniform(-0.5, 6.0))
    back = end + random.bernoulli(0.1)[:, None] * (start + pair(random.uniform(0, 4), -random.uniform(-1, 3)) - end)
    return [corner.clamp(1, SIZE - 2) for corner in (*curve([start, turn, low, end]), back)]


def roof(shape: Outline, random: BatchRandom) -> Stroke:
    """The top bar of a five, drawn apart from its body."""
    corner = shape.at(shape.left, shape.top)
    return [corner, corner + pair(random.uniform(5.0, 13.0), -random.uniform(-1.0, 3.0))]


def arm(shape: Outline, random: BatchRandom) -> Stroke:
    """The right arm of a four, from its top down; some writers start it only at the crossing."""
    height, reach = shape.bottom - shape.top, random.uniform(0.1, 0.5)
    rows = [shape.top + share * reach * height for share in (0.0, 0.33, 0.67, 1.0)]
    return [shape.at(shape.right, row) for row in rows]


# How ones, fives and sevens are taught differs from country to country.
HABITS: tuple[tuple[int, Callable[[Outline, BatchRandom], Stroke]], ...] = (
    (7, crossbar), (7, serif), (1, flag), (1, base), (5, roof),
)  # fmt: skip
