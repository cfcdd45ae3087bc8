"""Errors: every image that the network reads wrongly, and what it takes for what.

The browser has labels and readings of all images, so it asks nobody (``assets/js/panels/errors.js``).
"""

from __future__ import annotations

from dash import html

from components.page import ids
from components.page.card import card
from components.page.choices import segments
from components.page.panel import Panel
from components.page.terms import term
from components.question.choice import Choice
from components.question.facts import is_labelled
from components.question.view import View
from model.workspace import Workspace

SHOWN = Choice(ids.ERRORS_SHOWN, "the images", {"all": "All", "group": "In the group"}, "all")


def layout(workspace: Workspace) -> html.Section:
    """Return room for the matrix and for the images that are misread."""
    title = [f"{workspace.spec.items.capitalize()} that are ", term("misread", "misread")]
    matrix = html.Div(id=ids.ERRORS_BODY, className="errors-matrix")
    images = html.Div(
        [
            html.P(className="errors-count", role="status"),
            html.Div(className="errors-strip"),
        ],
        className="errors-images",
    )
    body = html.Div([matrix, images], className="errors-body")
    return card(ids.ERRORS_PANEL, title, body, controls=segments(SHOWN.of(workspace)))


PANEL = Panel(
    "errors", "Errors", layout, views=[View(ids.ERRORS_BODY, None)], choices=[SHOWN], applies=is_labelled
)  # fmt: skip
