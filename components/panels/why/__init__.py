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
from components.page.format import probability
from components.page.panel import Panel
from components.page.terms import term
from components.panels.why.attribution import COUNT, MODEL, Attribution
from components.question.map_choice import MapChoice
from components.question.question import DIGIT, MAP, SCALES, Question
from components.question.state import PROJECTIONS
from components.question.subject import Subject
from components.question.view import Need, View
from model.explain.comparison import diagonal
from model.explain.explanation import coverage
from model.explain.intervention import Intervention
from model.workspace import Workspace

Floats = NDArray[np.float32]

LISTED = 3  # units that are named as turned
EXACT = (
    "This is exact: the terms add up to the position. A principal component is a weighted sum of the 128 activations, "
    "and the constant takes their means off."
)
RAW = (
    "This is exact, and there is little to add up: each axis of this map is the activation of one unit, and no other "
    "unit moves the point."
)


class MapPlaces(TypedDict):
    """Where a digit is on every map."""

    scores: list[float]  # on the first ten principal components
    features: list[float]  # activations of the 128 units
    positions: dict[str, list[float]]


class Fit(TypedDict):
    """How well a linear model predicts positions."""

    name: str
    term: str  # of the glossary
    r2: list[str]  # of both axes


class EquationView(TypedDict):
    """The receipts of both axes in mathematics."""

    formulas: list[str]  # Markdown with LaTeX, one an axis


class WhyView(TypedDict):
    """Everything that the panel shows."""

    shows: str
    projection: str
    columns: list[str]  # of its axes, as the browser names coordinates
    unit: str  # what the axes are measured in
    model: str
    axes: list[AxisReceipt]
    sentence: str
    fits: list[Fit]  # none where the map is linear
    here: MapPlaces
    there: MapPlaces | None  # with the units turned
    modelled: tuple[float, float] | None  # where the linear model puts it, on the map in view
    probabilities: list[float]
    reading: str
    moves: dict[str, str]  # by projection, in words
    scaled: str  # which units, and to how much


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for the receipt; what it asks for comes when it is looked at."""
    explanation = "One linear model of the whole map, or one of these parts"
    model = html.Div(segments(MODEL), className="why-model", **data(tip=explanation))
    equation = html.Div(id=ids.WHY_EQUATION, className="formulas", tabIndex=0, role="group", **aria(label="Equation"))
    details = html.Details([html.Summary("As an equation"), equation], className="why-equation")
    return card(
        ids.WHY_PANEL, "Why here", html.Div(id=ids.WHY_BODY, className="why"), details,
        controls=[model, segments(COUNT)], hint=hint(),
    )  # fmt: skip


def hint() -> list[Any]:
    """Return how to read the receipt."""
    return [
        "the position as a ", term("waterfall", "sum"), ": start at the ", term("intercept", "constant"), ", add "
        "weight × activation of each ", term("unit", "unit"), ", arrive at the coordinate",
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
    explanation = part.explanation
    exact = part.surrogate is None
    return {
        "shows": part.subject.shows,
        "projection": part.shown.projection,
        "columns": part.shown.columns,
        "unit": part.shown.unit,
        "model": part.model,
        "axes": part.receipts(),
        "sentence": sentence(part),
        "fits": [] if exact else view_fits(part),
        "here": view_place(part.subject),
        "there": view_place(part.intervention) if part.intervention else None,
        "modelled": None if exact else (explanation.position - explanation.residual).tolist(),
        "probabilities": part.current.probabilities.tolist(),
        "reading": reading(part.subject.probabilities, part.current.probabilities),
        "moves": {name: describe_move(part, name) for name in PROJECTIONS},
        "scaled": describe_scales(part),
    }


def sentence(part: Attribution) -> str:
    """Return in plain words how far the sum is to be trusted."""
    if part.surrogate is None:
        return RAW if part.shown.projection == "axes" else EXACT
    share = coverage(part.explanation, part.map.mean(axis=0))
    local = part.local if part.model == "local" else None
    kind = "local linear explanation" if local else "linear explanation"
    fitted = f"the {local.size} nearest digits" if local else "all digits at once"
    return (
        f"The {kind} covers {100 * share:.0f} % of the way from the centre of the map; the rest is the residual arrow. "
        f"It is an approximation, fitted to {fitted}: {part.shown.name} itself has no formula. Turned units "
        "move the point only as far as it then resembles other digits; what the sum expects beyond that is residual."
    )


def view_fits(part: Attribution) -> list[Fit]:
    """Return how well the global and the local model predict, beside each other."""
    local, whole = part.local, part.workspace.surrogates[part.shown.projection]
    if local is None:
        return []
    digits = len(part.workspace.labels)
    return [
        fit("global-model", f"Global model, all {digits:,} digits", whole.r2),
        fit("local-model", f"Local model, {local.size} nearest digits", local.model.r2),
        fit("global-model-nearby", f"Global model on those {local.size}", local.global_r2),
    ]


def fit(term: str, name: str, r2: Floats) -> Fit:
    """Return one row of the table of fits."""
    return {"name": name, "term": term, "r2": ["below 0" if share < 0 else f"{share:.2f}" for share in r2]}


def view_place(digit: Subject | Intervention) -> MapPlaces:
    """Return where a digit is on every map."""
    return {
        "scores": digit.scores.tolist(),
        "features": digit.features.tolist(),
        "positions": {name: digit.positions[name].tolist() for name in PROJECTIONS},
    }


def reading(before: Floats, after: Floats) -> str:
    """Return what the network reads, and what it read before if that was another class."""
    old, new = int(before.argmax()), int(after.argmax())
    return f"{f'{old} → {new}' if old != new else new}, {probability(float(after.max()))}"


def describe_move(part: Attribution, projection: str) -> str:
    """Return how far turning the units moves the digit on a map, as a share of the map's diagonal."""
    if part.intervention is None:
        return "0 %"
    shown = part.shown
    seen = shown if projection == shown.projection else MapChoice(projection, None)
    places = [seen.place(digit) for digit in (part.subject, part.intervention)]
    whole = part.map if seen is shown else part.workspace.positions[projection]
    return percent_of_diagonal(float(np.hypot(*(places[1] - places[0]))) / (diagonal(whole) or 1))


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


NEEDS: list[Need] = [DIGIT, MAP, COUNT, MODEL, SCALES]
PANEL = Panel(
    "why", "Why here", layout,
    views=[View(ids.WHY_BODY, view_why, NEEDS), View(ids.WHY_EQUATION, view_equation, NEEDS)],
)  # fmt: skip
