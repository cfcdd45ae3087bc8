"""Augmentation: the ways in which people's digits differ that 60,000 scans do not show often enough.

Everything works on a batch at once. Letters: n digits, h = w = 28 pixels, g = elastic grid nodes along one side.
Ink runs from 0 (paper) to 1; lengths are in pixels; x grows to the right, y downwards.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Generator, Tensor
from torch.nn import functional as F

SIZE = 28
FOUR = 4


@dataclass(frozen=True)
class AugmentConfig:
    """How far each kind of variation goes; every digit draws its own values up to these limits."""

    rotation_deg: float = 13.0
    slant: float = 0.35  # x shift per unit of y
    stretch: float = 0.2  # log of the scale, drawn for x and y apart
    zoom: float = 0.08  # log of the scale common to x and y
    shift_px: float = 1.6
    elastic_px: float = 1.7
    elastic_nodes: int = 5
    thickness: float = 0.55  # 1 is a whole pixel on either side; varies over the digit
    contrast: float = 1.8  # greatest gain around half ink
    stroke_share: float = 0.42  # of the digits whose class is known to be written with one, or without
    stray_share: float = 0.04  # of all digits, a short stroke where none belongs
    cut_share: float = 0.18  # of all digits, a gap as of a lifted pen


def augment(images: Tensor, labels: Tensor, config: AugmentConfig, generator: Generator) -> Tensor:
    """Return a varied copy of each digit.

    Args:
        images: (n, 28, 28) ink, 0 to 1.
        labels: (n,) classes; strokes that writers add depend on them.
        config: The limits of the variation.
        generator: The source of randomness.

    Returns:
        (n, 28, 28) ink, 0 to 1.
    """
    random = BatchRandom(len(images), generator)
    images = cut_strokes(images, labels, config, random)
    images = add_strokes(images, labels, config, random)
    images = warp(images, config, random)
    return sharpen(thicken(images, config, random), config, random)


class BatchRandom:
    """Random numbers for a batch of n digits, all from one generator."""

    def __init__(self, n: int, generator: Generator) -> None:
        self.n = n
        self.generator = generator

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        """Return uniform numbers (n, *shape) in [low, high)."""
        return low + (high - low) * torch.rand(self.n, *shape, generator=self.generator)

    def bernoulli(self, share: float) -> Tensor:
        """Return a mask (n,) that is true for about ``share`` of the digits."""
        return torch.rand(self.n, generator=self.generator) < share


def warp(images: Tensor, config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Rotate, slant, stretch, shift and bend each digit (n, 28, 28) in one resampling."""
    affine = F.affine_grid(affine_matrices(config, random), [len(images), 1, SIZE, SIZE], align_corners=False)
    grid = affine + elastic_field(config, random)  # (n, 28, 28, 2)
    moved: Tensor = F.grid_sample(images.unsqueeze(1), grid, align_corners=False)
    return moved.squeeze(1)


