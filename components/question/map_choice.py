"""The map in view, as the browser tells it: a projection and, where they can be chosen, its two axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from components.page import ids
from components.question.choice import Choice
from components.question.state import COLOURINGS, COMPONENTS, PROJECTIONS, UNITS
from model.maps.projection import Pair, Projection
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


AXES = {"pca": {"x": X, "y": Y}, "axes": {"unit_x": UNIT_X, "unit_y": UNIT_Y}}  # of maps with more than two coordinates


class Placed(Protocol):
    """A digit with its places on all maps."""

    @property
    def coordinates(self) -> Mapping[str, Floats]:
        """By map, all that it has of the digit."""


@dataclass(frozen=True)
class MapChoice:
    """The map in view."""

    map: Projection
    components: Pair  # the coordinates that are its axes

    @property
    def projection(self) -> str:
        """Its name in addresses and files."""
        return self.map.name

    @property
    def name(self) -> str:
        """Its name for people."""
        return self.map.title

    @property
    def unit(self) -> str:
        """What its axes are measured in."""
        return self.map.unit

    @property
    def exact(self) -> bool:
        """Whether its axes are weighted sums of the features."""
        return self.map.method.exact

    @property
    def usual(self) -> bool:
        """Whether its axes are those that the map has by default, with which it was measured."""
        return self.components == self.map.usual

    @property
    def columns(self) -> list[str]:
        """The names of its axes among the coordinates that the browser has."""
        return [self.map.column.format(k + self.map.first) for k in self.components]

    @property
    def axes(self) -> list[str]:
        """The names of its axes for people."""
        return [self.map.axis.format(k + self.map.first) for k in self.components]

    @cached_property
    def cloud(self) -> Floats:
        """The positions (n, 2) of all digits."""
        return self.map.cloud(self.components)

    def place(self, digit: Placed) -> Floats:
        """Return the position (2,) of a digit."""
        return digit.coordinates[self.map.name][list(self.components)]


def parse_map(workspace: Workspace, sent: Any) -> MapChoice:
    """Return the map in view, as it comes from the browser.

    Args:
        workspace: Which maps there are.
        sent: An object with ``projection`` and, as texts, the components ``x`` and ``y`` of a PCA map, counted from 1,
            and the features ``unit_x`` and ``unit_y`` of a map of raw axes, counted from 0.

    Raises:
        ValueError: There is no such map; the message names what there is.
    """
    if not isinstance(sent, dict):
        raise ValueError("the map must be an object: its projection and its axes")
    chosen = workspace.projection(PROJECTION.parse(sent.get("projection")))
    if chosen.name not in AXES:
        return MapChoice(chosen, chosen.usual)
    first, second = (axis.parse(sent.get(part)) - chosen.first for part, axis in AXES[chosen.name].items())
    return MapChoice(chosen, (first, second))
