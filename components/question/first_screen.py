"""The panels of the first screen change together: one question to the server, one answer for all of them.

Three answers would be three moments at which something changes. ``assets/js/panels/first_screen.js`` asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from dash import Dash

from components.question.posted import register_post
from components.question.subject import Subject, find_subject
from model.workspace import Workspace

ADDRESS = "/digit"  # to which the question is posted


class Follower(Protocol):
    """A panel that shows the selected digit."""

    VIEW: str  # id of the element that shows the view

    def view(self, workspace: Workspace, subject: Subject, /) -> Mapping[str, Any]:
        """Return what the panel shows of a digit."""


def register_first_screen(app: Dash, workspace: Workspace, panels: Sequence[Follower]) -> None:
    """Let panels follow the selection."""
    register_post(app, ADDRESS, partial(view_digit, workspace, panels))


def view_digit(workspace: Workspace, panels: Sequence[Follower], sent: Any) -> dict[str, Mapping[str, Any]]:
    """Return what panels show of a digit, by the id of the element that shows it.

    Args:
        workspace: What there is to show.
        panels: Those that ask.
        sent: ``{"selection": digit, "drawing": its landing if it was drawn}``, as ``find_subject`` takes them.

    Raises:
        ValueError: There is no such digit.
    """
    chosen = sent if isinstance(sent, dict) else {}
    subject = find_subject(workspace, chosen.get("selection"), chosen.get("drawing"))
    return {panel.VIEW: panel.view(workspace, subject) for panel in panels}
