"""Which features go together: the correlation of every pair of them as a picture.

The server sends the matrix once, when the panel is looked at; ``assets/js/panels/correlation.js`` draws it in either
order.
"""

from __future__ import annotations

import base64
from typing import TypedDict

import numpy as np
from dash import html

from components.page import ids
from components.page.card import card
from components.page.choices import segments
from components.page.panel import Panel
from components.page.terms import term
from components.page.theme import NEGATIVE, POSITIVE
from components.question.choice import Choice
from components.question.view import View
from model.explain.correlation import defined, strongest_pairs
from model.workspace import Workspace

ORDER = Choice(
    ids.CORRELATION_ORDER, "the order of the units", {"clustered": "clustered", "index": "index"}, "clustered"
)
PAIRS = 5  # that are listed of each sign


class Matrix(TypedDict):
    """What the browser needs to draw the matrix."""

    correlation: str  # (d, d) float32 in base64, row by row
    clustered: list[int]  # units in clustered order
    silent: list[int]  # units without a correlation
    why: str  # what those units do
    positive: list[tuple[int, int]]  # strongest pairs, the strongest first
    negative: list[tuple[int, int]]
    colours: tuple[str, str]  # of −1 and of 1


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for the matrix."""
    chart = html.Div(id=ids.CORRELATION_CHART, className="correlation")
    items = workspace.spec.items
    hint = f"a cell is a pair of features: blue if both are high on the same {items}, orange if on different ones"
    controls = html.Div([term("clustered-order", "order"), segments(ORDER)], className="choice")
    return card(
        ids.CORRELATION_PANEL, [term("correlation", "Correlation"), " of the features"], chart,
        hint=hint, controls=controls,
    )  # fmt: skip


def describe_matrix(workspace: Workspace) -> Matrix:
    """Return the correlation of the features and what there is to say about it."""
    silent = np.flatnonzero(~defined(workspace.correlation))
    return {
        "correlation": base64.b64encode(workspace.correlation.astype("<f4").tobytes()).decode(),
        "clustered": workspace.cluster_order.tolist(),
        "silent": silent.tolist(),
        "why": "change" if workspace.features[:, silent].any() else "fire",
        "positive": strongest_pairs(workspace.correlation, PAIRS, sign=1),
        "negative": strongest_pairs(workspace.correlation, PAIRS, sign=-1),
        "colours": (NEGATIVE, POSITIVE),
    }


PANEL = Panel(
    "correlation", "Correlation of the features", layout, choices=[ORDER],
    views=[View(ids.CORRELATION_CHART, lambda asked: describe_matrix(asked.workspace))],
)  # fmt: skip
