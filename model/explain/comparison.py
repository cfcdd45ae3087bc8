"""Two digits compared: how far apart they are, and which features carry one to the place of the other.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.explain.explanation import Explanation
from model.maps.neighbours import NeighbourIndex
from model.maps.projection import Projection

Floats = NDArray[np.float32]

ROUNDING = 1e-5  # of a position: what sums of single precision leave over where nothing is


@dataclass(frozen=True)
class Comparison:
    """What leads from A to B: contributions.sum(0) + residual = displacement, shares.sum() + residual_share = 1."""

    difference: Floats  # (d,), activations of B − those of A
    distance: float  # in feature space, Euclidean
    displacement: Floats  # (2,), from A to B on the map, map units
    contributions: Floats  # (d, 2), what each feature does to the position, map units
    residual: Floats  # (2,), what these leave over; 0 for raw axes and PCA
    shares: Floats  # (d,), of the displacement: 1 is all of it, below 0 is backwards; all 0 where there is none
    residual_share: float  # the residual's

    @property
    def length(self) -> float:
        """The distance on the map, map units."""
        return float(np.hypot(*self.displacement))


def compare(one: Floats, explanation: Explanation) -> Comparison:
    """Take the displacement from A to B on a map apart into what each feature contributes.

    Args:
        one: (2,), where A lies.
        explanation: Why B lies where it lies, with A as the baseline.

    Returns:
        A feature's share is the component of its contribution along the displacement, divided by its length.
    """
    step = ROUNDING * max(float(np.abs(explanation.position).max()), float(np.abs(one).max()))
    displacement, contributions = without_rounding(explanation.position - one, step), explanation.terms
    # A need not lie where it would land
    residual = without_rounding(explanation.residual + explanation.intercept - one, step)
    squared = float(displacement @ displacement)
    along: Floats = displacement / np.float32(squared) if squared > 0 else np.zeros(2, dtype=np.float32)
    distance = float(np.linalg.norm(explanation.changes))
    shares: Floats = contributions @ along
    residual_share = float(residual @ along)
    return Comparison(explanation.changes, distance, displacement, contributions, residual, shares, residual_share)


def exchange(
    projection: Projection, one: Floats, difference: Floats, units: NDArray[np.intp], *, without: int | None
) -> Floats:
    """Return how far A goes on a map if it gets B's activations of some units and keeps its own of all others.

    What a unit contributes along the whole way is not what it does alone; this is.

    Args:
        projection: The map.
        one: (d,), the features of A.
        difference: (d,), those of B less those of A.
        units: Which of them A gets.
        without: A itself, if the map holds it.

    Returns:
        (2,), map units.
    """
    both = np.repeat(one[None], 2, axis=0)
    both[1, units] += difference[units]
    start, end = projection.place_usual(both, without=without)
    moved: Floats = end - start
    return moved


def without_rounding(vector: Floats, step: float) -> Floats:
    """Return ``vector`` (2,), or 0 if no part of it is longer than ``step``."""
    return vector if float(np.abs(vector).max()) > step else np.zeros(2, dtype=np.float32)


def strongest(values: Floats, count: int) -> NDArray[np.intp]:
    """Return the places of the ``count`` greatest magnitudes of ``values`` (d,), greatest first, equals in order."""
    return np.argsort(-np.abs(values), kind="stable")[:count]


def differing_channels(one: Floats, other: Floats, count: int) -> NDArray[np.intp]:
    """Return the ``count`` channels in which two digits' feature maps (c, h, w) differ most, by the mean of |B − A|."""
    return strongest(np.abs(other - one).mean(axis=(1, 2)), count)


def nearest_of_another_class(index: NeighbourIndex, labels: NDArray[np.integer], features: Floats, label: int) -> int:
    """Return the digit nearest to ``features`` (d,) that is not labelled ``label``.

    Args:
        index: The features of the data set.
        labels: (n,), its classes.
        features: The digit to compare with, of the data set or not.
        label: Its class.
    """
    ranking = index.squared_norms - 2 * (index.features @ features)  # (n,), grows with the distance
    return int(np.where(labels == label, np.inf, ranking).argmin())


def diagonal(positions: Floats) -> float:
    """Return the diagonal of the smallest upright box around ``positions`` (n, 2)."""
    return float(np.hypot(*np.ptp(positions, axis=0)))
