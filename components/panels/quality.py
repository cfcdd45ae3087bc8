"""How far each map can be trusted: four measured numbers a map and what they mean."""

from __future__ import annotations

from dash import Dash, html

from components import ids
from components.card import card
from components.state import PROJECTIONS
from model.workspace import Workspace

# Attribute of Quality, heading, meaning.
MEASURES = (
    (
        "trustworthiness",
        "Trustworthiness",
        "near on the map means near in 128 dimensions (15 neighbours; at best 1)",
    ),
    ("continuity", "Continuity", "near in 128 dimensions means near on the map (15 neighbours; at best 1)"),
    (
        "knn_accuracy",
        "10-NN accuracy",
        "share of digits whose class the 10 neighbours on the map name right (5 folds)",
    ),
    (
        "distance_correlation",
        "Distances",
        "rank correlation of distances on the map and in 128 dimensions (at best 1)",
    ),
)


def layout(workspace: Workspace) -> html.Section:
    """Return the table; it is the same for every selection."""
    names = [words[:1].upper() + words[1:] if name == "axes" else words for name, words in PROJECTIONS.items()]
    head = html.Tr([html.Th(words) for words in ("Measure", *names, "What it says")])
    rows = [
        html.Tr([html.Th(title), *(html.Td(f"{value:.3f}") for value in values(workspace, name)), html.Td(meaning)])
        for name, title, meaning in MEASURES
    ]
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="figures")
    hint = "measured on all 10,000 digits when the maps were made" if len(workspace.labels) == 10_000 else ""
    return card(ids.QUALITY_PANEL, "How far to trust each map", table, hint=hint)


def values(workspace: Workspace, name: str) -> list[float]:
    """Return one measure for every map."""
    return [getattr(workspace.quality[projection], name) for projection in PROJECTIONS]


def register(app: Dash, workspace: Workspace) -> None:
    """Nothing to do: the table never changes."""
