"""The data as an image: one line a digit, one column a feature, all that a projection is given.

Nothing of it comes from a callback: ``assets/js/panels/data_image.js`` fetches the features once the panel is looked
at.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from dash import ClientsideFunction, Dash, Input, dcc, html

from components.page import ids
from components.page.attributes import aria, data
from components.page.card import card
from components.page.choices import segments
from components.page.theme import viridis
from model.workspace import Workspace

ROWS = {"class": "by class", "given": "as given"}
COLUMNS = {"index": "index", "clustered": "clustered"}


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for the picture."""
    controls = [
        named("rows", segments(ids.DATA_ROWS, ROWS, "class")),
        named("columns", segments(ids.DATA_COLUMNS, COLUMNS, "index")),
    ]
    order = json.dumps(workspace.cluster_order.tolist(), separators=(",", ":"))
    palette = base64.b64encode(viridis().tobytes()).decode()
    image = html.Div(id=ids.DATA_IMAGE, className="data-image", **data(order=order, palette=palette))
    hint = "a line is a digit, a column one of its 128 features, bright where it is active: all that a map is given"
    store = dcc.Store(ids.DATA_ASKED)
    return card(
        ids.DATA_PANEL, "The data as an image", image, store,
        hint=hint, controls=controls, **data(follow=ids.DATA_ASKED),
    )  # fmt: skip


def named(words: str, choice: dcc.RadioItems) -> html.Div:
    """Return a choice with words before it."""
    return html.Div([html.Span(words), choice], className="choice", role="group", **aria(label=words))


def register(app: Dash, workspace: Workspace) -> None:
    """Let the browser draw what it has fetched."""
    told: list[Any] = [Input(ids.DATA_ASKED, "data"), Input(ids.DATA_ROWS, "value"), Input(ids.DATA_COLUMNS, "value")]
    app.clientside_callback(ClientsideFunction("digitscope_data", "show"), *told)
