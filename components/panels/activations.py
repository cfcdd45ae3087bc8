"""The 128 activations of the penultimate layer: what the projections are given."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, dcc, html

from components import ids
from components.card import card
from components.figures.activations import ORDERS, activation_bars
from components.figures.encoding import Figure
from components.state import parse_choice
from components.subject import find_subject
from components.theme import BLANK, GRAPH_CONFIG
from model.workspace import Workspace


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with an empty chart."""
    order = dcc.RadioItems(
        [{"value": value, "label": label} for value, label in ORDERS.items()], "index",
        id=ids.ACTIVATIONS_ORDER, inline=True, className="segments",
    )  # fmt: skip
    graph = dcc.Graph(
        id=ids.ACTIVATIONS_GRAPH, figure=BLANK, config=GRAPH_CONFIG,
        className="fill",
    )  # fmt: skip
    return card(
        ids.ACTIVATIONS_PANEL, "128 activations", graph, controls=order, hint="line: class mean", tall=True
    )  # fmt: skip


def register(app: Dash, workspace: Workspace) -> None:
    """Let the bars follow the selection and the order."""

    @app.callback(
        Output(ids.ACTIVATIONS_GRAPH, "figure"),
        Output(ids.ACTIVATIONS_PANEL, "data-shows"),
        Input(ids.SELECTION, "data"),
        Input(ids.ACTIVATIONS_ORDER, "value"),
        State(ids.LANDING, "data"),
    )
    def show_activations(selection: Any, order: Any, drawing: Any) -> tuple[Figure, str]:
        subject = find_subject(workspace, selection, drawing)
        order = parse_choice(order, list(ORDERS), "the order")
        mean = workspace.class_means[subject.predicted]
        return activation_bars(subject.features, mean, digit=subject.predicted, order=order), subject.shows
