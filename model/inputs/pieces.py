"""Pieces of writing: groups of ink on a picture, and which of them are parts of one digit.

Letters: h×w pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.groups import Groups, Mask, Numbers
from model.inputs.light import Ink

MOST = 100  # pieces that are looked at, the largest
NEAR = 0.26  # of the size of a digit's largest part: how far its bar or its other half may be away
STACKED = 0.12  # of a digit's size: how far a part that is as high may be above or below
PART = 0.6  # of a digit's height: what is as high is no part of one beside it
SAME_WIDTH, SAME_STRENGTH = 0.4, 0.7  # of a pen: of its wider or stronger strokes, what the others have at least

Box = tuple[int, int, int, int]  # top, left, bottom, right; the latter two are beyond the last pixel


@dataclass(frozen=True)
class Piece:
    """Groups of ink that may be one digit."""

    box: Box
    main: Box  # of the largest group
    numbers: frozenset[int]  # labels of the groups
    area: float  # pixels of ink
    outline: float  # pixels of ink that have paper beside them
    width: float  # of the strokes, pixels
    strength: float  # mean of the ink, 0 to 1

    @property
    def size(self) -> int:
        """The longer side of the box, pixels."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1])


def pieces_of(ink: Ink, mask: Mask, groups: Groups) -> list[Piece]:
    """Return the largest groups of ink (h, w) as pieces, the largest first; ``mask`` (h, w) says what is ink."""
    labels, count = np.where(mask, groups.labels, 0).ravel(), len(groups.boxes) + 1
    areas = np.maximum(np.bincount(labels, minlength=count), 1)
    outlines = np.maximum(np.bincount(labels[outline_of(mask).ravel()], minlength=count), 1)
    strengths = np.bincount(labels, weights=ink.ravel(), minlength=count) / areas
    sizes = (groups.boxes[:, 2:] - groups.boxes[:, :2]).max(axis=1)
    numbers = (1 + np.argsort(-sizes, kind="stable")[:MOST]).tolist()
    return [
        Piece(
            box_of(groups.boxes[k - 1]), box_of(groups.boxes[k - 1]), frozenset({k}),
            float(areas[k]), float(outlines[k]), 2 * float(areas[k] / outlines[k]), float(strengths[k]),
        )
        for k in numbers
    ]  # fmt: skip


def outline_of(mask: Mask) -> Mask:
    """Return the pixels of a mask (h, w) that have a side free."""
    wide = np.pad(mask, 1)
    return mask & ~(wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:])


def box_of(numbers: Numbers) -> Box:
    """Return a box (4,) as a tuple."""
    top, left, bottom, right = (int(number) for number in numbers)
    return top, left, bottom, right


def join_parts(pieces: Sequence[Piece]) -> list[Piece]:
    """Join pieces that belong to one digit until no two do."""
    whole: list[Piece] = []
    for piece in pieces:
        mates = [other for other in whole if are_one(piece, other)]
        whole = [*(other for other in whole if other not in mates), merge([piece, *mates])]
    return whole if len(whole) == len(pieces) else join_parts(whole)


def merge(pieces: Sequence[Piece]) -> Piece:
    """Return pieces as one; its pen is that of the largest."""
    boxes = np.array([piece.box for piece in pieces])
    box = box_of(np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)]))
    numbers = frozenset[int]().union(*(piece.numbers for piece in pieces))
    area, outline = sum(piece.area for piece in pieces), sum(piece.outline for piece in pieces)
    main = max(pieces, key=lambda piece: piece.size)
    return Piece(box, main.main, numbers, area, outline, main.width, main.strength)


def are_one(one: Piece, other: Piece) -> bool:
    """Return whether two pieces are of one digit: by the same pen, near, and not beside each other as digits are."""
    if not have_one_pen(one, other):
        return False
    (top, left, bottom, right), (top2, left2, bottom2, right2) = one.box, other.box
    down, across = max(top, top2) - min(bottom, bottom2), max(left, left2) - min(right, right2)  # below 0: overlap
    heights, widths = [piece.main[2] - piece.main[0] for piece in (one, other)], (right - left, right2 - left2)
    gap, scale = max(down, across), max(*heights, *(piece.main[3] - piece.main[1] for piece in (one, other)))
    if min(heights) < PART * max(heights):
        return gap <= NEAR * scale
    return gap <= STACKED * scale and -across > 0.5 * min(widths)


def have_one_pen(one: Piece, other: Piece) -> bool:
    """Return whether two pieces have strokes of similar width and ink of similar strength."""
    widths = sorted((one.width, other.width))
    return widths[0] >= SAME_WIDTH * widths[1] and have_one_ink(one, other)


def have_one_ink(one: Piece, other: Piece) -> bool:
    """Return whether two pieces have ink of similar strength."""
    strengths = sorted((one.strength, other.strength))
    return strengths[0] >= SAME_STRENGTH * strengths[1]
