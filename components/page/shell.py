"""The page around the panels: header and notices."""

from __future__ import annotations

from dash import html, set_props

from components.page import ids
from components.page.attributes import aria
from components.panels import COLUMNS, DIALOGS, SECTIONS
from components.question.view import explain_failure
from model.workspace import Workspace

TAGLINE = "what a small CNN sees in handwritten digits"


def page(workspace: Workspace) -> html.Div:
    """Return the whole page."""
    notices = html.Div([html.P(id=ids.URL_NOTICE), html.P(id=ids.ERROR_NOTICE)], className="notices", role="status")
    columns = [html.Div([panel.place(workspace) for panel in column], className="column") for column in COLUMNS]
    below = [panel.place(workspace) for panel in (*SECTIONS.values(), *DIALOGS)]
    panels = html.Main([html.Div(columns, className="columns"), links(), *below])
    return html.Div([header(workspace), notices, panels], id=ids.APP, className="app")


def links() -> html.Nav:
    """Return the row of links to the sections below."""
    roots = {name: f"#{panel.name}-panel" for name, panel in SECTIONS.items()}
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


def show_error(error: Exception) -> None:
    """Tell the visitor in a notice what went wrong in a callback; what was shown before stays."""
    set_props(ids.ERROR_NOTICE, {"children": f"{explain_failure(error)} What you see is as it was before."})
