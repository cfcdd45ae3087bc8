"""How far each map can be trusted: a few measured numbers a map and what they mean."""

from __future__ import annotations

from typing import TypedDict

from dash import html

from components.page import ids
from components.page.card import card
from components.page.panel import Panel
from components.question.state import PROJECTIONS
from components.question.view import View
from model.maps.quality import Quality, QualityConfig
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
        "neighbours_kept",
        "Neighbours kept",
        "of a digit's {neighbours} nearest on the map, the share that is among its {neighbours} nearest in 128 "
        "dimensions",
    ),
    (
        "neighbours_again",
        "The same again",
        "of a digit's {neighbours} nearest on the map, the share that is among its {neighbours} nearest when the map "
        "is made again from random positions (mean of {runs} runs; 1 where nothing is left to chance)",
    ),
    (
        "knn_accuracy",
        "10-NN accuracy",
        "share of digits whose class the 10 neighbours on the map name right (5 folds)",
    ),
    (
        "distance_correlation",
        "Distances",
        "rank correlation of distances on the map and in 128 dimensions (between {compared:,} digits, ± what it "
        "differs by from sample to sample; at best 1)",
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
    """Return the measures of every map."""
    names = [label[:1].upper() + label[1:] if name == "axes" else label for name, label in PROJECTIONS.items()]
    compared = min(QualityConfig.sample, len(workspace.labels))
    runs = len(workspace.runs["tsne"].others)
    rows: list[Measure] = [
        {
            "name": title,
            "term": name.replace("_", "-"),
            "values": [written(workspace.quality[projection], name) for projection in PROJECTIONS],
            "meaning": meaning.format(compared=compared, neighbours=QualityConfig.neighbours, runs=runs),
        }
        for name, title, meaning in MEASURES
    ]
    return {"maps": names, "measures": rows}


def written(quality: Quality, name: str) -> str:
    """Return one measure of a map with as many decimals as it is known to."""
    if name == "distance_correlation":
        return f"{quality.distance_correlation:.2f} ± {quality.distance_deviation:.2f}"
    return f"{getattr(quality, name):.{2 if name.startswith('neighbours') else 3}f}"


PANEL = Panel(
    "quality", "How far to trust each map", layout,
    views=[View(ids.QUALITY_TABLE, lambda asked: view_quality(asked.workspace))],
)  # fmt: skip
