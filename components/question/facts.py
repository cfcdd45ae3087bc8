"""What kind of data a workspace holds, as far as what is shown and said depends on it."""

from __future__ import annotations

from components.question.remembered import remembered
from model.maps.projection import Projection
from model.workspace import Workspace


def is_labelled(workspace: Workspace) -> bool:
    """Whether the data set says of any image which class it is."""
    return bool((workspace.labels >= 0).any())


def has_runner_up(workspace: Workspace) -> bool:
    """Whether there is more than one class that an image can be read as."""
    return len(workspace.spec.classes) > 1


def is_labelled_throughout(workspace: Workspace) -> bool:
    """Whether it says so of every image."""
    return bool((workspace.labels >= 0).all())


@remembered(8)
def is_signed(workspace: Workspace) -> bool:
    """Whether any feature is negative."""
    return bool((workspace.features < 0).any())


def is_raw(workspace: Workspace, projection: Projection) -> bool:
    """Whether the coordinates of a map are the features themselves."""
    return projection.coordinates is workspace.features


def raw_map(workspace: Workspace) -> Projection | None:
    """Return the map whose coordinates are the features themselves, if there is one."""
    return next((each for each in workspace.projections.values() if is_raw(workspace, each)), None)


def dimensions(workspace: Workspace) -> int:
    """Return how many features there are."""
    return int(workspace.features.shape[1])


def says(workspace: Workspace, label: int | None) -> str:
    """Return "labelled 4, " where the data set gives an image a class, and nothing where not."""
    return "" if label is None or label < 0 else f"labelled {workspace.spec.class_name(label)}, "


def one(name: str) -> str:
    """Return a noun with its article: "a digit", "an image"."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
