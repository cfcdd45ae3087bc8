"""What was exported of a PyTorch network, as artifacts hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.records import NetworkRecord
from model.training.compose import Network
from model.training.export import Exported

MOST_WEIGHTS = 100_000  # of a layer; nobody looks at more, and they take room


def network_of(exported: Exported, training: Mapping[str, Any] | None = None) -> Network:
    """Return an ``exported`` network; ``training`` is what ``model.training.train`` says of it, if that made it."""
    known = ((layer.name, exported.kernels.get(layer.name)) for layer in exported.layers)
    names = [name for name, kernels in known if kernels and kernels.weights.size <= MOST_WEIGHTS]
    arrays: dict[str, NDArray[np.float32]] = {}
    if exported.head:
        arrays |= {"head-weights": exported.head.weights, "head-biases": exported.head.biases}
    for number, name in enumerate(names):
        kernels = exported.kernels[name]
        arrays |= {f"kernel-{number}-weights": kernels.weights, f"kernel-{number}-biases": kernels.biases}
    record: NetworkRecord = {
        "kind": "onnx", "feature_layer": exported.feature_layer, "features": exported.features,
        "layers": [
            {"name": layer.name, "channels": layer.channels, "height": layer.height, "width": layer.width}
            for layer in exported.layers
        ],
        "kernels": [{"layer": name, "shape": list(exported.kernels[name].weights.shape)} for name in names],
        "head": exported.head is not None, "why_no_gradient": exported.why_no_gradient,
        "errors": asdict(exported.errors),
    }  # fmt: skip
    return Network(exported.classifier(), record, arrays, exported.file, training)
