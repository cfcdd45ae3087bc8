"""A linear model of a map around one digit: ridge regression in which near digits count more.

The surrogate of the whole map is right on average. Around one digit the map may bend otherwise, and a model of that
neighbourhood alone follows it more closely.

Letters: k digits of the neighbourhood, d = 128 features, v of them varying in it, f = 5 folds, a penalties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import NeighbourIndex
from model.maps.surrogate import Surrogate

Floats = NDArray[np.float32]
Exact = NDArray[np.float64]

NEIGHBOURS = 500
FOLDS = 5
ALPHAS = (1.0, 10.0, 100.0, 1_000.0)


@dataclass(frozen=True)
class Neighbourhood:
    """The digits around a place in feature space, and how much each counts."""

    indices: NDArray[np.int32]  # (k,), nearest first
    weights: Exact  # (k,), above 0 to 1
    bandwidth: float  # of the Gaussian kernel, in feature space


@dataclass(frozen=True)
class LocalSurrogate:
    """What linear models say about the neighbourhood of one digit."""

    model: Surrogate  # fitted to the neighbourhood; its R² is weighted, and predicted from the other folds
    size: int  # digits of the neighbourhood
    global_r2: Floats  # (2,), weighted share of the neighbourhood's variance that the map's own surrogate accounts for


def find_neighbourhood(index: NeighbourIndex, features: Floats, size: int = NEIGHBOURS) -> Neighbourhood:
    """Return the digits nearest to ``features`` (d,), weighted by exp(−distance² / 2 bandwidth²).

    The bandwidth is the median of their distances, so the nearer half counts between 61 and 100 %; where that is 0, in
    a heap of identical digits, all count alike.
    """
    near = index.nearest(features, min(size, len(index.features)))
    bandwidth = float(np.median(near.distances))
    weights = (
        np.exp(-0.5 * (near.distances.astype(float) / bandwidth) ** 2) if bandwidth else np.ones(near.indices.size)
    )
    return Neighbourhood(near.indices, np.maximum(weights, np.finfo(float).tiny), bandwidth)


def fit_local(index: NeighbourIndex, positions: Floats, features: Floats, surrogate: Surrogate) -> LocalSurrogate:
    """Fit a linear model of a map around one digit.

    Args:
        index: All digits.
        positions: (n, 2), where they lie on the map.
        features: (d,) of the digit in the middle; it need not be of the data set.
        surrogate: The linear model of the whole map, to compare with.
    """
    near = find_neighbourhood(index, features)
    around, places = index.features[near.indices], positions[near.indices]
    model = fit_weighted(around, places, near.weights, middle=features)
    predicted = surrogate.predict(around)
    r2 = weighted_r2(places.astype(float), predicted.astype(float), near.weights)
    return LocalSurrogate(model, len(places), r2.astype(np.float32))


def fit_weighted(features: Floats, positions: Floats, weights: Exact, *, middle: Floats) -> Surrogate:
    """Fit one weighted ridge regression an axis, each with the penalty that predicts held-out digits best.

    Every f-th digit is a fold, so that each fold reaches as far as the others when the nearest come first.

    Args:
        features: (k, d).
        positions: (k, 2).
        weights: (k,), above 0.
        middle: (d,), subtracted from the features while solving, which keeps the numbers small.

    Returns:
        The models fitted to all k digits, with the weighted R² of the predictions across the folds.

    Source:
        W. S. Cleveland, Robust locally weighted regression and smoothing scatterplots, 1979,
        doi:10.1080/01621459.1979.10481038.
    """
    centred = features.astype(float) - middle
    varying = np.flatnonzero(centred.any(axis=0))  # a feature that is the same throughout has no weight: a quarter are
    inputs = np.column_stack([centred[:, varying], np.ones(len(features))])  # (k, v + 1)
    targets = positions.astype(float)
    grams, moments = fold_sums(inputs, targets, weights)
    penalties = np.diag(np.append(np.ones(varying.size), 0.0))  # none on the intercept
    r2 = held_out_r2(inputs, targets, weights, (grams, moments), penalties)  # (a, 2)
    best = r2.argmax(axis=0)
    alphas = np.array(ALPHAS)[best]
    fits = np.linalg.solve(grams.sum(axis=0) + alphas[:, None, None] * penalties, moments.sum(axis=0))  # (2, v + 1, 2)
    chosen = np.stack([fits[axis][:, axis] for axis in range(2)], axis=1)  # (v + 1, 2)
    slopes = np.zeros((features.shape[1], 2))
    slopes[varying] = chosen[:-1]
    parts = (slopes, chosen[-1] - middle.astype(float) @ slopes, alphas, r2[best, [0, 1]])
    return Surrogate(*(np.ascontiguousarray(part, dtype=np.float32) for part in parts))


def fold_sums(inputs: Exact, targets: Exact, weights: Exact) -> tuple[Exact, Exact]:
    """Return weighted inputs × inputs (f, v + 1, v + 1) and inputs × targets (f, v + 1, 2) of each fold."""
    weighted = inputs * weights[:, None]
    parts = [slice(fold, None, FOLDS) for fold in range(FOLDS)]
    grams = np.stack([weighted[part].T @ inputs[part] for part in parts])
    return grams, np.stack([weighted[part].T @ targets[part] for part in parts])


def held_out_r2(
    inputs: Exact, targets: Exact, weights: Exact, sums: tuple[Exact, Exact], penalties: Exact
) -> NDArray[np.float64]:
    """Return the weighted R² (a, 2) of each penalty, every digit predicted from the folds that it is not in."""
    grams, moments = (part.sum(axis=0) - part for part in sums)  # of the other folds
    systems = grams + np.array(ALPHAS)[:, None, None, None] * penalties  # (a, f, v + 1, v + 1)
    fits = np.linalg.solve(systems, np.broadcast_to(moments, (len(ALPHAS), *moments.shape)))  # (a, f, v + 1, 2)
    predicted = np.empty((len(ALPHAS), *targets.shape))
    for fold in range(FOLDS):
        predicted[:, fold::FOLDS] = inputs[fold::FOLDS] @ fits[:, fold]
    return np.stack([weighted_r2(targets, guess, weights) for guess in predicted])


def weighted_r2(targets: Exact, predicted: Exact, weights: Exact) -> Exact:
    """Return 1 − weighted squared error / weighted variance of each axis, (2,); 0 for an axis that does not vary."""
    error = weights @ (targets - predicted) ** 2
    variance = weights @ (targets - np.average(targets, axis=0, weights=weights)) ** 2
    r2: Exact = 1 - np.divide(error, variance, out=np.ones_like(error), where=variance > np.finfo(float).eps)
    return r2
