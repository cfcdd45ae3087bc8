"""What a network must answer, whichever it is: its recorded layers, features, scores, and what each pixel changes.

Letters: n images, h × w pixels, d features, k classes, m directions, i input and o output channels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]  # (h, w) grey or (h, w, 3) red, green, blue; 0 to 255


@dataclass(frozen=True)
class Layer:
    """A recorded layer: its maps, after its nonlinearity."""

    name: str
    channels: int
    height: int
    width: int


@dataclass(frozen=True)
class Kernels:
    """The weights of one convolution, o channels out of i channels; of g groups each channel sees i / g."""

    weights: Floats  # (o, i / g, height, width)
    biases: Floats  # (o,)


@dataclass(frozen=True)
class Head:
    """The last layer of a network whose scores are linear in the features."""

    weights: Floats  # (k, d)
    biases: Floats  # (k,)

    def logits(self, features: Floats) -> Floats:
        """Return the scores (..., k) that the last layer makes of ``features`` (..., d), before softmax."""
        outputs: Floats = features @ self.weights.T + self.biases
        return outputs


@dataclass(frozen=True)
class Trace:
    """Everything the page shows of one run of the network."""

    layers: Mapping[str, Floats]  # (channels, height, width) of each recorded layer, in the network's order
    features: Floats  # (d,), of either sign
    logits: Floats  # (k,), scores before softmax
    probabilities: Floats  # (k,), 0 to 1, summing to 1


class Classifier(Protocol):
    """A trained network that reports what it computes. It may be used from several threads at once."""

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The recorded layers, in the network's order; none if it has no convolution."""

    @property
    def head(self) -> Head | None:
        """The last layer, if the scores are linear in the features."""

    @property
    def has_gradient(self) -> bool:
        """Whether ``gradient`` answers."""

    def trace(self, image: Pixels) -> Trace:
        """Run the network on one image, (h, w) if it is grey and (h, w, 3) if it is in colour."""

    def describe(self, images: Pixels) -> tuple[Floats, Floats]:
        """Return features (n, d) and logits (n, k) of ``images`` (n, h, w) or (n, h, w, 3)."""

    def gradient(self, image: Pixels, directions: Floats, classes: Floats | None = None) -> Floats:
        """Return how much each pixel moves the features, and the scores, along some directions.

        Args:
            image: (h, w) or (h, w, 3).
            directions: (m, d), for instance the weights of a map's axes.
            classes: (m, k), what is added to it of the scores; nothing by default.

        Returns:
            (m, h, w) or (m, h, w, 3), change of directions · features + classes · logits per unit of a pixel, where 1
            is its full range.
        """

    def kernels(self, layer: str) -> Kernels | None:
        """Return the weights of ``layer`` if it is one plain convolution."""


def softmax(logits: Floats) -> Floats:
    """Return the probabilities (..., k) that scores ``logits`` (..., k) stand for."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probabilities: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return probabilities


def as_input(images: Pixels) -> Floats:
    """Return ``images`` (n, h, w) or (n, h, w, 3), 0 to 255, as networks take them: (n, channels, h, w), 0 to 1."""
    planes = images[:, None] if images.ndim == 3 else np.moveaxis(images, 3, 1)
    return np.ascontiguousarray(planes, dtype=np.float32) / np.float32(255)
