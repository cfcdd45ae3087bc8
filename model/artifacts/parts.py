"""What the arrays of artifacts stand for: the parts of a workspace that are made of several of them.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.folder import Arrays
from model.artifacts.records import NetworkRecord
from model.classifier.classifier import Classifier, Head, Kernels
from model.classifier.cnn import WEIGHTS, DigitClassifier
from model.maps.axes import best_axes
from model.maps.maps import make_projections
from model.maps.neighbours import NeighbourIndex
from model.maps.pca import Pca
from model.maps.projection import Projection
from model.maps.runs import Runs
from model.maps.surrogate import Surrogate


def read_classifier(arrays: Arrays, network: NetworkRecord, onnx: bytes) -> Classifier:
    """Return the network at work, from its ``arrays`` and, if ONNX Runtime runs it, its file."""
    if network["kind"] == "digits":
        return DigitClassifier({name: arrays[name] for name in WEIGHTS})
    from model.classifier.onnx import OnnxClassifier  # takes a sixth of a second to import

    head = Head(arrays["head-weights"], arrays["head-biases"]) if network["head"] else None
    kernels = {
        kernel["layer"]: Kernels(arrays[f"kernel-{number}-weights"], arrays[f"kernel-{number}-biases"])
        for number, kernel in enumerate(network["kernels"])
    }
    return OnnxClassifier(onnx, head=head, kernels=kernels)


def read_projections(arrays: Arrays, pca: Pca, index: NeighbourIndex, umap: tuple[int, float]) -> dict[str, Projection]:
    """Return the maps among ``arrays``, ``umap``: neighbours and minimum distance of UMAP's."""
    places = {name: arrays[name] for name in ("tsne", "umap")}
    return make_projections(index, best_axes(arrays["separation"]), pca, places, umap)


def read_pca(arrays: Arrays) -> Pca:
    """Return the principal components among ``arrays``."""
    return Pca(
        *(arrays[f"pca-{part}"] for part in ("mean", "components", "explained-variance", "explained-variance-ratio"))
    )


def read_runs(arrays: Arrays, projection: str) -> Runs:
    """Return the map of ``projection`` and its other runs among ``arrays``."""
    positions = np.concatenate([arrays[projection][None], arrays[f"{projection}-seeds"].astype(np.float32)])
    return Runs(frozen(positions), arrays[f"{projection}-islands"], arrays[f"{projection}-reach"])


def read_surrogate(arrays: Arrays, projection: str) -> Surrogate:
    """Return the linear model of ``projection`` among ``arrays``."""
    parts = [part.name.replace("_", "-") for part in fields(Surrogate)]
    return Surrogate(*(arrays[f"surrogate-{projection}-{part}"] for part in parts))


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return ``array`` in plain memory order and read-only."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array
