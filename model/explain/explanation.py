"""Why a digit lies where it lies: its position as a sum over the features, from a baseline on.

Letters: d = 128 features, s places on the way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.explain.path import attribute_path
from model.maps.pca import Pca
from model.maps.placement import Placer

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Explanation:
    """A position taken apart: intercept + terms.sum(0) + residual = position, in map units."""

    position: Floats  # (2,)
    intercept: Floats  # (2,), where the baseline lies
    terms: Floats  # (d, 2), what the change of each feature does; 0 for one that is as in the baseline
    residual: Floats  # (2,), what the terms leave over; 0 for raw axes and PCA
    changes: Floats  # (d,), the features less those of the baseline
    path: Floats  # (s, 2), the landings on the way from the baseline to the digit, in order


def explain_pca(
    features: Floats, pca: Pca, components: tuple[int, int] = (0, 1), *, baseline: Floats | None = None
) -> Explanation:
    """Take a position on a PCA map apart; this is exact.

    Args:
        features: (d,) of one digit.
        pca: The map.
        components: Which two components are the axes, counted from 0.
        baseline: (d,), from which the terms lead to the digit; by default no activation at all.

    Returns:
        By default the terms are (weight × activation) and the intercept is −mean · component.
    """
    axes = pca.components[list(components)]  # (2, d)
    return explain_linear(features, axes.T, -(axes @ pca.mean), baseline)


def explain_axes(features: Floats, axes: tuple[int, int], *, baseline: Floats | None = None) -> Explanation:
    """Take a position on a map of two raw features apart: each axis is one unit's activation, and nothing else.

    Args:
        features: (d,) of one digit.
        axes: The two units.
        baseline: As for ``explain_pca``.
    """
    weights = np.zeros((len(features), 2), dtype=np.float32)
    weights[list(axes), [0, 1]] = 1
    return explain_linear(features, weights, np.zeros(2, dtype=np.float32), baseline)


def explain_linear(features: Floats, weights: Floats, constant: Floats, baseline: Floats | None) -> Explanation:
    """Take a position apart that is ``weights`` (d, 2) times ``features`` (d,) and a ``constant`` (2,)."""
    changes = features if baseline is None else features - baseline
    start = constant if baseline is None else constant + baseline @ weights
    terms = changes[:, None] * weights
    position = start + terms.sum(axis=0)
    return Explanation(position, start, terms, np.zeros(2, dtype=np.float32), changes, np.stack([start, position]))


def explain_landing(
    placer: Placer, features: Floats, position: Floats, projection: str, baseline: Floats, *, without: int | None = None
) -> Explanation:
    """Take a position on a t-SNE or UMAP map apart along the way there from a baseline.

    Args:
        placer: The maps.
        features: (d,) of one digit.
        position: (2,), where it lies.
        projection: "tsne" or "umap".
        baseline: (d,), the features from which the way begins.
        without: The digit itself, if the map holds it: it would be its own nearest neighbour.

    Returns:
        The residual is what the derivative misses, and for a digit of the map how far from its place it would land.
    """
    walk = attribute_path(placer, baseline, features, projection, without=without)
    terms, start = walk.terms.astype(np.float32), walk.path[0].astype(np.float32)
    residual = position - start - terms.sum(axis=0)
    return Explanation(position, start, terms, residual, features - baseline, walk.path.astype(np.float32))
