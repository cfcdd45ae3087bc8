"""Saliency: which pixels push the point along the map's axes and towards a class, beside those that make the score.

The server says what each pixel does, ``assets/js/panels/saliency.js`` paints it over the digit.
"""

from __future__ import annotations

from typing import TypedDict

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
from components.question.choice import Choice
from components.question.map_choice import MapChoice
from components.question.question import DIGIT, MAP, Question
from components.question.subject import Subject, encode_image
from components.question.view import View
from model.explain.saliency import Saliency, class_centre, direction, find_saliency
from model.workspace import Workspace

Floats = NDArray[np.float32]

NEXT_BEST = "next"  # the second most probable class
TOWARDS = Choice(
    ids.SALIENCY_CLASS, "the class",
    {NEXT_BEST: "next best class"} | {digit: f"class {digit}" for digit in range(10)}, NEXT_BEST,
)  # fmt: skip
KIND = Choice(ids.SALIENCY_KIND, "the kind of saliency", {"gradient": "gradient", "ink": "gradient × ink"}, "gradient")
HINT = ": blue pixels push the way that the picture's title says, orange ones the other way, by their "
JUMPS = (
    " has no formula, so this is the derivative of the landing, of where an image like this one is put, blurred a "
    "little where one neighbour gives way to another, at which it jumps"
)
LINEAR = "A position on this map is a weighted sum of the features, so this is its derivative"
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
    towards = named_menu("Towards", TOWARDS, explanation=explanation)
    body = html.Div(id=ids.SALIENCY_BODY, className="saliency", role="group", **aria(label="Saliency"))
    return card(
        ids.SALIENCY_PANEL, "Which pixels hold it there", body,
        controls=[segments(KIND), towards], hint=hint,
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
    target = next_best(subject.probabilities) if towards == NEXT_BEST else int(towards)
    centre = class_centre(shown.cloud, workspace.labels, target)
    forwards = direction(shown.place(subject), centre)
    weights = derivative.T.astype(np.float32)
    saliency = find_saliency(workspace, subject.image, weights, forwards, subject.predicted)
    return {
        "shows": subject.shows,
        "name": subject.name,
        "image": encode_image(subject.image),
        "tiles": view_tiles(saliency, subject, shown, kind, target),
        "caption": caption(workspace, shown, kind, subject.predicted),
    }


def next_best(probabilities: Floats) -> int:
    """Return the second most probable class."""
    return int(np.argsort(-probabilities, kind="stable")[1])


def view_tiles(saliency: Saliency, subject: Subject, shown: MapChoice, kind: str, target: int) -> list[Tile]:
    """Return the pictures: three of the position on one scale, that of the score on its own."""
    pictures = [saliency.x, saliency.y, saliency.towards, saliency.score]
    if kind == "ink":
        ink: Floats = (subject.image / 255).astype(np.float32)
        pictures = [pixels * ink for pixels in pictures]
    position, score = reach(*pictures[:3]), reach(pictures[3])
    tops = (position, position, position, score)
    units = (shown.unit,) * 3 + ("logits",)
    each = "" if kind == "ink" else " per unit of ink"
    parts = zip(titles(shown, subject, target), units, pictures, tops, strict=True)
    return [
        {**title, "unit": unit + each, "picture": signed_picture(pixels, top)} for title, unit, pixels, top in parts
    ]


def titles(shown: MapChoice, subject: Subject, target: int) -> list[Title]:
    """Return title and both ends of the scale of each picture."""
    across, up = shown.axes
    score = subject.predicted
    return [
        {"title": f"Right, along {across}", "low": "left", "high": "right"},
        {"title": f"Up, along {up}", "low": "down", "high": "up"},
        {"title": f"Towards the {target}s", "low": "away", "high": "towards"},
        {"title": f"Higher score as a {score}", "low": "less", "high": "more"},
    ]


def caption(workspace: Workspace, shown: MapChoice, kind: str, read: int) -> str:
    """Return in words how to read the pictures of a map, and how far to trust them.

    Args:
        workspace: What was tried.
        shown: The map.
        kind: One of ``KIND``.
        read: The class that the digit is read as.
    """
    trust = LINEAR if shown.exact else shown.name + JUMPS
    reading = {
        "gradient": "A unit of ink is one pixel from empty to full; a pixel's value is how far a little more ink there "
        "would push, in proportion.",
        "ink": "A pixel's value is its gradient times its ink: what all its ink would do if all of it did as a little "
        "does, which it often does not.",
    }
    limits = (
        "In evenly filled ink, where a little more acts otherwise than a little less, it is about the mean of both."
    )
    return f"{reading[kind]} {trust}. {limits} {tried(workspace, shown, read)}"


def tried(workspace: Workspace, shown: MapChoice, read: int) -> str:
    """Return in words how often the pictures came true on a map, of digits that are read as the same class."""
    trials = workspace.manifest["foretelling"][shown.projection][read]
    if trials["tried"] < FEWEST_TRIALS or not shown.usual:
        return "It holds for small changes; how often it comes true on these axes was not tried."
    low, _, high = trials["sizes"]
    share = whole_percent(trials["right"] / trials["tried"])
    most = whole_percent(trials["strongest_right"] / max(trials["strongest_tried"], 1))
    return (
        f"Tried on other digits that are read as {read}: when 3 × 3 pixels lost a fifth of their ink, the point went "
        f"the told way, within 90°, {share} of {trials['tried']:,} times ({most} where the picture is strongest); half "
        f"of the moves were told {low:.1f} to {high:.1f} times as long as they were. The more ink changes, and where "
        "it is added, the less it holds."
    )


def answer(asked: Question) -> SaliencyView:
    """Return what the panel shows."""
    return view_saliency(asked.workspace, asked.digit, asked.map, asked.choice(TOWARDS), asked.choice(KIND))


PANEL = Panel(
    "saliency",
    "Which pixels hold it there",
    layout,
    views=[View(ids.SALIENCY_BODY, answer, [DIGIT, MAP, TOWARDS, KIND])],
)
