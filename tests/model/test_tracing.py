from __future__ import annotations

import numpy as np
import pytest
import torch

from model.activations import as_arrays, as_state_dict, describe_images
from model.network import DigitNetwork, normalise
from model.tracing import WEIGHTS, Trace, unpool
from model.workspace import Workspace


def torch_network(workspace: Workspace) -> DigitNetwork:
    """Return the workspace's network as torch runs it."""
    network = DigitNetwork().eval()
    network.load_state_dict(as_state_dict(workspace.tracer.weights))
    return network


def test_the_weights_are_those_of_the_network() -> None:
    weights = as_arrays(DigitNetwork().state_dict())
    assert {name: array.shape for name, array in weights.items()} == WEIGHTS


def test_the_trace_is_what_torch_computes(workspace: Workspace) -> None:
    network, image = torch_network(workspace), workspace.images[5]
    trace = workspace.trace(image)
    with torch.inference_mode():
        conv1, conv2 = network.feature_maps(normalise(torch.from_numpy(image.copy())[None]))
        features = network.features(conv2)
        probabilities = network.output(features).softmax(1)
    for ours, theirs in zip(
        (trace.conv1, trace.conv2, trace.features, trace.probabilities),
        (conv1, conv2, features, probabilities),
        strict=True,
    ):
        np.testing.assert_allclose(ours, theirs[0], atol=1e-5)
        assert ours.dtype == np.float32


def test_many_digits_at_once_give_what_each_gives_alone(workspace: Workspace) -> None:
    state = as_state_dict(workspace.tracer.weights)
    features, probabilities = describe_images(state, workspace.images[:7], batch=3)
    alone = [workspace.trace(image) for image in workspace.images[:7]]
    np.testing.assert_allclose(features, [trace.features for trace in alone], atol=1e-5)
    np.testing.assert_allclose(probabilities, [trace.probabilities for trace in alone], atol=1e-5)


def directions(seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(3, 128)).astype(np.float32)


def test_the_gradient_is_that_of_torch(workspace: Workspace) -> None:
    network, image = torch_network(workspace), workspace.images[11]
    ours = workspace.tracer.gradient(workspace.trace(image), directions())
    ink = (torch.from_numpy(image.copy()).float() / 255).requires_grad_()
    for direction, found in zip(directions(), ours, strict=True):
        _, conv2 = network.feature_maps(normalise(ink[None] * 255))
        (network.features(conv2)[0] @ torch.from_numpy(direction)).backward()
        np.testing.assert_allclose(found, ink.grad, atol=1e-4 * np.abs(found).max())
        ink.grad = None


def test_the_gradient_is_what_a_little_ink_changes(workspace: Workspace) -> None:
    network = torch_network(workspace).double()
    image = np.random.default_rng(4).integers(0, 255, (28, 28)).astype(np.uint8)  # noise: no window has two greatest
    gradient = workspace.tracer.gradient(workspace.trace(image), directions()[:1])[0]
    pixel = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
    step, ink = 1e-6, torch.from_numpy(image.astype(float) / 255)

    def height(ink: torch.Tensor) -> float:
        _, conv2 = network.feature_maps((ink[None, None] - 0.1307) / 0.3081)
        return (network.features(conv2)[0] @ torch.from_numpy(directions()[0]).double()).item()

    more = ink.clone()
    more[pixel] += step
    assert (height(more) - height(ink)) / step == pytest.approx(gradient[pixel], rel=1e-3)


def test_pooling_sends_a_gradient_to_the_first_of_equal_values_and_nowhere_if_all_are_zero() -> None:
    maps = np.array([[[2, 2, 0, 0], [1, 2, 0, 0]]], dtype=np.float32)
    back = unpool(np.array([[[[5, 7]]]], dtype=np.float32), maps)
    np.testing.assert_array_equal(back, [[[[5, 0, 0, 0], [0, 0, 0, 0]]]])


def test_an_empty_picture_has_a_finite_trace_and_gradient(workspace: Workspace) -> None:
    trace = workspace.trace(np.zeros((28, 28), np.uint8))
    assert isinstance(trace, Trace)
    assert np.isfinite(workspace.tracer.gradient(trace, directions())).all()
    assert trace.probabilities.sum() == pytest.approx(1, abs=1e-5)
