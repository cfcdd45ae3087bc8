"""The contract of a panel; ``assets/js/core/panel.js`` is its other half.

A panel called ``x`` is the folder ``components/panels/x``, the script ``assets/js/panels/x.js`` and the style sheet
``assets/css/panels/x.css``, and its root element has the id ``x-panel``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash import Dash, html
from dash.development.base_component import Component

from components.page.attributes import data
from components.question.choice import Choice
from components.question.view import View
from model.workspace import Workspace


def always(workspace: Workspace) -> bool:
    """Say that a panel applies to every workspace."""
    return True


@dataclass(frozen=True, eq=False)
class Panel:
    """A part of the page that shows one thing."""

    name: str  # kebab-case
    title: str  # for people
    layout: Callable[[Workspace], Component]  # its root element, with room for what its views show
    views: Sequence[View] = ()  # what its elements show, each with what it needs
    choices: Sequence[Choice] = ()  # beside those that its views need: what the browser alone makes something of
    applies: Callable[[Workspace], bool] = always  # whether there is anything to show of a workspace
    register: Callable[[Dash, Workspace], None] | None = None  # what it answers beside the questions of its views

    @property
    def all_choices(self) -> list[Choice]:
        """Everything that a visitor can choose in it, once each."""
        needed = [need for view in self.views for need in view.needs if isinstance(need, Choice)]
        return list(dict.fromkeys([*needed, *self.choices]))


@dataclass(frozen=True, eq=False)
class Tab:
    """Some panels of the bench that are in sight together."""

    name: str  # in the URL
    title: str  # for people
    panels: Sequence[Panel]

    def panels_for(self, workspace: Workspace) -> list[Panel]:
        """Return those of its panels that have something to show of a workspace."""
        return [panel for panel in self.panels if panel.applies(workspace)]

    def place(self, workspace: Workspace) -> Component:
        """Return its panels, as far as they apply."""
        panels = [panel.layout(workspace) for panel in self.panels_for(workspace)]
        return html.Div(panels, className="tab-body", **data(tab=self.name))
