"""Augmentation: the ways in which people's digits differ that 60,000 scans do not show often enough.

Everything works on a batch at once. Letters: n digits, h = w = 28 pixels, g = elastic grid nodes along one side.
Ink runs from 0 (paper) to 1; lengths are in pixels; x grows to the right, y downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Generator, Tensor
from torch.nn import functional as F

from model.training.dice import BatchRandom
from model.training.habits import HABITS, SIZE, Outline, arm, outline, pen_ink, stroke_distance, tail
from model.training.midline import REACH

FOUR, NINE = 4, 9
BOX = 20  # longer side of a digit in its picture, pixels, as MNIST has it


@dataclass(frozen=True)
class AugmentConfig:
    """How far each kind of variation goes; every digit draws its own values up to these limits."""

    rotation_deg: float = 13.0
    slant: float = 0.35  # x shift per unit of y
    lean: float = 0.3  # the same, more, to the right, for a quarter of the digits
    stretch: float = 0.2  # log of the scale, drawn for x and y apart
    zoom: float = 0.08  # log of the scale common to x and y
    shift_px: float = 1.6
    refit_share: float = 0.7  # of all digits, scaled and centred again as MNIST's were, before zoom and shift
    bold_share: float = 0.6  # of all digits, whose proportions are varied too, by waist and taper
    waist: float = 0.35  # how far the middle moves up or down, in half heights: small heads, long tails
    taper: float = 0.25  # how much wider than the middle one end is, and narrower the other
    elastic_px: float = 1.7
    elastic_nodes: int = 5
    thickness: float = 0.55  # 1 is a whole pixel on either side; varies over the digit
    contrast: float = 1.8  # greatest gain around half ink
    pen_share: float = 0.5  # of all digits, drawn again along their midline with a pen of one width
    stroke_share: float = 0.42  # of the digits whose class is known to be written with one, or without
    small_head: float = 0.7  # greatest log of how much smaller a nine gets before its tail is drawn
    stray_share: float = 0.04  # of all digits, a short stroke where none belongs
    cut_share: float = 0.18  # of all digits, a gap as of a lifted pen


# Digits much as they were scanned, which a training must not forget over the varied ones.
MILD = AugmentConfig(
    rotation_deg=8.0, slant=0.2, lean=0.0, stretch=0.12, refit_share=0.0, bold_share=0.0, elastic_px=1.3,
    thickness=0.4, contrast=1.4, pen_share=0.0, stroke_share=0.1, stray_share=0.0, cut_share=0.05,
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """Digits as ink and as lines: what a scanner saw, and where a pen would have gone."""

    ink: Tensor  # (n, 28, 28), 0 to 1
    distance: Tensor  # (n, 28, 28) pixels from the midline, at most ``REACH``

    def add(self, distance: Tensor, width: Tensor) -> Sheet:
        """Return the digits with lines at a ``distance`` (n, 28, 28), drawn with a pen of ``width`` (n,)."""
        return Sheet(self.ink.maximum(pen_ink(distance, width)), self.distance.minimum(distance))

    def replace(self, chosen: Tensor, other: Sheet) -> Sheet:
        """Return the digits with the ``chosen`` (n,) ones taken from another sheet."""
        mask = chosen[:, None, None]
        return Sheet(torch.where(mask, other.ink, self.ink), torch.where(mask, other.distance, self.distance))

    def erase(self, gone: Tensor) -> Sheet:
        """Return the digits without a share ``gone`` (n, 28, 28), 0 to 1, of their ink."""
        return Sheet(self.ink * (1 - gone), self.distance + (REACH - self.distance) * gone)


def augment(images: Tensor, distances: Tensor, labels: Tensor, config: AugmentConfig, generator: Generator) -> Tensor:
    """Return a varied copy of each digit.

    Args:
        images: (n, 28, 28) ink, 0 to 1.
        distances: (n, 28, 28) pixels from the midline of the strokes, by ``midline_distances``.
        labels: (n,) classes; strokes that writers add depend on them.
        config: The limits of the variation.
        generator: The source of randomness.

    Returns:
        (n, 28, 28) ink, 0 to 1.
    """
    random = BatchRandom(len(images), generator)
    sheet = cut_strokes(Sheet(images, distances), labels, config, random)
    sheet = warp(add_strokes(sheet, labels, config, random), config, random)
    scanned = sharpen(thicken(sheet.ink, config, random), config, random)
    drawn = pen_ink(even_distance(sheet.distance), random.uniform(1.6, 3.0))
    return torch.where(random.bernoulli(config.pen_share)[:, None, None], drawn, scanned)


def even_distance(distance: Tensor) -> Tensor:
    """Make distances (n, 28, 28) that a stretched picture shows into pixels again, so that the pen keeps its width.

    Near a line the distance grows by one a pixel; where a picture was stretched it grows by more or less.
    """
    return distance / torch.hypot(steepness(distance, 1), steepness(distance, 2)).clamp(0.6, 1.6)


def steepness(distance: Tensor, side: int) -> Tensor:
    """Return the larger of the changes (n, 28, 28) to the pixel before and to the one after: lines are kinks."""
    change = distance.diff(dim=side).abs()
    edge = torch.zeros_like(distance.narrow(side, 0, 1))
    return torch.cat([edge, change], side).maximum(torch.cat([change, edge], side))


def warp(sheet: Sheet, config: AugmentConfig, random: BatchRandom) -> Sheet:
    """Rotate, slant, stretch, fit, shift and bend each digit in one resampling."""
    matrices = affine_matrices(sheet.ink, config, random)
    place = proportions(config, random) + elastic_field(config, random)  # (n, 28, 28, 2)
    grid = torch.einsum("nij,nhwj->nhwi", matrices[..., :2], place) + matrices[:, None, None, :, 2]
    both = torch.stack([sheet.ink, REACH - sheet.distance], 1)  # (n, 2, 28, 28), 0 outside
    ink, near = F.grid_sample(both, grid, align_corners=False).unbind(1)
    return Sheet(ink, REACH - near)


def affine_matrices(ink: Tensor, config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Return the matrices (n, 2, 3) from places in the result to places in the original, in units of half a side."""
    linear = linear_maps(config, random)
    scale, centre = refit(ink, linear)
    chosen = random.bernoulli(config.refit_share)
    scale = torch.where(chosen, scale, 1.0) * torch.exp(random.uniform(-config.zoom, config.zoom))
    shift = random.uniform(-config.shift_px, config.shift_px, 2) / (SIZE / 2)
    offset = torch.where(chosen[:, None], centre, 0.0) + shift
    return torch.cat([linear * scale[:, None, None], offset.unsqueeze(2)], dim=2)


