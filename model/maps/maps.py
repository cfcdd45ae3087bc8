"""The maps that every workspace has: two raw features, PCA, t-SNE and UMAP.

Letters: n images, d features.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from model.maps.cells import Cells
from model.maps.landing import NeighbourLanding
from model.maps.linear import WeightedSum
from model.maps.neighbours import NeighbourIndex
from model.maps.pca import Pca
from model.maps.projection import Pair, Projection
from model.maps.transform import TSNE_TRANSFORM, umap_transform

Floats = NDArray[np.float32]

COMPONENTS = 10  # principal components that a PCA map can be drawn of


def make_projections(
    index: NeighbourIndex, axes: Pair, pca: Pca, places: Mapping[str, Floats], umap: tuple[int, float]
) -> dict[str, Projection]:
    """Return the maps by name.

    Args:
        index: The features of the images.
        axes: The two features that span the map of raw axes unless others are chosen.
        pca: The principal components of the features.
        places: (n, 2), of "tsne" and "umap".
        umap: The neighbours and the minimum distance with which UMAP's was made.
    """
    features = index.features
    scores = WeightedSum(pca.mean, pca.components[:COMPONENTS].T)
    transforms = {"tsne": ("t-SNE", TSNE_TRANSFORM), "umap": ("UMAP", umap_transform(*umap))}
    landings = {
        name: Projection(
            name, title, "map units", f"{name}-{{}}", f"{title} {{}}", 1, places[name], (0, 1),
            NeighbourLanding(index, transform, Cells.of(places[name])),
        )
        for name, (title, transform) in transforms.items()
    }  # fmt: skip
    raw = Projection(
        "axes", "raw axes", "activation", "unit-{}", "unit {}", 0, features, axes, WeightedSum.raw(features.shape[1])
    )
    linear = Projection("pca", "PCA", "map units", "pca-{}", "PC{}", 1, frozen(scores.place(features)), (0, 1), scores)
    return {"axes": raw, "pca": linear, **landings}


def frozen(array: NDArray[np.float32]) -> Floats:
    """Return ``array`` in plain memory order and read-only."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array
