"""Two images compared: A, which the visitor has pinned, and B, which is selected.

The browser keeps the pin and sends it along; ``assets/js/panels/compare.js`` draws what the server finds.
"""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from dash import html
from numpy.typing import NDArray

from components.figures.pictures import feature_map_sheet, signed_sheet
from components.page import ids
from components.page.attributes import data, tip
from components.page.card import card
from components.page.format import decimals_for, probability
from components.page.panel import Panel
from components.page.warning import warn
from components.panels.compare.displacement import (
    Contribution,
    ReceiptRow,
    carriers,
    describe_alone,
    describe_displacement,
    is_lost,
    view_contributions,
    view_receipts,
)
from components.question.facts import dimensions, is_labelled
from components.question.map_choice import MapChoice
from components.question.question import DIGIT, MAP, PIN
from components.question.subject import Subject, encode_image, sample_subject
from components.question.view import View
from components.question.way import explain_subject
from model.explain.comparison import (
    Comparison,
    compare,
    diagonal,
    differing_channels,
    exchange,
    nearest_of_another_class,
    strongest,
)
from model.inspection import Inspection
from model.workspace import Workspace

NAMED = 20  # differences that are named
CHANNELS = 6  # feature maps that are shown
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # of red, green and blue

Floats = NDArray[np.float32]


class Side(TypedDict):
    """One of the two images."""

    shows: str
    index: int | None  # a drawing has none
    name: str
    image: str  # see ``encode_image``
    label: int | None
    labelled: str  # the name of that class
    predicted: int
    reading: str  # the name of that class
    confidence: str
    warning: str  # why it may be none of the kind, if so


class UnitDifference(TypedDict):
    """What a unit does for B beyond what it does for A."""

    unit: int
    values: list[float]  # activation for A, for B
    difference: float


class FeatureMaps(TypedDict):
    """The channels of the last recorded layer that differ most."""

    layer: str
    channels: list[int]
    picture: str  # data URI: a row for A, a row for B
    differences: str  # data URI


