"""What the panels show: a digit of the data set or the drawing, described alike."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.question.facts import is_raw
from components.question.map_choice import Placed
from components.question.state import bytes_in, parse_selection
from model.inspection import Inspection
from model.workspace import Workspace

Floats = NDArray[np.float32]
Image = NDArray[np.uint8]

KINDS = {"drawing": "Your drawing", "picture": "Your picture"}  # what is on the pad, and its name


@dataclass(frozen=True)
class Subject:
    """One digit as the panels need it; ``conv`` maps cost a run of the network and are asked of the workspace."""

    shows: str  # "sample:12" or "drawn:3", as on the page
    digit: int | Inspection  # what ``workspace.explain`` takes
    name: str  # for people
    image: Image  # (h, w) or (h, w, 3)
    label: int | None  # nobody knows a drawing's, nor that of an image without one
    probabilities: Floats  # (c,)
    logits: Floats  # (c,), the scores before they become probabilities
    features: Floats  # (d,)
    neighbours: NDArray[np.int32]  # (k,), nearest first
    neighbour_distances: Floats  # (k,)
    coordinates: Mapping[str, Floats]  # by map: all that it has of the digit
    positions: Mapping[str, Floats]  # by map: (2,), on its usual axes
    origin: int | None = None  # the digit of the data set that a drawing is made of

    @property
    def own(self) -> int | None:
        """The digit of the data set that it is, or is made of: its point would hold it where that is."""
        return self.digit if isinstance(self.digit, int) else self.origin

    @property
    def predicted(self) -> int:
        """The most probable class."""
        return int(self.probabilities.argmax())


def find_subject(workspace: Workspace, selection: Any, drawing: Any) -> Subject:
    """Return what the browser's selection stands for.

    Args:
        workspace: What there is to show.
        selection: ``sample:<index>`` or ``drawn:<n>``, as it comes from the browser.
        drawing: The drawing's landing (see ``components.panels.draw``), for ``drawn``.

    Raises:
        ValueError: One of them is malformed, or there is no such digit.
    """
    index = parse_selection(selection, len(workspace.labels))
    return drawn_subject(workspace, drawing) if index is None else sample_subject(workspace, index)


def sample_subject(workspace: Workspace, index: int) -> Subject:
    """Return digit ``index`` of the data set, from the artifacts alone."""
    placement = workspace.placement(index)
    return Subject(
        shows=f"sample:{index}",
        digit=index,
        name=f"No. {index}",
        image=workspace.images[index],
        label=known_label(workspace, index),
        probabilities=workspace.probabilities[index],
        logits=workspace.logits[index],
        features=workspace.features[index],
        neighbours=workspace.neighbours[index],
        neighbour_distances=workspace.neighbour_distances[index],
        coordinates=placement.coordinates,
        positions=placement.positions,
    )


def known_label(workspace: Workspace, index: int) -> int | None:
    """Return the class that the data set gives an image, if it does."""
    label = int(workspace.labels[index])
    return label if label >= 0 else None


def drawn_subject(workspace: Workspace, drawing: Any) -> Subject:
    """Return the drawing whose landing the browser sends back.

    Raises:
        ValueError: That is no landing.
    """
    if not isinstance(drawing, dict):
        raise ValueError("there is no drawing to show; draw something first")
    image = decode_image(drawing.get("image"), workspace.spec.shape)
    origin = parse_origin(drawing.get("origin"), len(workspace.labels))
    seen = workspace.inspect(image, without=origin)
    shows = str(drawing.get("shows"))[:40]
    name = KINDS[parse_kind(drawing.get("kind"))]
    near = (seen.neighbours, seen.neighbour_distances, seen.coordinates, seen.positions)
    return Subject(shows, seen, name, image, None, seen.probabilities, seen.logits, seen.features, *near, origin)


def parse_origin(origin: Any, count: int) -> int | None:
    """Return the digit of the data set that a drawing is made of, if it is.

    Raises:
        ValueError: There is no such digit.
    """
    if origin is None or (isinstance(origin, int) and not isinstance(origin, bool) and 0 <= origin < count):
        return origin
    raise ValueError(f"the drawing is made of No. {str(origin)[:40]!r}; it must be one from 0 to {count - 1}")


def parse_kind(kind: Any) -> str:
    """Return what is on the pad, one of ``KINDS``; who does not say means a drawing.

    Raises:
        ValueError: It is something else.
    """
    if kind is None:
        return "drawing"
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"what is on the pad is {str(kind)[:40]!r}; it must be one of {', '.join(KINDS)}")
    return kind


def coordinates_of(workspace: Workspace, placed: Placed) -> dict[str, float]:
    """Return where something lies on every axis but the features themselves, by the browser's names of coordinates."""
    return {
        each.column.format(k + each.first): value
        for each in workspace.projections.values()
        if not is_raw(workspace, each)
        for k, value in enumerate(placed.coordinates[each.name].tolist())
    }


def encode_image(image: Image) -> str:
    """Return the pixels of ``image`` (h, w) or (h, w, 3) as text for the browser."""
    return base64.b64encode(image.tobytes()).decode()


def decode_image(text: Any, shape: tuple[int, ...]) -> Image:
    """Return the picture of this ``shape``, (h, w) or (h, w, 3), that ``encode_image`` made into text.

    Raises:
        ValueError: The text is something else.
    """
    pixels = bytes_in(text, math.prod(shape))
    if not pixels:
        raise ValueError(f"the picture must be {'×'.join(map(str, shape))} pixels in base64")
    return np.frombuffer(pixels, dtype=np.uint8).reshape(shape)
