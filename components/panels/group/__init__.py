"""The group of images that is selected: what is in it, what sets it apart, and whether it hangs together.

The server counts and compares, ``assets/js/panels/group.js`` draws it and offers ways to select.
"""

from __future__ import annotations

from typing import Any, TypedDict

import numpy as np
from dash import Dash, html
from numpy.typing import NDArray

from components.page import ids
from components.page.attributes import data, tip
from components.page.card import card
from components.page.choices import menu
from components.page.classes import shown_classes
from components.page.format import floor_percent, percent, whole_percent
from components.page.panel import Panel
from components.question.choice import Choice
from components.question.facts import dimensions, is_labelled
from components.question.members import Grouping, Members
from components.question.posted import register_post
from components.question.question import GROUP, Question
from components.question.remembered import remembered
from components.question.subject import encode_image, find_subject
from components.question.view import View
from model.explain.group import Mask, Ranks, mean_image, set_apart, share_by_lot, share_inside
from model.workspace import Workspace

UNITS = 12  # that set it apart most
COUNTS = (15, 50, 150, 500)  # of nearest images
SEED = 1  # of what is drawn for intervals: asked again, a group has the same ones

ADDRESS = "/nearest"


def offer_nearest(workspace: Workspace) -> tuple[dict[int, str], int]:
    """Return how many nearest can be selected: some numbers that are less than all."""
    few = [count for count in COUNTS if count < len(workspace.labels)]
    return {count: str(count) for count in few}, few[min(1, len(few) - 1)]


NEAREST = Choice(ids.GROUP_NEAREST, "how many nearest", offer=offer_nearest)


class GroupClass(TypedDict):
    """A class, with how many of the group are of it."""

    index: int
    name: str
    labelled: int  # of the group; 0 where there are no labels
    read: int  # as it
    share: float  # of the group, 0 to 1: by label, or as they are read
    usual: float  # ... of all images


class ApartUnit(TypedDict):
    """A unit that sets the group apart."""

    unit: int
    effect: float  # −1 to 1
    ends: list[float] | None  # of its interval
    mean: float  # activation on the group
    other: float  # ... on what it is compared with


class GroupView(TypedDict):
    """Everything that the panel shows of a group."""

    name: str
    count: int
    total: int
    against: str  # what it is compared with
    others: int  # how many those are
    summary: list[str]  # sentences
    classes: list[GroupClass]  # the most frequent first
    mean: str  # image, see ``encode_image``
    spread: str  # its standard deviation, likewise
    averaged: int  # how many images the two are of
    units: list[ApartUnit]
    note: str  # why there are no units or intervals, if there are none
    together: str  # whether the group hangs together in feature space


class NearestMembers(TypedDict):
    """The images nearest to one, and itself if it is of the data set."""

    members: list[int]  # ascending


def layout(workspace: Workspace) -> html.Section:
    """Return the ways to select, and room for what there is to know of what is selected."""
    item = workspace.spec.item
    ways = [
        way("predicted", "read alike", f"All that are read as the selected {item} is"),
        way("filter", "in the filter", "All that the filter lets through"),
        way("nearest", "nearest", f"The nearest to the selected {item} in feature space"),
    ]
    if is_labelled(workspace):
        ways.insert(0, way("label", "same label", f"All that have the label of the selected {item}"))
    number = menu(NEAREST.of(workspace), label="How many nearest")
    choose = html.Div([html.Span("Select"), *ways, number], className="group-ways")
    steps = [
        html.Button("Undo", className="quiet", **data(group="undo"), **tip("Back to the group before")),
        html.Button("Clear", className="quiet", **data(group="clear"), **tip("Select no group")),
    ]
    kept = html.Div(id=ids.GROUP_KEPT, className="group-kept")
    note = html.P(className="hint group-note", role="status")
    body = html.Div(id=ids.GROUP_BODY, className="group-body")
    return card(ids.GROUP_PANEL, "Group", choose, kept, note, body, controls=steps)


def way(name: str, label: str, explanation: str) -> html.Button:
    """Return a button that selects a group."""
    return html.Button(label, className="quiet", **data(group=name), **tip(explanation))


@remembered(1)
def ranks_of(workspace: Workspace) -> Ranks:
    """Return the activations of all images in steps, for comparing groups."""
    return Ranks.of(workspace.features)


def view_group(asked: Question) -> GroupView:
    """Return what there is to know of the group."""
    grouping, workspace = asked.grouping, asked.workspace
    mask, others = grouping.chosen.mask, others_of(grouping)
    dice = np.random.default_rng(SEED)
    mean, spread, averaged = mean_image(workspace.images, mask, dice)
    return {
        "name": grouping.chosen.name,
        "count": int(mask.sum()),
        "total": len(mask),
        "against": grouping.against.name if grouping.against else "all others",
        "others": int(others.sum()),
        "summary": summarise(workspace, grouping.chosen),
        "classes": view_classes(workspace, mask),
        "mean": encode_image(mean.round().astype(np.uint8)),
        "spread": encode_image(spread.round().astype(np.uint8)),
        "averaged": averaged,
        "units": view_units(workspace, mask, others, dice),
        "note": note_on(mask, others),
        "together": together(workspace, mask),
    }


