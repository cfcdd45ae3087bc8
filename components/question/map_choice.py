"""The map in view, as the browser tells it: a projection and, where they can be chosen, its two axes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from dash import State
from numpy.typing import NDArray

from components.page import ids
from components.question.state import COMPONENTS, PROJECTIONS, UNITS, parse_choice
from model.workspace import Workspace

Floats = NDArray[np.float32]

MENUS = (ids.MAP_PROJECTION, ids.MAP_X, ids.MAP_Y, ids.MAP_UNIT_X, ids.MAP_UNIT_Y)


class Placed(Protocol):
    """A digit with its places on all maps."""

    @property
    def features(self) -> Floats:
        """Activations (128,)."""

    @property
    def scores(self) -> Floats:
        """Scores (10,) on the first principal components."""

    @property
    def positions(self) -> Any:
        """By projection: (2,)."""


@dataclass(frozen=True)
class MapChoice:
    """The map in view."""

    projection: str
    components: tuple[int, int] | None  # what ``Workspace.explain`` takes: components of "pca", features of "axes"

    @property
    def name(self) -> str:
        """The projection, for people."""
        return PROJECTIONS[self.projection]

    @property
    def unit(self) -> str:
        """What its axes are measured in."""
        return "activation" if self.projection == "axes" else "map units"

    @property
    def columns(self) -> list[str]:
        """The names of its axes among the coordinates that the browser has."""
        if self.projection == "axes":
            return [f"unit-{unit}" for unit in self.components or ()]
        return [f"{self.projection}-{k + 1}" for k in self.components or (0, 1)]

    @property
    def axes(self) -> list[str]:
        """The names of its axes for people."""
        if self.projection == "axes":
            return [f"unit {unit}" for unit in self.components or ()]
        name = "PC" if self.projection == "pca" else f"{self.name} "
        return [f"{name}{k + 1}" for k in self.components or (0, 1)]

    def cloud(self, workspace: Workspace) -> Floats:
        """Return the positions (n, 2) of all digits."""
        if self.projection == "axes":
            return workspace.features[:, self.components]
        return workspace.scores[:, self.components] if self.components else workspace.positions[self.projection]

    def place(self, digit: Placed) -> Floats:
        """Return the position (2,) of a digit."""
        if self.components is None:
            return np.asarray(digit.positions[self.projection])
        coordinates = digit.features if self.projection == "axes" else digit.scores
        return coordinates[list(self.components)]


def map_states() -> Iterator[State]:
    """Give what a callback needs of the page to call ``parse_map``, in its order."""
    return (State(menu, "value") for menu in MENUS)


def parse_map(projection: Any, x: Any, y: Any, unit_x: Any, unit_y: Any) -> MapChoice:
    """Return the map in view, as it comes from the browser.

    Args:
        projection: One of ``PROJECTIONS``.
        x: The first principal component of a PCA map, from 1.
        y: The second.
        unit_x: The first feature of a map of raw axes, from 0.
        unit_y: The second.

    Raises:
        ValueError: There is no such map; the message names what there is.
    """
    projection = parse_choice(projection, list(PROJECTIONS), "the projection")
    if projection == "pca":
        pair = [parse_choice(number, range(1, COMPONENTS + 1), "the component") - 1 for number in (x, y)]
    elif projection == "axes":
        pair = [parse_choice(unit, range(UNITS), "the unit") for unit in (unit_x, unit_y)]
    else:
        return MapChoice(projection, None)
    return MapChoice(projection, (pair[0], pair[1]))
