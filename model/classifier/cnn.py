"""The network at work on one digit, in NumPy: what it computes on the way, and what each pixel changes.

``model.training.network`` trains the same network with torch; running one digit needs none of that, and a server
without torch starts at once in a fifth of the memory. Letters: d = 128 features, m directions, i input and o output
channels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from model.classifier.classifier import Floats, Head, Kernels, Layer, Pixels, Trace, softmax

MEAN, DEVIATION = 0.1307, 0.3081  # of the training pixels, scaled to 0..1
KERNEL = 3  # pixels across; both convolutions have it
POOL = 2
ROUNDING = 32 * KERNEL**2 * 2.0**-24  # of the second convolution's sums, as a share of the greatest; see ``unpool``

# As torch names them, with a hyphen for the dot: shape.
WEIGHTS: dict[str, tuple[int, ...]] = {
    "conv1-weight": (32, 1, KERNEL, KERNEL),
    "conv1-bias": (32,),
    "conv2-weight": (64, 32, KERNEL, KERNEL),
    "conv2-bias": (64,),
    "hidden-weight": (128, 64 * 12 * 12),
    "hidden-bias": (128,),
    "output-weight": (10, 128),
    "output-bias": (10,),
}


LAYERS = (Layer("conv1", 32, 26, 26), Layer("conv2", 64, 24, 24))


@dataclass(frozen=True)
class DigitClassifier:
    """The digits' network. It may be used from several threads at once."""

    weights: Mapping[str, Floats]  # as WEIGHTS lists them

    layers = LAYERS
    has_gradient = True

    @cached_property
    def head(self) -> Head:
        """The last layer."""
        return Head(self.weights["output-weight"], self.weights["output-bias"])

    def trace(self, image: Pixels) -> Trace:
        """Run the network on one digit (28, 28), ink from 0 to 255."""
        ink = image.astype(np.float32) / 255
        x = np.asarray((ink - MEAN) / DEVIATION, dtype=np.float32)[None]  # (1, 28, 28)
        conv1 = convolve(x, self.kernels("conv1"))  # (32, 26, 26)
        conv2 = convolve(conv1, self.kernels("conv2"))  # (64, 24, 24)
        pooled = pool(conv2)  # (64, 12, 12)
        features = relu(self.weights["hidden-weight"] @ pooled.ravel() + self.weights["hidden-bias"])  # (d,)
        logits = self.head.logits(features)
        return Trace({"conv1": conv1, "conv2": conv2}, features, logits, softmax(logits))

    def describe(self, images: Pixels) -> tuple[Floats, Floats]:
        """Return features (n, d) and logits (n, 10) of ``images`` (n, 28, 28)."""
        traces = [self.trace(image) for image in images]
        return np.stack([trace.features for trace in traces]), np.stack([trace.logits for trace in traces])

    def gradient(self, image: Pixels, directions: Floats, classes: Floats | None = None) -> Floats:
        """Return how much each pixel moves the features, and the scores, along some directions.

        Args:
            image: (28, 28), ink from 0 to 255.
            directions: (m, d), for instance the weights of a map's axes.
            classes: (m, 10), what is added to it of the scores; nothing by default.

        Returns:
            (m, 28, 28), change of directions · features + classes · logits per unit of ink, where 1 is full ink. The
            network is piecewise linear, and this is the piece in which the digit lies. In evenly filled areas it lies
            where pieces meet, since the values of a pooling window are equal there: a little more ink acts otherwise
            than a little less, and this is about the mean of both, on every processor (see ``unpool``). At the bends
            of ReLU a digit lies by chance only, so they need no such care.
        """
        if classes is not None:
            directions = directions + classes @ self.head.weights
        return self.backpropagate(self.trace(image), directions)

    def backpropagate(self, trace: Trace, directions: Floats) -> Floats:
        """Return ``gradient`` (m, 28, 28) of the digit of which ``trace`` is the run, along ``directions`` (m, d)."""
        gradient = (directions * (trace.features > 0)) @ self.weights["hidden-weight"]  # (m, 64·12·12)
        gradient = unpool(gradient.reshape(len(directions), 64, 12, 12), trace.layers["conv2"])  # (m, 64, 24, 24)
        gradient = transposed_convolve(gradient, self.kernels("conv2").weights)  # (m, 32, 26, 26)
        gradient = gradient * (trace.layers["conv1"] > 0)
        gradient = transposed_convolve(gradient, self.kernels("conv1").weights)  # (m, 1, 28, 28)
        pixels: Floats = gradient[:, 0] / np.float32(DEVIATION)
        return pixels

    def kernels(self, layer: str) -> Kernels:
        """Return the weights of ``layer``, "conv1" (32, 1, 3, 3) or "conv2" (64, 32, 3, 3), and its biases.

        Raises:
            ValueError: There is no such convolution.
        """
        if layer not in ("conv1", "conv2"):
            raise ValueError(f"there is no convolution {layer!r}; it must be 'conv1' or 'conv2'")
        return Kernels(self.weights[f"{layer}-weight"], self.weights[f"{layer}-bias"])


