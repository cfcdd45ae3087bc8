"""How well a map keeps what it maps, in a few numbers from 0 to 1.

Letters: n images, d features, k neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32] | NDArray[np.float64]

ROWS_MIB = 100  # of distances from some images to all that are held at once, with ranks of the same size beside them


@dataclass(frozen=True)
class Quality:
    """Measures of a map; more is better for each, and 1 is the most."""

    trustworthiness: float  # are neighbours on the map also neighbours in feature space?
    continuity: float  # are neighbours in feature space also neighbours on the map?
    neighbours_kept: float  # share of the nearest on the map that are among as many nearest in feature space
    neighbours_again: float  # ... that are among as many nearest where the map is made again from random positions
    knn_accuracy: float  # share of images whose class their neighbours on the map vote for
    distance_correlation: float  # rank correlation of the distances on the map with those in feature space
    distance_deviation: float  # standard deviation of that number from one sample of images to another; 0 or more


@dataclass(frozen=True)
class QualityConfig:
    """What the measures depend on."""

    neighbours: int = 15  # of trustworthiness, continuity and those that are kept, or come again
    voters: int = 10  # of knn_accuracy
    folds: int = 5
    sample: int = 2_000  # images between which distances are compared
    samples: int = 10  # of images between which distances are compared
    seed: int = 1


def measure_quality(
    features: Floats,
    positions: Floats,
    labels: NDArray[np.integer],
    generator: np.random.Generator,
    config: QualityConfig | None = None,
    *,
    others: Iterable[Floats] = (),
) -> Quality:
    """Judge a map by all measures.

    Args:
        features: (n, d), what is mapped.
        positions: (n, 2), the map.
        labels: (n,) classes.
        generator: Chooses the folds and the images whose distances are compared.
        config: Numbers of neighbours, folds and images.
        others: Other runs of the map (n, 2); none of one that always comes out the same.

    Returns:
        The measures; each function below defines one.
    """
    config = config or QualityConfig()
    accuracy = knn_accuracy(positions, labels, generator, neighbours=config.voters, folds=config.folds)
    drawn = range(config.samples if len(features) > config.sample else 1)  # the same ones each time
    correlations = [distance_correlation(features, positions, generator, sample=config.sample) for _ in drawn]
    return Quality(
        trustworthiness(features, positions, config.neighbours),
        continuity(features, positions, config.neighbours),
        neighbours_kept(features, positions, config.neighbours),
        neighbours_again(positions, others, config.neighbours),
        accuracy,
        float(np.mean(correlations)),
        float(np.std(correlations)),
    )


def trustworthiness(features: Floats, positions: Floats, k: int) -> float:
    """Return how far the k nearest on the map can be trusted to be near in feature space.

    T = 1 − 2 / (n k (2n − 3k − 1)) · Σᵢ Σⱼ max(0, r(i, j) − k), where j runs over the k nearest of i on the map and
    r(i, j) is j's rank among all images by distance from i in feature space (the nearest has rank 1).

    The definition leaves open which of equally distant images comes first, and on raw axes thousands lie in one place.
    This is the number of ``sklearn.manifold.trustworthiness``, made of the same parts but a few rows at a time, where
    scikit-learn holds n² distances and ranks at once. How it orders ties is no fact about the map: given in other
    orders, the 10,000 digits on the raw axes had a trustworthiness of 0.726 to 0.739 and a continuity of 0.8959 to
    0.8960, and the sorting of another processor moved the latter by 0.00005. Maps without ties have one number.

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
    from sklearn.metrics import pairwise_distances_chunked
    from sklearn.neighbors import NearestNeighbors

    n = len(features)
    if not 1 <= k < n / 2:
        raise ValueError(f"{k} neighbours were asked for; with {n} images it must be 1 to below {n / 2:g}")
    near = NearestNeighbors(n_neighbors=k).fit(positions).kneighbors(return_distance=False)  # (n, k)
    excess = pairwise_distances_chunked(
        features,
        reduce_func=lambda distances, start: excess_ranks(distances, near[start : start + len(distances)], start),
        working_memory=ROWS_MIB,
    )
    return float(1 - 2 * sum(int(rows.sum()) for rows in excess) / (n * k * (2 * n - 3 * k - 1)))


