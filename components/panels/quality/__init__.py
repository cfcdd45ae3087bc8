"""How far each map can be trusted: a few measured numbers a map and what they mean."""

from __future__ import annotations

from typing import TypedDict

from dash import html

from components.page import ids
from components.page.card import card
from components.page.panel import Panel
from components.question.facts import dimensions, is_labelled, one
from components.question.view import View
from model.maps.quality import Quality, QualityConfig
from model.workspace import Workspace

# Attribute of Quality, heading, meaning with the facts of ``facts`` in braces. With a hyphen, the attribute is
# the term that the glossary explains.
MEASURES = (
    (
        "trustworthiness",
        "Trustworthiness",
        "near on the map means near in {units} dimensions (15 neighbours; at best 1)",
    ),
    ("continuity", "Continuity", "near in {units} dimensions means near on the map (15 neighbours; at best 1)"),
    (
        "neighbours_kept",
        "Neighbours kept",
        "of {an_item}'s {neighbours} nearest on the map, the share that is among its {neighbours} nearest in {units} "
        "dimensions",
    ),
    (
        "neighbours_again",
        "The same again",
        "of {an_item}'s {neighbours} nearest on the map, the share that is among its {neighbours} nearest when the map "
        "is made again from random positions (mean of {runs} runs; 1 where nothing is left to chance)",
    ),
    (
        "knn_accuracy",
        "10-NN accuracy",
        "share of {items} whose class the 10 neighbours on the map name right (5 folds)",
    ),
    (
        "distance_correlation",
        "Distances",
        "rank correlation of distances on the map and in {units} dimensions (between {compared:,} {items}, ± what it "
        "differs by from sample to sample; at best 1)",
    ),
)

OF_LABELS = ("knn_accuracy",)  # what nobody can measure without labels


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
    hint = f"measured on all {len(workspace.labels):,} {workspace.spec.items} when the maps were made"
    return card(ids.QUALITY_PANEL, "How far to trust each map", html.Div(id=ids.QUALITY_TABLE), hint=hint)


def view_quality(workspace: Workspace) -> QualityView:
    """Return the measures of every map."""
    maps = workspace.projections
    numbers = facts(workspace)
    rows: list[Measure] = [
        {
            "name": title,
            "term": name.replace("_", "-"),
            "values": [written(workspace.quality[projection], name) for projection in maps],
            "meaning": meaning.format(**numbers),
        }
        for name, title, meaning in MEASURES
        if is_labelled(workspace) or name not in OF_LABELS
    ]
    return {"maps": [heading(projection.title) for projection in maps.values()], "measures": rows}


def facts(workspace: Workspace) -> dict[str, int | str]:
    """Return what meanings speak of, by their names in braces."""
    return {
        "compared": min(QualityConfig.sample, len(workspace.labels)),
        "neighbours": QualityConfig.neighbours,
        "runs": max((len(runs.others) for runs in workspace.runs.values()), default=0),
        "units": dimensions(workspace),
        "an_item": one(workspace.spec.item),
        "items": workspace.spec.items,
    }


def heading(title: str) -> str:
    """Return the title of a map as a heading: "t-SNE" as it is, "raw axes" with a capital."""
    return title if any(letter.isupper() for letter in title) else title[:1].upper() + title[1:]


def written(quality: Quality, name: str) -> str:
    """Return one measure of a map with as many decimals as it is known to."""
    if name == "distance_correlation":
        return f"{quality.distance_correlation:.2f} ± {quality.distance_deviation:.2f}"
    return f"{getattr(quality, name):.{2 if name.startswith('neighbours') else 3}f}"


PANEL = Panel(
    "quality", "How far to trust each map", layout,
    views=[View(ids.QUALITY_TABLE, lambda asked: view_quality(asked.workspace))],
)  # fmt: skip
