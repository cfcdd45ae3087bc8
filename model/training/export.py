"""A PyTorch network made one ONNX file that tells everything the page shows of it, checked against PyTorch.

Letters: n images, c channels, h × w pixels, d features, k classes.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, fx, nn

from model.classifier.classifier import Head, Kernels, Layer, as_input
from model.classifier.onnx import CLASS_DIRECTION, DIRECTION, FEATURES, GRADIENT, IMAGE, LOGITS, MAPS, OnnxClassifier
from model.training.backward import forward_graph, joint_graph
from model.training.capture import FAILURES, Captured, ExportError, capture, reason
from model.training.optional import on_demand
from model.training.verification import LARGEST_ERROR, Errors, verify

COMPARED = 256  # images whose features and scores are compared


@dataclass(frozen=True)
class Exported:
    """A network as the page runs it, and what is to be said of it."""

    file: bytes  # ONNX, as ``model.classifier.onnx`` reads it
    layers: tuple[Layer, ...]
    feature_layer: str  # in words
    features: int
    classes: int
    head: Head | None  # if the logits are linear in the features
    kernels: Mapping[str, Kernels]  # of the recorded layers that are one plain convolution, batch norm taken in
    gradient: bool
    why_no_gradient: str  # empty if there is one
    errors: Errors  # against PyTorch

    def classifier(self) -> OnnxClassifier:
        """Return the network at work."""
        return OnnxClassifier(self.file, head=self.head, kernels=self.kernels)

    def summary(self) -> str:
        """Return in a few lines what was chosen, with shapes."""
        shapes = [f"{layer.name} ({layer.channels}, {layer.height}, {layer.width})" for layer in self.layers]
        return "\n".join([
            f"layers: {', '.join(shapes) or 'none, there is no convolution'}",
            f"features: {self.feature_layer} ({self.features},)",
            f"scores: ({self.classes},), {'linear' if self.head else 'not linear'} in the features",
            f"gradient: {'yes' if self.gradient else self.why_no_gradient}",
        ])  # fmt: skip


def export_network(
    module: nn.Module, images: NDArray[np.uint8], *, mean: Sequence[float], std: Sequence[float],
    feature_layer: str | None = None, layers: Sequence[str] | None = None,
) -> Exported:  # fmt: skip
    """Make a network what the page runs.

    Args:
        module: Of normalised images (n, c, h, w) to scores (n, k). Its mode is afterwards what it was.
        images: (n, h, w) or (n, h, w, 3), 0 to 255, real ones, two or more; the answers to 256 are compared.
        mean: (c,) or (1,), what is taken from the pixels, scaled to 0..1.
        std: (c,) or (1,), what they are then divided by.
        feature_layer: The module whose output, after its nonlinearity, is the feature vector; by default the input of
            the last linear layer.
        layers: The modules whose maps are recorded; by default as ``model.training.capture.default_layers`` says.

    Raises:
        ExportError: It cannot be, in one sentence.
    """
    with evaluated(module), quiet():
        inputs = torch.from_numpy(as_input(images[:COMPARED]))
        shift, scale = (torch.tensor(values, dtype=torch.float32).reshape(-1, 1, 1) for values in (mean, std))
        normalised = (inputs - shift) / scale
        see_that_it_answers(module, normalised[:4])
        captured = capture(module, normalised, feature_layer, layers)
        file, why_not = written(captured, inputs[:2], shift, scale)
        exported = assembled(captured, file, why_not)
        return checked(exported, module, captured, images[:COMPARED], (shift, scale))


def assembled(captured: Captured, file: bytes, why_not: str) -> Exported:
    """Return what was made of a network, before it is compared with it."""
    return Exported(
        file, captured.layers, captured.feature_layer, captured.features, captured.classes, captured.head,
        captured.kernels, not why_not, why_not, Errors(0, 0, 0, 0 if not why_not else None),
    )  # fmt: skip


def checked(
    exported: Exported, module: nn.Module, captured: Captured, images: NDArray[np.uint8], scaling: tuple[Tensor, Tensor]
) -> Exported:
    """Return ``exported`` with its errors.

    Raises:
        ExportError: They are too large.
    """
    errors = verify(exported.classifier(), module, captured, images, scaling)
    off = {name: error for name, error in errors.of_answers().items() if error > LARGEST_ERROR}
    if off:
        name, error = max(off.items(), key=lambda item: item[1])
        raise ExportError(f"as ONNX the network gives other {name} than in PyTorch, by {error:.1e} of the greatest")
    if errors.gradient is not None and errors.gradient > LARGEST_ERROR:
        why_not = f"as ONNX the gradient is another than in PyTorch, by {errors.gradient:.1e}"
        return replace(exported, gradient=False, why_no_gradient=why_not, errors=errors)
    return replace(exported, errors=errors)


def see_that_it_answers(module: nn.Module, images: Tensor) -> None:
    """See that a network gives each image (n, c, h, w) one answer, whenever and in whatever company it is asked.

    Raises:
        ExportError: It does not.
    """
    with torch.no_grad():
        try:
            once, again = module(images), module(images)
            alone = module(images[:1])
        except FAILURES as error:  # whatever the network's author did
            raise ExportError(f"the network fails on images {tuple(images.shape)}: {reason(error)}") from error
    if not isinstance(once, Tensor) or once.ndim != 2 or len(once) != len(images):
        raise ExportError(f"the network must return one tensor of scores, (images, classes), not {described(once)}")
    if not bool(torch.isfinite(once).all()):
        raise ExportError("the network gives scores that are not finite numbers")
    if not torch.allclose(once, again, rtol=1e-4, atol=1e-5 * float(once.abs().max())):
        raise ExportError("the network answers differently twice (dropout left on, by training=True in a call?)")
    if not torch.allclose(once[:1], alone, rtol=1e-3, atol=1e-4 * float(once.abs().max())):
        causes = "batch norm left in training mode, or a branch on the values of all images?"
        raise ExportError(f"the network's answer to an image depends on the others ({causes})")


def described(value: object) -> str:
    """Return in words what a network returned."""
    return f"one {tuple(value.shape)}" if isinstance(value, Tensor) else f"a {type(value).__name__}"


def written(captured: Captured, image: Tensor, mean: Tensor, deviation: Tensor) -> tuple[bytes, str]:
    """Return a network as an ONNX file, and why without its gradient; nothing if it is with it."""
    names = [*(MAPS + layer.name for layer in captured.layers), FEATURES, LOGITS]
    inputs = {
        IMAGE: image, DIRECTION: torch.rand(len(image), captured.features),
        CLASS_DIRECTION: torch.rand(len(image), captured.classes),
    }  # fmt: skip
    try:
        graph = joint_graph(captured.graph, list(inputs.values()), mean, deviation)
        return as_onnx(graph, inputs, [*names, GRADIENT]), ""
    except FAILURES as error:  # an operation without a derivative, or whose derivative has no counterpart in ONNX
        why_not = f"the derivative cannot be exported ({reason(error)})"
    try:
        graph = forward_graph(captured.graph, image, mean, deviation)
        return as_onnx(graph, {IMAGE: image}, names), why_not
    except FAILURES as error:
        raise ExportError(f"the network cannot be written as ONNX: {reason(error)}") from error


def as_onnx(graph: fx.GraphModule, inputs: Mapping[str, Tensor], outputs: Sequence[str]) -> bytes:
    """Return a graph as an ONNX file, for any number of images; each weight is in it once."""
    images = torch.export.Dim("images")
    program = torch.export.export(graph, tuple(inputs.values()), dynamic_shapes=[{0: images}] * len(inputs))
    onnx = torch.onnx.export(
        program, dynamo=True, input_names=list(inputs), output_names=list(outputs), optimize=False, verbose=False
    )
    assert onnx is not None
    model = onnx.model_proto
    return bytes((on_demand(model) if GRADIENT in outputs else model).SerializeToString())


@contextmanager
def evaluated(module: nn.Module) -> Iterator[None]:
    """Put a network in evaluation mode, its parameters without gradients, and afterwards back."""
    modes = {part: part.training for part in module.modules()}
    wanted = {parameter: parameter.requires_grad for parameter in module.parameters()}
    try:
        module.eval().requires_grad_(False)
        yield
    finally:
        for part, mode in modes.items():
            part.training = mode
        for parameter, wants in wanted.items():
            parameter.requires_grad_(wants)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep torch's remarks about its own parts from the reader."""
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)