def excess_ranks(distances: Floats, near: NDArray[np.intp], start: int) -> NDArray[np.intp]:
    """Return Σ max(0, r − k) (m,): r ranks ``near`` (m, k) by the ``distances`` (m, n) of images ``start`` and on."""
    rows = np.arange(len(distances))
    distances[rows, start + rows] = np.inf  # no image is its own neighbour
    order = np.argsort(distances, axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, distances.shape[1] + 1)[None, :], axis=1)
    found = np.take_along_axis(ranks, near, axis=1)  # (m, k)
    excess: NDArray[np.intp] = (found - near.shape[1]).clip(min=0).sum(axis=1)
    return excess


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


def neighbours_kept(features: Floats, positions: Floats, k: int) -> float:
    """Return the share of an image's k nearest on the map that are among its k nearest in feature space, on average.

    Trustworthiness forgives a stranger that is not far down the list: among 10,000 digits one of rank 100 counts a
    hundredth of what the worst could. This share forgives nothing.

    Args:
        features: (n, d).
        positions: (n, 2).
        k: 1 to below n.

    Returns:
        0 to 1; k / (n − 1) for a map of chance.

    Source:
        J. A. Lee, M. Verleysen, Quality assessment of dimensionality reduction: rank-based criteria, 2009,
        doi:10.1016/j.neucom.2008.12.017 (there Q_NX).
    """
    from sklearn.neighbors import NearestNeighbors

    near = [
        NearestNeighbors(n_neighbors=k).fit(space).kneighbors(return_distance=False) for space in (features, positions)
    ]
    kept = [np.intersect1d(one, other, assume_unique=True).size for one, other in zip(*near, strict=True)]
    return float(np.mean(kept) / k)


def neighbours_again(positions: Floats, others: Iterable[Floats], k: int) -> float:
    """Return the share of an image's k nearest on the map that are among its k nearest in other runs, on average.

    Args:
        positions: (n, 2), the map.
        others: (n, 2) each, other runs of it.
        k: 1 to below n.

    Returns:
        0 to 1; 1 where there is no other run.
    """
    kept = [neighbours_kept(other, positions, k) for other in others]
    return float(np.mean(kept)) if kept else 1.0


def knn_accuracy(
    positions: Floats, labels: NDArray[np.integer], generator: np.random.Generator, *, neighbours: int, folds: int
) -> float:
    """Return the share of images whose class is that of most of their nearest on the map, among the other folds.

    Args:
        positions: (n, 2).
        labels: (n,).
        generator: Chooses the folds, which hold all classes in equal shares if each has enough images.
        neighbours: How many vote.
        folds: Each is judged by the images of the others.

    Returns:
        0 to 1.

    Source:
        T. Cover, P. Hart, Nearest neighbor pattern classification, 1967, doi:10.1109/TIT.1967.1053964.
    """
    from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score
    from sklearn.neighbors import KNeighborsClassifier

    members = np.unique(labels, return_counts=True)[1]
    kind = StratifiedKFold if members.min() >= folds else KFold
    split = kind(folds, shuffle=True, random_state=int(generator.integers(2**31)))
    return float(cross_val_score(KNeighborsClassifier(neighbours), positions, labels, cv=split).mean())


def distance_correlation(features: Floats, positions: Floats, generator: np.random.Generator, *, sample: int) -> float:
    """Return Spearman's rank correlation between distances in feature space and distances on the map.

    Args:
        features: (n, d).
        positions: (n, 2).
        generator: Chooses the images.
        sample: How many images to compare, each pair of them; all if there are fewer.

    Returns:
        −1 to 1; 1 if a longer distance on the map always means a longer one in feature space.

    Source:
        C. Spearman, The proof and measurement of association between two things, 1904, doi:10.2307/1412159.
    """
    from scipy.spatial.distance import pdist
    from scipy.stats import spearmanr

    chosen = generator.permutation(len(features))[:sample]
    return float(spearmanr(pdist(features[chosen]), pdist(positions[chosen])).statistic)
