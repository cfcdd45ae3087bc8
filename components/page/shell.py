"""The page around the panels: header, notices, the stores, and the callbacks that keep view and URL together."""

from __future__ import annotations

import logging

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, set_props

from components.page import ids
from components.page.attributes import aria
from components.page.format import sentence
from components.panels import COLUMNS, DIALOGS, SECTIONS
from components.server.refusals import note_refusal
from model.workspace import Workspace

TAGLINE = "what a small CNN sees in handwritten digits"
logger = logging.getLogger("digitscope")


def page(workspace: Workspace) -> html.Div:
    """Return the whole page."""
    stores = [dcc.Location(id=ids.URL, refresh=False), dcc.Store(ids.SELECTION)]
    notices = html.Div([html.P(id=ids.URL_NOTICE), html.P(id=ids.ERROR_NOTICE)], className="notices", role="status")
    columns = [html.Div([panel.layout(workspace) for panel in column], className="column") for column in COLUMNS]
    below = [panel.layout(workspace) for panel in (*SECTIONS.values(), *DIALOGS)]
    panels = html.Main([html.Div(columns, className="columns"), links(), *below])
    return html.Div([*stores, header(workspace), notices, panels], id=ids.APP, className="app")


def links() -> html.Nav:
    """Return the row of links to the sections below."""
    roots = {name: f"#{panel.__name__.rpartition('.')[2].replace('_', '-')}-panel" for name, panel in SECTIONS.items()}
    return html.Nav(
        [html.A(name, href=root) for name, root in roots.items()], className="sections", **aria(label="Sections")
    )


def header(workspace: Workspace) -> html.Header:
    """Return the name, what it is, and what concerns the whole page."""
    share = html.Button("Share", id=ids.SHARE_LINK, title="Copy a link to what you see now", className="quiet")
    theme = html.Button("Theme", id=ids.THEME_SWITCH, title="Switch between light and dark", className="quiet")
    tagline = html.P([TAGLINE, html.Span(f" · {facts(workspace)}", className="hint")])
    return html.Header([html.H1("digitscope"), tagline, html.Div([share, theme], className="controls")])


def facts(workspace: Workspace) -> str:
    """Return what the digits are, and how many of them the network reads right."""
    right = 100 * float((workspace.predicted == workspace.labels).mean())
    return f"{len(workspace.labels):,} MNIST test digits it has never seen, {right:.2f} % of them read right"


def register_shell(app: Dash) -> None:
    """Restore the view from the URL, make the one selection, and mirror both in the URL."""
    menus = (ids.MAP_PROJECTION, ids.MAP_COLOUR, ids.MAP_X, ids.MAP_Y, ids.MAP_UNIT_X, ids.MAP_UNIT_Y)
    view = [(menu, "value") for menu in menus]
    app.clientside_callback(
        ClientsideFunction("digitscope_view", "restore"),
        *(Output(*place) for place in view),
        Output(ids.URL_NOTICE, "children"),
        Input(ids.URL, "search"),
        *(State(*place) for place in view),
    )
    app.clientside_callback(
        ClientsideFunction("digitscope_view", "select"),
        Input(ids.URL, "search"),
    )
    app.clientside_callback(
        ClientsideFunction("digitscope_view", "mirror"),
        *(Input(*place) for place in view),
    )


def show_error(error: Exception) -> None:
    """Log what went wrong in a callback and tell the visitor in a notice; what was shown before stays."""
    if isinstance(error, ValueError):
        note_refusal(error)
        words = sentence(error)
    else:
        logger.error("a callback failed", exc_info=error)
        words = "Something went wrong on the server."
    set_props(ids.ERROR_NOTICE, {"children": f"{words} What you see is as it was before."})
