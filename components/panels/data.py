"""The data as an image: one line a digit, one column a feature, all that a projection is given.

Nothing of it comes from a callback: ``assets/js/data_image.js`` fetches the features once the panel is looked at.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from dash import ClientsideFunction, Dash, Input, dcc, html

from components import ids
from components.attributes import aria, data
from components.card import card
from components.theme import viridis
from model.workspace import Workspace

ROWS = {"class": "by class", "given": "as given"}
COLUMNS = {"index": "index", "clustered": "clustered"}


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for the picture."""
    controls = [
        segments("rows", ids.DATA_ROWS, ROWS),
        segments("columns", ids.DATA_COLUMNS, COLUMNS),
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


def segments(words: str, name: str, choices: dict[str, str]) -> html.Div:
    """Return a choice between a few, the first one chosen, with words before it."""
    options = [{"value": value, "label": label} for value, label in choices.items()]
    radio = dcc.RadioItems(options, next(iter(choices)), id=name, inline=True, className="segments")
    return html.Div([html.Span(words), radio], className="choice", role="group", **aria(label=words))


def register(app: Dash, workspace: Workspace) -> None:
    """Let the browser draw what it has fetched."""
    told: list[Any] = [Input(ids.DATA_ASKED, "data"), Input(ids.DATA_ROWS, "value"), Input(ids.DATA_COLUMNS, "value")]
    app.clientside_callback(ClientsideFunction("digitscope_data", "show"), *told)
