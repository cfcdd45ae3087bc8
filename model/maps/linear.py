"""Maps whose coordinates are weighted sums of the features: raw axes and principal components.

Letters: m images, d features, k coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import Neighbours
from model.maps.path import PathAttribution

Features = NDArray[np.floating]
Exact = NDArray[np.float64]
Pair = tuple[int, int]


@dataclass(frozen=True)
class WeightedSum:
    """Coordinates that are (features − middle) · weights."""

    middle: Features  # (d,), where all coordinates are 0
    weights: Features  # (d, k)

    exact = True
    neighbours = 0

    @classmethod
    def raw(cls, count: int) -> WeightedSum:
        """Return the coordinates that are the ``count`` features themselves."""
        return cls(np.zeros(count, np.float32), np.eye(count, dtype=np.float32))

    def place(self, features: Features, *, near: Neighbours | None = None, without: int | None = None) -> Features:
        """Return the coordinates (m, k) of ``features`` (m, d), to which no other image matters."""
        coordinates: Features = np.matmul(features - self.middle, self.weights)
        return coordinates

    def differentiate(self, features: Features, pair: Pair, *, blur: float = 0.0, without: int | None = None) -> Exact:
        """Return how a pair of coordinates moves with the features, (2, d): the same everywhere."""
        return self.weights[:, list(pair)].T.astype(float)

    def attribute(self, start: Features, end: Features, pair: Pair, *, without: int | None = None) -> PathAttribution:
        """Return what leads a pair of coordinates from ``start`` (d,) to ``end`` (d,); nothing is left over."""
        weights = self.weights[:, list(pair)]
        terms = ((end - start)[:, None] * weights).astype(float)
        first = np.matmul(start - self.middle, weights).astype(float)
        return PathAttribution(
            terms, np.zeros(2), np.stack([first, first + terms.sum(axis=0)]), np.array([0.0, 1.0]), np.zeros(2)
        )
