"""Two features as the axes of a map: how well each pair separates the classes.

Letters: n images, d features, c classes.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Exact = NDArray[np.float64]

PAIRS = 1_000  # of classes at most; with more, so many by chance
FLAT = 1e-9  # of the product of two variances: below that, two features are one


def separation(features: Floats, labels: NDArray[np.integer]) -> Floats:
    """Measure how well each pair of features separates the classes.

    For each two classes, the share of images that lie on the right side of the best straight line between them, as
    Fisher's linear discriminant has it for bell-shaped classes of one common width; the mean over all pairs of
    classes. (The plain trace of W⁻¹B would choose features that know a single class very well.)

    Args:
        features: (n, d).
        labels: (n,), classes.

    Returns:
        (d, d), symmetric, from 0.5 (no better than tossing a coin) to 1. A second feature that repeats the first adds
        nothing, and neither does one that never varies; the diagonal is that of the single feature.

    Source:
        R. A. Fisher, The use of multiple measurements in taxonomic problems, 1936,
        doi:10.1111/j.1469-1809.1936.tb02137.x.
    """
    from scipy.special import ndtr

    within, means = class_scatter(features.astype(float), labels)
    pairs = list(combinations(range(len(means)), 2))
    if not pairs:
        return np.full((features.shape[1],) * 2, 0.5, dtype=np.float32)
    if len(pairs) > PAIRS:
        pairs = [pairs[k] for k in np.random.default_rng(1).permutation(len(pairs))[:PAIRS]]
    shares = [ndtr(mahalanobis(means[one] - means[other], within) / 2) for one, other in pairs]
    separations: Floats = np.mean(shares, axis=0).astype(np.float32)
    return separations


def class_scatter(features: Exact, labels: NDArray[np.integer]) -> tuple[Exact, Exact]:
    """Return the covariance of the features within the classes (d, d) and the means of those that there are (c, d)."""
    present, place = np.unique(labels, return_inverse=True)
    members = (labels[None, :] == present[:, None]).astype(float)  # (c, n)
    means = members @ features / members.sum(axis=1, keepdims=True)  # (c, d)
    off = features - means[place]
    return off.T @ off / len(features), means


def mahalanobis(gap: Exact, within: Exact) -> Exact:
    """Return the Mahalanobis distance (d, d) that each pair of features sees between two means ``gap`` (d,) apart."""
    variance = np.diag(within)
    alone = np.divide(gap**2, variance, out=np.zeros_like(gap), where=variance > 0)
    determinant = np.outer(variance, variance) - within**2
    crossed = np.outer(gap**2, variance)
    numerator = crossed + crossed.T - 2 * within * np.outer(gap, gap)
    better_alone = np.maximum.outer(alone, alone)
    regular = determinant > FLAT * np.outer(variance, variance)
    both = np.divide(numerator, determinant, out=better_alone, where=regular)
    np.fill_diagonal(both, alone)
    distances: Exact = np.sqrt(both.clip(min=0))
    return distances


def best_axes(separations: Floats) -> tuple[int, int]:
    """Return the pair of features (the lower first) that separates the classes best."""
    first, second = np.unravel_index(np.triu(separations, k=1).argmax(), separations.shape)
    return int(first), int(second)
