"""Any network at work without torch: ONNX Runtime runs what ``model.training.export`` made of it.

The file has the inputs ``image`` (b, channels, h, w), 0 to 1, ``direction`` (b, d), ``class_direction`` (b, k) and
``gradient_wanted``, without which the gradient is not computed (``model.training.optional``), and the outputs
``maps/<layer>`` (b, channels, height, width) for each recorded layer, ``features`` (b, d), ``logits`` (b, k) and,
unless it could not be exported, ``gradient`` (b, channels, h, w). Letters: b images at once, m directions, h × w
pixels, d features, k classes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model.classifier.classifier import Floats, Head, Kernels, Layer, Pixels, Trace, as_input, softmax

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

IMAGE, DIRECTION, CLASS_DIRECTION, WANTED = "image", "direction", "class_direction", "gradient_wanted"
MAPS = "maps/"  # and the name of the layer
FEATURES, LOGITS, GRADIENT = "features", "logits", "gradient"
WEIGHT = 2  # what a network takes in memory, times its file
BATCH = 64  # images at once where only features and scores are kept
DIRECTIONS = 8  # of one image at once


class NetworkFileError(ValueError):
    """A file holds no network that ONNX Runtime can run; the message says so."""


class OnnxClassifier:
    """A ``Classifier`` from one ONNX file."""

    def __init__(
        self, file: bytes | Path, *, head: Head | None = None, kernels: Mapping[str, Kernels] | None = None
    ) -> None:
        """Load a network.

        Args:
            file: The ONNX file, or its content, which then stays in memory too.
            head: The last layer, if the scores are linear in the features.
            kernels: The weights of those layers that are one plain convolution.

        Raises:
            NetworkFileError: It cannot be run.
        """
        self.head = head
        self._kernels = dict(kernels or {})
        self._session = open_session(file)
        self.beside_bytes = WEIGHT * (file.stat().st_size if isinstance(file, Path) else len(file))
        self._inputs = {put.name: put.shape for put in self._session.get_inputs()}
        self._outputs = {put.name: put.shape for put in self._session.get_outputs()}

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The recorded layers, in the network's order."""
        shapes = {name.removeprefix(MAPS): shape for name, shape in self._outputs.items() if name.startswith(MAPS)}
        return tuple(Layer(name, *shape[1:]) for name, shape in shapes.items())

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shapes of one image, of what is recorded of it, of features and logits, by their names in the file."""
        shapes = {IMAGE: self._inputs.get(IMAGE, []), **self._outputs}
        return {name: tuple(shape[1:]) for name, shape in shapes.items() if name != GRADIENT}

    @property
    def has_gradient(self) -> bool:
        """Whether ``gradient`` answers."""
        return GRADIENT in self._outputs

    def trace(self, image: Pixels) -> Trace:
        """Run the network on one image, (h, w) if it is grey and (h, w, 3) if it is in colour."""
        names = [layer.name for layer in self.layers]
        *maps, features, logits = self._run([*(MAPS + name for name in names), FEATURES, LOGITS], as_input(image[None]))
        layers = {name: values[0] for name, values in zip(names, maps, strict=True)}
        return Trace(layers, features[0], logits[0], softmax(logits[0]))

    def describe(self, images: Pixels) -> tuple[Floats, Floats]:
        """Return features (n, d) and logits (n, k) of ``images`` (n, h, w) or (n, h, w, 3), n at least 1."""
        starts = range(0, len(images), BATCH)
        parts = [self._run([FEATURES, LOGITS], as_input(images[start : start + BATCH])) for start in starts]
        features, logits = (np.concatenate(values) for values in zip(*parts, strict=True))
        return features, logits

    def gradient(self, image: Pixels, directions: Floats, classes: Floats | None = None) -> Floats:
        """Return how much each pixel moves the features, and the scores, along some directions.

        Args:
            image: (h, w) or (h, w, 3).
            directions: (m, d), for instance the weights of a map's axes.
            classes: (m, k), what is added to it of the scores; nothing by default.

        Returns:
            (m, h, w) or (m, h, w, 3), as ``Classifier.gradient`` says. Where values of a max-pooling window are equal
            up to rounding it is about the mean of them all, see ``model.training.backward``.

        Raises:
            ValueError: The file has no gradient.
        """
        if not self.has_gradient:
            raise ValueError("this network's file has no gradient; the build says why it could not be exported")
        if classes is None:
            classes = np.zeros((len(directions), self._outputs[LOGITS][1]), dtype=np.float32)
        starts = range(0, len(directions), DIRECTIONS)
        chunks = [(directions[start : start + DIRECTIONS], classes[start : start + DIRECTIONS]) for start in starts]
        planes = np.concatenate([self._slopes(image, *chunk) for chunk in chunks])  # (m, channels, h, w)
        pixels: Floats = planes[:, 0] if image.ndim == 2 else np.moveaxis(planes, 1, 3)
        return pixels

    def kernels(self, layer: str) -> Kernels | None:
        """Return the weights of ``layer`` if it is one plain convolution."""
        return self._kernels.get(layer)

    def _slopes(self, image: Pixels, directions: Floats, classes: Floats) -> Floats:
        """Return the gradient (m, channels, h, w) along a few ``directions`` (m, d) and ``classes`` (m, k)."""
        batch = np.repeat(as_input(image[None]), len(directions), axis=0)
        (slopes,) = self._run([GRADIENT], batch, directions, classes)
        return slopes

    def _run(
        self, names: Sequence[str], images: Floats, directions: Floats | None = None, classes: Floats | None = None
    ) -> list[Floats]:
        """Return the outputs of some ``names`` for ``images`` (b, channels, h, w), and compute no other."""
        feed: dict[str, NDArray[Any]] = {IMAGE: images}
        if WANTED in self._inputs:
            feed[WANTED] = np.array(GRADIENT in names)
        for name, given in ((DIRECTION, directions), (CLASS_DIRECTION, classes)):
            if name in self._inputs:
                feed[name] = self._zeros(name, len(images)) if given is None else given.astype(np.float32, copy=False)
        found: list[Floats] = self._session.run(list(names), feed)
        return found

    def _zeros(self, name: str, count: int) -> Floats:
        return np.zeros((count, self._inputs[name][1]), dtype=np.float32)


def silent_runtime() -> Any:
    """Return ONNX Runtime, kept from telling its makers of the machine and of the networks, as it does by itself."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read once, when it begins
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # on Windows, where nothing is read
    return onnxruntime


def open_session(file: bytes | Path) -> InferenceSession:
    """Return ONNX Runtime's session for an ONNX file: one thread, since visitors share the cores, and little memory.

    Raises:
        NetworkFileError: It cannot be run.
    """
    onnxruntime = silent_runtime()
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    refusals = tuple(kind for kind in vars(state).values() if isinstance(kind, type) and issubclass(kind, Exception))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3  # errors
    # The level above holds a second, rearranged copy of weights while it loads, and was no faster.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    # Folding would hold a second, transposed copy of large weights.
    content = str(file) if isinstance(file, Path) else file
    try:
        return onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["ConstantFolding"]
        )
    except refusals as error:
        raise NetworkFileError(f"holds no network that can be run: {str(error).splitlines()[0][:200]}") from error
