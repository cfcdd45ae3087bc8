"""The lines that are printed on paper: thin and long, so long that no stroke of a digit is.

Letters: h×w pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.inputs.groups import Mask, group

THIN = 0.01  # of the longer side: what is thicker is no printed line
LONG = 0.4  # of the width: what is shorter is none
SHORT = 0.08  # of the width: what is shorter is no part of one where there are others
BRIDGED = 3  # widths of a line: over gaps as narrow it goes on, where others cross it


def ruled_lines(mask: Mask) -> Mask:
    """Return which pixels of ink (h, w) belong to lines across the picture or down it."""
    thinnest = max(3, round(THIN * max(mask.shape)))
    return lines_across(mask, thinnest) | lines_across(mask.T, thinnest).T


def lines_across(mask: Mask, thin: int) -> Mask:
    """Return the pixels (h, w) of lines that go across and are at most ``thin`` pixels thick, and of their parts."""
    depth = depths(mask)
    lines = slender(mask & (depth <= thin), thin, LONG)
    return slender(mask & (depth <= 1.5 * np.median(depth[lines]) + 1), thin, SHORT) if lines.any() else lines


def slender(mask: Mask, thin: int, share: float) -> Mask:
    """Return what of a mask (h, w) goes across it at least by a ``share`` of its width."""
    if mask.sum() < share * mask.shape[1]:
        return np.zeros_like(mask)
    groups = group(bridge(mask, BRIDGED * thin))
    spans = groups.boxes[:, 3] - groups.boxes[:, 1]
    long = (spans >= share * mask.shape[1]) & (groups.areas <= 2 * thin * spans)
    found: Mask = mask & np.concatenate([[False], long])[groups.labels]
    return found


def depths(mask: Mask) -> NDArray[np.int64]:
    """Return how many pixels of ink (h, w) lie together in the column of each; 0 where there is none."""
    flat = np.pad(mask, ((1, 1), (0, 0))).T.ravel()
    change = np.diff(flat.astype(np.int8))
    begins, ends = np.flatnonzero(change == 1) + 1, np.flatnonzero(change == -1) + 1
    found = np.zeros(flat.shape, dtype=np.int64)
    found[flat] = np.repeat(ends - begins, ends - begins)
    return found.reshape(mask.shape[1], -1).T[1:-1]


def bridge(mask: Mask, gap: int) -> Mask:
    """Return a mask (h, w) with gaps in its rows of up to ``gap`` pixels filled."""
    last = np.maximum.accumulate(np.where(mask, np.arange(mask.shape[1]), -2 * gap), axis=1)
    after = np.where(mask, np.arange(mask.shape[1]), mask.shape[1] + 2 * gap)[:, ::-1]
    following = np.minimum.accumulate(after, axis=1)[:, ::-1]
    return mask | (following - last <= gap + 1)