def affine_matrices(config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Return the matrices (n, 2, 3) from places in the result to places in the original, in units of half a side."""
    angle = random.uniform(-config.rotation_deg, config.rotation_deg) * math.pi / 180
    slant = random.uniform(-config.slant, config.slant)
    zoom = random.uniform(-config.zoom, config.zoom)
    scale_x = torch.exp(zoom + random.uniform(-config.stretch, config.stretch))
    scale_y = torch.exp(zoom + random.uniform(-config.stretch, config.stretch))
    shift = random.uniform(-config.shift_px, config.shift_px, 2, 1) / (SIZE / 2)
    cos, sin = angle.cos(), angle.sin()
    rows = [cos * scale_x, (cos * slant - sin) * scale_y, sin * scale_x, (sin * slant + cos) * scale_y]
    return torch.cat([torch.stack(rows, 1).view(-1, 2, 2), shift], dim=2)


def elastic_field(config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Return smooth displacements (n, 28, 28, 2) in units of half a side: random at g×g nodes, cubic in between."""
    nodes = random.uniform(-1, 1, 2, config.elastic_nodes, config.elastic_nodes)
    nodes = nodes * random.uniform(0, config.elastic_px, 1, 1, 1) / (SIZE / 2)
    return F.interpolate(nodes, size=(SIZE, SIZE), mode="bicubic", align_corners=True).permute(0, 2, 3, 1)


def thicken(images: Tensor, config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Make strokes (n, 28, 28) thicker or thinner, by an amount that changes slowly over the digit."""
    whole = random.uniform(-0.6 * config.thickness, config.thickness, 1, 1, 1)
    local = random.uniform(-0.4 * config.thickness, 0.4 * config.thickness, 1, 3, 3)
    amount = F.interpolate(whole + local, size=(SIZE, SIZE), mode="bicubic", align_corners=True)
    ink = images.unsqueeze(1)
    dilated = F.max_pool2d(ink, 3, stride=1, padding=1)
    eroded = -F.max_pool2d(-ink, 3, stride=1, padding=1)
    varied = ink + amount.clamp(min=0) * (dilated - ink) + amount.clamp(max=0) * (ink - eroded)
    return varied.clamp(0, 1).squeeze(1)


def sharpen(images: Tensor, config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Steepen the edges of strokes (n, 28, 28), from a scanner's grey ones to a drawing program's hard ones."""
    gain = random.uniform(1, config.contrast, 1, 1)
    return ((images - 0.5) * gain + 0.5).clamp(0, 1) * (images > 0.02)


def segment_ink(start: Tensor, end: Tensor, width: Tensor) -> Tensor:
    """Draw one straight stroke with round ends a digit.

    Args:
        start: (n, 2) x and y in pixels.
        end: (n, 2) x and y in pixels.
        width: (n,) in pixels.

    Returns:
        (n, 28, 28) ink, 0 to 1, falling off over one pixel.
    """
    axis = torch.arange(SIZE) + 0.0
    pixels = torch.stack(torch.meshgrid(axis, axis, indexing="xy"), -1)  # (28, 28, 2)
    run = (end - start)[:, None, None]  # (n, 1, 1, 2)
    offset = pixels - start[:, None, None]  # (n, 28, 28, 2)
    along = ((offset * run).sum(-1) / (run * run).sum(-1).clamp(min=1e-6)).clamp(0, 1)
    distance: Tensor = (offset - along.unsqueeze(-1) * run).norm(dim=-1)  # (n, 28, 28)
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


def crossbar(shape: Outline, random: BatchRandom) -> Stroke:
    """The bar through the stem of a continental seven."""
    row = shape.top + random.uniform(0.38, 0.68) * (shape.bottom - shape.top)
    centre, tilt = shape.at(shape.middle, row), random.uniform(-0.35, 0.5)
    left, right = random.uniform(2.0, 6.0), random.uniform(2.0, 6.0)
    return [centre + pair(-left, left * tilt), centre + pair(right, -right * tilt)]


def flag(shape: Outline, random: BatchRandom) -> Stroke:
    """The upstroke that leads to the top of a one."""
    tip, reach = shape.at(shape.middle, shape.top), random.uniform(2.0, 8.5)
    drop = reach * random.uniform(0.5, 2.0)  # flatter would be a seven
    return [tip, tip + pair(-reach, drop.minimum(0.8 * (shape.bottom - shape.top)))]


def base(shape: Outline, random: BatchRandom) -> Stroke:
    """The line that a one stands on."""
    foot = shape.at(shape.middle, shape.bottom)
    tilt = random.uniform(-1.2, 1.2)
    return [foot + pair(-random.uniform(2.0, 8.0), tilt), foot + pair(random.uniform(2.0, 8.0), -tilt)]


def hook(shape: Outline, random: BatchRandom) -> Stroke:
    """The tail of a nine, swept out to the left and perhaps up again."""
    foot = shape.at(shape.middle, shape.bottom)
    bend = foot + pair(-random.uniform(1.0, 4.0), random.uniform(-0.5, 1.5))
    end = bend + pair(-random.uniform(1.0, 5.0), -random.uniform(-0.5, 2.0))
    return [foot, bend, end, end + pair(-random.uniform(0.0, 3.0), -random.uniform(0.0, 3.0))]


def roof(shape: Outline, random: BatchRandom) -> Stroke:
    """The top bar of a five, drawn apart from its body."""
    corner = shape.at(shape.left, shape.top)
    return [corner, corner + pair(random.uniform(5.0, 13.0), -random.uniform(-1.0, 3.0))]


def arm(shape: Outline, random: BatchRandom) -> Stroke:
    """The right arm of a four, from its top down; some writers start it only at the crossing."""
    height, reach = shape.bottom - shape.top, random.uniform(0.1, 0.5)
    rows = [shape.top + share * reach * height for share in (0.0, 0.33, 0.67, 1.0)]
    return [shape.at(shape.right, row) for row in rows]


# What writers of a class add to it: how ones, fives, sevens and nines are taught differs from country to country.
HABITS: tuple[tuple[int, Callable[[Outline, BatchRandom], Stroke]], ...] = (
    (7, crossbar), (1, flag), (1, base), (9, hook), (5, roof),
)  # fmt: skip


def add_strokes(images: Tensor, labels: Tensor, config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Add to some digits (n, 28, 28) the strokes that some writers of their class make, and to a few a stray one."""
    shape, images = outline(images), images.clone()
    for digit, habit in HABITS:
        rows = ((labels == digit) & random.bernoulli(config.stroke_share)).nonzero().squeeze(1)
        corners, width = habit(shape, random), random.uniform(1.4, 2.8)
        images[rows] = images[rows].maximum(stroke_ink([corner[rows] for corner in corners], width[rows]))
    start = random.uniform(4, 23, 2)
    stray = stroke_ink([start, start + random.uniform(-4, 4, 2)], random.uniform(1.4, 2.8))
    return images.maximum(random.bernoulli(config.stray_share)[:, None, None] * stray)


def stroke_ink(corners: Stroke, width: Tensor) -> Tensor:
    """Draw a polygon (n, 28, 28) through corners (n, 2) with a pen of ``width`` (n,) pixels."""
    pieces = [segment_ink(start, end, width) for start, end in itertools.pairwise(corners)]
    return torch.stack(pieces).amax(0)


def cut_strokes(images: Tensor, labels: Tensor, config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Take a short gap out of some digits (n, 28, 28), as where the pen was lifted, and the arm from some fours."""
    centre, half = random.uniform(6, 21, 2), random.uniform(-5, 5, 2)
    gap = stroke_ink([centre - half, centre + half], random.uniform(0.5, 1.6))
    shape = outline(images)
    apart = shape.right - shape.left  # (n, 28), wide where a four has both arms
    row = (shape.top + 3).long().clamp(0, SIZE - 1).unsqueeze(1)
    armed = (labels == FOUR) & (apart.gather(1, row).squeeze(1) > 6) & random.bernoulli(config.stroke_share)
    images = images * (1 - random.bernoulli(config.cut_share)[:, None, None] * gap)
    rows, width = armed.nonzero().squeeze(1), random.uniform(4.0, 5.0)
    images[rows] *= 1 - stroke_ink([corner[rows] for corner in arm(shape, random)], width[rows])
    return images
