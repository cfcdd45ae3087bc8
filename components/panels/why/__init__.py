"""Why here: the position of a digit as a sum, term by term, and what becomes of it when units are turned.

The server adds up, ``assets/js/panels/why.js`` asks and draws the receipt with its sliders, ``why_map.js`` what
is on maps.
"""

from __future__ import annotations

from typing import Any, TypedDict

import numpy as np
from dash import html
from numpy.typing import NDArray

from components.figures.equation import equation
from components.figures.receipt import AxisReceipt
from components.page import ids
from components.page.attributes import aria, data
from components.page.card import card
from components.page.choices import segments
from components.page.classes import ClassShare, shown_classes, view_shares
from components.page.format import probability
from components.page.map_texts import texts_of
from components.page.panel import Panel
from components.page.terms import term
from components.panels.why.attribution import BASELINE, COUNT, Attribution
from components.question.facts import dimensions
from components.question.map_choice import MapChoice
from components.question.question import DIGIT, MAP, PIN, SCALES, Question
from components.question.subject import Subject, coordinates_of
from components.question.view import Need, View
from model.explain.comparison import diagonal, strongest
from model.explain.explanation import Explanation
from model.explain.intervention import Intervention
from model.spec import DatasetSpec
from model.workspace import Workspace

Floats = NDArray[np.float32]

HOLDS = 5  # units that are said to hold the digit
LISTED = 3  # units that are named as turned
LEAP_OF_WAY, LEAP_OF_MAP = 0.1, 0.01  # shares of way and diagonal above which a leap that no unit is given is told


class MapPlaces(TypedDict):
    """Where an image is on every map."""

    features: list[float]  # activations of the units
    coordinates: dict[str, float]  # by column, but for features


class HoldingUnit(TypedDict):
    """A unit that holds the digit where it is."""

    unit: int
    move: tuple[float, float]  # where the digit would go without it, map units
    share: str  # how far that is, of the map's diagonal


class EquationView(TypedDict):
    """The receipts of both axes in mathematics."""

    formulas: list[str]  # Markdown with LaTeX, one an axis


