"""Maps that have no formula, t-SNE and UMAP: another image lands where its nearest images draw it.

Letters: m new images, n on the map, d features, k nearest images, c candidates to be among these.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.cells import Cells
from model.maps.neighbours import NeighbourIndex, Neighbours
from model.maps.path import PathAttribution, attribute_path, by_features
from model.maps.transform import Transform
from model.maps.weighing import Candidates

Features = NDArray[np.floating]
Exact = NDArray[np.float64]
Pair = tuple[int, int]

CANDIDATES = 64  # c, of a blurred edge


@dataclass(frozen=True, eq=False)
class NeighbourLanding:
    """How images land on a finished map."""

    index: NeighbourIndex
    transform: Transform  # as the library that made the map places others
    cells: Cells  # the map

    exact = False

    @property
    def neighbours(self) -> int:
        """How many nearest images a landing asks for, at most all."""
        return min(self.transform.neighbours, len(self.index.features) - 1)

    def place(self, features: Features, *, near: Neighbours | None = None, without: int | None = None) -> Features:
        """Return where images land, (m, 2).

        Args:
            features: (m, d).
            near: Their nearest images, k or more of each, if they are known.
            without: An image that is not among these.
        """
        known = near or self.index.nearest_all(features, self.neighbours, without=without)
        return self.transform.place_all(known, self.cells)

    def differentiate(self, features: Features, pair: Pair, *, blur: float = 0.0, without: int | None = None) -> Exact:
        """Return how a landing moves with the features, (2, d), map units per unit of a feature.

        It is the derivative of what ``Transform`` computes, step by step, while the image keeps its nearest
        neighbours. Where one of them gives way to another the landing jumps, by little on t-SNE, whose farthest
        neighbours weigh next to nothing, and by much on UMAP. With a blurred edge between neighbours and others the
        derivative has these jumps in it, on the average.

        Args:
            features: (d,).
            pair: Which coordinate comes first.
            blur: Width of the edge, as a share of the distance of the last neighbour; 0 has none.
            without: An image that is not among the neighbours, such as the image itself.
        """
        known = self.index.features
        wanted = min(CANDIDATES if blur else self.transform.neighbours, len(known) - 1)
        near = self.index.nearest(features, wanted, without=without)
        candidates = Candidates.blurred(near.distances[None], self.transform.neighbours, blur)
        chosen = near.indices[: candidates.distances.shape[1]]
        places = self.cells.positions[chosen][None]
        slope = self.transform.land(candidates, places, self.cells, with_slope=True).slope  # (1, 2, c)
        gaps = features.astype(float) - known[chosen].astype(float)
        derivative: Exact = by_features(slope, candidates.distances, gaps[None])[0]
        return derivative[list(pair)]

    def attribute(self, start: Features, end: Features, pair: Pair, *, without: int | None = None) -> PathAttribution:
        """Return what leads a landing from that of ``start`` (d,) to that of ``end`` (d,).

        Args:
            start: The baseline.
            end: The image.
            pair: Which coordinate comes first.
            without: An image that is not among the neighbours: the image itself, if it is on the map.
        """
        return attribute_path(self.index, self.transform, self.cells, start, end, without=without).turned(pair)
