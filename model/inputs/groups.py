"""Connected groups of pixels, found run by run: a picture of half a million pixels takes some hundredths of a second.

Letters: h×w pixels, r runs of ink within a row, g groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FAR = np.iinfo(np.int64).max

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Groups:
    """Groups of pixels that touch each other, corners included."""

    labels: Numbers  # (h, w), 0 where there is none, groups from 1 in reading order of their first pixels
    boxes: Numbers  # (g, 4): top, left, bottom, right; the latter two are beyond the last pixel
    areas: Numbers  # (g,), pixels


def group(mask: Mask) -> Groups:
    """Find the connected groups of a mask (h, w)."""
    w = mask.shape[1] + 2  # a blank column at either side keeps the rows apart in what follows
    flat = np.pad(mask, 1).ravel().astype(np.int8)
    change = np.diff(flat)
    begins, ends = np.flatnonzero(change == 1) + 1, np.flatnonzero(change == -1) + 1
    members = join(len(begins), *neighbours(begins, ends, w))
    numbers, members = np.unique(members, return_inverse=True)
    labels = np.zeros(flat.shape, dtype=np.int64)
    labels[flat > 0] = np.repeat(members + 1, ends - begins)
    areas = np.bincount(members, weights=ends - begins, minlength=len(numbers)).astype(np.int64)
    boxes = boxes_of(begins, ends, w, members, len(numbers))
    return Groups(labels.reshape(-1, w)[1:-1, 1:-1], boxes, areas)


def neighbours(begins: Numbers, ends: Numbers, w: int) -> tuple[Numbers, Numbers]:
    """Return pairs of runs that touch, the latter in the row below; runs (r,) count all pixels of rows of ``w``."""
    first = np.searchsorted(ends - w, begins, side="left")
    count = np.searchsorted(begins - w, ends, side="right") - first
    above = np.repeat(np.arange(len(begins)), count)
    below = np.arange(len(above)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return above, below


def join(count: int, one: Numbers, other: Numbers) -> Numbers:
    """Return for each of ``count`` things the least of all that it is joined with, by pairs ``one`` and ``other``."""
    least = np.arange(count)
    while True:
        lower = np.minimum(least[one], least[other])
        joined = least.copy()
        np.minimum.at(joined, least[one], lower)
        np.minimum.at(joined, least[other], lower)
        joined = joined[joined]
        if (joined == least).all():
            return least
        least = joined


def boxes_of(begins: Numbers, ends: Numbers, w: int, members: Numbers, count: int) -> Numbers:
    """Return the boxes (g, 4) of groups of runs (r,) in a picture that has a blank frame."""
    boxes = np.tile(np.array([FAR, FAR, 0, 0]), (count, 1))
    rows = begins // w - 1
    np.minimum.at(boxes[:, 0], members, rows)
    np.minimum.at(boxes[:, 1], members, begins % w - 1)
    np.maximum.at(boxes[:, 2], members, rows + 1)
    np.maximum.at(boxes[:, 3], members, (ends - 1) % w)
    return boxes
