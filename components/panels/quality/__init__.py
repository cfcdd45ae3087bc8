"""How far each map can be trusted: four measured numbers a map and what they mean."""

from __future__ import annotations

from typing import TypedDict

from dash import html

from components.page import ids
from components.page.card import card
from components.page.panel import Panel
from components.question.state import PROJECTIONS
from components.question.view import View
from model.maps.quality import QualityConfig
from model.workspace import Workspace

# Attribute of Quality, heading, meaning; ``compared`` stands for the number of digits. With a hyphen, the attribute is
# the term that the glossary explains.
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
        "rank correlation of distances on the map and in 128 dimensions (of {compared:,} digits; at best 1)",
    ),
)


class QualityView(TypedDict):
    """The table: a column a map, a row a measure."""

    maps: list[str]
    measures: list[Measure]


class Measure(TypedDict):
    """One row of the table."""

    name: str
    term: str  # of the glossary
    values: list[str]
    meaning: str


def layout(workspace: Workspace) -> html.Section:
    """Return room for the table, which is the same for every selection."""
    hint = f"measured on all {len(workspace.labels):,} digits when the maps were made"
    return card(ids.QUALITY_PANEL, "How far to trust each map", html.Div(id=ids.QUALITY_TABLE), hint=hint)


def view_quality(workspace: Workspace) -> QualityView:
    """Return the four measures of every map."""
    names = [label[:1].upper() + label[1:] if name == "axes" else label for name, label in PROJECTIONS.items()]
    compared = min(QualityConfig.sample, len(workspace.labels))
    rows: list[Measure] = [
        {
            "name": title,
            "term": name.replace("_", "-"),
            "values": [f"{value:.3f}" for value in values(workspace, name)],
            "meaning": meaning.format(compared=compared),
        }
        for name, title, meaning in MEASURES
    ]
    return {"maps": names, "measures": rows}


def values(workspace: Workspace, name: str) -> list[float]:
    """Return one measure for every map."""
    return [getattr(workspace.quality[projection], name) for projection in PROJECTIONS]


PANEL = Panel(
    "quality", "How far to trust each map", layout,
    views=[View(ids.QUALITY_TABLE, lambda asked: view_quality(asked.workspace))],
)  # fmt: skip
