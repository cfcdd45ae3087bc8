"""The ways to colour the points of the map: each is declared here once, offered in the menu and told to the browser."""

from __future__ import annotations

from itertools import count
from typing import TypedDict

from components.page import ids
from components.page.palette import class_colours
from components.page.theme import DOUBT
from components.question.facts import has_runner_up, is_labelled, is_labelled_throughout, is_signed
from model.columns import OwnColumn
from model.workspace import Workspace

SURE = ((0.999, "> 99.9 %"), (0.99, "99–99.9 %"), (0.9, "90–99 %"), (0.5, "50–90 %"), (0.0, "< 50 %"))
OWN = "own-{}"  # the name of a column of somebody's table, by ``OwnColumn.number``
IN_VIEW = "MAP"  # in the name of a column, the map in view
TRUST = {f"kept-{IN_VIEW}": 0, f"strangers-{IN_VIEW}": 2}  # columns, and their places in ``Workspace.trust``
RUNNER_UP, SAME_LABEL = "second", "alike"  # columns
LONGEST_TITLE = 40  # letters, in the menu
CLASSES = "class"
GREYS = ("#94a4a2", "#717581")  # among the colours of classes


class Colouring(TypedDict):
    """A way to colour the points; its words are text and never markup."""

    name: str  # in addresses
    title: str  # for people
    kind: str  # "categorical", "continuous" or "signed", which is continuous on both sides of 0
    column: str  # whose values it shows, by a name that the browser knows; MAP in it is the map in view
    menu: str  # id of the control that chooses the number for {} in the column's name, if there is one
    hides: str  # what its groups are in links that hide some; colourings that have it in common hide alike
    groups: list[str]  # categorical: what the values 0, 1, ... are called; of classes none, the browser has them
    colours: list[str]  # likewise
    steps: list[float]  # categorical: a value is of the first group whose step it reaches; none if it is its number
    larger: list[int]  # groups that are few and matter
    rest: str  # what images without a value are called
    whole: bool  # categorical: whether there are none without
    written: str  # continuous: "number" or "time", seconds since 1970 of which the date is shown


def colourings(workspace: Workspace) -> list[Colouring]:
    """Return the ways to colour the points in the order in which they are offered; the first is the usual one."""
    reading = [by_class("predicted", "prediction"), by_confidence()]
    if has_runner_up(workspace):
        reading.append(by_class(RUNNER_UP, "second likeliest class"))
    whole = is_labelled_throughout(workspace)
    label, right = {**by_class("label", "true label"), "whole": whole}, {**by_rightness(), "whole": whole}
    known = [label, *reading, right, by_same_label()]
    own = [by_own(name, column) for name, column in own_columns(workspace).items()]
    first = known if is_labelled(workspace) else reading
    return [*first, by_unit(workspace), by_distance(workspace), *by_trust(), *own]


def colouring(name: str, title: str, kind: str, column: str) -> Colouring:
    """Return one of which nothing else is said."""
    return {
        "name": name, "title": title, "kind": kind, "column": column, "menu": "", "hides": name, "groups": [],
        "colours": [], "steps": [], "larger": [], "rest": "no value", "whole": True, "written": "number",
    }  # fmt: skip


def by_class(name: str, title: str) -> Colouring:
    """Return the one by a column of classes."""
    return {**colouring(name, title, "categorical", name), "hides": CLASSES, "rest": "no label"}


def by_confidence() -> Colouring:
    """Return the one by how sure the network is; the least sure are drawn last and larger."""
    return {
        **colouring("confidence", "confidence", "categorical", "confidence"),
        "groups": [name for _, name in SURE], "steps": [step for step, _ in SURE],
        "colours": list(reversed(DOUBT)), "larger": [3, 4],
    }  # fmt: skip


def by_rightness() -> Colouring:
    """Return the one by whether an image is read as its label; the misread are drawn last and larger."""
    return {
        **colouring("correct", "right or wrong", "categorical", "misread"), "hides": "reading",
        "groups": ["read right", "misread"], "colours": [DOUBT[-1], DOUBT[0]], "larger": [1], "rest": "no label",
    }  # fmt: skip


def by_same_label() -> Colouring:
    """Return the one by how many of an image's nearest carry its label."""
    return {**colouring(SAME_LABEL, "nearest with the same label", "continuous", SAME_LABEL), "rest": "no label"}


def by_unit(workspace: Workspace) -> Colouring:
    """Return the one by the activation of a unit, whichever is chosen."""
    kind = "signed" if is_signed(workspace) else "continuous"
    return {**colouring("unit", "activation", kind, "unit-{}"), "menu": ids.MAP_COLOUR_UNIT}


def by_distance(workspace: Workspace) -> Colouring:
    """Return the one by distance in feature space to what is pointed at or selected; the browser works it out."""
    return colouring("distance", f"distance to the {workspace.spec.item}", "continuous", "distance")


def by_trust() -> list[Colouring]:
    """Return those by what the map in view keeps of each image's nearest, on the axes for which that was counted."""
    titles = zip(("kept", "strangers"), ("neighbours kept", "strangers"), TRUST, strict=True)
    return [
        {**colouring(name, title, "continuous", column), "rest": "not counted on these axes"}
        for name, title, column in titles
    ]


def own_columns(workspace: Workspace) -> dict[str, OwnColumn]:
    """Return the columns of somebody's table that can colour, by names that other columns would not have."""
    found: dict[str, OwnColumn] = {}
    for column in workspace.columns.values():
        name = next(name for name in map(OWN.format, count(column.number)) if name not in found)
        if column.kind != "text":
            found[name] = column
    return found


def by_own(name: str, column: OwnColumn) -> Colouring:
    """Return the one by a column of somebody's table."""
    title = shortened(column.name)
    if column.kind == "category":
        return {
            **colouring(name, title, "categorical", name), "groups": list(column.texts),
            "colours": colours_of(len(column.texts)), "whole": bool(column.known.all()),
        }  # fmt: skip
    return {**colouring(name, title, "continuous", name), "written": "time" if column.kind == "date" else "number"}


def colours_of(count: int) -> list[str]:
    """Return ``count`` colours, none of them grey, which means that there is no value."""
    return [colour for colour in class_colours(count + len(GREYS)) if colour not in GREYS][:count]


def shortened(name: str) -> str:
    """Return a name that is no longer than there is room for in a menu."""
    return name if len(name) <= LONGEST_TITLE else f"{name[: LONGEST_TITLE - 1].rstrip()}…"
