"""Where on a picture something is written: ink without what is no writing, and which of it are digits.

Letters: h×w pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.inputs.groups import Groups, Mask, group
from model.inputs.light import Grey, Ink, even_out, is_ink_dark, threshold, widen
from model.inputs.pieces import Box, Piece, have_one_ink, join_parts, pieces_of
from model.inputs.ruling import ruled_lines

GAP = 0.006  # of the longer side: over narrower gaps a stroke goes on, as a dry one does
SMALL = 0.03  # of the longer side: what is smaller is no digit but a speck
CRUMB = 0.08  # of the largest piece: what is smaller is no part of a digit either
ALIKE = 0.5  # of the largest digit's size: what is smaller is no digit beside it
THICKEST = 0.3  # of the size of a digit: its strokes are no wider
TANGLED = 15.0  # times the size of a digit: its outline is no longer
STRONG = 0.35  # of the paper's shade, by which ink at the frame differs from it
SPAN = 0.93  # of height and width of the picture: what is as large fills it
FRAME_PX = 2  # from the frame of the picture: what is as near touches it


@dataclass(frozen=True)
class Digit:
    """Something that is written like a digit."""

    box: Box
    ink: Ink  # (h, w) of the box, 0 to 1
    width: float  # of its strokes, pixels
    outline: float  # how long it is, pixels
    at_edge: bool

    @property
    def size(self) -> int:
        """The longer side of the box, pixels."""
        return int(max(self.ink.shape))

    @property
    def has_strokes(self) -> bool:
        """Whether it is neither a patch nor a texture."""
        return self.width <= THICKEST * self.size and self.outline <= TANGLED * self.size


@dataclass(frozen=True)
class Writing:
    """What is written on a picture of ``shape`` (h, w), the largest first."""

    digits: list[Digit]
    shape: tuple[int, int]
    ruled: bool = False  # lines of the paper were taken off
    cleared: bool = False  # something at the edge was left out

    @property
    def is_sure(self) -> bool:
        """Whether the first digit looks like one and is all in the picture."""
        return bool(self.digits) and self.digits[0].has_strokes and not self.digits[0].at_edge


def find_writing(grey: Grey) -> Writing:
    """Find what is written on a picture (h, w), dark on light or light on dark."""
    dark, sure = is_ink_dark(grey)
    found = look(even_out(grey, dark=dark))
    if found.digits and (sure or (found.is_sure and spans(found))):
        return found
    return better(found, look(even_out(grey, dark=not dark)))


def better(found: Writing, other: Writing) -> Writing:
    """Return which of two findings is the writing, dark or light; strokes enclose paper, and are narrower than that."""
    if not (found.digits and other.digits):
        return other if other.is_sure else found
    one, two = found.digits[0], other.digits[0]
    if two.has_strokes and spans(other):
        return other
    if lies_in(one.box, two.box):
        return other if two.width < one.width and two.ink.sum() > one.ink.sum() else found
    return other if other.is_sure and not found.is_sure and not lies_in(two.box, one.box) else found


def spans(writing: Writing) -> bool:
    """Return whether the first digit is as large as the picture: then the frame shows its paper."""
    box, (h, w) = writing.digits[0].box, writing.shape
    return box[2] - box[0] >= SPAN * h and box[3] - box[1] >= SPAN * w


def lies_in(box: Box, other: Box) -> bool:
    """Return whether a box lies in another, larger one."""
    inside = box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]
    return inside and box != other


def look(ink: Ink) -> Writing:
    """Find what is written in ink (h, w); if that is not sure, among the stronger ink alone."""
    level = threshold(ink)
    found = look_above(ink, level)
    if found.is_sure or not found.digits:
        return found
    stronger = look_above(ink, (level + float(np.percentile(ink[ink > level], 95))) / 2)
    return stronger if stronger.is_sure else found


def look_above(ink: Ink, level: float) -> Writing:
    """Find what is written in ink (h, w) above a level."""
    mask = ink > level
    lines = ruled_lines(mask)
    mask &= ~lines
    reach = 2 * round(GAP * max(ink.shape) / 2) + 1
    groups = group(widen(mask.astype(np.uint8), reach) > 0)
    pieces, cleared = inside(pieces_of(ink, mask, groups), ink.shape)
    digits = [cut(ink, mask, groups, piece) for piece in digits_among(pieces)]
    return Writing(digits, ink.shape, ruled=bool(lines.any()), cleared=cleared)


def inside(pieces: list[Piece], shape: tuple[int, ...]) -> tuple[list[Piece], bool]:
    """Return the pieces that do not touch the frame, if they are more than specks, and whether others were left out.

    If there are none, it is those that do; but fainter ones are light that falls off towards the frame.
    """
    free = [piece for piece in pieces if not touches(piece.box, shape)]
    if free and free[0].size >= SMALL * max(shape):
        return free, len(free) < len(pieces)
    return [piece for piece in pieces if piece.size >= SMALL * max(shape) and piece.strength >= STRONG], False


def touches(box: Box, shape: tuple[int, ...]) -> bool:
    """Return whether a box reaches the frame of a picture of a ``shape`` (h, w)."""
    return min(box[0], box[1], shape[0] - box[2], shape[1] - box[3]) < FRAME_PX


def digits_among(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, the largest first, that are digits in one ink, with their parts."""
    joined = join_parts([piece for piece in pieces if piece.size >= CRUMB * pieces[0].size])
    joined.sort(key=lambda piece: -piece.size * piece.strength)
    return [piece for piece in joined if piece.size >= ALIKE * joined[0].size and have_one_ink(piece, joined[0])]


def cut(ink: Ink, mask: Mask, groups: Groups, piece: Piece) -> Digit:
    """Cut a digit out: the ink of its groups alone."""
    top, left, bottom, right = piece.box
    part = np.s_[top:bottom, left:right]
    chosen = np.zeros(len(groups.boxes) + 1, dtype=bool)
    chosen[list(piece.numbers)] = True
    belongs = chosen[groups.labels[part]]
    strongest = float(np.percentile(ink[part][mask[part] & belongs], 90))
    soft = np.clip((ink[part] / strongest - 0.3) / 0.5, 0, 1) * belongs
    return Digit(piece.box, soft, piece.width, piece.outline, touches(piece.box, ink.shape))
