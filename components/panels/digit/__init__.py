"""The selected image: its pixels, what the network reads, and the images nearest to it in feature space.

The server says what there is to show, ``assets/js/panels/digit.js`` draws it.
"""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from dash import html
from numpy.typing import NDArray

from components.page import ids
from components.page.attributes import data, tip
from components.page.card import card
from components.page.classes import ClassShare, shown_classes, view_shares
from components.page.format import probability
from components.page.panel import Panel
from components.page.warning import warn
from components.question.facts import dimensions, says
from components.question.question import DIGIT
from components.question.subject import Subject, encode_image, known_label
from components.question.view import View
from model.maps.local_trust import Scope
from model.spec import DatasetSpec
from model.workspace import Workspace

NEIGHBOURS = 10


class Neighbour(TypedDict):
    """An image near to the one shown."""

    index: int
    label: int | None  # its class, if the data set has one for it
    image: str  # see ``encode_image``
    description: str


class OwnValue(TypedDict):
    """What somebody's table says of the image; both are text and never markup."""

    name: str  # of the column
    value: str  # empty if it is missing


class Beside(TypedDict):
    """What a map keeps of an image's nearest; ``model.maps.local_trust`` defines the counts."""

    near: int  # how many are nearest
    kept: int
    torn: int
    strangers: int


class DigitView(TypedDict):
    """Everything that the panel shows."""

    shows: str
    name: str
    image: str  # see ``encode_image``
    label: int | None  # nobody knows a drawing's
    labelled: str  # the name of that class
    predicted: int
    reading: str  # the name of that class
    confidence: str
    warning: str  # why it may be none of the kind, if so
    probabilities: list[ClassShare]  # of all classes, or of the most probable ones and its own
    neighbours: list[Neighbour]  # nearest first
    agreement: str
    own: list[OwnValue]  # in the order of the table's columns
    beside: dict[str, Beside]  # by map, on its usual axes; none for a drawing


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for its content."""
    item = workspace.spec.item
    pin = html.Button(
        "Pin", className="quiet", **data(pin="here"), **tip(f"Keep this {item} as A, to compare others with")
    )
    compare = html.Button("Compare with A", className="quiet", hidden=True, **data(open="compare"))
    return card(
        ids.DIGIT_PANEL, item.capitalize(), html.Div(id=ids.DIGIT_BODY, className="digit-body"), controls=[pin, compare]
    )


def view_digit(workspace: Workspace, subject: Subject) -> DigitView:
    """Return what the panel shows of an image."""
    spec, near = workspace.spec, subject.neighbours[:NEIGHBOURS].tolist()
    distances = subject.neighbour_distances[:NEIGHBOURS].tolist()
    return {
        "shows": subject.shows,
        "name": subject.name,
        "image": encode_image(subject.image),
        "label": subject.label,
        "labelled": "" if subject.label is None else spec.classes[subject.label],
        "predicted": subject.predicted,
        "reading": spec.classes[subject.predicted],
        "confidence": probability(float(subject.probabilities.max())),
        "warning": warn(workspace, subject.features, subject.logits, subject.own),
        "probabilities": view_shares(
            spec, subject.probabilities, shown_classes(subject.probabilities, subject.label, subject.predicted)
        ),
        "neighbours": [view_neighbour(workspace, *pair) for pair in zip(near, distances, strict=True)],
        "agreement": agreement(spec, workspace.labels[near], subject.predicted),
        "own": [] if subject.own is None else own_values(workspace, subject.own),
        "beside": view_beside(workspace, subject.digit) if isinstance(subject.digit, int) else {},
    }


def own_values(workspace: Workspace, index: int) -> list[OwnValue]:
    """Return what somebody's table says of an image of the data set."""
    return [{"name": name, "value": column.say(index)} for name, column in workspace.columns.items()]


def view_neighbour(workspace: Workspace, index: int, distance: float) -> Neighbour:
    """Return what is shown of a neighbour at ``distance`` in feature space."""
    label = known_label(workspace, index)
    away = f"at distance {distance:.2g} in the {dimensions(workspace)} dimensions"
    description = f"No. {index}, {says(workspace, label)}{away}"
    return {"index": index, "label": label, "image": encode_image(workspace.images[index]), "description": description}


def view_beside(workspace: Workspace, index: int) -> dict[str, Beside]:
    """Return what each map keeps of the nearest of an image of the data set."""
    near = Scope.of(len(workspace.labels)).near
    counts = {name: counted[index].tolist() for name, counted in workspace.trust.items()}
    return {
        name: {"near": near, "kept": kept, "torn": torn, "strangers": strangers}
        for name, (kept, torn, strangers) in counts.items()
    }


def agreement(spec: DatasetSpec, labels: NDArray[np.integer], predicted: int) -> str:
    """Return in words how many of the neighbours' labels are the predicted class, and which class is more frequent.

    Args:
        spec: The classes.
        labels: (k,), -1 where there is none; if nowhere is one, there is nothing to say.
        predicted: A class.
    """
    if not (labels >= 0).any():
        return ""
    counts = np.bincount(labels[labels >= 0], minlength=len(spec.classes))
    most = int(counts.argmax())
    if counts[most] > counts[predicted]:
        return f"{counts[predicted]} are {spec.called(predicted)}, {counts[most]} are {spec.called(most)}"
    return f"{counts[predicted]} of {len(labels)} are {spec.called(predicted)}"


PANEL = Panel(
    "digit", "Digit", layout,
    views=[View(ids.DIGIT_BODY, lambda asked: view_digit(asked.workspace, asked.digit), [DIGIT])],
)  # fmt: skip
