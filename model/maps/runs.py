"""A map and the same made again from other random positions: what of a place comes again, and what is chance.

Letters: n images, d features, r = 5 other runs, k = 15 neighbours, i and j islands of two maps.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.maps.cells import Cells
from model.maps.landing import NeighbourLanding

Features = NDArray[np.float32]
Floats = NDArray[np.floating]
Labels = NDArray[np.int16]

NONE = -1  # the label of images on no island
NEAREST = 15  # k
AGAIN = 2 / 3  # of the images of two islands together, the share on both from which on they count as one


@dataclass(frozen=True, eq=False)
class Runs:
    """A map and others of the same images, laid over it."""

    positions: Floats  # (1 + r, n, 2), map units; first the map itself
    islands: Labels  # (1 + r, n), which island of the map an image lies on
    reach: Floats  # (1 + r,), the longest step by which an island holds together, map units

    @cached_property
    def overlaps(self) -> list[Floats]:
        """Of each other run (i, j): how many images an island of the map and one of the run share, of all on either."""
        return [overlap(self.islands[0], there) for there in self.islands[1:]]

    @cached_property
    def beside(self) -> list[NDArray[np.intp]]:
        """Of each map (i,): which other island is nearest to an island; its own where it is alone."""
        return [nearest_islands(*pair) for pair in zip(self.positions, self.islands, strict=True)]

    @cached_property
    def cells(self) -> list[Cells]:
        """The other runs, cut into cells."""
        return [Cells.of(points) for points in self.others]

    @property
    def others(self) -> Floats:
        """The other runs' positions (r, n, 2)."""
        return self.positions[1:]


@dataclass(frozen=True)
class Recurrence:
    """What of the place of one image comes again in other runs."""

    places: Floats  # (1 + r, 2), where it lies, map units; first on the map itself
    kept: Floats  # (r,), of its k nearest on the map, the share among its k nearest there, 0 to 1
    size: int  # images on its island on the map; 0 if it lies on none
    shared: Floats  # (r,), overlap of its island with the one on which it lies there, 0 to 1; 0 where either is none
    beside: NDArray[np.bool_]  # (r,), whether its island comes again, and the island nearest to it as its nearest

    @property
    def found(self) -> NDArray[np.bool_]:
        """Whether its island comes again (r,), with it on it."""
        return self.shared >= AGAIN


def find_own(runs: Runs, index: int) -> Recurrence:
    """Return what comes again of the place of an image of the map, given by its index."""
    return compare_places(runs, runs.positions[:, index], runs.islands[:, index].tolist(), index)


def find_new(
    runs: Runs, landing: NeighbourLanding, features: Features, here: Floats, *, without: int | None = None
) -> Recurrence:
    """Return what comes again of the place of an image that is not on the map: on each it is placed by the same rule.

    Args:
        runs: The maps.
        landing: How the image was placed on the first of them.
        features: (d,) of the image.
        here: (2,), where it lies on the map.
        without: An image of the map that it is made of, which then counts for none of its neighbours.
    """
    near = landing.index.nearest_all(features[None], landing.neighbours, without=without)
    places = np.stack([here, *(landing.transform.place_all(near, cells)[0] for cells in runs.cells)])
    maps = zip(runs.positions, runs.islands, runs.reach, places, strict=True)
    return compare_places(runs, places, [island_at(*one) for one in maps], without)


def island_at(points: Floats, islands: Labels, reach: float, place: Floats) -> int:
    """Return on which island of a map ``place`` (2,) lies: that of the nearest of ``points`` (n, 2), if in reach."""
    closest = nearest(points, place, 1)[0]
    return int(islands[closest]) if np.hypot(*(points[closest] - place)) <= reach else NONE


def compare_places(runs: Runs, places: Floats, labels: list[int], without: int | None) -> Recurrence:
    """Return what of the place of an image comes again.

    Args:
        runs: The maps.
        places: (1 + r, 2), where it lies on each.
        labels: 1 + r, on which island of each.
        without: An image that counts for none of its neighbours.
    """
    near = [nearest(points, at, NEAREST, without) for points, at in zip(runs.positions, places, strict=True)]
    here, *there = labels
    matches = [match_islands(runs, run, here, label) for run, label in enumerate(there)]
    return Recurrence(
        places,
        np.array([np.isin(near[0], others).mean() for others in near[1:]]),
        int((runs.islands[0] == here).sum()) if here > NONE else 0,
        np.array([share for share, _ in matches]),
        np.array([beside for _, beside in matches]),
    )


def match_islands(runs: Runs, run: int, here: int, there: int) -> tuple[float, bool]:
    """Return how much two islands have in common, and whether they and the islands beside them count as the same.

    Args:
        runs: The maps.
        run: Which of the others, counted from 0.
        here: The island on the map; ``NONE`` has nothing in common with any.
        there: The one on the other.
    """
    if min(here, there) == NONE:
        return 0.0, False
    shares = runs.overlaps[run]
    share, beside = float(shares[here, there]), shares[runs.beside[0][here], runs.beside[1 + run][there]]
    return share, bool(share >= AGAIN and beside >= AGAIN)


def nearest(points: Floats, place: Floats, count: int, without: int | None = None) -> NDArray[np.intp]:
    """Return which ``count`` of ``points`` (n, 2) are nearest to ``place`` (2,), but one left out; equals in order."""
    gaps = points - place
    squared = np.einsum("nd,nd->n", gaps, gaps)
    if without is not None:
        squared[without] = np.inf
    candidates = np.flatnonzero(squared <= np.partition(squared, count - 1)[count - 1])
    return candidates[np.argsort(squared[candidates], kind="stable")][:count]


def overlap(here: Labels, there: Labels) -> Floats:
    """Return how much islands of two maps have in common.

    Args:
        here: (n,), on which island of one map each image lies.
        there: (n,), on which of the other.

    Returns:
        (i, j), 0 to 1: the images on both, of all that are on either (Jaccard's index).
    """
    sizes = [np.bincount(labels[labels > NONE], minlength=labels.max(initial=NONE) + 1) for labels in (here, there)]
    both = np.zeros([len(counts) for counts in sizes])
    on = (here > NONE) & (there > NONE)
    np.add.at(both, (here[on], there[on]), 1)
    return both / (sizes[0][:, None] + sizes[1] - both)


def nearest_islands(points: Floats, islands: Labels) -> NDArray[np.intp]:
    """Return for each island (i,) of ``points`` (n, 2) which other one is nearest to it, middle to middle.

    Where there is only one it is its own.
    """
    middles = np.array([points[islands == label].mean(axis=0) for label in range(islands.max(initial=NONE) + 1)])
    if not len(middles):
        return np.empty(0, dtype=np.intp)
    apart = np.hypot(*(middles[:, None] - middles).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    closest: NDArray[np.intp] = apart.argmin(axis=1)
    return closest
