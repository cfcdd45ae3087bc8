"""Whether the network's percentages come true: how often images read with some confidence were read right."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from dash import html

from components.page import ids
from components.page.card import card
from components.page.panel import Panel
from components.page.terms import term
from components.question.facts import is_labelled
from components.question.view import View
from model.classifier.calibration import BINS, Reliability, expected_calibration_error, reliability
from model.spec import DatasetSpec
from model.workspace import Workspace

EDGES = (0.0, 0.5, 0.9, 0.99, 0.999, 1.0)  # of the groups by which the map can be coloured
NAMES = ("< 50 %", "50–90 %", "90–99 %", "99–99.9 %", "> 99.9 %")


class Reading(TypedDict):
    """What became of the images that were read with some confidence."""

    name: str  # the confidence
    count: str
    said: float  # their mean confidence, 0 to 1
    right: float  # the share that was read right, 0 to 1
    interval: tuple[float, float]  # 95 %, of that share
    words: str


class CalibrationView(TypedDict):
    """The reliability of the readings, least confident first; groups without an image are left out."""

    summary: str
    readings: list[Reading]


def layout(_: Workspace) -> html.Section:
    """Return room for the diagram, which is the same for every selection."""
    title = ["Do its percentages ", term("calibration", "come true"), "?"]
    return card(ids.CALIBRATION_PANEL, title, html.Div(id=ids.CALIBRATION_BODY))


def view_calibration(workspace: Workspace) -> CalibrationView:
    """Return how often the images of each confidence were read right, and what that comes to."""
    known, spec = workspace.labels >= 0, workspace.spec
    right, confidence = (workspace.predicted == workspace.labels)[known], workspace.confidence[known]
    groups = reliability(confidence, right, np.array(EDGES))
    error = 100 * expected_calibration_error(confidence, right)
    other = "letters and scribbles" if spec.pad else "other pictures"
    return {
        "summary": f"{surest(groups[-1], spec)} Over all {spec.items}, what the network says and how often it is right "
        f"differ by {error:.2f} percentage points on average (expected calibration error, {BINS} bins). It holds for "
        f"{spec.items} like these; {other} can be read just as surely.",
        "readings": [describe(group, name) for group, name in zip(groups, NAMES, strict=True) if group.count],
    }


def surest(group: Reliability, spec: DatasetSpec) -> str:
    """Return what has become of the images of the greatest confidence."""
    if not group.count:
        return f"No {spec.item} was read with {NAMES[-1]}."
    misread = f"{group.wrong:,} of them" if group.wrong else "none of them"
    return f"{group.count:,} {spec.items} were read with {NAMES[-1]}, and {misread} wrongly."


def describe(group: Reliability, name: str) -> Reading:
    """Return one row of the diagram."""
    low, high = (float(round(bound, 5)) for bound in group.interval)
    words = f"{group.count - group.wrong:,} of {group.count:,} right: {percent(group.accuracy)}"
    return {
        "name": name, "count": f"{group.count:,}",
        "said": round(group.confidence, 5), "right": round(group.accuracy, 5), "interval": (low, high),
        "words": f"{words}; it said {percent(group.confidence)}",
    }  # fmt: skip


def percent(share: float) -> str:
    """Return a share in per cent, with the decimals that tell it from 100 %."""
    return f"{100 * share:.{1 if share < 0.99 else 2}f} %"


PANEL = Panel(
    "calibration", "Do its percentages come true?", layout, applies=is_labelled,
    views=[View(ids.CALIBRATION_BODY, lambda asked: view_calibration(asked.workspace))],
)  # fmt: skip
