"""Why here: the position of a digit as a sum, term by term, and what becomes of it when units are turned.

The server adds up, ``assets/js/panels/why.js`` asks and draws the receipt with its sliders, ``why_map.js`` what
is on maps.
"""

from __future__ import annotations

from functools import partial
from typing import Any, TypedDict

import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from numpy.typing import NDArray

from components.figures.equation import equation
from components.figures.receipt import AxisReceipt
from components.page import ids
from components.page.attributes import aria, data
from components.page.card import card
from components.page.choices import segments
from components.page.format import probability
from components.panels.why.account import COUNTS, MODELS, Account, Question
from components.question.map_choice import MENUS, MapChoice
from components.question.posted import register_post
from components.question.state import PROJECTIONS
from components.question.subject import Subject
from model.explain.comparison import diagonal
from model.explain.explanation import coverage
from model.explain.intervention import Turned
from model.workspace import Workspace

Floats = NDArray[np.float32]

ADDRESS = "/receipt"  # to which its questions are posted
LISTED = 3  # units that are named as turned
HINT = "the position as a sum: start at the constant, add weight × activation of each unit, arrive at the coordinate"

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
    r2: list[str]  # of both axes
    title: str


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
    turned: str


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for the receipt; what it asks for comes when it is looked at."""
    count = segments(ids.WHY_COUNT, {value: f"{value} terms" for value in COUNTS}, 10)
    model = segments(ids.WHY_MODEL, MODELS, "global")
    choice = html.Div(model, className="why-model", title="One linear model of the whole map, or one of these parts")
    formula = html.Div(id=ids.WHY_EQUATION, className="formulas", tabIndex=0, role="group", **aria(label="Equation"))
    details = html.Details([html.Summary("As an equation"), formula], className="why-equation")
    asked = dcc.Store(ids.WHY_EQUATION_ASKED)
    return card(
        ids.WHY_PANEL, "Why here", html.Div(id=ids.WHY_BODY, className="why"), details, asked,
        controls=[choice, count], hint=HINT, **data(follow=""),
    )  # fmt: skip


def register(app: Dash, workspace: Workspace) -> None:
    """Answer what the receipt asks while a hand moves its sliders; set it in mathematics when asked."""
    register_post(app, ADDRESS, partial(view_receipt, workspace))
    app.clientside_callback(
        ClientsideFunction("digitscope_why", "choose"),
        Input(ids.WHY_COUNT, "value"),
        Input(ids.WHY_MODEL, "value"),
        *(Input(menu, "value") for menu in MENUS),
    )

    @app.callback(
        Output(ids.WHY_EQUATION, "children"), Input(ids.WHY_EQUATION_ASKED, "data"), prevent_initial_call=True
    )
    def show_equation(sent: Any) -> list[Any]:
        return set_formulas(workspace, sent)


def view_receipt(workspace: Workspace, sent: Any) -> WhyView:
    """Return what the panel shows of a position; ``sent`` is what ``Question.parse`` takes.

    Raises:
        ValueError: It makes no sense.
    """
    return view_account(Account.of(workspace, Question.parse(sent)))


def set_formulas(workspace: Workspace, sent: Any) -> list[Any]:
    """Return the receipts of both axes in mathematics; ``sent`` as in ``view_receipt``.

    Raises:
        ValueError: It makes no sense.
    """
    receipts = Account.of(workspace, Question.parse(sent)).receipts()
    return [
        html.Div([html.H3(receipt["name"]), dcc.Markdown(equation(receipt, letter), mathjax=True)])
        for receipt, letter in zip(receipts, "xy", strict=True)
    ]


def view_account(account: Account) -> WhyView:
    """Return what the panel shows of a position."""
    question, explanation = account.question, account.explanation
    exact = account.surrogate is None
    return {
        "shows": account.subject.shows,
        "projection": question.map.projection,
        "columns": question.map.columns,
        "unit": question.map.unit,
        "model": question.model,
        "axes": account.receipts(),
        "sentence": sentence(account),
        "fits": [] if exact else view_fits(account),
        "here": view_place(account.subject),
        "there": view_place(account.turned) if account.turned else None,
        "modelled": None if exact else (explanation.position - explanation.residual).tolist(),
        "probabilities": account.now.probabilities.tolist(),
        "reading": reading(account.subject.probabilities, account.now.probabilities),
        "moves": {name: move_words(account, name) for name in PROJECTIONS},
        "turned": turned_words(account),
    }


def sentence(account: Account) -> str:
    """Return in plain words how far the sum is to be trusted."""
    if account.surrogate is None:
        return RAW if account.question.map.projection == "axes" else EXACT
    share = coverage(account.explanation, account.map.mean(axis=0))
    local = account.local if account.question.model == "local" else None
    kind = "local linear explanation" if local else "linear explanation"
    fitted = f"the {local.size} nearest digits" if local else "all digits at once"
    return (
        f"The {kind} covers {100 * share:.0f} % of the way from the centre of the map; the rest is the residual arrow. "
        f"It is an approximation, fitted to {fitted}: {account.question.map.name} itself has no formula. Turned units "
        "move the point only as far as it then resembles other digits; what the sum expects beyond that is residual."
    )


def view_fits(account: Account) -> list[Fit]:
    """Return how well the global and the local model predict, beside each other."""
    local, whole = account.local, account.workspace.surrogates[account.question.map.projection]
    if local is None:
        return []
    digits = len(account.workspace.labels)
    return [
        fit(f"Global model, all {digits:,} digits", whole.r2, "Cross-validated on five folds of all digits"),
        fit(
            f"Local model, {local.size} nearest digits", local.model.r2,
            "Cross-validated on five folds of the nearest digits; the nearer, the more a digit counts",
        ),
        fit(
            f"Global model on those {local.size}", local.global_r2,
            "How well the global model tells the nearest digits apart; it was fitted to them among all others",
        ),
    ]  # fmt: skip


def fit(name: str, r2: Floats, title: str) -> Fit:
    """Return one row of the table of fits."""
    return {"name": name, "r2": ["below 0" if share < 0 else f"{share:.2f}" for share in r2], "title": title}


def view_place(digit: Subject | Turned) -> MapPlaces:
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


def move_words(account: Account, projection: str) -> str:
    """Return how far turning the units moves the digit on a map, as a share of the map's diagonal."""
    if account.turned is None:
        return "0 %"
    shown = account.question.map
    seen = shown if projection == shown.projection else MapChoice(projection, None)
    places = [seen.place(digit) for digit in (account.subject, account.turned)]
    whole = account.map if seen is shown else account.workspace.positions[projection]
    return share_words(float(np.hypot(*(places[1] - places[0]))) / (diagonal(whole) or 1))


def share_words(share: float) -> str:
    """Return a share of a map's diagonal in per cent with two digits; below a tenth it is as good as none."""
    return f"{100 * share:.{0 if share >= 0.0995 else 1}f} %" if share >= 0.001 else "< 0.1 %"


def turned_words(account: Account) -> str:
    """Return which units are turned, and to how much; of many only the first few by number."""
    scales = account.question.scales
    if len(scales) > LISTED and len(set(scales.values())) == 1:
        return f"{len(scales)} units to {100 * next(iter(scales.values())):.0f} %"
    listed = [f"unit {unit} to {100 * scale:.0f} %" for unit, scale in sorted(scales.items())]
    rest = [f"{len(listed) - LISTED} more"] if len(listed) > LISTED else []
    return ", ".join(listed[:LISTED] + rest)
