"""Saliency: which pixels push the point along the map's axes and towards a class, beside those that make the score.

The server says what each pixel does, ``assets/js/panels/saliency.js`` paints it over the digit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypedDict

import numpy as np
from dash import html
from numpy.typing import NDArray

from components.figures.saliency import SignedPicture, reach, signed_picture
from components.page import ids
from components.page.attributes import aria
from components.page.card import card
from components.page.choices import named_menu, segments
from components.page.format import whole_percent
from components.page.panel import Panel
from components.page.terms import term
from components.question.choice import Choice, Value
from components.question.map_choice import MapChoice
from components.question.question import DIGIT, MAP, Question
from components.question.subject import Subject, encode_image
from components.question.view import View
from model.explain.saliency import Saliency, class_centre, direction, find_saliency
from model.spec import DatasetSpec
from model.workspace import Workspace

Floats = NDArray[np.float32]
Units = tuple[str, str]  # of the map, and of pixels

NEXT_BEST = "next"  # the second most probable class


def offer_classes(workspace: Workspace) -> tuple[Mapping[Any, str], Value]:
    """Return the classes that have a middle, and the one that is read next."""
    spec, known = workspace.spec, set(workspace.groups.tolist())
    names = {k: f"class {name}" for k, name in enumerate(spec.classes) if k in known}
    return {NEXT_BEST: "next best class", **names}, NEXT_BEST


TOWARDS = Choice(ids.SALIENCY_CLASS, "the class", offer=offer_classes)


def offer_kinds(workspace: Workspace) -> tuple[Mapping[Any, str], Value]:
    """Return what a pixel's value can be."""
    return {"gradient": "gradient", "ink": f"gradient × {light(workspace.spec)}"}, "gradient"


