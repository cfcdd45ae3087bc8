"""How far to trust one place of a map: which true neighbours it keeps or tore away, and which strangers lie there.

Three counts of k = 15. A true neighbour is one of the k nearest in feature space, a map neighbour one of the k nearest
on the map. **Kept** are the true neighbours that are map neighbours. With one and the same k for the others, strangers
would be k less those kept and say the same twice, and what has rank 16 of 10,000 would be called a stranger. So these
two are counted from ten times as far: **torn away** is a true neighbour that is not even among the 10 k nearest on the
map, a **stranger** a map neighbour that is not even among the 10 k nearest in feature space; what lies between is
neither.

On the digits' maps kept, torn and strangers are on average 6.5, 2.7 and 1.6 for t-SNE, 4.1, 2.1 and 4.5 for UMAP, 1.0,
8.1 and 10.5 for PCA, and 0.02, 14.8 and 14.8 for places by lot: UMAP folds more than it tears, t-SNE the other way
round, and neither count follows from those kept (r = −0.5). From twice as far they nearly do (r = −0.86); from fifty
times as far t-SNE and UMAP tear next to nothing (0.3 and 0.1 of 15). Of few images ten times as far would be most of
them; there it is a tenth of all.

Who has a rank is as near as the one who has it, so nobody who lies in the very same place is torn away. Which of
equally near ones are map neighbours is decided by their order, as for the neighbours in feature space.

Letters: n images on the map, m rows of them, d features, k near, c candidates.

Source:
    J. Venna, S. Kaski, Neighborhood preservation in nonlinear projection methods: an experimental study, 2001,
    doi:10.1007/3-540-44668-0_68 (discontinuities and untrustworthy neighbours).
    J. A. Lee, M. Verleysen, Quality assessment of dimensionality reduction: rank-based criteria, 2009,
    doi:10.1016/j.neucom.2008.12.017 (extrusions and intrusions, hard where they cross a rank).
    M. Aupetit, Visualizing distortions and recovering topology in continuous projection techniques, 2007,
    doi:10.1016/j.neucom.2006.11.018; S. Lespinats, M. Aupetit, CheckViz: sanity check and topological clues for linear
    and non-linear mappings, 2011, doi:10.1111/j.1467-8659.2010.01835.x (tears and false neighbourhoods by the point).
    R. M. Martins et al., Visual analysis of dimensionality reduction quality for parameterized projections, 2014,
    doi:10.1016/j.cag.2014.01.006 (missing and false neighbours of a selected point).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import NeighbourIndex

Floats = NDArray[np.floating]
Exact = NDArray[np.float64]
Indices = NDArray[np.integer]
Counts = NDArray[np.uint8]  # (n, 3): kept, torn away, strangers
Found = tuple[Indices, Indices, Exact]  # rows (m,), the nearest of each (m, c) in no order, how far they are (m, c)

NEAREST = 15  # k
TIMES = 10  # as far
SHARE = 10  # ... but no more than one in so many of all images
SPARE = 8  # candidates beyond those that are wanted: rounding can change places near the last
SLACK = 1 + 1e-9  # within which distances are one
BLOCK_BYTES = 2**25  # of differences that are held at once


@dataclass(frozen=True)
class Scope:
    """Who is near, and who is far."""

    near: int  # k
    far: int  # the rank beyond which a neighbour is torn away, or a stranger

    @classmethod
    def of(cls, count: int) -> Scope:
        """Return that of a map of ``count`` images, 2 or more."""
        near = min(NEAREST, count - 1)
        return cls(near, min(TIMES * near, max(near, count // SHARE)))


@dataclass(frozen=True)
class PlaceTrust:
    """Whom a place on a map has beside it, and whom not."""

    kept: Indices  # of the true neighbours those beside it, nearest in feature space first
    torn: Indices  # ... and those far away, likewise
    torn_ranks: Indices  # their ranks by distance on the map, from 1
    strangers: Indices  # of the map neighbours those far away in feature space, nearest on the map first
    stranger_ranks: Indices  # their ranks by distance in feature space, from 1
    tied: int  # images as far on the map as the last map neighbour, if there is no room for all of them; else 0


def judge_place(
    index: NeighbourIndex, near: Indices, features: Floats, points: Floats, place: Floats, *, without: int | None = None
) -> PlaceTrust:
    """Return how far to trust where an image lies, be it one of the map or not.

    Args:
        index: The features of the images on the map.
        near: Its nearest in feature space, nearest first, k or more of them.
        features: (d,), its own.
        points: (n, 2), the map.
        place: (2,), where it lies.
        without: Its own index, or that of the one which it is made of; counts for none of its neighbours.
    """
    scope = Scope.of(len(points))
    near = near[: scope.near]
    away = apart(points, place)
    if without is not None:
        away[without] = np.inf
    beside, tied = nearest(away, scope.near)
    torn = near[away[near] > SLACK * np.partition(away, scope.far - 1)[scope.far - 1]]
    strangers, ranks = find_strangers(index, features, beside, scope.far, without)
    kept = near[np.isin(near, beside)]
    return PlaceTrust(kept, torn, 1 + (away < away[torn, None]).sum(axis=1), strangers, ranks, tied)


def apart(these: Floats, those: Floats) -> Exact:
    """Return the Euclidean distances (...) between two arrays of points (..., d)."""
    gaps = these.astype(float) - those
    distances: Exact = np.sqrt(np.einsum("...d,...d->...", gaps, gaps))
    return distances


def nearest(away: Exact, k: int) -> tuple[Indices, int]:
    """Return the k least of ``away`` (n,), equals in order, and how many equal the last if not all of them are in."""
    last = np.partition(away, k - 1)[k - 1]
    found = np.flatnonzero(away <= last)
    beside = found[np.argsort(away[found], kind="stable")][:k]
    return beside, int((away[found] == last).sum()) if len(found) > k else 0


def find_strangers(
    index: NeighbourIndex, features: Floats, beside: Indices, far: int, without: int | None
) -> tuple[Indices, Indices]:
    """Return who of ``beside`` is farther from ``features`` (d,) than the far-th nearest, and their ranks.

    As in ``NeighbourIndex`` all images are ranked by one product; the few that decide are measured exactly.
    """
    squares = index.squared_norms + features @ features - 2 * (index.features @ features)
    if without is not None:
        squares[without] = np.inf
    candidates = np.argpartition(squares, min(far + SPARE, len(squares)) - 1)[: far + SPARE]
    candidates = candidates[candidates != without]
    reach = np.partition(apart(index.features[candidates], features), far - 1)[far - 1]
    strangers = beside[apart(index.features[beside], features) > SLACK * reach]
    ranks = 1 + (squares < squares[strangers, None]).sum(axis=1)
    return strangers, np.maximum(ranks, far + 1)


@dataclass(frozen=True, eq=False)
class Truth:
    """What is known in feature space, with which every map is compared."""

    features: Floats  # (n, d)
    near: Indices  # (n, k), the true neighbours
    reach: Exact  # (n,), how far the last is that is not far away
    scope: Scope
    wanted: int  # c
    block: int  # m

    @classmethod
    def of(cls, features: Floats, near: Indices) -> Truth:
        """Find out how far everybody's neighbourhood reaches."""
        n, d = features.shape
        scope = Scope.of(n)
        wanted = min(scope.far + 1 + SPARE, n)
        block = max(1, BLOCK_BYTES // (8 * wanted * d))
        reach = [far_reach(away, scope.far) for _, _, away in search(features, wanted, block)]
        return cls(features, near[:, : scope.near], np.concatenate(reach), scope, wanted, block)


def count_all(features: Floats, near: Indices, maps: Mapping[str, Floats]) -> dict[str, Counts]:
    """Return of every map how many of each image's neighbours it keeps and tore away, and how many are strangers.

    Args:
        features: (n, d).
        near: (n, k or more), the nearest of each in feature space, nearest first.
        maps: By name, (n, 2).

    Returns:
        By name, (n, 3): kept, torn away, strangers, each 0 to k.
    """
    truth = Truth.of(features, near)
    return {
        name: np.concatenate([count_rows(truth, points, found) for found in search(points, truth.wanted, truth.block)])
        for name, points in maps.items()
    }


def search(space: Floats, wanted: int, block: int) -> Iterator[Found]:
    """Give the points (n, d) of a space in blocks (m,): their numbers, the nearest of each, and how far these are."""
    from sklearn.neighbors import NearestNeighbors

    known = NearestNeighbors(n_neighbors=wanted).fit(space)
    for start in range(0, len(space), block):
        rows = np.arange(start, min(start + block, len(space)))
        found = known.kneighbors(space[rows], return_distance=False)
        away = apart(space[found], space[rows, None])
        away[found == rows[:, None]] = np.inf  # nobody is its own neighbour
        yield rows, found, away


def far_reach(away: Exact, far: int) -> Exact:
    """Return the far-th least of each row of ``away`` (m, c)."""
    reach: Exact = np.partition(away, far - 1, axis=1)[:, far - 1]
    return reach


def count_rows(truth: Truth, points: Floats, found: Found) -> Counts:
    """Return the counts (m, 3) of the rows that were found on a map (n, 2)."""
    rows, _, away = found
    near, beside = truth.near[rows], find_beside(points, truth.scope.near, found)
    kept = (near[:, :, None] == beside[:, None]).any(axis=2)
    torn = apart(points[near], points[rows, None]) > SLACK * far_reach(away, truth.scope.far)[:, None]
    strange = apart(truth.features[beside], truth.features[rows, None]) > SLACK * truth.reach[rows, None]
    counts: Counts = np.stack([each.sum(axis=1) for each in (kept, torn, strange)], axis=1).astype(np.uint8)
    return counts


def find_beside(points: Floats, k: int, found: Found) -> Indices:
    """Return the k nearest on the map (m, k) of some rows; where more are as near than were found, all are asked."""
    rows, others, away = found
    order = np.lexsort((others, away))
    beside: Indices = np.take_along_axis(others, order[:, :k], axis=1)
    ranked = np.take_along_axis(away, order, axis=1)
    for crowded in np.flatnonzero(ranked[:, k - 1] == ranked[:, -2]):  # the last may be itself
        everywhere = apart(points, points[rows[crowded]])
        everywhere[rows[crowded]] = np.inf
        beside[crowded] = nearest(everywhere, k)[0]
    return beside
