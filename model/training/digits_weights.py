"""The weights of the digits' network, as torch and as ``model.classifier.cnn`` name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def as_arrays(weights: Mapping[str, Any]) -> dict[str, Floats]:
    """Return the tensors of a state dict as arrays, under the names that ``model.classifier.cnn`` gives them."""
    return {name.replace(".", "-"): np.ascontiguousarray(tensor.numpy()) for name, tensor in weights.items()}


def as_state_dict(arrays: Mapping[str, Floats]) -> dict[str, Any]:
    """Undo ``as_arrays``."""
    return {name.replace("-", "."): torch.from_numpy(array.copy()) for name, array in arrays.items()}
