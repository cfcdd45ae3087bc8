"""The panels of the first screen change together: one question to the server, one answer for all of them.

Three answers would be three rounds of Dash's bookkeeping in the browser, and three moments at which something changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dash import Dash, Input, Output, State

from components import ids
from components.subject import Subject, find_subject
from model.workspace import Workspace


class Follower(Protocol):
    """A panel that shows the selected digit."""

    VIEW: str  # id of the element that is given the view

    def view(self, workspace: Workspace, subject: Subject, /) -> Mapping[str, Any]:
        """Return what the panel shows of a digit."""


def register_first_screen(app: Dash, workspace: Workspace, panels: Sequence[Follower]) -> None:
    """Let panels follow the selection."""

    @app.callback(
        [Output(panel.VIEW, "data-view") for panel in panels],
        Input(ids.SELECTION, "data"),
        State(ids.LANDING, "data"),
        prevent_initial_call=True,
    )
    def show_digit(selection: Any, drawing: Any) -> list[str]:
        subject = find_subject(workspace, selection, drawing)
        return [json.dumps(panel.view(workspace, subject)) for panel in panels]