class WhyView(TypedDict):
    """Everything that the panel shows."""

    shows: str
    projection: str
    columns: list[str]  # of its axes, as the browser names coordinates
    unit: str  # what the axes are measured in
    baseline: str  # where the sums begin, for people; empty where the map is linear
    axes: list[AxisReceipt]
    sentence: str
    holds: list[HoldingUnit]  # the strongest first; none where the terms say it
    holds_together: str  # how far the digit would go without all of them, of the map's diagonal
    here: MapPlaces
    there: MapPlaces | None  # with the units turned
    path: list[list[float]]  # its way from the baseline on the map in view; none where the map is linear
    probabilities: list[ClassShare]  # none where the network's scores cannot be told from the features
    reading: str  # likewise
    moves: dict[str, str]  # by projection, in words
    scaled: str  # which units, and to how much


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for the receipt; what it asks for comes when it is looked at."""
    spec = workspace.spec
    explanation = (
        f"Where the sum begins: the mean of all {spec.items}, that of the class that is read, or the pinned "
        f"{spec.item} A"
    )
    begin = html.Div(["from ", segments(BASELINE.of(workspace))], className="why-baseline", **data(tip=explanation))
    equation = html.Div(id=ids.WHY_EQUATION, className="formulas", tabIndex=0, role="group", **aria(label="Equation"))
    details = html.Details([html.Summary("As an equation"), equation], className="why-equation")
    return card(
        ids.WHY_PANEL, "Why here", html.Div(id=ids.WHY_BODY, className="why"), details,
        controls=[begin, segments(COUNT)], hint=hint(),
    )  # fmt: skip


def hint() -> list[Any]:
    """Return how to read the receipt."""
    return [
        "the position as a ", term("waterfall", "sum"), ": start at the ", term("intercept", "constant"), " or the ",
        term("baseline", "baseline"), ", add what each ", term("unit", "unit"), " does, arrive at the coordinate",
    ]  # fmt: skip


def view_why(asked: Question) -> WhyView:
    """Return what the panel shows of a position."""
    return view_attribution(Attribution.of(asked))


def view_equation(asked: Question) -> EquationView:
    """Return the receipts of both axes in mathematics."""
    receipts = Attribution.of(asked).receipts()
    return {
        "formulas": [
            f"### {receipt['name']}\n\n{equation(receipt, letter)}"
            for receipt, letter in zip(receipts, "xy", strict=True)
        ]
    }


def view_attribution(part: Attribution) -> WhyView:
    """Return what the panel shows of a position."""
    return {
        "shows": part.subject.shows,
        "projection": part.shown.projection,
        "columns": part.shown.columns,
        "unit": part.shown.unit,
        "baseline": "" if part.exact else part.baseline.name,
        "axes": part.receipts(),
        "sentence": sentence(part),
        "holds": view_holds(part),
        "holds_together": view_together(part),
        "here": view_place(part.workspace, part.subject),
        "there": view_place(part.workspace, part.intervention) if part.intervention else None,
        "path": [] if part.exact else part.explanation.path.tolist(),
        "probabilities": view_probabilities(part),
        "reading": reading(part.workspace.spec, part.subject.probabilities, part.current.probabilities),
        "moves": {name: describe_move(part, name) for name in part.workspace.projections},
        "scaled": describe_scales(part),
    }


def sentence(part: Attribution) -> str:
    """Return in plain words what the sum is and how far it is to be trusted."""
    if part.exact:
        return texts_of(part.shown.map).sum.format(units=dimensions(part.workspace))
    parts, item = part.explanation, part.workspace.spec.item
    if not parts.changes.any():
        return f"{part.baseline.name} has the very activations of this {item}, so there is no way to follow."
    size = diagonal(part.map) or 1
    left, way = (float(np.hypot(*vector)) / size for vector in (parts.residual, parts.position - parts.intercept))
    own = ", in part how far from its own point a newcomer like it lands" if isinstance(part.subject.digit, int) else ""
    return (
        f"{part.shown.name} has no formula. This follows where the {item} lands while its activations go from "
        f"{part.baseline.name} to its own: the line on the map, {percent_of_diagonal(way)} of the diagonal from end to "
        f"end. Each unit gets what its change does on the way; {percent_of_diagonal(left)} is left over{own}."
        f"{leap(parts, size, part.workspace.spec.items)}"
    )


def leap(parts: Explanation, size: float, items: str) -> str:
    """Return in words that the landing leaps where no unit gets anything for it, if that is what is left over.

    Where two parts of the map draw a landing equally, it goes to the one or to the other, though nothing else changes.

    Args:
        parts: The sum.
        size: Of the map's diagonal, map units.
        items: What the images are called.
    """
    missed, left, way = (
        float(np.hypot(*vector)) for vector in (parts.missed, parts.residual, parts.path[-1] - parts.path[0])
    )
    if min(missed, left) < max(LEAP_OF_WAY * way, LEAP_OF_MAP * size) or parts.longest_glide < missed / 2:
        return ""
    return (
        f" On its way the landing leaps from one part of the map to another while its nearest {items} stay the same, "
        "as water parts at a watershed. No unit is given that leap, so the sum tells less here than elsewhere."
    )


def view_holds(part: Attribution) -> list[HoldingUnit]:
    """Return the units whose loss would move the digit most, each by itself."""
    units, size = holding_units(part), diagonal(part.map) or 1
    if not units:
        return []
    lengths = np.hypot(*part.effects.T)
    shares = (percent_of_diagonal(float(lengths[unit]) / size) for unit in units)
    moves = part.effects[units].astype(float).round(4).tolist()
    return [
        {"unit": unit, "move": (x, y), "share": share} for unit, (x, y), share in zip(units, moves, shares, strict=True)
    ]


def view_together(part: Attribution) -> str:
    """Return how far the digit would go without all units that are said to hold it, of the map's diagonal.

    Units that know the same stand in for each other, so it need not be what each does alone, added up.
    """
    move = part.without_all(tuple(holding_units(part)))
    return percent_of_diagonal(float(np.hypot(*move)) / (diagonal(part.map) or 1))


def holding_units(part: Attribution) -> list[int]:
    """Return the units whose loss would move the digit most, the strongest first; none where the terms say it."""
    if part.exact:
        return []
    lengths = np.hypot(*part.effects.T)
    return [unit for unit in strongest(lengths, HOLDS).tolist() if lengths[unit] > 0]


def view_place(workspace: Workspace, digit: Subject | Intervention) -> MapPlaces:
    """Return where an image is on every map."""
    return {"features": digit.features.tolist(), "coordinates": coordinates_of(workspace, digit)}


def view_probabilities(part: Attribution) -> list[ClassShare]:
    """Return how probable the classes are that were most probable before units were turned."""
    before, after = part.subject.probabilities, part.current.probabilities
    classes = shown_classes(before, part.subject.label, part.subject.predicted)
    return [] if after is None else view_shares(part.workspace.spec, after, classes)


def reading(spec: DatasetSpec, before: Floats, after: Floats | None) -> str:
    """Return what the network reads, and what it read before if that was another class."""
    if after is None:
        return ""
    old, new = (spec.classes[int(shares.argmax())] for shares in (before, after))
    return f"{f'{old} → {new}' if old != new else new}, {probability(float(after.max()))}"


def describe_move(part: Attribution, projection: str) -> str:
    """Return how far turning the units moves the digit on a map, as a share of the map's diagonal."""
    if part.intervention is None:
        return "0 %"
    shown, other = part.shown, part.workspace.projection(projection)
    seen = shown if other is shown.map else MapChoice(other, other.usual)
    places = [seen.place(digit) for digit in (part.subject, part.intervention)]
    return percent_of_diagonal(float(np.hypot(*(places[1] - places[0]))) / (diagonal(seen.cloud) or 1))


def percent_of_diagonal(share: float) -> str:
    """Return a share of a map's diagonal in per cent with two digits; below a tenth it is as good as none."""
    return f"{100 * share:.{0 if share >= 0.0995 else 1}f} %" if share >= 0.001 else "< 0.1 %"


def describe_scales(part: Attribution) -> str:
    """Return which units are turned, and to how much; of many only the first few by number."""
    scales = part.scales
    if len(scales) > LISTED and len(set(scales.values())) == 1:
        return f"{len(scales)} units to {100 * next(iter(scales.values())):.0f} %"
    listed = [f"unit {unit} to {100 * scale:.0f} %" for unit, scale in sorted(scales.items())]
    rest = [f"{len(listed) - LISTED} more"] if len(listed) > LISTED else []
    return ", ".join(listed[:LISTED] + rest)


NEEDS: list[Need] = [DIGIT, MAP, PIN, COUNT, BASELINE, SCALES]
PANEL = Panel(
    "why", "Why here", layout,
    views=[View(ids.WHY_BODY, view_why, NEEDS), View(ids.WHY_EQUATION, view_equation, NEEDS)],
)  # fmt: skip
