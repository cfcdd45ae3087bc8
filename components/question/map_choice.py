"""The map in view, as the browser tells it: a projection and, where they can be chosen, its two axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from components.page import ids
from components.question.choice import Choice, Value
from components.question.colouring import colourings
from components.question.facts import dimensions, is_raw, raw_map
from model.maps.projection import Pair, Projection
from model.workspace import Workspace

Floats = NDArray[np.float32]


def offer_maps(workspace: Workspace) -> tuple[Mapping[Any, str], Value]:
    """Return the maps; the first is one without a formula, which shows most, if there is one."""
    names = {name: projection.title for name, projection in workspace.projections.items()}
    bent = [name for name, projection in workspace.projections.items() if not projection.method.exact]
    return names, (bent or list(names))[0]


def offer_colours(workspace: Workspace) -> tuple[Mapping[Any, str], Value]:
    """Return what the colours of points can mean."""
    offered = {each["name"]: each["title"] for each in colourings(workspace)}
    return offered, next(iter(offered))


def offer_units(workspace: Workspace) -> tuple[Mapping[Any, str], Value]:
    """Return the features whose activations can be colours; the first is one that separates the classes well."""
    raw = raw_map(workspace)
    return {unit: f"unit {unit}" for unit in range(dimensions(workspace))}, raw.usual[0] if raw else 0


def offer_axes(workspace: Workspace, side: int, *, raw: bool) -> tuple[Mapping[Any, str], Value]:
    """Return the coordinates of the map with most of them, of those that show features themselves or of the others."""
    maps = [each for each in workspace.projections.values() if has_axes(each) and is_raw(workspace, each) == raw]
    if not maps:
        return {}, ""
    widest = max(maps, key=lambda each: each.count)
    numbers = range(widest.first, widest.first + widest.count)
    return {number: widest.axis.format(number) for number in numbers}, widest.usual[side] + widest.first


def has_axes(projection: Projection) -> bool:
    """Whether each axis of a map says something by itself; of two features there are no others to choose from."""
    return projection.method.exact or has_menus(projection)


def has_menus(projection: Projection) -> bool:
    """Whether the axes of a map can be chosen."""
    return projection.count > len(projection.usual)


PROJECTION = Choice(ids.MAP_PROJECTION, "the projection", offer=offer_maps)
COLOUR = Choice(ids.MAP_COLOUR, "the colour", offer=offer_colours)
COLOUR_UNIT = Choice(ids.MAP_COLOUR_UNIT, "the unit whose activation is the colour", offer=offer_units)
X = Choice(ids.MAP_X, "the component", offer=partial(offer_axes, side=0, raw=False))
Y = Choice(ids.MAP_Y, "the component", offer=partial(offer_axes, side=1, raw=False))
UNIT_X = Choice(ids.MAP_UNIT_X, "the unit", offer=partial(offer_axes, side=0, raw=True))
UNIT_Y = Choice(ids.MAP_UNIT_Y, "the unit", offer=partial(offer_axes, side=1, raw=True))
COMPONENTS, UNITS = {"x": X, "y": Y}, {"unit_x": UNIT_X, "unit_y": UNIT_Y}  # by their names in questions


def menus_of(workspace: Workspace, projection: Projection) -> Mapping[str, Choice]:
    """Return what chooses the axes of a map; nothing if they cannot be chosen."""
    if not has_menus(projection):
        return {}
    return UNITS if is_raw(workspace, projection) else COMPONENTS


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
    chosen = workspace.projection(PROJECTION.of(workspace).parse(sent.get("projection")))
    menus = menus_of(workspace, chosen)
    if not menus:
        return MapChoice(chosen, chosen.usual)
    first, second = (axis.of(workspace).parse(sent.get(part)) - chosen.first for part, axis in menus.items())
    return MapChoice(chosen, chosen.check((first, second)))
