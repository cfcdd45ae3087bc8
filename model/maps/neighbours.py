"""The nearest images in feature space, found exactly with one matrix product.

Letters: n images, m queries, d features, k neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SPARE = 8  # candidates beyond k: rounding in the matrix product can change places near the k-th
BLOCK = 64  # images of which the nearest is looked for first


@dataclass(frozen=True)
class Neighbours:
    """Nearest images, nearest first."""

    indices: NDArray[np.int32]  # (m, k), or (k,) of a single query
    distances: Floats  # same shape, Euclidean


@dataclass(frozen=True)
class NeighbourIndex:
    """Features with what their distances to a query need every time."""

    features: Floats  # (n, d)
    squared_norms: Floats  # (n,)

    @classmethod
    def of(cls, features: Floats) -> NeighbourIndex:
        """Prepare ``features`` (n, d) for queries."""
        return cls(features, np.einsum("nd,nd->n", features, features))

    def nearest(self, query: Floats, k: int, *, without: int | None = None) -> Neighbours:
        """Return the k images nearest to ``query`` (d,), as ``nearest_all`` does.

        |x − f|² = |x|² + |f|² − 2 x·f ranks all images; the distances of the few that remain are computed directly,
        since the difference of large numbers is not precise enough for close ones.

        Raises:
            ValueError: k is not between 1 and n.
        """
        near = self.nearest_all(query[None], k, without=without)
        return Neighbours(near.indices[0], near.distances[0])

    def nearest_all(self, queries: Floats, k: int, *, without: int | None = None) -> Neighbours:
        """Return the k images nearest to each of ``queries`` (m, d).

        Args:
            queries: (m, d).
            k: 1 to n, one less without one of them.
            without: An image that is left out.

        Raises:
            ValueError: k is out of range.
        """
        check_count(k, len(self.features) - (without is not None))
        rankings = queries @ self.features.T  # (m, n)
        rankings *= -2  # in place: of many queries they are much memory to ask for
        rankings += self.squared_norms
        found = [
            self.sort_nearest(query, candidates, k)
            for query, candidates in zip(queries, few_least(rankings, k, without), strict=True)
        ]
        return Neighbours(np.stack([near.indices for near in found]), np.stack([near.distances for near in found]))

    def sort_nearest(self, query: Floats, candidates: NDArray[np.intp], k: int) -> Neighbours:
        """Return the k of ``candidates`` nearest to ``query`` (d,)."""
        difference = self.features[candidates] - query
        distances = np.sqrt(np.einsum("kd,kd->k", difference, difference))
        order = np.lexsort((candidates, distances))[:k]
        return Neighbours(candidates[order].astype(np.int32), distances[order])


def nearest_neighbours(features: Floats, k: int) -> Neighbours:
    """Return the k nearest other images of every image.

    Args:
        features: (n, d).
        k: 1 to n − 1.

    Returns:
        Indices and Euclidean distances (n, k), nearest first; an image is not its own neighbour.

    Raises:
        ValueError: k is out of range.
    """
    check_count(k, len(features) - 1)
    index = NeighbourIndex.of(features)
    rows = [others_nearest(index, i, k) for i in range(len(features))]
    return Neighbours(np.stack([row.indices for row in rows]), np.stack([row.distances for row in rows]))


def others_nearest(index: NeighbourIndex, i: int, k: int) -> Neighbours:
    """Return the k images nearest to image ``i``, without itself."""
    found = index.nearest(index.features[i], k + 1)
    keep = found.indices != i
    keep[k] &= keep[:k].sum() < k  # among identical images, it may itself come after the k-th
    return Neighbours(found.indices[keep], found.distances[keep])


def few_least(rankings: Floats, k: int, without: int | None) -> list[NDArray[np.intp]]:
    """Return for each row of ``rankings`` (m, n) the places of its k smallest and of some more, but one left out."""
    if without is not None:
        rankings[:, without] = np.inf
    found = least(rankings, min(k + SPARE, rankings.shape[1]))
    return found if without is None else [places[places != without] for places in found]


def least(rankings: Floats, k: int) -> list[NDArray[np.intp]]:
    """Return, for each row of ``rankings`` (m, n), the places of its k smallest and of few others, in no order.

    In blocks of places, the k-th smallest of the blocks' minima is a bound below which k values lie at least; to look
    for those takes a twentieth of the time of sorting them out.
    """
    m, n = rankings.shape
    whole = n - n % BLOCK
    if k > whole // BLOCK:
        return [np.arange(n)] * m
    minima = rankings[:, :whole].reshape(m, -1, BLOCK).min(axis=2)
    bounds = np.partition(minima, k - 1, axis=1)[:, k - 1]
    return [np.flatnonzero(row <= bound) for row, bound in zip(rankings, bounds, strict=True)]


def check_count(k: int, limit: int) -> None:
    """Refuse a number of neighbours that does not exist.

    Raises:
        ValueError: k is not between 1 and ``limit``.
    """
    if not 1 <= k <= limit:
        raise ValueError(f"{k} neighbours were asked for; with these images it can be 1 to {limit}")
