"""Why a digit lies where it lies: its position as a sum over the features.

Letters: d = 128 features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.pca import Pca
from model.maps.surrogate import Surrogate

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Explanation:
    """A position taken apart: intercept + terms.sum(0) + residual = position, in map units."""

    position: Floats  # (2,)
    intercept: Floats  # (2,), where a digit without any activation would lie
    terms: Floats  # (d, 2), weight × activation
    residual: Floats  # (2,), what the linear model leaves over; 0 for PCA
    r2: Floats  # (2,), share of each axis's variance that the linear model accounts for; 1 for PCA


def explain_pca(features: Floats, pca: Pca, components: tuple[int, int] = (0, 1)) -> Explanation:
    """Take a position on a PCA map apart; this is exact.

    Args:
        features: (d,) of one digit.
        pca: The map.
        components: Which two components are the axes, counted from 0.

    Returns:
        The terms are (weight × activation), the intercept is −mean · component.
    """
    axes = pca.components[list(components)]  # (2, d)
    terms, intercept = features[:, None] * axes.T, -(axes @ pca.mean)
    nothing, all_of_it = np.zeros(2, dtype=np.float32), np.ones(2, dtype=np.float32)
    return Explanation(intercept + terms.sum(axis=0), intercept, terms, nothing, all_of_it)


def explain_axes(features: Floats, axes: tuple[int, int]) -> Explanation:
    """Take a position on a map of two raw features apart: each axis is one unit's activation, and nothing else.

    Args:
        features: (d,) of one digit.
        axes: The two units.
    """
    weights = np.zeros((len(features), 2), dtype=np.float32)
    weights[list(axes), [0, 1]] = 1
    nothing, all_of_it = np.zeros(2, dtype=np.float32), np.ones(2, dtype=np.float32)
    return Explanation(features[list(axes)], nothing, features[:, None] * weights, nothing, all_of_it)


def explain_surrogate(features: Floats, position: Floats, surrogate: Surrogate) -> Explanation:
    """Take a position on a t-SNE or UMAP map apart by the map's linear surrogate.

    Args:
        features: (d,) of one digit.
        position: (2,), where it lies.
        surrogate: The linear model of that map.

    Returns:
        The residual is what the model misses.
    """
    terms = features[:, None] * surrogate.weights
    residual = position - surrogate.intercept - terms.sum(axis=0)
    return Explanation(position, surrogate.intercept, terms, residual, surrogate.r2)


def coverage(explanation: Explanation, centre: Floats) -> float:
    """Return how much of the way from a map's centre to the digit the linear model accounts for, 0 to 1.

    It is 1 − |residual| / |position − centre|: 1 when the model ends where the digit is, 0 when it misses by as much as
    a model that puts every digit into the centre would, or by more. A digit in the very centre is covered by the model
    that puts it there, and by no other.

    Args:
        explanation: The position taken apart.
        centre: (2,), the mean position of all digits.
    """
    missed, distance = (float(np.hypot(*vector)) for vector in (explanation.residual, explanation.position - centre))
    if distance == 0:
        return float(missed == 0)
    return max(0.0, 1 - missed / distance)