def others_of(grouping: Grouping) -> Mask:
    """Return what the group is compared with: never one of its own images."""
    mask = grouping.chosen.mask
    return ~mask if grouping.against is None else grouping.against.mask & ~mask


def summarise(workspace: Workspace, members: Members) -> list[str]:
    """Return in sentences how many images a group has, how they are read, and how surely."""
    spec, mask = workspace.spec, members.mask
    sure = float(np.median(workspace.confidence[mask]))
    known = mask & (workspace.labels >= 0)
    said = [f"{members.count:,} of {len(mask):,} {spec.items}."]
    if known.any():
        wrong = int((workspace.labels[known] != workspace.predicted[known]).sum())
        said.append(f"{wrong:,} of them {'is' if wrong == 1 else 'are'} misread ({percent(wrong / int(known.sum()))}).")
    return [*said, f"Half are read with {floor_percent(sure)} or more."]


def view_classes(workspace: Workspace, mask: Mask) -> list[GroupClass]:
    """Return the classes that are most frequent in a group, first the most frequent."""
    c = len(workspace.spec.classes)
    labelled, read = (counts(classes[mask], c) for classes in (workspace.labels, workspace.predicted))
    own, every = counts(workspace.groups[mask], c), counts(workspace.groups, c)
    shares, usual = own / max(1, int(mask.sum())), every / len(mask)
    some = [index for index in shown_classes(shares.astype(np.float32)) if own[index] or read[index]]
    return [
        {
            "index": index,
            "name": workspace.spec.classes[index],
            "labelled": int(labelled[index]),
            "read": int(read[index]),
            "share": round(float(shares[index]), 4),
            "usual": round(float(usual[index]), 4),
        }
        for index in sorted(some, key=lambda index: -float(shares[index]))
    ]


def counts(classes: NDArray[np.integer], c: int) -> NDArray[np.intp]:
    """Return how many images are of each class; −1 is none."""
    return np.bincount(classes[classes >= 0], minlength=c)


def view_units(workspace: Workspace, mask: Mask, others: Mask, dice: np.random.Generator) -> list[ApartUnit]:
    """Return the units that set a group apart from others most."""
    if not others.any():
        return []
    apart = set_apart(ranks_of(workspace), mask, others, UNITS, dice)
    means, rest = (workspace.features[np.ix_(some, apart.units)].mean(axis=0) for some in (mask, others))
    ends = [None] * len(apart.units) if apart.ends is None else apart.ends.round(3).tolist()
    rows = zip(apart.units.tolist(), apart.effects.round(3).tolist(), ends, means.tolist(), rest.tolist(), strict=True)
    return [
        {"unit": unit, "effect": effect, "ends": pair, "mean": round(mean, 3), "other": round(other, 3)}
        for unit, effect, pair, mean, other in rows
    ]


def note_on(mask: Mask, others: Mask) -> str:
    """Return why a group has no units that set it apart, or no intervals; empty if it has both."""
    if not others.any():
        return "There is nothing to compare it with: all are in the group."
    if int(mask.sum()) == 1 or int(others.sum()) == 1:
        return "Of a single one nothing can be drawn anew, so there are no intervals."
    return ""


def together(workspace: Workspace, mask: Mask) -> str:
    """Return in words whether the members of a group are near each other in feature space, and not on the map alone."""
    near, classes = workspace.neighbours, workspace.groups
    if int(mask.sum()) < 2:
        return ""
    inside, chance = share_inside(near, mask), share_by_lot(near, np.zeros_like(classes), mask)
    alike, k, d = share_by_lot(near, classes, mask), near.shape[1], dimensions(workspace)
    return (
        f"In feature space ({d} dimensions) {whole_percent(inside)} of their {k} nearest are in the group too; "
        f"of as many drawn by lot it would be {whole_percent(chance)}, of as many of each class {whole_percent(alike)}."
    )


def find_nearest(workspace: Workspace, posted: Any) -> NearestMembers:
    """Return the images nearest to one: what ``/nearest`` answers to ``{"digit": ..., "count": ...}``.

    Raises:
        ValueError: It asks for something else.
    """
    if not isinstance(posted, dict) or not isinstance(posted.get("digit"), dict):
        raise ValueError("the question must be an object that says of what, and how many")
    count = NEAREST.of(workspace).parse(posted.get("count"))
    chosen = posted["digit"]
    subject = find_subject(workspace, chosen.get("selection"), chosen.get("drawing"))
    near = workspace.placer.index.nearest(subject.features, count, without=subject.own)
    own = [] if subject.own is None else [subject.own]
    return {"members": sorted([*own, *near.indices.tolist()])}


def register(app: Dash, workspace: Workspace) -> None:
    """Answer which images are nearest to one."""
    register_post(app, ADDRESS, lambda posted: find_nearest(workspace, posted))


PANEL = Panel(
    "group", "Group", layout, views=[View(ids.GROUP_BODY, view_group, [GROUP])], choices=[NEAREST], register=register
)