KIND = Choice(ids.SALIENCY_KIND, "the kind of saliency", offer=offer_kinds)
HINT = ": blue pixels push the way that the picture's title says, orange ones the other way, by their "
JUMPS = (
    " has no formula, so this is the derivative of the landing, of where an image like this one is put, blurred a "
    "little where one neighbour gives way to another, at which it jumps"
)
LINEAR = "A position on this map is a weighted sum of the features, so this is its derivative"
NO_GRADIENT = "Which pixels matter cannot be said of this network: "
FEWEST_TRIALS = 20  # of a class, below which they say nothing


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


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for its four pictures."""
    hint = [term("saliency", "saliency"), HINT, term("gradient", "gradient")]
    explanation = "The class towards whose middle on the map the third picture looks"
    towards = named_menu("Towards", TOWARDS.of(workspace), explanation=explanation)
    body = html.Div(id=ids.SALIENCY_BODY, className="saliency", role="group", **aria(label="Saliency"))
    if not workspace.classifier.has_gradient:
        why_not = f"{NO_GRADIENT}{workspace.manifest['network']['why_no_gradient']}."
        return card(ids.SALIENCY_PANEL, "Which pixels hold it there", html.P(why_not, className="hint"))
    return card(
        ids.SALIENCY_PANEL, "Which pixels hold it there", body,
        controls=[segments(KIND.of(workspace)), towards], hint=hint,
    )  # fmt: skip


def view_saliency(
    workspace: Workspace, subject: Subject, shown: MapChoice, towards: int | str, kind: str
) -> SaliencyView:
    """Return the four pictures of a digit.

    Args:
        workspace: What there is to show.
        subject: The digit.
        shown: The map whose axes they are about.
        towards: The class that the third one looks towards, or ``NEXT_BEST``.
        kind: One of ``KIND``.
    """
    derivative = shown.map.foretell(subject.features, shown.components, without=subject.own)
    classes = workspace.groups
    target = next_best(subject.probabilities, set(classes.tolist())) if towards == NEXT_BEST else int(towards)
    centre = class_centre(shown.cloud, classes, target)
    forwards = direction(shown.place(subject), centre)
    weights = derivative.T.astype(np.float32)
    saliency = find_saliency(workspace, subject.image, weights, forwards, subject.predicted)
    return {
        "shows": subject.shows,
        "name": subject.name,
        "image": encode_image(subject.image),
        "tiles": view_tiles(
            saliency, subject, kind, titles(workspace.spec, shown, subject, target), (shown.unit, light(workspace.spec))
        ),
        "caption": caption(workspace, shown, kind, subject.predicted),
    }


def next_best(probabilities: Floats, known: Collection[int]) -> int:
    """Return the second most probable class, of those that images are ``known`` of."""
    order: list[int] = np.argsort(-probabilities, kind="stable").tolist()
    return next((index for index in order[1:] if index in known), order[0])


def view_tiles(saliency: Saliency, subject: Subject, kind: str, named: list[Title], units: Units) -> list[Tile]:
    """Return the pictures: three of the position on one scale, that of the score on its own."""
    pictures = [saliency.x, saliency.y, saliency.towards, saliency.score]
    if kind == "ink":
        ink: Floats = (subject.image / 255).astype(np.float32)
        pictures = [pixels * ink for pixels in pictures]
    pictures = [flat(pixels) for pixels in pictures]
    position, score = reach(*pictures[:3]), reach(pictures[3])
    tops = (position, position, position, score)
    each = "" if kind == "ink" else f" per unit of {units[1]}"
    parts = zip(named, (units[0],) * 3 + ("logits",), pictures, tops, strict=True)
    return [
        {**title, "unit": unit + each, "picture": signed_picture(pixels, top)} for title, unit, pixels, top in parts
    ]


def flat(pixels: Floats) -> Floats:
    """Return one value a pixel (h, w): what all its colours do together, where it has some (h, w, 3)."""
    summed: Floats = pixels if pixels.ndim == 2 else pixels.sum(axis=2)
    return summed


def light(spec: DatasetSpec) -> str:
    """Return what pixels have more or less of."""
    return "ink" if spec.pad else "light"


def titles(spec: DatasetSpec, shown: MapChoice, subject: Subject, target: int) -> list[Title]:
    """Return title and both ends of the scale of each picture."""
    across, up = shown.axes
    score = spec.classes[subject.predicted]
    goal = spec.many(target) if len(spec.classes[target]) == 1 else spec.classes[target]
    return [
        {"title": f"Right, along {across}", "low": "left", "high": "right"},
        {"title": f"Up, along {up}", "low": "down", "high": "up"},
        {"title": f"Towards the {goal}" if len(score) == 1 else f"Towards {goal}", "low": "away", "high": "towards"},
        {
            "title": f"Higher score as a {score}" if len(score) == 1 else f"Higher score as {score}",
            "low": "less",
            "high": "more",
        },
    ]


def caption(workspace: Workspace, shown: MapChoice, kind: str, read: int) -> str:
    """Return in words how to read the pictures of a map, and how far to trust them.

    Args:
        workspace: What was tried.
        shown: The map.
        kind: One of ``KIND``.
        read: The class that the digit is read as.
    """
    trust, ink = LINEAR if shown.exact else shown.name + JUMPS, light(workspace.spec)
    together = ", all its colours together" if workspace.spec.channels > 1 else ""
    unit = "one pixel from empty to full" if ink == "ink" else f"one pixel from black to white{together}"
    reading = {
        "gradient": f"A unit of {ink} is {unit}; a pixel's value is how far a little more {ink} there "
        "would push, in proportion.",
        "ink": f"A pixel's value is its gradient times its {ink}: what all its {ink} would do if all of it did as a "
        "little does, which it often does not.",
    }
    where = "In evenly filled ink, where" if ink == "ink" else "Where"
    limits = f"{where} a little more acts otherwise than a little less, it is about the mean of both."
    return f"{reading[kind]} {trust}. {limits} {tried(workspace, shown, read)}"


def tried(workspace: Workspace, shown: MapChoice, read: int) -> str:
    """Return in words how often the pictures came true on a map, of digits that are read as the same class."""
    trials, spec = workspace.manifest["foretelling"][shown.projection][read], workspace.spec
    if trials["tried"] < FEWEST_TRIALS or not shown.usual:
        return "It holds for small changes; how often it comes true on these axes was not tried."
    low, _, high = trials["sizes"]
    share = whole_percent(trials["right"] / trials["tried"])
    most = whole_percent(trials["strongest_right"] / max(trials["strongest_tried"], 1))
    sizes = f"half of the moves were told {low:.1f} to {high:.1f} times as long as they were"
    source = "of the map, each without its own point," if workspace.manifest["strangeness"]["source"] == "map" else ""
    which = f"{spec.items} {source}".strip() if source else f"other {spec.items}"
    lost = f"when {block(spec)} lost a fifth of {its(spec)} {light(spec)}, the point went the told way, within 90°"
    often = f"{share} of {trials['tried']:,} times ({most} where the picture is strongest)"
    limits = f"The more {light(spec)} changes, and where it is added, the less it holds."
    return f"Tried on {which} that are read as {spec.classes[read]}: {lost}, {often}; {sizes}. {limits}"


def block(spec: DatasetSpec) -> str:
    """Return in words what lost light in the trials."""
    side = spec.block_side
    return "one pixel" if side == 1 else f"{side} × {side} pixels"


def its(spec: DatasetSpec) -> str:
    """Return whose light was lost in the trials."""
    return "its" if spec.block_side == 1 else "their"


def answer(asked: Question) -> SaliencyView:
    """Return what the panel shows."""
    return view_saliency(asked.workspace, asked.digit, asked.map, asked.choice(TOWARDS), asked.choice(KIND))


PANEL = Panel(
    "saliency",
    "Which pixels hold it there",
    layout,
    views=[View(ids.SALIENCY_BODY, answer, [DIGIT, MAP, TOWARDS, KIND])],
)
