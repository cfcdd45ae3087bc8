"""The derivative of where a map puts a digit: how its landing moves with each feature, at this very digit.

On raw axes and PCA it is the same everywhere, their loadings. On t-SNE and UMAP it is that of what ``Transform``
computes, step by step, while the digit keeps its nearest neighbours. Where one of them gives way to another the landing
jumps, by little on t-SNE, whose farthest neighbours weigh next to nothing, and by much on UMAP. A derivative with a
blurred edge between neighbours and others has these jumps in it, on the average.

Letters: b new digits, n digits on the map, k nearest of them, d = 128 features, m candidates.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.maps.placement import Placer
from model.maps.weighing import Candidates

Features = NDArray[np.floating]
Exact = NDArray[np.float64]

CANDIDATES = 64  # m, of a blurred edge
BLUR = 0.03  # of the distance of the k-th: what foretells best what comes of small changes


def differentiate(
    placer: Placer,
    features: Features,
    projection: str,
    *,
    components: tuple[int, int] | None = None,
    blur: float = 0.0,
    without: int | None = None,
) -> Exact:
    """Return the derivative (2, d) of where a map puts a digit, map units per unit of activation.

    Args:
        placer: The maps.
        features: (d,) of the digit, of the data set or not.
        projection: "axes", "pca", "tsne" or "umap".
        components: Two principal components for "pca", two features for "axes"; by default those of the map.
        blur: Width of the edge between neighbours and others, as a share of the distance of the last neighbour.

        without: A digit that is not among the neighbours, such as the digit itself.

    Raises:
        KeyError: There is no such map.
    """
    if projection == "axes":
        return np.eye(features.size)[list(components or placer.axes)]
    if projection == "pca":
        return placer.pca.components[list(components or (0, 1))].astype(float)
    transform, known, cells = placer.transforms[projection], placer.index.features, placer.cells[projection]
    wanted = min(CANDIDATES if blur else transform.neighbours, len(known) - 1)
    near = placer.index.nearest(features, wanted, without=without)
    candidates = Candidates.blurred(near.distances[None], transform.neighbours, blur)
    chosen = near.indices[: candidates.distances.shape[1]]
    slope = transform.land(candidates, cells.positions[chosen][None], cells, with_slope=True).slope  # (1, 2, m)
    gaps = features.astype(float) - known[chosen].astype(float)
    derivative: Exact = by_features(slope, candidates.distances, gaps[None])[0]
    return derivative


def foretell(
    placer: Placer,
    features: Features,
    projection: str,
    *,
    components: tuple[int, int] | None = None,
    without: int | None = None,
) -> Exact:
    """Return the derivative (2, d) by which what comes of a small change is told best: with a blurred edge."""
    return differentiate(placer, features, projection, components=components, blur=BLUR, without=without)


def by_features(slope: Exact, distances: Exact, gaps: Exact) -> Exact:
    """Return how landings move with the features, (b, 2, d), of which their neighbours' distances are made.

    Args:
        slope: (b, 2, m), how they move with the distances.
        distances: (b, m), Euclidean. One of 0 has a kink; it counts as at rest.
        gaps: (b, m, d), from each neighbour to the digit.
    """
    apart = distances[:, None, :]
    derivative: Exact = np.divide(slope, apart, out=np.zeros_like(slope), where=apart > 0) @ gaps
    return derivative
