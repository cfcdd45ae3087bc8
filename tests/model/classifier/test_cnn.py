from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from model.classifier.classifier import Trace
from model.classifier.cnn import ROUNDING, WEIGHTS, unpool
from model.training.digits_weights import as_arrays, as_state_dict
from model.training.network import DigitNetwork, normalise
from model.workspace import Workspace
from tests.torch_network import describe_images


def torch_network(workspace: Workspace) -> DigitNetwork:
    """Return the workspace's network as torch runs it."""
    network = DigitNetwork().eval()
    network.load_state_dict(as_state_dict(workspace.classifier.weights))
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
        (*trace.layers.values(), trace.features, trace.probabilities),
        (conv1, conv2, features, probabilities),
        strict=True,
    ):
        np.testing.assert_allclose(ours, theirs[0], atol=1e-5)
        assert ours.dtype == np.float32


def test_many_digits_at_once_give_what_each_gives_alone(workspace: Workspace) -> None:
    state = as_state_dict(workspace.classifier.weights)
    features, probabilities = describe_images(state, workspace.images[:7], batch=3)
    alone = [workspace.trace(image) for image in workspace.images[:7]]
    np.testing.assert_allclose(features, [trace.features for trace in alone], atol=1e-5)
    np.testing.assert_allclose(probabilities, [trace.probabilities for trace in alone], atol=1e-5)


def directions(seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(3, 128)).astype(np.float32)


def noise() -> np.ndarray:
    """Return a picture in which no two places are alike, and no window of the second convolution nearly at a bend."""
    return np.random.default_rng(66).integers(0, 255, (28, 28)).astype(np.uint8)


def torch_gradient(network: DigitNetwork, image: np.ndarray) -> np.ndarray:
    """Return what torch makes of ``gradient`` along ``directions()``, (3, 28, 28)."""
    ink = (torch.from_numpy(image.copy()).float() / 255).requires_grad_()
    _, conv2 = network.feature_maps(normalise(ink[None] * 255))
    heights = torch.from_numpy(directions()) @ network.features(conv2)[0]
    return np.stack([torch.autograd.grad(height, ink, retain_graph=True)[0].numpy() for height in heights])


def distance_to_a_bend(network: DigitNetwork, image: np.ndarray) -> float:
    """Return how far a picture is from where its gradient jumps, as a share of the greatest value of the layer."""
    with torch.inference_mode():
        first = network.conv1(normalise(torch.from_numpy(image.copy())[None]))
        second = network.conv2(first.relu())
        hidden = network.hidden(F.max_pool2d(second.relu(), 2).flatten(1))
    windows = second.unfold(2, 2, 2).unfold(3, 2, 2).flatten(-2).sort(dim=-1).values
    greatest, next_greatest = windows[..., 3], windows[..., 2].relu()
    lead = (greatest - next_greatest)[greatest > 0].min() / second.max()
    pairs = (first, first), (greatest, second), (hidden, hidden)
    return float(min(lead, *(values.abs().min() / layer.max() for values, layer in pairs)))


def test_the_gradient_is_that_of_torch_where_there_is_one(workspace: Workspace) -> None:
    network = torch_network(workspace)
    assert distance_to_a_bend(network, noise()) > 2 * ROUNDING, "take another picture: rounding could decide here"
    ours = workspace.classifier.gradient(noise(), directions())
    np.testing.assert_allclose(ours, torch_gradient(network, noise()), atol=1e-4 * np.abs(ours).max())


