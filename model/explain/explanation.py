"""Why a digit lies where it lies: its position as a sum over the features, from a baseline on.

Letters: d features, s places on the way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.projection import Pair, Projection

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Explanation:
    """A position taken apart: intercept + terms.sum(0) + residual = position, in map units."""

    position: Floats  # (2,)
    intercept: Floats  # (2,), where the baseline lies
    terms: Floats  # (d, 2), what the change of each feature does; 0 for one that is as in the baseline
    residual: Floats  # (2,), what the terms leave over; 0 where coordinates are weighted sums
    changes: Floats  # (d,), the features less those of the baseline
    path: Floats  # (s, 2), the landings on the way from the baseline to the digit, before and after each jump

    @property
    def missed(self) -> Floats:
        """What the terms leave over (2,) of the way of the landing, wherever the digit's own point lies."""
        missed: Floats = self.path[-1] - self.path[0] - self.terms.sum(axis=0)
        return missed

    @property
    def longest_glide(self) -> float:
        """How far the landing goes at most at a stretch while its nearest digits stay the same, map units."""
        glides = self.path.reshape(-1, 2, 2)
        return float(np.hypot(*(glides[:, 1] - glides[:, 0]).T).max())


def explain(
    projection: Projection,
    features: Floats,
    position: Floats,
    baseline: Floats,
    *,
    pair: Pair | None = None,
    without: int | None = None,
) -> Explanation:
    """Take a position on a map apart, along the way there from a baseline.

    Args:
        projection: The map.
        features: (d,) of one digit.
        position: (2,), where it lies.
        baseline: (d,), the features from which the terms lead to the digit.
        pair: The coordinates that are the axes; the usual ones if left out.
        without: The digit itself, if the map holds it: it would be its own nearest neighbour.

    Returns:
        On a linear map the terms are weight × change. On others the residual is what the derivative misses, and for a
        digit of the map how far from its place it would land.

    Raises:
        ValueError: There are no such coordinates.
    """
    walk = projection.attribute(baseline, features, pair, without=without)
    terms, start = walk.terms.astype(np.float32), walk.path[0].astype(np.float32)
    end = start + terms.sum(axis=0) if projection.method.exact else position
    residual = np.zeros_like(start) if projection.method.exact else end - start - terms.sum(axis=0)
    return Explanation(end, start, terms, residual, features - baseline, walk.path.astype(np.float32))
