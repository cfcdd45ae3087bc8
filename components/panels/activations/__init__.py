"""The activations of the penultimate layer: what the projections are given.

The server says how high each bar is, ``assets/js/panels/activations.js`` draws them.
"""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from dash import html

from components.page import ids
from components.page.attributes import aria
from components.page.card import card
from components.page.choices import segments
from components.page.panel import Panel
from components.page.terms import term
from components.question.choice import Choice
from components.question.facts import dimensions
from components.question.question import DIGIT
from components.question.subject import Subject
from components.question.view import View
from model.workspace import Workspace

ORDER = Choice(
    ids.ACTIVATIONS_ORDER,
    "the order of the bars",
    {"index": "index", "value": "value", "difference": "difference"},
    "index",
)

LABEL = "Activations; the arrow keys point at a bar, Enter opens its unit"


class ActivationsView(TypedDict):
    """A bar and a line for each unit, in the order of the units."""

    shows: str
    values: list[float]  # (d,), activations of the image
    means: list[float]  # (d,), mean activations of the class that the network reads
    reading: str  # what images of that class are called


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with an empty chart."""
    chart = html.Div(id=ids.ACTIVATIONS_CHART, className="bars", tabIndex=0, role="group", **aria(label=LABEL))
    title = [f"{dimensions(workspace)} ", term("activation", "activations")]
    hint = ["of the ", term("penultimate-layer", "penultimate layer"), "; line: ", term("class-mean", "class mean")]
    return card(ids.ACTIVATIONS_PANEL, title, chart, controls=segments(ORDER), hint=hint)


def view_activations(workspace: Workspace, subject: Subject) -> ActivationsView:
    """Return the activations of an image and of the class that it is read as."""
    mean = np.nan_to_num(workspace.class_means[subject.predicted])  # of a class without images there is none
    values, means = (part.astype(float).round(3).tolist() for part in (subject.features, mean))
    reading = workspace.spec.many(subject.predicted)
    return {"shows": subject.shows, "values": values, "means": means, "reading": reading}


PANEL = Panel(
    "activations", "Activations", layout, choices=[ORDER],
    views=[View(ids.ACTIVATIONS_CHART, lambda asked: view_activations(asked.workspace, asked.digit), [DIGIT])],
)  # fmt: skip
