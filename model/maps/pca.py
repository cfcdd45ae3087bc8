"""Principal component analysis of the features: an exact map, and one whose axes can be read.

Letters: n images, d features, k components.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Pca:
    """The principal components of a set of features, strongest first."""

    mean: Floats  # (d,)
    components: Floats  # (k, d), rows of length 1, orthogonal to each other
    explained_variance: Floats  # (k,), squared units of the features
    explained_variance_ratio: Floats  # (k,), 0 to 1

    def transform(self, features: Floats) -> Floats:
        """Return the scores (n, k) of ``features`` (n, d); (k,) of a single (d,)."""
        scores: Floats = np.matmul(features - self.mean, self.components.T)
        return scores

    def inverse_transform(self, scores: Floats) -> Floats:
        """Return the features (n, d) that ``scores`` (n, j) stand for, from the first j components.

        With all components this undoes ``transform``; with fewer it is the best approximation of that rank.
        """
        features: Floats = np.matmul(scores, self.components[: scores.shape[-1]])
        return features + self.mean


def fit_pca(features: Floats) -> Pca:
    """Find all principal components of ``features``.

    The covariance matrix is taken apart in double precision and kept in single precision. Each component points to
    the side on which its largest loading is positive, so the same features always give the same map.

    Args:
        features: (n, d) with n of at least 2.

    Returns:
        The d components; variances are divided by n − 1, and their shares sum to 1.

    Raises:
        ValueError: Fewer than two images, or features without any variance.

    Source:
        K. Pearson, On lines and planes of closest fit to systems of points in space, 1901,
        doi:10.1080/14786440109462720.
    """
    if features.ndim != 2 or len(features) < 2:
        raise ValueError(f"features have shape {features.shape}; principal components need (n, d) with n of 2 or more")
    exact = features.astype(np.float64)
    mean = exact.mean(axis=0)
    centred = exact - mean
    variance, axes = np.linalg.eigh(centred.T @ centred / (len(exact) - 1))  # ascending
    variance, components = variance[::-1].clip(min=0), orient(axes.T[::-1])
    if variance.sum() == 0:
        raise ValueError("all images have the same features, so there is no principal component")
    single = (part.astype(np.float32) for part in (mean, components, variance, variance / variance.sum()))
    return Pca(*single)


def orient(components: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn each row of ``components`` (k, d) so that its entry of largest magnitude is positive."""
    largest = np.abs(components).argmax(axis=1)
    signs = np.sign(components[np.arange(len(components)), largest])
    oriented: NDArray[np.float64] = components * signs[:, None]
    return oriented
