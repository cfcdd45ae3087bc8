"""The 128 activations of the penultimate layer: what the projections are given.

The server says how high each bar is, ``assets/js/activations.js`` draws them.
"""

from __future__ import annotations

import json
from typing import Any, TypedDict

import numpy as np
from dash import Dash, Input, Output, State, dcc, html
from numpy.typing import NDArray

from components import ids
from components.attributes import aria
from components.card import card
from components.state import parse_choice
from components.subject import Subject, find_subject
from model.workspace import Workspace

ORDERS = {"index": "index", "value": "value", "difference": "difference"}

LABEL = "Activations; the arrow keys point at a bar, Enter opens its unit"


class ActivationsView(TypedDict):
    """The bars from left to right, and the line over them."""

    shows: str
    units: list[int]
    values: list[float]  # activations of the digit
    means: list[float]  # mean activations of the class that the network reads
    predicted: int
    order: str


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with an empty chart."""
    order = dcc.RadioItems(
        [{"value": value, "label": label} for value, label in ORDERS.items()], "index",
        id=ids.ACTIVATIONS_ORDER, inline=True, className="segments",
    )  # fmt: skip
    chart = html.Div(id=ids.ACTIVATIONS_CHART, className="bars", tabIndex=0, role="group", **aria(label=LABEL))
    return card(
        ids.ACTIVATIONS_PANEL, "128 activations", chart, controls=order, hint="line: class mean; click a bar", tall=True
    )


def register(app: Dash, workspace: Workspace) -> None:
    """Let the bars follow the selection and the order."""

    @app.callback(
        Output(ids.ACTIVATIONS_CHART, "data-view"),
        Input(ids.SELECTION, "data"),
        Input(ids.ACTIVATIONS_ORDER, "value"),
        State(ids.LANDING, "data"),
        prevent_initial_call=True,
    )
    def show_activations(selection: Any, order: Any, drawing: Any) -> str:
        subject = find_subject(workspace, selection, drawing)
        order = parse_choice(order, list(ORDERS), "the order")
        return json.dumps(view_activations(workspace, subject, order))


def view_activations(workspace: Workspace, subject: Subject, order: str) -> ActivationsView:
    """Return the bars of a digit in an order."""
    mean = workspace.class_means[subject.predicted]
    units = feature_order(subject.features, mean, order)
    values, means = (part[units].round(3).tolist() for part in (subject.features, mean))
    return {
        "shows": subject.shows,
        "units": units.tolist(),
        "values": values,
        "means": means,
        "predicted": subject.predicted,
        "order": order,
    }


def feature_order(features: NDArray[np.float32], mean: NDArray[np.float32], order: str) -> NDArray[np.intp]:
    """Return the units (d,) in the order of the bars.

    Args:
        features: (d,) activations of the digit.
        mean: (d,) mean activations of a class.
        order: ``index``, ``value`` (greatest first) or ``difference`` (furthest above the mean first).
    """
    if order == "index":
        return np.arange(len(features))
    return np.argsort(-(features if order == "value" else features - mean), kind="stable")
