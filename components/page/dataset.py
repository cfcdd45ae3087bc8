"""What the scripts must know of the data set and of its maps, whatever they are."""

from __future__ import annotations

from typing import TypedDict

from components.figures.pca import axis_title
from components.page.map_texts import pca_map
from components.page.palette import class_colours
from components.page.warning import stranger
from components.question.facts import dimensions, is_labelled, is_raw, is_signed
from components.question.map_choice import menus_of
from model.maps.projection import Projection
from model.workspace import Workspace


class DatasetFacts(TypedDict):
    """What images there are; all names are text and never markup."""

    name: str  # in addresses
    title: str
    item: str  # what one image shows, as "digit"
    items: str  # ... and several
    stranger: str  # what is said of something that is unlike them, and has no label
    classes: list[str]  # names by index
    colours: list[str]  # of the classes
    height: int  # of an image, pixels
    width: int
    channels: int  # 1 grey, 3 red, green, blue
    pad: bool  # whether one can draw
    labelled: bool  # whether any image has a label
    units: int  # features
    signed: bool  # whether any feature is negative


class MapDescription(TypedDict):
    """A map; in patterns {} stands for the number of a coordinate."""

    name: str  # in addresses
    title: str  # for people
    unit: str  # what its axes are measured in
    column: str  # pattern: the name of a coordinate
    axis: str  # pattern: what it is called
    titles: list[str]  # the words on its axes: one a coordinate, or a pattern for all
    first: int  # number of the first coordinate
    count: int  # of coordinates
    usual: tuple[int, int]  # numbers of the coordinates that span it unless others are chosen
    exact: bool  # whether each coordinate is a weighted sum of the features
    raw: bool  # whether its coordinates are the features themselves
    menus: list[str]  # ids of the controls by which its axes are chosen, if they can be


def describe_dataset(workspace: Workspace) -> DatasetFacts:
    """Return what the scripts must know of the images."""
    spec = workspace.spec
    return {
        "name": spec.name,
        "title": spec.title,
        "item": spec.item,
        "items": spec.items,
        "stranger": stranger(spec),
        "classes": list(spec.classes),
        "colours": list(class_colours(len(spec.classes))),
        "height": spec.height,
        "width": spec.width,
        "channels": spec.channels,
        "pad": spec.pad,
        "labelled": is_labelled(workspace),
        "units": dimensions(workspace),
        "signed": is_signed(workspace),
    }


def describe_maps(workspace: Workspace) -> list[MapDescription]:
    """Return what the scripts must know of each map, in the order in which they are offered."""
    return [describe_map(workspace, projection) for projection in workspace.projections.values()]


def describe_map(workspace: Workspace, projection: Projection) -> MapDescription:
    """Return what the scripts must know of a map."""
    one, other = projection.usual
    return {
        "name": projection.name,
        "title": projection.title,
        "unit": projection.unit,
        "column": projection.column,
        "axis": projection.axis,
        "titles": axis_titles(workspace, projection),
        "first": projection.first,
        "count": projection.count,
        "usual": (one + projection.first, other + projection.first),
        "exact": projection.method.exact,
        "raw": is_raw(workspace, projection),
        "menus": [choice.id for choice in menus_of(workspace, projection).values()],
    }


def axis_titles(workspace: Workspace, projection: Projection) -> list[str]:
    """Return the words on the axes of a map, where there is room for them."""
    if is_raw(workspace, projection):
        return [f"activation of {projection.axis}"]
    ratios = workspace.pca.explained_variance_ratio
    if projection is not pca_map(workspace):
        return [projection.axis]
    return [axis_title(k, float(ratios[k])) for k in range(projection.count)]
