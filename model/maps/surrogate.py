"""A map that can be read, standing in for one that cannot: ridge regression from the features to a map's axes.

t-SNE and UMAP have no formula from features to position. A linear model of each axis says which features pull an image
where, as far as a linear model can; its R², on images it was not fitted to, says how far that is.

Letters: n images, d features.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Surrogate:
    """A linear model of both axes of a map."""

    weights: Floats  # (d, 2), map units per unit of activation
    intercept: Floats  # (2,), map units
    alpha: Floats  # (2,), the penalty chosen for each axis
    r2: Floats  # (2,), cross-validated share of each axis's variance that the model accounts for; at most 1
    r2_inside: Floats  # (2,), likewise of the variance inside classes, about their middles; below 0: worse than those
    r2_middles: Floats  # (2,), share of each axis's variance that the middles of the classes alone account for

    def predict(self, features: Floats) -> Floats:
        """Return where the model puts ``features`` (n, d), as positions (n, 2)."""
        positions: Floats = features @ self.weights + self.intercept
        return positions


@dataclass(frozen=True)
class SurrogateConfig:
    """What decides the fit."""

    alphas: tuple[float, ...] = (0.01, 0.1, 1.0, 10.0, 100.0, 1_000.0, 10_000.0)
    folds: int = 5
    seed: int = 1


def fit_surrogate(
    features: Floats, positions: Floats, labels: NDArray[np.integer], config: SurrogateConfig | None = None
) -> Surrogate:
    """Fit one ridge regression an axis, each with the penalty that predicts held-out images best.

    Args:
        features: (n, d).
        positions: (n, 2), the map.
        labels: (n,) classes, inside which the models are judged too.
        config: Penalties to try, and the folds.

    Returns:
        The models fitted to all n images, with the mean R² over the folds, each predicted from the other four.

    Source:
        A. E. Hoerl, R. W. Kennard, Ridge regression: biased estimation for nonorthogonal problems, 1970,
        doi:10.1080/00401706.1970.10488634.
    """
    config = config or SurrogateConfig()
    axes = [fit_axis(features.astype(float), axis.astype(float), config) for axis in positions.T]
    weights, intercept, alpha, r2 = (np.array(part, dtype=np.float32) for part in zip(*axes, strict=True))
    unknown = np.full(2, np.nan, dtype=np.float32)
    model = Surrogate(np.ascontiguousarray(weights.T), intercept, alpha, r2, unknown, unknown)
    predicted = held_out_positions(features, positions, model, config)
    middles = class_middles(positions, labels)
    inside, alone = share_of(positions, predicted, middles), share_of(positions, middles, positions.mean(axis=0))
    return replace(model, r2_inside=inside, r2_middles=alone)


def class_middles(positions: Floats, labels: NDArray[np.integer]) -> Floats:
    """Return for each of the images at ``positions`` (n, 2) the middle of its class, (n, 2)."""
    middles = np.empty_like(positions)
    for label in np.unique(labels):
        middles[labels == label] = positions[labels == label].mean(axis=0)
    return middles


def share_of(positions: Floats, predicted: Floats, known: Floats) -> Floats:
    """Return the share of each axis's squared distances from what is ``known`` that a prediction accounts for, (2,).

    Args:
        positions: (n, 2).
        predicted: (n, 2).
        known: (n, 2) or (2,), what one would say without the prediction; with the mean of all this is R².

    Returns:
        At most 1; below 0 if the prediction is worse than what was known.
    """
    missed, there = (((positions - guess).astype(float) ** 2).sum(axis=0) for guess in (predicted, known))
    share: Floats = (1 - missed / np.maximum(there, np.finfo(float).tiny)).astype(np.float32)
    return share


def fit_axis(
    features: NDArray[np.float64], axis: NDArray[np.float64], config: SurrogateConfig
) -> tuple[NDArray[np.float64], float, float, float]:
    """Return weights (d,), intercept, alpha and R² of the best model of one ``axis`` (n,)."""
    from sklearn.linear_model import Ridge

    scores = {alpha: cross_validated_r2(features, axis, alpha, config) for alpha in config.alphas}
    alpha = max(scores, key=lambda candidate: scores[candidate])
    model = Ridge(alpha=alpha).fit(features, axis)
    return model.coef_, float(model.intercept_), alpha, scores[alpha]


def cross_validated_r2(
    features: NDArray[np.float64], axis: NDArray[np.float64], alpha: float, config: SurrogateConfig
) -> float:
    """Return the mean R² of ridge regression with ``alpha`` over the folds of ``config``."""
    from sklearn.linear_model import Ridge
    from sklearn.model_selection import KFold, cross_val_score

    folds = KFold(config.folds, shuffle=True, random_state=config.seed)
    return float(cross_val_score(Ridge(alpha=alpha), features, axis, cv=folds, scoring="r2").mean())


def held_out_positions(
    features: Floats, positions: Floats, surrogate: Surrogate, config: SurrogateConfig | None = None
) -> Floats:
    """Return where models like ``surrogate`` put images that they were not fitted to.

    The same folds and penalties as those of the measured R², solved with NumPy, so that a server need not load
    scikit-learn.

    Args:
        features: (n, d).
        positions: (n, 2), the map.
        surrogate: Its penalties are used.
        config: The folds.

    Returns:
        (n, 2), each fold predicted from the other four.
    """
    config = config or SurrogateConfig()
    order = np.arange(len(features))
    np.random.RandomState(config.seed).shuffle(order)  # as KFold shuffles
    fold = np.empty(len(features), dtype=int)
    for number, members in enumerate(np.array_split(order, config.folds)):
        fold[members] = number
    predicted = np.empty(positions.shape, dtype=np.float32)
    for number in range(config.folds):
        seen, held_out = fold != number, fold == number
        predicted[held_out] = solve_ridge(features[seen], positions[seen], surrogate.alpha).predict(features[held_out])
    return predicted


def solve_ridge(features: Floats, positions: Floats, alpha: Floats) -> Surrogate:
    """Return the ridge regressions from ``features`` (n, d) to ``positions`` (n, 2), one penalty ``alpha`` an axis.

    What they account for is not known here.
    """
    middle, centre = features.mean(axis=0, dtype=float), positions.mean(axis=0, dtype=float)
    centred = features - middle  # (n, d)
    gram, targets = centred.T @ centred, centred.T @ (positions - centre)  # (d, d), (d, 2)
    columns = [np.linalg.solve(gram + a * np.eye(len(gram)), axis) for a, axis in zip(alpha, targets.T, strict=True)]
    weights = np.stack(columns, axis=1)
    intercept = (centre - middle @ weights).astype(np.float32)
    unknown = np.full(2, np.nan, dtype=np.float32)
    return Surrogate(weights.astype(np.float32), intercept, alpha, unknown, unknown, unknown)