def linear_maps(config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Return the rotation, slant and stretch (n, 2, 2) of each digit, from the result to the original."""
    angle = random.uniform(-config.rotation_deg, config.rotation_deg) * math.pi / 180
    lean = random.bernoulli(0.25) * random.uniform(0, config.lean)
    slant = random.uniform(-config.slant, config.slant) + lean
    scale_x = torch.exp(random.uniform(-config.stretch, config.stretch))
    scale_y = torch.exp(random.uniform(-config.stretch, config.stretch))
    cos, sin = angle.cos(), angle.sin()
    rows = [cos * scale_x, (cos * slant - sin) * scale_y, sin * scale_x, (sin * slant + cos) * scale_y]
    return torch.stack(rows, 1).view(-1, 2, 2)


def refit(ink: Tensor, linear: Tensor) -> tuple[Tensor, Tensor]:
    """Find what scales digits to a box of 20 pixels and centres their mass after a linear map, as MNIST's were.

    Args:
        ink: (n, 28, 28), 0 to 1.
        linear: (n, 2, 2) from the result to the original.

    Returns:
        The scale (n,) from the result to the original, and the centre of mass (n, 2) in units of half a side.

    Source:
        Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, 1998.
    """
    axis = (torch.arange(SIZE) + 0.5) * 2 / SIZE - 1
    pixels = torch.stack(torch.meshgrid(axis, axis, indexing="xy"), -1).view(-1, 2)  # (784, 2)
    mass = ink.flatten(1) + 1e-6  # (n, 784)
    centre = mass @ pixels / mass.sum(1, keepdim=True)  # (n, 2)
    moved = pixels @ torch.linalg.inv(linear).mT  # (n, 784, 2)
    there = (ink.flatten(1) > 0.3).unsqueeze(2)
    low, high = torch.where(there, moved, 9.0).amin(1), torch.where(there, moved, -9.0).amax(1)
    sides = (high - low).amax(1) * SIZE / 2 + 1  # pixels
    return torch.where(there.any(1).squeeze(1), sides / BOX, 1.0), centre


def proportions(config: AugmentConfig, random: BatchRandom) -> Tensor:
    """Return where each place of the result lies (n, 28, 28, 2) when heads grow or shrink against feet."""
    axis = (torch.arange(SIZE) + 0.5) * 2 / SIZE - 1
    x, y = torch.meshgrid(axis, axis, indexing="xy")
    down = (y * SIZE / BOX).clamp(-1, 1)  # -1 at the top of the box, 1 at its bottom
    bold = random.bernoulli(config.bold_share)[:, None, None]
    waist = bold * random.uniform(-config.waist, config.waist, 1, 1) * BOX / SIZE
    taper = bold * random.uniform(-config.taper, config.taper, 1, 1)
    return torch.stack([x * (1 + taper * down), y + waist * (1 - down.square())], -1)


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


def add_strokes(sheet: Sheet, labels: Tensor, config: AugmentConfig, random: BatchRandom) -> Sheet:
    """Add to some digits the strokes that some writers of their class make, and to a few a stray one."""
    sheet = add_tails(sheet, labels, config, random)
    shape = outline(sheet.ink)
    for digit, habit in HABITS:
        chosen = (labels == digit) & random.bernoulli(config.stroke_share)
        sheet = sheet.add(line_distance(habit(shape, random), chosen), random.uniform(1.4, 2.8))
    start = random.uniform(4, 23, 2)
    stray = [start, start + random.uniform(-4, 4, 2)]
    return sheet.add(line_distance(stray, random.bernoulli(config.stray_share)), random.uniform(1.4, 2.8))


def add_tails(sheet: Sheet, labels: Tensor, config: AugmentConfig, random: BatchRandom) -> Sheet:
    """Write some nines like a g: small, for the tail to take its place, and with one pen throughout.

    Only those with a closed head: an open one with such a tail is a three or a five.
    """
    rows = ((labels == NINE) & random.bernoulli(config.stroke_share)).nonzero().squeeze(1)
    chosen = torch.zeros(len(labels), dtype=torch.bool)
    chosen[rows] = is_closed(sheet.ink[rows])
    small = shrink(sheet, torch.where(chosen, torch.exp(-random.uniform(0, config.small_head)), 1.0))
    corners, width = tail(outline(small.ink), random), random.uniform(1.4, 2.8)
    small = small.erase(below(corners[0], chosen))
    lines = small.distance.minimum(line_distance(corners, chosen))
    return sheet.replace(chosen, small.add(lines, width))


def is_closed(ink: Tensor) -> Tensor:
    """Return whether a digit's strokes (n, 28, 28) close round some paper (n,): whether the border cannot reach it."""
    paper = F.pad((ink.unsqueeze(1) < 0.4).float(), (1, 1, 1, 1), value=1.0)  # (n, 1, 30, 30)
    outside = torch.zeros_like(paper)
    outside[:, :, 0] = 1.0
    for _ in range(2 * SIZE):
        across = F.max_pool2d(outside, (1, 3), stride=1, padding=(0, 1))
        outside = paper * across.maximum(F.max_pool2d(outside, (3, 1), stride=1, padding=(1, 0)))
    return (paper - outside).sum((1, 2, 3)) >= 2


def shrink(sheet: Sheet, scale: Tensor) -> Sheet:
    """Make each digit smaller by its ``scale`` (n,), its top where it was and, from left to right, its middle."""
    top = (outline(sheet.ink).top + 0.5) * 2 / SIZE - 1
    zero = torch.zeros_like(scale)
    offset = top * (1 - 1 / scale)
    rows = torch.stack([1 / scale, zero, zero, zero, 1 / scale, offset], 1).view(-1, 2, 3)
    grid = F.affine_grid(rows, [len(scale), 1, SIZE, SIZE], align_corners=False)
    both = torch.stack([sheet.ink, REACH - sheet.distance], 1)  # (n, 2, 28, 28), 0 outside
    ink, near = F.grid_sample(both, grid, align_corners=False).unbind(1)
    return Sheet(ink, (REACH - near) * scale[:, None, None])


def line_distance(corners: list[Tensor], chosen: Tensor) -> Tensor:
    """Return the distances (n, 28, 28) from polygons with corners (n, 2); far from everything where not ``chosen``."""
    distance = torch.full((len(chosen), SIZE, SIZE), REACH)
    rows = chosen.nonzero().squeeze(1)
    distance[rows] = stroke_distance([corner[rows] for corner in corners])
    return distance


def below(points: Tensor, chosen: Tensor) -> Tensor:
    """Return a mask (n, 28, 28), 0 or 1, of what lies below ``points`` (n, 2) in the ``chosen`` (n,) digits."""
    rows = torch.arange(SIZE)[None, :, None] > points[:, 1, None, None]
    return (rows & chosen[:, None, None]).float().expand(-1, SIZE, SIZE)


def cut_strokes(sheet: Sheet, labels: Tensor, config: AugmentConfig, random: BatchRandom) -> Sheet:
    """Take a short gap out of some digits, as where the pen was lifted, and the arm from some fours."""
    centre, half = random.uniform(6, 21, 2), random.uniform(-5, 5, 2)
    gap = line_distance([centre - half, centre + half], random.bernoulli(config.cut_share))
    shape = outline(sheet.ink)
    armed = (labels == FOUR) & has_two_arms(shape) & random.bernoulli(config.stroke_share)
    sheet = sheet.erase(pen_ink(gap, random.uniform(0.5, 1.6)))
    return sheet.erase(pen_ink(line_distance(arm(shape, random), armed), random.uniform(4.0, 5.0)))


def has_two_arms(shape: Outline) -> Tensor:
    """Return whether a four (n,) is wide near its top, as where both arms are."""
    row = (shape.top + 3).long().clamp(0, SIZE - 1).unsqueeze(1)
    return (shape.right - shape.left).gather(1, row).squeeze(1) > 6