def test_where_all_is_even_the_gradient_is_as_if_pooling_took_the_mean(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    even = np.full((28, 28), 255, np.uint8)
    ours = workspace.classifier.gradient(even, directions())
    monkeypatch.setattr(F, "max_pool2d", F.avg_pool2d)
    np.testing.assert_allclose(
        ours, torch_gradient(torch_network(workspace), even), atol=1e-4 * np.abs(ours).max(), strict=True
    )


def test_the_last_bits_of_the_feature_maps_do_not_change_the_gradient(workspace: Workspace) -> None:
    filled = np.zeros((28, 28), np.uint8)
    filled[6:22, 6:22] = 200
    trace = workspace.trace(filled)
    conv2 = trace.layers["conv2"]
    greatest, dice = conv2.max(), np.random.default_rng(8).uniform(-1, 1, conv2.shape)
    windows = conv2.reshape(64, 12, 2, 12, 2)
    behind = (windows.max(axis=(2, 4), keepdims=True) - windows)[windows > 0] / greatest
    assert not ((behind > ROUNDING / 4) & (behind < 4 * ROUNDING)).any(), (
        "take another picture: here it is a near thing"
    )
    last_bits = (ROUNDING / 40 * greatest * dice * (conv2 > 0)).astype(np.float32)
    other = replace(trace, layers={**trace.layers, "conv2": conv2 + last_bits})
    ours, theirs = (workspace.classifier.backpropagate(each, directions()) for each in (trace, other))
    np.testing.assert_allclose(ours, theirs, atol=1e-5 * np.abs(ours).max())


def test_the_gradient_is_what_a_little_ink_changes(workspace: Workspace) -> None:
    network = torch_network(workspace).double()
    image = noise()
    gradient = workspace.classifier.gradient(image, directions()[:1])[0]
    pixel = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
    step, ink = 1e-6, torch.from_numpy(image.astype(float) / 255)

    def height(ink: torch.Tensor) -> float:
        _, conv2 = network.feature_maps((ink[None, None] - 0.1307) / 0.3081)
        return (network.features(conv2)[0] @ torch.from_numpy(directions()[0]).double()).item()

    more = ink.clone()
    more[pixel] += step
    assert (height(more) - height(ink)) / step == pytest.approx(gradient[pixel], rel=1e-3)


def sent_back(window: list[list[float]]) -> list[list[float]]:
    """Return how a flow of 12 is shared out in a pooling window beside one whose greatest value is 8."""
    maps = np.hstack([np.array(window, np.float32), np.full((2, 2), [[8, 0], [0, 0]], np.float32)])[None]
    flow = unpool(np.array([[[[12, 5]]]], np.float32), maps)
    np.testing.assert_array_equal(flow[0, 0, :, 2:], [[5, 0], [0, 0]])
    return flow[0, 0, :, :2].tolist()


BIT = float(np.spacing(np.float32(2)))  # the last one of 2


@pytest.mark.parametrize(
    ("window", "shares"),
    [
        ([[1, 2], [0, 1.5]], [[0, 12], [0, 0]]),
        ([[2, 2], [1, 2]], [[4, 4], [0, 4]]),
        ([[2, 2 - BIT], [2 + BIT, 2 + 2 * BIT]], [[3, 3], [3, 3]]),
        ([[2, 2 - 7 * ROUNDING], [0, 0]], [[6, 6], [0, 0]]),
        ([[2, 2 - 9 * ROUNDING], [0, 0]], [[12, 0], [0, 0]]),
        ([[BIT, 0], [0, BIT]], [[6, 0], [0, 6]]),
        ([[0, 0], [0, 0]], [[0, 0], [0, 0]]),
    ],
    ids=["one greatest", "equals", "the last bits", "within rounding", "beyond rounding", "next to nothing", "nothing"],
)
def test_pooling_shares_a_gradient_among_values_that_only_rounding_tells_apart(
    window: list[list[float]], shares: list[list[float]]
) -> None:
    assert sent_back(window) == shares


def test_an_empty_picture_has_a_finite_trace_and_gradient(workspace: Workspace) -> None:
    trace = workspace.trace(np.zeros((28, 28), np.uint8))
    assert isinstance(trace, Trace)
    assert np.isfinite(workspace.classifier.backpropagate(trace, directions())).all()
    assert trace.probabilities.sum() == pytest.approx(1, abs=1e-5)
