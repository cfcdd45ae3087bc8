from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from model.training.capture import Captured, ExportError, capture, default_layers
from tests.model.training import networks
from tests.model.training.networks import seeded

GREY, COLOUR = torch.rand(3, 1, 12, 12) - 0.5, torch.rand(3, 3, 12, 10) - 0.5


def captured(
    network: nn.Module, images: Tensor, feature_layer: str | None = None, layers: Sequence[str] | None = None
) -> Captured:
    return capture(network.eval().requires_grad_(False), images, feature_layer, layers)


def answers(made: Captured, images: Tensor) -> tuple[list[Tensor], Tensor, Tensor]:
    *layers, features, logits = made.graph(images)
    return layers, features, logits


def test_what_is_recorded_is_what_a_functional_relu_gives() -> None:
    network = seeded(networks.Functional)
    made = captured(network, GREY)
    layers, features, logits = answers(made, GREY)
    first = F.relu(network.first(GREY))
    torch.testing.assert_close(layers, [first, F.relu(network.second(first))])
    assert [layer.name for layer in made.layers] == ["first", "second"]
    assert made.feature_layer == "what goes into last"
    assert (features < 0).any()
    torch.testing.assert_close(torch.from_numpy(made.head.logits(features.numpy())), logits)
    torch.testing.assert_close(logits, network(GREY))


def test_what_is_recorded_is_what_a_relu_in_place_left() -> None:
    network = seeded(networks.in_place)
    layers, _, _ = answers(captured(network, COLOUR), COLOUR)
    torch.testing.assert_close(layers, [network[:3](COLOUR), network[:6](COLOUR)])


def test_kernels_have_their_batch_norm_in_them() -> None:
    made = captured(seeded(networks.in_place), COLOUR)
    kernels, maps = made.kernels["conv 0"], answers(made, COLOUR)[0][0]
    weights, biases = torch.from_numpy(kernels.weights), torch.from_numpy(kernels.biases)
    torch.testing.assert_close(F.relu(F.conv2d(COLOUR, weights, biases, padding=1)), maps, atol=1e-5, rtol=0)


def test_the_sum_of_a_residual_block_is_recorded_after_its_nonlinearity_and_once() -> None:
    network = seeded(networks.Residual)
    made = captured(network, COLOUR)
    stem = F.gelu(network.stem(COLOUR))
    both = F.relu(network.norm(network.body(stem)) + network.aside(stem))
    torch.testing.assert_close(answers(made, COLOUR)[0], [stem, both])
    assert set(made.kernels) == {"stem"}


def test_the_softmax_at_the_end_is_taken_off() -> None:
    network = seeded(networks.without_convolution)
    made = captured(network, GREY)
    assert (made.layers, made.softened, made.classes) == ((), "softmax", 3)
    torch.testing.assert_close(answers(made, GREY)[2].softmax(1), network(GREY))


def test_layers_and_features_can_be_named() -> None:
    made = captured(seeded(networks.in_place), COLOUR, "4", ["3", "0"])
    assert [(layer.name, layer.channels) for layer in made.layers] == [("conv 0", 4), ("maxpool 3", 4)]
    assert (made.features, made.feature_layer, made.head) == (6, "the mean of each map of conv 4", None)


@pytest.mark.parametrize("options", [{"feature_layer": "nine"}, {"layers": ["nine"]}])
def test_a_layer_that_is_not_there_is_refused_with_those_that_are(options: dict[str, object]) -> None:
    with pytest.raises(ExportError, match=r"'nine'.*first, second"):
        captured(seeded(networks.Functional), GREY, **options)


def block(size: int = 4) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(size, size, 3), nn.ReLU(), nn.Conv2d(size, size, 3))


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = block()


def names(network: nn.Module) -> list[str]:
    """Return the layers by default if every module gives maps."""
    return default_layers(network, {name for name, _ in network.named_modules()})


def test_of_a_large_network_the_blocks_are_recorded() -> None:
    stages = nn.Sequential(nn.Conv2d(1, 4, 3), *(nn.Sequential(Block(), Block()) for _ in range(4)))
    assert names(stages) == ["0", *(f"{stage}.{part}" for stage in (1, 2, 3, 4) for part in (0, 1))]
    wrapped = nn.ModuleDict({"net": stages})
    assert names(wrapped) == [f"net.{name}" for name in names(stages)]


def test_of_a_small_network_each_convolution_is_recorded() -> None:
    assert names(nn.Sequential(Block(), Block())) == ["0.inner.0", "0.inner.2", "1.inner.0", "1.inner.2"]
