"""The way of one digit through the network: the stages from the picture to the ten classes, and what each makes of it.

``assets/js/panels/network_path.js`` draws it as one line.
"""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from components.figures.pictures import feature_map_picture
from components.page.format import probability
from components.question.subject import Subject, encode_image
from model.classifier.classifier import Trace

Floats = NDArray[np.float32]


class StageView(TypedDict):
    """One stage, and what the digit is there."""

    name: str
    shape: str
    found: str


class PathView(TypedDict):
    """All stages in their order, with what is pictured of them."""

    stages: list[StageView]
    image: str  # see ``encode_image``
    strongest: dict[str, str]  # data URI of each convolution's map with the greatest activation
    units: list[int]  # activations (128,), per cent of the greatest
    probabilities: list[int]  # of the classes (10,), per cent


def view_path(subject: Subject, trace: Trace) -> PathView:
    """Return the way of a digit through the network; ``trace`` is its run."""
    return {
        "stages": [
            {"name": "picture", "shape": side_by_side(subject.image.shape), "found": subject.name},
            *(view_convolution(name, maps) for name, maps in trace.layers.items()),
            {"name": "units", "shape": str(subject.features.size), "found": strongest_unit(subject.features)},
            {"name": "classes", "shape": str(subject.probabilities.size), "found": reading(subject.probabilities)},
        ],
        "image": encode_image(subject.image),
        "strongest": {name: strongest_map(maps) for name, maps in trace.layers.items()},
        "units": per_cent(subject.features / (subject.features.max() or 1)),
        "probabilities": per_cent(subject.probabilities),
    }


def view_convolution(name: str, maps: Floats) -> StageView:
    """Return the stage of a convolution with its ``maps`` (c, h, w) after ReLU."""
    firing = np.count_nonzero(maps.any(axis=(1, 2)))
    shape = f"{len(maps)}@{side_by_side(maps.shape[1:])}"
    return {"name": name, "shape": shape, "found": f"{firing} of {len(maps)} fire"}


def strongest_map(maps: Floats) -> str:
    """Return the picture of that one of ``maps`` (c, h, w) which has the greatest activation."""
    return feature_map_picture(maps[maps.max(axis=(1, 2)).argmax()], top=float(maps.max()))


def side_by_side(shape: tuple[int, ...]) -> str:
    """Return height and width as people write them."""
    return "×".join(map(str, shape))


def strongest_unit(features: Floats) -> str:
    """Return which of the units (d,) fires most, and how strongly."""
    unit = int(features.argmax())
    return f"unit {unit}: {features[unit]:.1f}" if features[unit] > 0 else "none fires"


def reading(probabilities: Floats) -> str:
    """Return the most probable class (10,) and how probable it is."""
    return f"{probabilities.argmax()}, {probability(float(probabilities.max()))}"


def per_cent(shares: Floats) -> list[int]:
    """Return shares, 0 to 1, in whole per cent."""
    return [int(share) for share in np.rint(100 * shares)]
