"""The way of one image through the network: the stages from the picture to the classes, and what each makes of it.

``assets/js/panels/network_path.js`` draws it as one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from components.figures.pictures import feature_map_picture, scale_of
from components.page.classes import shown_classes
from components.page.format import probability
from components.question.subject import Subject, encode_image
from model.classifier.classifier import Classifier, Trace
from model.classifier.cnn import DigitClassifier
from model.spec import DatasetSpec
from model.workspace import Workspace

Floats = NDArray[np.float32]


MOST = 5  # layers that there is room for


class PathWord(TypedDict):
    """A word of what happens before a stage."""

    text: str
    term: str  # of the glossary, if that explains it
    wide: bool  # whether it is said only where there is room


class StageView(TypedDict):
    """One stage, and what the image is there."""

    kind: str  # "picture", "layer", "units" or "classes"
    layer: int | None  # which of the recorded layers
    name: str
    shape: str
    found: str
    picture: str  # data URI of a layer's map with the greatest activation
    operation: list[PathWord]  # what happens before it


class ClassBar(TypedDict):
    """One class of those that are drawn."""

    index: int
    percent: int


class PathView(TypedDict):
    """All stages in their order, with what is pictured of them."""

    stages: list[StageView]
    image: str  # see ``encode_image``
    units: list[int]  # activations (d,), per cent of the greatest magnitude
    classes: list[ClassBar]


def view_path(workspace: Workspace, subject: Subject, trace: Trace) -> PathView:
    """Return the way of an image through the network; ``trace`` is its run."""
    own, names = isinstance(workspace.classifier, DigitClassifier), list(trace.layers)
    bars = shown_classes(subject.probabilities, subject.predicted)
    return {
        "stages": [
            stage("picture", "picture", side_by_side(subject.image.shape[:2]), subject.name),
            *(view_layer(workspace, k, names[k], trace.layers[names[k]]) for k in some_of(len(names))),
            stage(
                "units", "units", str(subject.features.size), strongest_unit(subject.features), POOLED if own else ()
            ),
            stage("classes", "classes", str(subject.probabilities.size), reading(workspace.spec, subject), SOFTMAX),
        ],
        "image": encode_image(subject.image),
        "units": per_cent(subject.features / (np.abs(subject.features).max() or 1)),
        "classes": [{"index": k, "percent": round(100 * float(subject.probabilities[k]))} for k in bars],
    }


def some_of(count: int) -> list[int]:
    """Return which of ``count`` layers are drawn: all, or the first, the last, and some between."""
    return list(range(count)) if count <= MOST else np.rint(np.linspace(0, count - 1, MOST)).astype(int).tolist()


def piece(text: str, term: str = "", *, wide: bool = False) -> PathWord:
    """Return a word of what happens before a stage."""
    return {"text": text, "term": term, "wide": wide}


POOLED = (piece("pool", "pooling"), piece(" 2×2", wide=True))  # of the digits' own network
SOFTMAX = (piece("softmax", "probability", wide=True),)


def stage(kind: str, name: str, shape: str, found: str, operation: Sequence[PathWord] = ()) -> StageView:
    """Return a stage without a picture of its own."""
    return {
        "kind": kind, "layer": None, "name": name, "shape": shape, "found": found, "picture": "",
        "operation": list(operation),
    }  # fmt: skip


def view_layer(workspace: Workspace, number: int, name: str, maps: Floats) -> StageView:
    """Return the stage of a recorded layer with its ``maps`` (c, h, w)."""
    firing, shape = np.count_nonzero((maps > 0).any(axis=(1, 2))), f"{len(maps)}@{side_by_side(maps.shape[1:])}"
    found = f"{firing} of {len(maps)} {'positive' if (maps < 0).any() else 'fire'}"
    picture = feature_map_picture(maps[maps.max(axis=(1, 2)).argmax()], scale_of(maps))
    before = operation(workspace.classifier, name)
    return {**stage("layer", name, shape, found, before), "layer": number, "picture": picture}


def operation(classifier: Classifier, layer: str) -> list[PathWord]:
    """Return what is known to happen before a recorded layer."""
    kernels = classifier.kernels(layer)
    if kernels is None:
        return []
    kernel = piece(side_by_side(kernels.weights.shape[2:]), "convolution")
    after = [piece(", ", wide=True), piece("ReLU", "relu", wide=True)]
    return [kernel, *after] if isinstance(classifier, DigitClassifier) else [kernel]


def side_by_side(shape: tuple[int, ...]) -> str:
    """Return height and width as people write them."""
    return "×".join(map(str, shape))


def strongest_unit(features: Floats) -> str:
    """Return which of the units (d,) has the greatest activation, and which."""
    unit = int(features.argmax())
    none = "none is positive" if (features < 0).any() else "none fires"
    return f"unit {unit}: {features[unit]:.1f}" if features[unit] > 0 else none


def reading(spec: DatasetSpec, subject: Subject) -> str:
    """Return the most probable class and how probable it is."""
    return f"{spec.classes[subject.predicted]}, {probability(float(subject.probabilities.max()))}"


def per_cent(shares: Floats) -> list[int]:
    """Return shares, −1 to 1, in whole per cent."""
    return [int(share) for share in np.rint(100 * shares)]
