"""What happens inside the network for one digit: the only part of the running app that needs torch.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from model.network import DigitNetwork, normalise

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Trace:
    """Everything the app shows of one run of the network."""

    probabilities: Floats  # (10,), 0 to 1, summing to 1
    features: Floats  # (d,), 0 or more
    conv1: Floats  # (32, 26, 26), after ReLU
    conv2: Floats  # (64, 24, 24), after ReLU


@dataclass(frozen=True)
class Kernels:
    """The weights of one convolution, o channels out of i channels."""

    weights: Floats  # (o, i, 3, 3)
    biases: Floats  # (o,)


class Tracer:
    """A trained network that reports what it computes. It may be used from several threads at once."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        torch.set_num_threads(1)  # one digit is too little work to share, and visitors share the cores already
        self.network = DigitNetwork()
        self.network.load_state_dict(weights)
        self.network.eval()

    @classmethod
    def load(cls, path: Path) -> Tracer:
        """Read the weights that ``model.train`` or ``model.build`` saved at ``path``."""
        return cls(torch.load(path, map_location="cpu", weights_only=True)["weights"])

    def trace(self, image: NDArray[np.uint8]) -> Trace:
        """Run the network on one digit.

        Args:
            image: (28, 28) ink from 0 to 255.

        Returns:
            Probabilities, features and the maps of both convolutions.
        """
        with torch.inference_mode():
            x = normalise(torch.from_numpy(image.copy()).unsqueeze(0))
            conv1, conv2 = self.network.feature_maps(x)
            features = self.network.features(conv2)
            probabilities = self.network.output(features).softmax(1)
        return Trace(*(tensor[0].numpy() for tensor in (probabilities, features, conv1, conv2)))

    def describe(self, images: NDArray[np.uint8], *, batch: int = 100) -> tuple[Floats, Floats]:
        """Run the network on many digits, keeping the feature maps of none.

        Args:
            images: (n, 28, 28) ink from 0 to 255.
            batch: Digits at once.

        Returns:
            Features (n, d) and probabilities (n, 10).
        """
        with torch.inference_mode():
            chunks = torch.split(torch.from_numpy(images.copy()), batch)
            maps = (self.network.feature_maps(normalise(chunk))[1] for chunk in chunks)  # (batch, 64, 24, 24)
            features = torch.cat([self.network.features(conv2) for conv2 in maps])
            probabilities = self.network.output(features).softmax(1)
        return features.numpy(), probabilities.numpy()

    def kernels(self, layer: str) -> Kernels:
        """Return the weights of ``layer``, "conv1" (32, 1, 3, 3) or "conv2" (64, 32, 3, 3), and its biases.

        Raises:
            ValueError: There is no such convolution.
        """
        if layer not in ("conv1", "conv2"):
            raise ValueError(f"there is no convolution {layer!r}; it must be 'conv1' or 'conv2'")
        names = (f"{layer}.weight", f"{layer}.bias")
        return Kernels(*(self.network.get_parameter(name).detach().numpy().copy() for name in names))
