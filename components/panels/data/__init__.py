"""The data as a picture: one line an image, one column a feature, all that a projection is given.

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
from components.page.theme import scale_colours
from components.question.choice import Choice
from components.question.facts import dimensions, is_raw, is_signed, one
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
    palette = base64.b64encode(scale_colours(signed=is_signed(workspace)).tobytes()).decode()
    along = data(order=order, palette=palette, along=sorting_column(workspace))
    image = html.Div(id=ids.DATA_IMAGE, className="data-image", **along)
    feature = term("feature", "features")
    spec, units = workspace.spec, dimensions(workspace)
    how = "blue where it is positive, orange where negative" if is_signed(workspace) else "bright where it is active"
    hint = [f"a line is {one(spec.item)}, a column one of its {units} ", feature, f", {how}: all that maps get"]
    return card(
        ids.DATA_PANEL, "The data as an image", image,
        hint=hint, controls=controls,
    )  # fmt: skip


def sorting_column(workspace: Workspace) -> str:
    """Return along which coordinate the rows of a class stand: the first of an exact map, if there is one."""
    maps = sorted(workspace.projections.values(), key=lambda each: (is_raw(workspace, each), not each.method.exact))
    return maps[0].column.format(maps[0].first)


PANEL = Panel("data", "The data as an image", layout, views=[View(ids.DATA_IMAGE, None, [DIGIT, ROWS, COLUMNS])])
