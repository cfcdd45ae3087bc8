"""The digit: its pixels, what the network reads, and the digits nearest to it in 128 dimensions.

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
from components.page.format import probability
from components.page.panel import Panel
from components.page.warning import warn
from components.question.question import DIGIT
from components.question.subject import Subject, encode_image
from components.question.view import View
from model.workspace import Workspace

NEIGHBOURS = 10


class ClassShare(TypedDict):
    """One of the ten classes."""

    share: float  # its probability, 0 to 1
    percent: str


class Neighbour(TypedDict):
    """A digit near to the one shown."""

    index: int
    label: int
    image: str  # see ``encode_image``
    description: str


class DigitView(TypedDict):
    """Everything that the panel shows."""

    shows: str
    name: str
    image: str  # see ``encode_image``
    label: int | None  # nobody knows a drawing's
    predicted: int
    confidence: str
    warning: str  # why it may be no digit, if so
    probabilities: list[ClassShare]
    neighbours: list[Neighbour]  # nearest first
    agreement: str


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for its content."""
    pin = html.Button(
        "Pin", className="quiet", **data(pin="here"), **tip("Keep this digit as A, to compare others with")
    )
    compare = html.Button("Compare with A", className="quiet", hidden=True, **data(open="compare"))
    return card(ids.DIGIT_PANEL, "Digit", html.Div(id=ids.DIGIT_BODY, className="digit-body"), controls=[pin, compare])


def view_digit(workspace: Workspace, subject: Subject) -> DigitView:
    """Return what the panel shows of a digit."""
    near = subject.neighbours[:NEIGHBOURS].tolist()
    distances = subject.neighbour_distances[:NEIGHBOURS].tolist()
    return {
        "shows": subject.shows,
        "name": subject.name,
        "image": encode_image(subject.image),
        "label": subject.label,
        "predicted": subject.predicted,
        "confidence": probability(float(subject.probabilities.max())),
        "warning": warn(workspace, subject.features, subject.logits, subject.own),
        "probabilities": [{"share": share, "percent": probability(share)} for share in subject.probabilities.tolist()],
        "neighbours": [view_neighbour(workspace, *pair) for pair in zip(near, distances, strict=True)],
        "agreement": agreement(workspace.labels[near], subject.predicted),
    }


def view_neighbour(workspace: Workspace, index: int, distance: float) -> Neighbour:
    """Return what is shown of a neighbour at ``distance`` in feature space."""
    label = int(workspace.labels[index])
    description = f"No. {index}, labelled {label}, at distance {distance:.2g} in the 128 dimensions"
    return {"index": index, "label": label, "image": encode_image(workspace.images[index]), "description": description}


def agreement(labels: NDArray[np.uint8], predicted: int) -> str:
    """Return in words how many of the neighbours' labels are the predicted class, and which class is more frequent."""
    counts = np.bincount(labels, minlength=10)
    most = int(counts.argmax())
    if counts[most] > counts[predicted]:
        return f"{counts[predicted]} are {predicted}s, {counts[most]} are {most}s"
    return f"{counts[predicted]} of {len(labels)} are {predicted}s"


PANEL = Panel(
    "digit", "Digit", layout,
    views=[View(ids.DIGIT_BODY, lambda asked: view_digit(asked.workspace, asked.digit), [DIGIT])],
)  # fmt: skip
