"""A map: where the images of the data set lie, what its axes are, and how another image is put on it and explained.

Letters: n images on the map, m others, d features, k coordinates, of which a pair spans the map in view.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import Neighbours
from model.maps.path import PathAttribution

Floats = NDArray[np.float32]
Features = NDArray[np.floating]
Exact = NDArray[np.float64]
Pair = tuple[int, int]

BLUR = 0.03  # of the distance of the last neighbour: what foretells best what comes of small changes


class Method(Protocol):
    """How images get on a map."""

    @property
    def exact(self) -> bool:
        """Whether each coordinate is a weighted sum of the features."""

    @property
    def neighbours(self) -> int:
        """How many of the nearest images it needs to know."""

    def place(self, features: Features, *, near: Neighbours | None = None, without: int | None = None) -> Features:
        """Return the coordinates (m, k) of ``features`` (m, d)."""

    def differentiate(self, features: Features, pair: Pair, *, blur: float = 0.0, without: int | None = None) -> Exact:
        """Return how a pair of coordinates moves with the ``features`` (d,), (2, d)."""

    def attribute(self, start: Features, end: Features, pair: Pair, *, without: int | None = None) -> PathAttribution:
        """Return what leads a pair of coordinates from those of ``start`` (d,) to those of ``end`` (d,)."""


@dataclass(frozen=True, eq=False)
class Projection:
    """A map of the data set."""

    name: str  # in addresses and files
    title: str  # for people
    unit: str  # what its axes are measured in
    column: str  # name of a coordinate in the browser, with room for its number
    axis: str  # for people
    first: int  # number of the first coordinate
    coordinates: Floats  # (n, k)
    usual: Pair  # the coordinates that span it unless others are chosen, counted from 0
    method: Method

    @property
    def positions(self) -> Floats:
        """Where the images lie, (n, 2), on its usual axes."""
        return self.cloud(self.usual)

    @property
    def count(self) -> int:
        """How many coordinates there are to choose from."""
        return int(self.coordinates.shape[1])

    def cloud(self, pair: Pair) -> Floats:
        """Return where the images lie on a ``pair`` of coordinates, (n, 2)."""
        chosen = self.coordinates[:, pair]
        chosen.setflags(write=False)
        return chosen

    def check(self, pair: Pair | None) -> Pair:
        """Return ``pair`` if it is one of two coordinates, counted from 0, and the usual ones instead of none.

        Raises:
            ValueError: It is something else.
        """
        if pair is None:
            return self.usual
        if len(pair) == 2 and all(isinstance(c, int) and 0 <= c < self.count for c in pair):
            return pair
        raise ValueError(f"there are no components {pair!r}; they must be two numbers from 0 to {self.count - 1}")

    def place(self, features: Features, *, near: Neighbours | None = None, without: int | None = None) -> Features:
        """Return the coordinates (m, k) of ``features`` (m, d); ``near`` and ``without`` are as for landings."""
        return self.method.place(features, near=near, without=without)

    def place_usual(self, features: Features, *, without: int | None = None) -> Features:
        """Return where images with ``features`` (m, d) lie on the usual axes, (m, 2)."""
        return self.place(features, without=without)[:, list(self.usual)]

    def foretell(self, features: Features, pair: Pair | None = None, *, without: int | None = None) -> Exact:
        """Return the derivative (2, d) by which what comes of a small change is told best: with a blurred edge."""
        return self.method.differentiate(features, self.check(pair), blur=BLUR, without=without)

    def differentiate(self, features: Features, pair: Pair | None = None, *, without: int | None = None) -> Exact:
        """Return the derivative (2, d) of where the map puts an image, as it is."""
        return self.method.differentiate(features, self.check(pair), without=without)

    def attribute(
        self, start: Features, end: Features, pair: Pair | None = None, *, without: int | None = None
    ) -> PathAttribution:
        """Return what leads from the place of ``start`` (d,) to that of ``end`` (d,)."""
        return self.method.attribute(start, end, self.check(pair), without=without)
