"""What the arrays of artifacts stand for: the parts of a workspace that are made of several of them.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.folder import Arrays, Artifacts
from model.artifacts.manifest import ArtifactError
from model.artifacts.records import Manifest
from model.artifacts.schema import NETWORK
from model.classifier.classifier import Classifier, Head, Kernels
from model.classifier.cnn import WEIGHTS, DigitClassifier
from model.maps.axes import best_axes
from model.maps.maps import make_projections
from model.maps.neighbours import NeighbourIndex
from model.maps.pca import Pca
from model.maps.projection import Projection
from model.maps.runs import Runs
from model.maps.surrogate import Surrogate


def read_classifier(artifacts: Artifacts) -> Classifier:
    """Return the network at work.

    Raises:
        ArtifactError: Its file cannot be run, or holds another network than the manifest says.
    """
    arrays, network = artifacts.arrays, artifacts.manifest["network"]
    if network["kind"] == "digits":
        return DigitClassifier({name: arrays[name] for name in WEIGHTS})
    from model.classifier.onnx import NetworkFileError, OnnxClassifier  # takes a sixth of a second to import

    head = Head(arrays["head-weights"], arrays["head-biases"]) if network["head"] else None
    kernels = {
        kernel["layer"]: Kernels(arrays[f"kernel-{number}-weights"], arrays[f"kernel-{number}-biases"])
        for number, kernel in enumerate(network["kernels"])
    }
    path = artifacts.folder / NETWORK
    try:
        classifier = OnnxClassifier(artifacts.onnx, head=head, kernels=kernels)
    except NetworkFileError as error:
        raise ArtifactError(path, str(error)) from error
    if classifier.shapes != (said := shapes_of(artifacts.manifest)):
        raise ArtifactError(path, f"holds {classifier.shapes}; by the manifest it is {said}")
    return classifier


def shapes_of(manifest: Manifest) -> dict[str, tuple[int, ...]]:
    """Return the shapes that a network's file has, as ``OnnxClassifier.shapes``."""
    from model.classifier.onnx import FEATURES, IMAGE, LOGITS, MAPS

    dataset, network = manifest["dataset"], manifest["network"]
    layers = {MAPS + each["name"]: (each["channels"], each["height"], each["width"]) for each in network["layers"]}
    image = (dataset["channels"], dataset["height"], dataset["width"])
    return {IMAGE: image, **layers, FEATURES: (network["features"],), LOGITS: (len(dataset["classes"]),)}


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
