"""Whether a network as ONNX answers as it does in PyTorch: on real images, everything that the page shows.

Letters: n images, c channels, h × w pixels, d features, k classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

from model.classifier.classifier import Floats, as_input
from model.classifier.onnx import OnnxClassifier
from model.training.backward import aten, share_pool
from model.training.capture import Captured

LARGEST_ERROR = 1e-4
TRACED, DERIVED = 32, 8  # images whose maps, and whose gradients, are compared
BATCH = 32


@dataclass(frozen=True)
class Errors:
    """The largest differences between ONNX and PyTorch, as shares of the greatest value."""

    layers: float
    features: float
    logits: float
    gradient: float | None  # of lengths: |difference| / |gradient| of the median image; see ``gradient_error``

    def of_answers(self) -> dict[str, float]:
        """Return those of the answers by name."""
        return {"feature maps": self.layers, "features": self.features, "scores": self.logits}


def verify(
    ours: OnnxClassifier, module: nn.Module, captured: Captured, images: NDArray[np.uint8],
    scaling: tuple[Tensor, Tensor],
) -> Errors:  # fmt: skip
    """Compare a network as ONNX with itself in PyTorch.

    Args:
        ours: It as ONNX.
        module: It in PyTorch, in evaluation mode.
        captured: Where features and maps are in it.
        images: (n, h, w) or (n, h, w, 3), 0 to 255.
        scaling: Mean and deviation of the pixels, (c, 1, 1) each.
    """
    inputs = (torch.from_numpy(as_input(images)) - scaling[0]) / scaling[1]
    features, logits = ours.describe(images)
    *_, their_features, their_logits = answers(captured.graph, inputs)
    returned = answers(module, inputs)[0]
    scores = error(softened(torch.from_numpy(logits), captured).numpy(), returned)
    return Errors(
        layers_error(ours, captured, images[:TRACED], inputs[:TRACED]),
        error(features, their_features),
        max(scores, error(logits, their_logits)),
        gradient_error(ours, module, captured, images[:DERIVED], scaling) if ours.has_gradient else None,
    )


def answers(network: nn.Module, inputs: Tensor) -> list[Floats]:
    """Return what a network answers to normalised images (n, c, h, w), in batches."""
    with torch.no_grad():
        parts = [network(batch) for batch in inputs.split(BATCH)]
    outputs = [part if isinstance(part, tuple) else (part,) for part in parts]
    return [torch.cat(values).numpy() for values in zip(*outputs, strict=True)]


def layers_error(ours: OnnxClassifier, captured: Captured, images: NDArray[np.uint8], inputs: Tensor) -> float:
    """Return the largest difference of a recorded layer."""
    *theirs, _, _ = answers(captured.graph, inputs)
    found = [ours.trace(image).layers for image in images]
    names = [layer.name for layer in captured.layers]
    pairs = zip(names, theirs, strict=True)
    return max((error(np.stack([maps[name] for maps in found]), values) for name, values in pairs), default=0.0)


def error(ours: Floats, theirs: Floats) -> float:
    """Return the largest difference of two arrays, as a share of the greatest value."""
    return float(np.abs(ours - theirs).max() / max(float(np.abs(theirs).max()), 1e-12))


def softened(logits: Tensor, captured: Captured) -> Tensor:
    """Return what the network makes of its logits (n, k) at the end."""
    if captured.softened is None:
        return logits
    return logits.softmax(1) if captured.softened == "softmax" else logits.log_softmax(1)


def gradient_error(
    ours: OnnxClassifier, module: nn.Module, captured: Captured, images: NDArray[np.uint8],
    scaling: tuple[Tensor, Tensor],
) -> float:  # fmt: skip
    """Return by how much the gradient of the scores differs from autograd's, as a share of its length: the median.

    Not the largest: at a bend of ReLU the last digit of a sum decides whether a value passes, which moves a gradient
    by much more than that digit.
    """
    found = []
    dice = np.random.default_rng(0)
    for image in images:
        weights = dice.normal(size=(1, captured.classes)).astype(np.float32)
        nothing = np.zeros((1, captured.features), dtype=np.float32)
        theirs = autograd(module, captured, image, torch.from_numpy(weights), scaling)
        mine = as_planes(ours.gradient(image, nothing, weights))
        found.append(float(np.linalg.norm(mine - theirs) / max(float(np.linalg.norm(theirs)), 1e-12)))
    return float(np.median(found))


def as_planes(slopes: Floats) -> Floats:
    """Return gradients (m, h, w) or (m, h, w, 3) as (m, c, h, w)."""
    return slopes[:, None] if slopes.ndim == 3 else np.moveaxis(slopes, 3, 1)


def autograd(
    module: nn.Module, captured: Captured, image: NDArray[np.uint8], weights: Tensor, scaling: tuple[Tensor, Tensor]
) -> Floats:
    """Return PyTorch's own derivative (1, c, h, w) of ``weights`` (1, k) · logits in one image's pixels."""
    network = module if captured.softened is None else captured.graph
    with torch.enable_grad():
        inputs = torch.from_numpy(as_input(image[None])).requires_grad_()
        answer = network((inputs - scaling[0]) / scaling[1])
        logits = answer[-1] if isinstance(answer, tuple) else answer
        with SharedPools():
            return torch.autograd.grad((logits * weights).sum(), inputs)[0].numpy()


class SharedPools(TorchDispatchMode):
    """Within it, values of a pooling window that are equal up to rounding share its gradient."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch's

    def __torch_dispatch__(
        self, func: Any, types: Sequence[type], args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Do what ``func`` does, or for the pool's own derivative ``share_pool``."""
        shared = func == aten.max_pool2d_with_indices_backward.default
        return share_pool(*args) if shared else func(*args, **(kwargs or {}))
