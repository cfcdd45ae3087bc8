"""Places a new image on every map: exactly on features and PCA, and nearly as the libraries would with t-SNE and UMAP.

Letters: n images, d features, k neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import NeighbourIndex, Neighbours
from model.maps.projection import Projection

Floats = NDArray[np.float32]

NEIGHBOURS = 15  # k, that a placement names


@dataclass(frozen=True)
class Placement:
    """Where one image lies on every map, and among which images."""

    coordinates: Mapping[str, Floats]  # by map: all that it has of the image
    positions: Mapping[str, Floats]  # by map: (2,), those of its usual axes
    neighbours: Neighbours  # (k,), in feature space, nearest first

    @classmethod
    def of(
        cls, coordinates: Mapping[str, Floats], projections: Mapping[str, Projection], near: Neighbours
    ) -> Placement:
        """Return the placement at ``coordinates`` of the maps ``projections``, among the images ``near``."""
        positions = {name: coordinates[name][list(projection.usual)] for name, projection in projections.items()}
        return cls(coordinates, positions, Neighbours(near.indices[:NEIGHBOURS], near.distances[:NEIGHBOURS]))


@dataclass(frozen=True)
class Placer:
    """Places new images on the maps of known ones."""

    index: NeighbourIndex
    projections: Mapping[str, Projection]

    def place(self, features: Floats, *, without: int | None = None) -> Placement:
        """Return where an image with ``features`` (d,) lies: exactly on linear maps, nearly so on the others.

        Args:
            features: (d,).
            without: An image that is not among its neighbours: itself, as it was before it was changed.
        """
        wanted = max(NEIGHBOURS, *(projection.method.neighbours for projection in self.projections.values()))
        near = self.index.nearest(features, min(wanted, len(self.index.features) - 1), without=without)
        row = Neighbours(near.indices[None], near.distances[None])
        placed = {name: each.place(features[None], near=row)[0] for name, each in self.projections.items()}
        return Placement.of(placed, self.projections, near)
