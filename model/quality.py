"""How well a map keeps what it maps, in four numbers from 0 to 1.

Letters: n digits, d = 128 features, k neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32] | NDArray[np.float64]
Exact = NDArray[np.float64]

ROWS = 200  # digits whose distances to all others are held at once: 112 MB for 70,000 digits


@dataclass(frozen=True)
class Quality:
    """Four measures of a map; more is better for each, and 1 is the most."""

    trustworthiness: float  # are neighbours on the map also neighbours in feature space?
    continuity: float  # are neighbours in feature space also neighbours on the map?
    knn_accuracy: float  # share of digits whose class their neighbours on the map vote for
    distance_correlation: float  # rank correlation of the distances on the map with those in feature space


@dataclass(frozen=True)
class QualityConfig:
    """What the measures depend on."""

    neighbours: int = 15  # of trustworthiness and continuity
    voters: int = 10  # of knn_accuracy
    folds: int = 5
    sample: int = 2_000  # digits between which distances are compared
    seed: int = 1


def measure_quality(
    features: Floats,
    positions: Floats,
    labels: NDArray[np.uint8],
    generator: np.random.Generator,
    config: QualityConfig | None = None,
) -> Quality:
    """Judge a map by all four measures.

    Args:
        features: (n, d), what is mapped.
        positions: (n, 2), the map.
        labels: (n,) classes.
        generator: Chooses the folds and the digits whose distances are compared.
        config: Numbers of neighbours, folds and digits.

    Returns:
        The four measures; each function below defines one.
    """
    config = config or QualityConfig()
    return Quality(
        trustworthiness(features, positions, config.neighbours),
        continuity(features, positions, config.neighbours),
        knn_accuracy(positions, labels, generator, neighbours=config.voters, folds=config.folds),
        distance_correlation(features, positions, generator, sample=config.sample),
    )


def trustworthiness(features: Floats, positions: Floats, k: int) -> float:
    """Return how far the k nearest on the map can be trusted to be near in feature space.

    T = 1 − 2 / (n k (2n − 3k − 1)) · Σᵢ Σⱼ max(0, r(i, j) − k), where j runs over the k nearest of i on the map and
    r(i, j) is j's rank among all digits by distance from i in feature space (the nearest has rank 1).

    Args:
        features: (n, d).
        positions: (n, 2).
        k: 1 to below n / 2.

    Returns:
        0 to 1; 1 if no stranger is among the k nearest on the map.

    Raises:
        ValueError: k is out of range.

    Source:
        J. Venna, S. Kaski, Neighborhood preservation in nonlinear projection methods: an experimental study, 2001,
        doi:10.1007/3-540-44668-0_68.
    """
    n = len(features)
    if not 1 <= k < n / 2:
        raise ValueError(f"{k} neighbours were asked for; with {n} digits it must be 1 to below {n / 2:g}")
    pairs = zip(distance_rows(features), distance_rows(positions), strict=True)
    excess = sum(excess_ranks(far, near, k) for far, near in pairs)
    return float(1 - 2 * excess / (n * k * (2 * n - 3 * k - 1)))


def continuity(features: Floats, positions: Floats, k: int) -> float:
    """Return how many of the k nearest in feature space the map keeps near: trustworthiness with the spaces exchanged.

    Args:
        features: (n, d).
        positions: (n, 2).
        k: 1 to below n / 2.

    Returns:
        0 to 1; 1 if no neighbour was torn away.

    Raises:
        ValueError: k is out of range.

    Source:
        J. Venna, S. Kaski, 2001, doi:10.1007/3-540-44668-0_68.
    """
    return trustworthiness(positions, features, k)


def distance_rows(points: Floats) -> Iterator[Exact]:
    """Yield squared distances (ROWS, n) from some of ``points`` (n, d) to all, infinite to themselves."""
    exact = points.astype(np.float64)
    norms = np.einsum("nd,nd->n", exact, exact)
    for start in range(0, len(exact), ROWS):
        chunk = exact[start : start + ROWS]
        squared = norms[start : start + ROWS, None] + norms - 2 * (chunk @ exact.T)
        squared[np.arange(len(chunk)), start + np.arange(len(chunk))] = np.inf
        yield squared


def excess_ranks(far: Exact, near: Exact, k: int) -> int:
    """Return Σ max(0, r − k), r being the ranks by ``far`` (m, n) of each row's k smallest ``near`` (m, n)."""
    neighbours = np.argpartition(near, k, axis=1)[:, :k]
    wanted = np.take_along_axis(far, neighbours, axis=1)
    far.sort(axis=1)
    ranks = np.stack([np.searchsorted(row, found) + 1 for row, found in zip(far, wanted, strict=True)])
    return int((ranks - k).clip(min=0).sum())


def knn_accuracy(
    positions: Floats, labels: NDArray[np.uint8], generator: np.random.Generator, *, neighbours: int, folds: int
) -> float:
    """Return the share of digits whose class is that of most of their nearest on the map, among the other folds.

    Args:
        positions: (n, 2).
        labels: (n,).
        generator: Chooses the folds, which hold all classes in equal shares.
        neighbours: How many vote.
        folds: Each is judged by the digits of the others.

    Returns:
        0 to 1.

    Source:
        T. Cover, P. Hart, Nearest neighbor pattern classification, 1967, doi:10.1109/TIT.1967.1053964.
    """
    from sklearn.model_selection import StratifiedKFold, cross_val_score
    from sklearn.neighbors import KNeighborsClassifier

    split = StratifiedKFold(folds, shuffle=True, random_state=int(generator.integers(2**31)))
    return float(cross_val_score(KNeighborsClassifier(neighbours), positions, labels, cv=split).mean())


def distance_correlation(features: Floats, positions: Floats, generator: np.random.Generator, *, sample: int) -> float:
    """Return Spearman's rank correlation between distances in feature space and distances on the map.

    Args:
        features: (n, d).
        positions: (n, 2).
        generator: Chooses the digits.
        sample: How many digits to compare, each pair of them; all if there are fewer.

    Returns:
        −1 to 1; 1 if a longer distance on the map always means a longer one in feature space.

    Source:
        C. Spearman, The proof and measurement of association between two things, 1904, doi:10.2307/1412159.
    """
    from scipy.spatial.distance import pdist
    from scipy.stats import spearmanr

    chosen = generator.permutation(len(features))[:sample]
    return float(spearmanr(pdist(features[chosen]), pdist(positions[chosen])).statistic)
