"""The data as an image: one line a digit, one column a feature, all that a projection is given.

No server draws it: ``assets/js/panels/data.js`` fetches the features once the panel is looked at.
"""

from __future__ import annotations

import base64
import json

from dash import html

from components.page import ids
from components.page.attributes import data
from components.page.card import card
from components.page.choices import segments
from components.page.panel import Panel
from components.page.terms import term
from components.page.theme import viridis
from components.question.choice import Choice
from components.question.question import DIGIT
from components.question.view import View
from model.workspace import Workspace

ROWS = Choice(ids.DATA_ROWS, "the order of the rows", {"class": "by class", "given": "as given"}, "class")
COLUMNS = Choice(ids.DATA_COLUMNS, "the order of the columns", {"index": "index", "clustered": "clustered"}, "index")


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for the picture."""
    controls = [
        html.Div([html.Span("rows"), segments(ROWS)], className="choice"),
        html.Div([html.Span("columns"), segments(COLUMNS)], className="choice"),
    ]
    order = json.dumps(workspace.cluster_order.tolist(), separators=(",", ":"))
    palette = base64.b64encode(viridis().tobytes()).decode()
    image = html.Div(id=ids.DATA_IMAGE, className="data-image", **data(order=order, palette=palette))
    feature = term("feature", "features")
    hint = ["a line is a digit, a column one of its 128 ", feature, ", bright where it is active: all that maps get"]
    return card(
        ids.DATA_PANEL, "The data as an image", image,
        hint=hint, controls=controls,
    )  # fmt: skip


PANEL = Panel("data", "The data as an image", layout, views=[View(ids.DATA_IMAGE, None, [DIGIT, ROWS, COLUMNS])])