class CompareView(TypedDict):
    """Everything that the panel shows."""

    shows: str
    pinned: bool
    sides: list[Side]
    pixels: str  # data URI of the signed difference of the pictures
    maps: FeatureMaps | None  # of a network without recorded layers there are none
    units: list[UnitDifference]  # greatest magnitude first
    named: int  # how many of them are named
    columns: list[str]
    axes: list[str]
    positions: list[tuple[float, float]]
    distances: str
    receipt: list[ReceiptRow]
    sentence: str
    contributions: list[Contribution]


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with its buttons and room for its content."""
    buttons = [
        html.Button("Swap", className="quiet", **tip("Exchange A and B"), **data(pin="swap")),
        html.Button(
            "Pin B as A", className="quiet", **tip(f"Keep the selected {workspace.spec.item} as A"), **data(pin="here")
        ),
        html.Button("Unpin", className="quiet", **tip("Forget A"), **data(pin="off")),
    ]
    return card(
        ids.COMPARE_PANEL, f"Two {workspace.spec.items} compared",
        html.Div(id=ids.COMPARE_BODY, className="compare"),
        hint=f"B is the {workspace.spec.item} that is selected; blue is more in B, orange more in A",
        controls=buttons,
    )  # fmt: skip


def view_comparison(workspace: Workspace, pinned: Subject | None, subject: Subject, view: MapChoice) -> CompareView:
    """Return what the panel shows of the pinned digit A, or a ready-made one, and the selected digit B."""
    pair = pinned or ready_made(workspace, subject), subject
    one, other = (explain_subject(workspace, part, view) for part in pair)
    way = explain_subject(workspace, subject, view, pair[0].features)
    comparison = compare(one.position, way)
    size = diagonal(view.cloud)
    return {
        "shows": subject.shows,
        "pinned": pinned is not None,
        "sides": [view_side(workspace, part) for part in pair],
        "pixels": signed_sheet(lightness(pair[1].image)[None] - lightness(pair[0].image), columns=1),
        "maps": view_maps(*(last_maps(workspace, part) for part in pair)) if workspace.classifier.layers else None,
        "units": view_units(*(part.features for part in pair)),
        "named": min(NAMED, int(np.count_nonzero(comparison.difference))),
        "columns": view.columns,
        "axes": view.axes,
        "positions": [one.position.tolist(), other.position.tolist()],
        "distances": describe_distances(workspace, comparison, view.name, size),
        "receipt": view_receipts(one, other, decimals_for(size), items=workspace.spec.items),
        "sentence": describe_way(workspace, pair[0], comparison, view),
        "contributions": view_contributions(comparison),
    }


def describe_way(workspace: Workspace, one: Subject, comparison: Comparison, view: MapChoice) -> str:
    """Return in words which units carry A to B, and where maps have no formula also how far they would alone."""
    said = describe_displacement(comparison)
    if view.exact or is_lost(comparison) or not comparison.length:
        return said
    units = carriers(comparison.shares)
    moved = exchange(view.map, one.features, comparison.difference, units, without=one.own)
    return f"{said} {describe_alone(comparison, moved)}"


def ready_made(workspace: Workspace, subject: Subject) -> Subject:
    """Return the image to compare with when none is pinned: the nearest one of another class."""
    label = subject.predicted if subject.label is None else subject.label
    known = workspace.labels if is_labelled(workspace) else workspace.predicted
    index = nearest_of_another_class(workspace.placer.index, known, subject.features, label)
    return sample_subject(workspace, index)


def view_side(workspace: Workspace, subject: Subject) -> Side:
    """Return what is told of one of the two digits."""
    return {
        "shows": subject.shows,
        "index": subject.digit if isinstance(subject.digit, int) else None,
        "name": subject.name,
        "image": encode_image(subject.image),
        "label": subject.label,
        "labelled": "" if subject.label is None else workspace.spec.classes[subject.label],
        "predicted": subject.predicted,
        "reading": workspace.spec.classes[subject.predicted],
        "confidence": probability(float(subject.probabilities.max())),
        "warning": warn(workspace, subject.features, subject.logits, subject.own),
    }


def lightness(image: NDArray[np.uint8]) -> Floats:
    """Return how light each pixel is (h, w) of an image (h, w) or (h, w, 3), 0 to 255."""
    return image.astype(np.float32) if image.ndim == 2 else (image @ LUMINANCE).astype(np.float32)


def last_maps(workspace: Workspace, subject: Subject) -> tuple[str, Floats]:
    """Return the last recorded layer and the feature maps (c, h, w) of an image in it."""
    known = subject.digit.layers if isinstance(subject.digit, Inspection) else workspace.trace(subject.image).layers
    return list(known.items())[-1]


def view_maps(a: tuple[str, Floats], b: tuple[str, Floats]) -> FeatureMaps:
    """Return the channels in which two images' maps (c, h, w) differ most, A and B in one scale of colours."""
    (layer, one), (_, other) = a, b
    channels = differing_channels(one, other, CHANNELS)
    both = np.concatenate([one[channels], other[channels]])
    return {
        "layer": layer,
        "channels": channels.tolist(),
        "picture": feature_map_sheet(both, columns=CHANNELS),
        "differences": signed_sheet(other[channels] - one[channels], columns=CHANNELS),
    }


def view_units(one: Floats, other: Floats) -> list[UnitDifference]:
    """Return the difference of each unit's activations (d,), greatest magnitude first."""
    order = strongest(other - one, len(one)).tolist()
    values = np.stack([one, other, other - one], axis=1).astype(float).round(3).tolist()
    return [{"unit": unit, "values": values[unit][:2], "difference": values[unit][2]} for unit in order]


def describe_distances(workspace: Workspace, comparison: Comparison, name: str, size: float) -> str:
    """Return how far A and B are from each other, in feature space and on a map whose diagonal is ``size``."""
    if not comparison.difference.any():
        return f"A and B are the same {workspace.spec.item}: every difference is 0."
    share, apart = 100 * comparison.length / (size or 1), f"{comparison.distance:.3g} apart"
    return f"{apart} in the {dimensions(workspace)} dimensions, {share:.1f} % of the diagonal apart on {name}."


PANEL = Panel(
    "compare", "Two compared", layout,
    views=[
        View(
            ids.COMPARE_BODY, lambda asked: view_comparison(asked.workspace, asked.pin, asked.digit, asked.map),
            [DIGIT, PIN, MAP],
        ),
    ],
)  # fmt: skip
