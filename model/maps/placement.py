"""Places a new digit on every map: exactly on features and PCA, and nearly as the libraries would with t-SNE and UMAP.

Letters: n digits, d = 128 features, k neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.maps.cells import Cells
from model.maps.neighbours import NeighbourIndex, Neighbours
from model.maps.pca import Pca
from model.maps.transform import Transform

Floats = NDArray[np.float32]

NEIGHBOURS = 15  # k, that a placement names
COMPONENTS = 10  # principal components that a PCA map can be drawn of


@dataclass(frozen=True)
class Placement:
    """Where one digit lies on every map, and among which digits."""

    scores: Floats  # (10,), on the first principal components
    positions: Mapping[str, Floats]  # "axes", "pca", "tsne", "umap": (2,)
    neighbours: Neighbours  # (k,), in feature space, nearest first


@dataclass(frozen=True)
class Placer:
    """Places new digits on the maps of known ones."""

    index: NeighbourIndex
    pca: Pca
    positions: Mapping[str, Floats]  # "axes", "pca", "tsne", "umap": (n, 2)
    axes: tuple[int, int]  # the features of the map "axes"
    transforms: Mapping[str, Transform]  # "tsne", "umap": as the library that made the map does it

    @cached_property
    def cells(self) -> Mapping[str, Cells]:
        """The maps "tsne" and "umap", cut into cells."""
        return {name: Cells.of(self.positions[name]) for name in self.transforms}

    def place(self, features: Floats, *, without: int | None = None) -> Placement:
        """Return where a digit with ``features`` (d,) lies: exactly on raw axes and PCA, nearly so on the others.

        Args:
            features: (d,).
            without: A digit that is not among its neighbours: itself, as it was before it was changed.
        """
        wanted = max(NEIGHBOURS, *(transform.neighbours for transform in self.transforms.values()))
        near = self.index.nearest(features, min(wanted, len(self.index.features) - 1), without=without)
        scores = self.pca.transform(features)[:COMPONENTS]
        places = {"axes": features[list(self.axes)], "pca": scores[:2]}
        places |= {name: transform.place(near, self.cells[name]) for name, transform in self.transforms.items()}
        return Placement(scores, places, Neighbours(near.indices[:NEIGHBOURS], near.distances[:NEIGHBOURS]))

    def place_all(self, features: Floats, projection: str, *, without: int | None = None) -> Floats:
        """Return where digits with ``features`` (m, d) lie on one map, (m, 2); ``without`` as for ``place``."""
        if projection == "axes":
            return features[:, list(self.axes)]
        if projection == "pca":
            return self.pca.transform(features)[:, :2]
        transform, cells = self.transforms[projection], self.cells[projection]
        wanted = min(transform.neighbours, len(self.index.features) - 1)
        return transform.place_all(self.index.nearest_all(features, wanted, without=without), cells)
