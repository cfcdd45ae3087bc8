"""The dossier of one of the units, or of two side by side: anything naming a unit opens it.

The server says what there is to know, ``assets/js/panels/unit.js`` opens and draws it.
"""

from __future__ import annotations

import json
from typing import Any, TypedDict

import numpy as np
from dash import html

from components.page import ids
from components.page.attributes import aria, data, name_by_tip
from components.page.classes import shown_classes
from components.page.format import percent, plain
from components.page.panel import Panel
from components.question.facts import is_labelled, is_signed, says
from components.question.question import DIGIT, UNITS, Question
from components.question.state import parse_choice
from components.question.subject import Subject, encode_image, known_label
from components.question.view import View
from model.explain.unit import Dossier, open_dossier, strongest_digits, strongest_units
from model.spec import DatasetSpec
from model.workspace import Workspace

BINS = 40


class StrongDigit(TypedDict):
    """An image with one of the greatest activations of a unit, or of the most negative ones."""

    index: int
    label: int | None  # its class, if the data set has one for it
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


class ClassRow(TypedDict):
    """What a unit has to do with one class."""

    index: int
    name: str
    mean: float  # activation
    output: float | None  # weight in its score, where the scores are weighted sums


class UnitView(TypedDict):
    """What is shown of one unit."""

    unit: int
    dead: bool
    summary: str
    strongest: list[StrongDigit]
    weakest: list[StrongDigit]  # those with the most negative activations, where there are some
    classes: list[ClassRow]  # of all classes, or of those with the strongest means
    histogram: list[int]  # of the activations other than 0, from ``low`` to ``top``
    low: float
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
    activation, spec = float(subject.features[dossier.unit]), workspace.spec
    top = max(float(dossier.activations.max()), activation, 0.0)
    low = min(float(dossier.activations.min()), activation, 0.0)
    top = top if top > low else 1.0
    pairs = zip(dossier.related.tolist(), dossier.correlations.round(2).tolist(), strict=True)
    return {
        "unit": dossier.unit,
        "dead": never_changes(dossier),
        "summary": summary(workspace, dossier),
        "strongest": [view_digit(workspace, dossier, index) for index in dossier.strongest.tolist()],
        "weakest": [view_digit(workspace, dossier, index) for index in most_negative(dossier)],
        "classes": class_rows(spec, dossier),
        "histogram": histogram(dossier, low, top),
        "low": round(low, 3),
        "top": round(top, 3),
        "activation": round(activation, 3),
        "standing": standing(workspace, dossier, spoken(subject.name), activation),
        "related": [{"unit": unit, "r": r} for unit, r in pairs],
    }


def view_digit(workspace: Workspace, dossier: Dossier, index: int) -> StrongDigit:
    """Return what is shown of one of the strongest images."""
    label = known_label(workspace, index)
    who = f"No. {index}, {says(workspace, label)}".removesuffix(", ")
    description = f"{who}: activation {plain(float(dossier.activations[index]), 1)}"
    return {"index": index, "label": label, "image": encode_image(workspace.images[index]), "description": description}


def never_changes(dossier: Dossier) -> bool:
    """Whether the activation is 0 on every image."""
    return not dossier.activations.any()


def most_negative(dossier: Dossier) -> list[int]:
    """Return the images with the most negative activations, the most negative first."""
    found: list[int] = strongest_digits(-dossier.activations).tolist()
    return found


def histogram(dossier: Dossier, low: float, top: float) -> list[int]:
    """Return how many of the activations other than 0 lie in each of equal steps from ``low`` to ``top``."""
    some = dossier.activations[dossier.activations != 0]
    counts: list[int] = np.histogram(some, bins=BINS, range=(low, top))[0].tolist()
    return counts


def class_rows(spec: DatasetSpec, dossier: Dossier) -> list[ClassRow]:
    """Return mean activation and weight of each class, or of those on which the unit is strongest."""
    means = np.nan_to_num(dossier.class_means)  # of a class without images there is none
    outputs = dossier.outputs
    return [
        {
            "index": k,
            "name": spec.classes[k],
            "mean": round(float(means[k]), 3),
            "output": round(float(outputs[k]), 4) if len(outputs) else None,
        }
        for k in shown_classes(means)
    ]


def summary(workspace: Workspace, dossier: Dossier) -> str:
    """Return in words how often the unit fires, and for which class most."""
    spec, fires = workspace.spec, "is positive" if is_signed(workspace) else "fires"
    count = len(workspace.labels)
    if never_changes(dossier):
        fired = "fires: its" if fires == "fires" else "changes: its"
        return f"never {fired} activation is 0 on all {count:,} {spec.items}, so it has no say in any map or score"
    often = f"{fires} on {percent(dossier.firing)} of the {spec.items}"
    if not np.isfinite(dossier.class_means).any() or not is_labelled(workspace):
        return often
    best = int(np.nan_to_num(dossier.class_means, nan=-np.inf).argmax())
    many = f"the {spec.many(best)}" if len(spec.classes[best]) == 1 else spec.many(best)
    return f"{often}, on average most for {many}"


def standing(workspace: Workspace, dossier: Dossier, name: str, activation: float) -> str:
    """Return in words how strong an activation is among those of all images."""
    items = workspace.spec.items
    if activation == 0 and not is_signed(workspace):
        others = "" if dossier.dead else f", as on {percent(1 - dossier.firing)} of the {items}"
        return f"silent on {name}{others}"
    below, verb = percent(dossier.share_below(activation)), "greater" if is_signed(workspace) else "stronger"
    return f"{plain(activation, 2)} on {name}: {verb} than on {below} of the {items}"


def spoken(name: str) -> str:
    """Return a digit's name as it stands within a sentence."""
    return name.replace("Your", "your")


def together(workspace: Workspace, units: list[int]) -> str:
    """Return in words how two units go together; nothing for one."""
    if len(units) < 2:
        return ""
    if not all(workspace.correlation[unit, unit] for unit in units):
        return f"no correlation: at least one of the two never {'changes' if is_signed(workspace) else 'fires'}"
    r = float(workspace.correlation[units[0], units[1]])
    fires = workspace.features[:, units] > 0
    both, chance = float(fires.all(axis=1).mean()), float(fires.mean(axis=0).prod())
    verb = "are positive" if is_signed(workspace) else "fire"
    fire = f"both {verb} on {percent(both)} of the {workspace.spec.items}, by chance it would be {percent(chance)}"
    return f"correlation r = {plain(r, 2)}; {fire}"


def answer(asked: Question) -> DossierView:
    """Return what the dossier shows."""
    sent = asked.sent.get(UNITS)
    strongest = strongest_units(asked.digit.features)[:1].tolist() or [0]  # as long as none has been opened
    units = strongest if sent is None else parse_units(sent, asked.workspace.features.shape[1])
    return view_dossiers(asked.workspace, asked.digit, units)


PANEL = Panel("unit", "Unit", layout, views=[View(ids.UNIT_BODY, answer, [DIGIT, UNITS])])
