"""Which features fire together: the correlation of every pair of them as a picture.

The server sends the matrix once, when the panel is looked at; ``assets/js/panels/correlation.js`` draws it in either
order.
"""

from __future__ import annotations

from typing import Any, TypedDict

import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, dcc, html, no_update

from components.figures.encoding import TypedArray, typed
from components.page import ids
from components.page.attributes import aria, data
from components.page.card import card
from components.page.choices import segments
from components.page.theme import NEGATIVE, POSITIVE
from model.explain.correlation import defined, strongest_pairs
from model.workspace import Workspace

ORDERS = {"clustered": "clustered", "index": "index"}
PAIRS = 5  # that are listed of each sign


class Matrix(TypedDict):
    """What the browser needs to draw the matrix."""

    correlation: TypedArray  # (d, d) float32
    clustered: list[int]  # units in clustered order
    silent: list[int]  # units without a correlation
    why: str  # what those units do
    positive: list[tuple[int, int]]  # strongest pairs, the strongest first
    negative: list[tuple[int, int]]
    colours: tuple[str, str]  # of −1 and of 1


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for the matrix."""
    order = segments(ids.CORRELATION_ORDER, ORDERS, "clustered")
    chart = html.Div(id=ids.CORRELATION_CHART, className="correlation")
    hint = "a cell is a pair of features: blue if they fire together, orange if one fires when the other does not"
    stores = [dcc.Store(ids.CORRELATION_SEEN), dcc.Store(ids.CORRELATION_MATRIX)]
    controls = html.Div([html.Span("order"), order], className="choice", role="group", **aria(label="Order"))
    return card(
        ids.CORRELATION_PANEL, "Correlation of the features", chart, *stores,
        hint=hint, controls=controls, **data(reveal=ids.CORRELATION_SEEN),
    )  # fmt: skip


def register(app: Dash, workspace: Workspace) -> None:
    """Send the matrix once it is looked at."""

    @app.callback(
        Output(ids.CORRELATION_MATRIX, "data"), Input(ids.CORRELATION_SEEN, "data"), prevent_initial_call=True
    )
    def send_matrix(seen: Any) -> Matrix | Any:
        return describe_matrix(workspace) if seen is True else no_update

    told: list[Any] = [Input(ids.CORRELATION_MATRIX, "data"), Input(ids.CORRELATION_ORDER, "value")]
    app.clientside_callback(ClientsideFunction("digitscope_correlation", "show"), *told)


def describe_matrix(workspace: Workspace) -> Matrix:
    """Return the correlation of the features and what there is to say about it."""
    silent = np.flatnonzero(~defined(workspace.correlation))
    return {
        "correlation": typed(workspace.correlation),
        "clustered": workspace.cluster_order.tolist(),
        "silent": silent.tolist(),
        "why": "change" if workspace.features[:, silent].any() else "fire",
        "positive": strongest_pairs(workspace.correlation, PAIRS, sign=1),
        "negative": strongest_pairs(workspace.correlation, PAIRS, sign=-1),
        "colours": (NEGATIVE, POSITIVE),
    }
