"""The map in view, as the browser tells it: a projection and, where they can be chosen, its two axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from components.page import ids
from components.question.choice import Choice
from components.question.state import COLOURINGS, COMPONENTS, PROJECTIONS, UNITS
from model.workspace import Workspace

Floats = NDArray[np.float32]

PROJECTION = Choice(ids.MAP_PROJECTION, "the projection", PROJECTIONS, "tsne")
COLOUR = Choice(ids.MAP_COLOUR, "the colour", COLOURINGS, "label")
X, Y = (
    Choice(axis, "the component", {number + 1: f"PC{number + 1}" for number in range(COMPONENTS)}, default)
    for axis, default in ((ids.MAP_X, 1), (ids.MAP_Y, 2))
)
UNIT_X, UNIT_Y = (  # a workspace has better defaults: the two that separate its classes best
    Choice(axis, "the unit", {unit: f"unit {unit}" for unit in range(UNITS)}, default)
    for axis, default in ((ids.MAP_UNIT_X, 0), (ids.MAP_UNIT_Y, 1))
)


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

    def usual(self, workspace: Workspace) -> bool:
        """Whether its axes are those that the map has by default, with which it was measured."""
        return self.components in (None, workspace.axes if self.projection == "axes" else (0, 1))

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


def parse_map(sent: Any) -> MapChoice:
    """Return the map in view, as it comes from the browser.

    Args:
        sent: An object with ``projection`` and, as texts, the components ``x`` and ``y`` of a PCA map, counted from 1,
            and the features ``unit_x`` and ``unit_y`` of a map of raw axes, counted from 0.

    Raises:
        ValueError: There is no such map; the message names what there is.
    """
    if not isinstance(sent, dict):
        raise ValueError("the map must be an object: its projection and its axes")
    projection = PROJECTION.parse(sent.get("projection"))
    if projection == "pca":
        return MapChoice(projection, (X.parse(sent.get("x")) - 1, Y.parse(sent.get("y")) - 1))
    if projection == "axes":
        return MapChoice(projection, (UNIT_X.parse(sent.get("unit_x")), UNIT_Y.parse(sent.get("unit_y"))))
    return MapChoice(projection, None)
