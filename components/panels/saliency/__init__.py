"""Saliency: which pixels push the point along the map's axes and towards a class, beside those that make the score.

The server says what each pixel does, ``assets/js/panels/saliency.js`` paints it over the digit.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypedDict

import numpy as np
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from numpy.typing import NDArray

from components.figures.saliency import SignedPicture, reach, signed_picture
from components.page import ids
from components.page.attributes import aria, data
from components.page.card import card
from components.page.choices import named_menu, segments
from components.question.map_choice import MapChoice, map_states, parse_map
from components.question.state import parse_choice
from components.question.subject import Subject, encode_image, find_subject
from model.explain.saliency import Saliency, class_centre, find_saliency, map_weights, way
from model.workspace import Workspace

Floats = NDArray[np.float32]

NEXT_BEST = "next"  # the second most probable class
CLASSES = (NEXT_BEST, *range(10))
KINDS = {"gradient": "gradient", "ink": "gradient × ink"}
HINT = "blue pixels push the way that the picture's title says, orange ones the other way"
EXACT = "A position on this map is a weighted sum of the features, so this is its exact derivative"


class Title(TypedDict):
    """What a picture is about."""

    title: str
    low: str  # what orange means
    high: str  # what blue means


class Tile(Title):
    """One picture."""

    unit: str
    picture: SignedPicture


class SaliencyView(TypedDict):
    """Everything that the panel shows."""

    shows: str
    name: str
    image: str  # see ``encode_image``
    tiles: list[Tile]
    caption: str


@dataclass(frozen=True)
class Question:
    """What the visitor wants to see the saliency of."""

    map: MapChoice
    towards: int | None  # a class; None is the second most probable
    kind: str


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for its four pictures."""
    classes = {digit: "next best class" if digit == NEXT_BEST else f"class {digit}" for digit in CLASSES}
    towards = named_menu(
        "Towards", ids.SALIENCY_CLASS, classes, NEXT_BEST,
        title="The class towards whose middle on the map the third picture looks",
    )  # fmt: skip
    kinds = segments(ids.SALIENCY_KIND, KINDS, "gradient")
    body = html.Div(id=ids.SALIENCY_BODY, className="saliency", role="group", **aria(label="Saliency"))
    return card(
        ids.SALIENCY_PANEL, "Which pixels hold it there", body, dcc.Store(ids.SALIENCY_ASKED),
        controls=[kinds, towards], hint=HINT, **data(follow=ids.SALIENCY_ASKED),
    )  # fmt: skip


def register(app: Dash, workspace: Workspace) -> None:
    """Let the pictures follow the selection, the map in view and the panel's own controls."""

    @app.callback(
        Output(ids.SALIENCY_BODY, "data-view"),
        Input(ids.SALIENCY_ASKED, "data"),
        Input(ids.SALIENCY_CLASS, "value"),
        Input(ids.SALIENCY_KIND, "value"),
        *map_states(),
        State(ids.LANDING, "data"),
        prevent_initial_call=True,
    )
    def show_saliency(selection: Any, *rest: Any) -> str | Any:
        if selection is None and ctx.triggered_id != ids.SALIENCY_ASKED:  # nobody has looked at the panel yet
            return no_update
        *controls, drawing = rest
        subject = find_subject(workspace, selection, drawing)
        return json.dumps(view_saliency(workspace, subject, parse_question(*controls)))


def parse_question(towards: Any, kind: Any, *shown: Any) -> Question:
    """Read the controls as they come from the browser; ``shown`` is the map in view, as ``parse_map`` takes it.

    Raises:
        ValueError: One of them is not offered.
    """
    towards = parse_choice(towards, CLASSES, "the class")
    kind = parse_choice(kind, list(KINDS), "the kind of saliency")
    return Question(parse_map(*shown), None if towards == NEXT_BEST else towards, kind)


def view_saliency(workspace: Workspace, subject: Subject, question: Question) -> SaliencyView:
    """Return the four pictures of a digit."""
    shown = question.map
    weights = map_weights(workspace, shown.projection, shown.components)
    explanation = workspace.explain(subject.digit, shown.projection, components=shown.components)
    target = next_best(subject.probabilities) if question.towards is None else question.towards
    towards = way(explanation.position, class_centre(shown.cloud(workspace), workspace.labels, target))
    saliency = find_saliency(workspace, workspace.trace(subject.image), weights, towards, subject.predicted)
    return {
        "shows": subject.shows,
        "name": subject.name,
        "image": encode_image(subject.image),
        "tiles": view_tiles(saliency, subject, question, target),
        "caption": caption(question, explanation.r2),
    }


def next_best(probabilities: Floats) -> int:
    """Return the second most probable class."""
    return int(np.argsort(-probabilities, kind="stable")[1])


def view_tiles(saliency: Saliency, subject: Subject, question: Question, target: int) -> list[Tile]:
    """Return the pictures: three of the position on one scale, that of the score on its own."""
    pictures = [saliency.across, saliency.up, saliency.towards, saliency.score]
    if question.kind == "ink":
        ink: Floats = (subject.image / 255).astype(np.float32)
        pictures = [pixels * ink for pixels in pictures]
    position, score = reach(*pictures[:3]), reach(pictures[3])
    tops = (position, position, position, score)
    units = (question.map.unit,) * 3 + ("logits",)
    each = "" if question.kind == "ink" else " per unit of ink"
    parts = zip(titles(question, subject, target), units, pictures, tops, strict=True)
    return [
        {**title, "unit": unit + each, "picture": signed_picture(pixels, top)} for title, unit, pixels, top in parts
    ]


def titles(question: Question, subject: Subject, target: int) -> list[Title]:
    """Return title and both ends of the scale of each picture."""
    across, up = question.map.axes
    score = subject.predicted
    return [
        {"title": f"Right, along {across}", "low": "left", "high": "right"},
        {"title": f"Up, along {up}", "low": "down", "high": "up"},
        {"title": f"Towards the {target}s", "low": "away", "high": "towards"},
        {"title": f"More likely a {score} (its score)", "low": "less", "high": "more"},
    ]


def caption(question: Question, r2: Floats) -> str:
    """Return in words how to read the pictures of a map, and how far to trust them."""
    name = question.map.name
    if question.map.projection in ("tsne", "umap"):
        quality = f"R² {r2[0]:.2f} across and {r2[1]:.2f} up"
        trust = f"{name} has no formula, so the derivative is that of its linear stand-in, the surrogate ({quality})"
    else:
        trust = EXACT
    reading = {
        "gradient": "A unit of ink is one pixel from empty to full; a pixel's value is how far a little more ink there "
        "would push, in proportion.",
        "ink": "A pixel's value is its gradient times its ink: what the ink that is there contributes.",
    }
    limits = (
        "It holds for small changes, not for hiding a whole stroke; in evenly filled ink, where a little more acts "
        "otherwise than a little less, it is about the mean of both."
    )
    return f"{reading[question.kind]} {trust}. {limits}"
