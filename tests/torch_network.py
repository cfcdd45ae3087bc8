"""The digits' network run by torch on many digits at once, which the tests hold the one in NumPy to.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from model.training.network import DigitNetwork, normalise

Floats = NDArray[np.float32]


def describe_images(
    weights: Mapping[str, Any], images: NDArray[np.uint8], *, batch: int = 100
) -> tuple[Floats, Floats]:
    """Run the network on many digits, keeping the feature maps of none.

    Args:
        weights: The state dict of a ``DigitNetwork``.
        images: (n, 28, 28) ink from 0 to 255.
        batch: Digits at once.

    Returns:
        Features (n, d) and probabilities (n, 10).
    """
    network = DigitNetwork().eval()
    network.load_state_dict(weights)
    with torch.inference_mode():
        chunks = torch.split(torch.from_numpy(images.copy()), batch)
        maps = (network.feature_maps(normalise(chunk))[1] for chunk in chunks)  # (batch, 64, 24, 24)
        features = torch.cat([network.features(conv2) for conv2 in maps])
        probabilities = network.output(features).softmax(1)
    return features.numpy(), probabilities.numpy()
