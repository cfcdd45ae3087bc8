"""The dossier of one of the 128 units, or of two side by side: anything naming a unit opens it.

The server says what there is to know, ``assets/js/panels/unit.js`` opens and draws it.
"""

from __future__ import annotations

import json
from typing import Any, TypedDict

from dash import html

from components.page import ids
from components.page.attributes import aria, data, name_by_tip
from components.page.format import percent, plain
from components.page.panel import Panel
from components.question.question import DIGIT, UNITS, Question
from components.question.state import parse_choice
from components.question.subject import Subject, encode_image
from components.question.view import View
from model.explain.unit import Dossier, open_dossier, strongest_units
from model.workspace import Workspace

BINS = 40


class StrongDigit(TypedDict):
    """A digit on which the unit fires."""

    index: int
    label: int
    image: str  # see ``encode_image``
    description: str


class RelatedUnit(TypedDict):
    """Another unit, and how it goes with this one."""

    unit: int
    r: float


class ActiveUnit(TypedDict):
    """A unit and its activation for the selected digit."""

    unit: int
    activation: float


class UnitView(TypedDict):
    """What is shown of one unit."""

    unit: int
    dead: bool
    summary: str
    strongest: list[StrongDigit]
    means: list[float]  # of each class
    outputs: list[float]  # weight in each class's score
    histogram: list[int]  # of the activations above 0, from 0 to ``top``
    top: float
    activation: float  # for the selected digit
    standing: str
    related: list[RelatedUnit]


class DossierView(TypedDict):
    """Everything that the dossier shows."""

    shows: str
    name: str
    units: list[UnitView]
    together: str  # how two units go together; empty for one
    active: list[ActiveUnit]  # the strongest of the selected digit


def layout(workspace: Workspace) -> html.Section:
    """Return room for the dossier; it knows the loadings of all units, which never change."""
    loadings = json.dumps(workspace.pca.components[:2].round(3).T.tolist())
    title = html.Div([html.H2(className="unit-title"), html.P(className="hint summary")], className="unit-heading")
    steps = html.Div(
        [step_button("-1", "‹", "Previous unit"), step_button("1", "›", "Next unit")], className="unit-steps"
    )
    head = html.Div([title, steps], className="unit-head")
    body = html.Div(id=ids.UNIT_BODY, className="unit-body", **data(loadings=loadings))
    return html.Section([head, body], id=ids.UNIT_PANEL, className="card", tabIndex=-1, **aria(label="Unit dossier"))


def step_button(step: str, sign: str, label: str) -> html.Button:
    """Return a button that goes on by ``step`` units."""
    return html.Button(sign, className="quiet", **data(step=step), **name_by_tip(label))


def parse_units(picked: Any, count: int) -> list[int]:
    """Read one unit or two as they come from the browser; the same one twice is one.

    Raises:
        ValueError: It is something else, or there is no such unit.
    """
    if not isinstance(picked, list) or len(picked) not in (1, 2):
        raise ValueError("the units must be given as a list of one or two")
    units = [int(parse_choice(unit, range(count), "the unit")) for unit in picked]
    return list(dict.fromkeys(units))


def view_dossiers(workspace: Workspace, subject: Subject, units: list[int]) -> DossierView:
    """Return the dossiers of one unit or two, with the selected digit's place in them."""
    active = strongest_units(subject.features)
    activations = subject.features[active].round(2).tolist()
    return {
        "shows": subject.shows,
        "name": spoken(subject.name),
        "units": [view_unit(workspace, subject, open_dossier(workspace, unit)) for unit in units],
        "together": together(workspace, units),
        "active": [{"unit": unit, "activation": a} for unit, a in zip(active.tolist(), activations, strict=True)],
    }


def view_unit(workspace: Workspace, subject: Subject, dossier: Dossier) -> UnitView:
    """Return what is shown of one unit."""
    activation = float(subject.features[dossier.unit])
    top = max(float(dossier.activations.max()), activation) or 1.0
    pairs = zip(dossier.related.tolist(), dossier.correlations.round(2).tolist(), strict=True)
    return {
        "unit": dossier.unit,
        "dead": dossier.dead,
        "summary": summary(dossier, len(workspace.labels)),
        "strongest": [view_digit(workspace, dossier, index) for index in dossier.strongest.tolist()],
        "means": dossier.class_means.round(3).tolist(),
        "outputs": dossier.outputs.round(4).tolist(),
        "histogram": dossier.histogram(top, BINS).tolist(),
        "top": round(top, 3),
        "activation": round(activation, 3),
        "standing": standing(dossier, spoken(subject.name), activation),
        "related": [{"unit": unit, "r": r} for unit, r in pairs],
    }


def view_digit(workspace: Workspace, dossier: Dossier, index: int) -> StrongDigit:
    """Return what is shown of one of the strongest digits."""
    label = int(workspace.labels[index])
    description = f"No. {index}, labelled {label}: activation {dossier.activations[index]:.1f}"
    return {"index": index, "label": label, "image": encode_image(workspace.images[index]), "description": description}


def summary(dossier: Dossier, digits: int) -> str:
    """Return in words how often the unit fires, and for which class most."""
    if dossier.dead:
        return f"never fires: its activation is 0 on all {digits:,} digits, so it has no say in any map or score"
    best = int(dossier.class_means.argmax())
    return f"fires on {percent(dossier.firing)} of the digits, on average most for the {best}s"


def standing(dossier: Dossier, name: str, activation: float) -> str:
    """Return in words how strong an activation is among those of all digits."""
    if activation == 0:
        others = "" if dossier.dead else f", as on {percent(1 - dossier.firing)} of the digits"
        return f"silent on {name}{others}"
    return f"{activation:.2f} on {name}: stronger than on {percent(dossier.share_below(activation))} of the digits"


def spoken(name: str) -> str:
    """Return a digit's name as it stands within a sentence."""
    return name.replace("Your", "your")


def together(workspace: Workspace, units: list[int]) -> str:
    """Return in words how two units go together; nothing for one."""
    if len(units) < 2:
        return ""
    if not all(workspace.correlation[unit, unit] for unit in units):
        return "no correlation: at least one of the two never fires"
    r = float(workspace.correlation[units[0], units[1]])
    fires = workspace.features[:, units] > 0
    both, chance = float(fires.all(axis=1).mean()), float(fires.mean(axis=0).prod())
    fire = f"both fire on {percent(both)} of the digits, by chance it would be {percent(chance)}"
    return f"correlation r = {plain(r, 2)}; {fire}"


def answer(asked: Question) -> DossierView:
    """Return what the dossier shows."""
    sent = asked.sent.get(UNITS)
    strongest = strongest_units(asked.digit.features)[:1].tolist() or [0]  # as long as none has been opened
    units = strongest if sent is None else parse_units(sent, asked.workspace.features.shape[1])
    return view_dossiers(asked.workspace, asked.digit, units)


PANEL = Panel("unit", "Unit", layout, views=[View(ids.UNIT_BODY, answer, [DIGIT, UNITS])])