def convolve(x: Floats, kernels: Kernels) -> Floats:
    """Return the maps (o, h − 2, w − 2), after ReLU, of the maps ``x`` (i, h, w): one product of two matrices."""
    o, (_, h, w) = len(kernels.biases), x.shape
    windows = sliding_window_view(x, (KERNEL, KERNEL), axis=(1, 2)).transpose(0, 3, 4, 1, 2)  # (i, 3, 3, h-2, w-2)
    columns = windows.reshape(-1, (h - KERNEL + 1) * (w - KERNEL + 1))
    maps = kernels.weights.reshape(o, -1) @ columns + kernels.biases[:, None]
    return relu(maps).reshape(o, h - KERNEL + 1, w - KERNEL + 1)


def relu(values: Floats) -> Floats:
    """Return ``values`` with 0 for the negative ones."""
    rectified: Floats = np.maximum(values, 0)
    return rectified


def pool(maps: Floats) -> Floats:
    """Return the greatest value of each pooling window of ``maps`` (c, h, w): (c, h/2, w/2)."""
    rows = np.maximum(maps[:, ::POOL], maps[:, 1::POOL])  # (c, h/2, w)
    greatest: Floats = np.maximum(rows[:, :, ::POOL], rows[:, :, 1::POOL])  # (c, h/2, w/2)
    return greatest


def unpool(gradient: Floats, maps: Floats) -> Floats:
    """Send ``gradient`` (m, c, h/2, w/2) back through max-pooling and ReLU to ``maps`` (c, h, w).

    Each window passes it to its greatest value, unless that is 0. Values that differ by rounding alone count as equal
    and share it alike: which of them one processor makes the greatest means nothing, and to choose one, say the first,
    would draw a grid of 2×2 pixels that is not in the network. As rounding counts 1.7e-5 of the greatest of all maps,
    the bound for sums of 288 products in single precision. That is some twenty times what it makes of equal values
    (7e-7 at most, measured) and a twentieth of what one grey level of one pixel changes (4e-4).
    """
    c, h, w = maps.shape
    windows = maps.reshape(c, h // POOL, POOL, w // POOL, POOL)
    least = pool(maps) - ROUNDING * maps.max()
    tied = (windows >= least[:, :, None, :, None]) & (windows > 0)
    shares = tied / np.maximum(tied.sum(axis=(2, 4), keepdims=True, dtype=np.float32), 1)
    maps_gradient: Floats = (gradient[:, :, :, None, :, None] * shares).reshape(len(gradient), c, h, w)
    return maps_gradient


def transposed_convolve(gradient: Floats, weights: Floats) -> Floats:
    """Send ``gradient`` (m, o, h, w) back through a convolution with ``weights`` (o, i, 3, 3): (m, i, h + 2, w + 2)."""
    (m, o, h, w), i = gradient.shape, weights.shape[1]
    parts = weights.reshape(o, -1).T @ gradient.reshape(m, o, h * w)  # (m, i·9, h·w)
    parts = parts.reshape(m, i, KERNEL, KERNEL, h, w)
    back = np.zeros((m, i, h + KERNEL - 1, w + KERNEL - 1), dtype=np.float32)
    for row in range(KERNEL):
        for column in range(KERNEL):
            back[:, :, row : row + h, column : column + w] += parts[:, :, row, column]
    return back
