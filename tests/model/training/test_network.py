from __future__ import annotations

import torch
from torch.nn import functional as F

from model.training.network import DigitNetwork, normalise


def test_every_step_of_the_network_has_its_shape() -> None:
    network = DigitNetwork().eval()
    x = normalise(torch.zeros(3, 28, 28, dtype=torch.uint8))
    conv1, conv2 = network.feature_maps(x)
    assert x.shape == (3, 1, 28, 28)
    assert conv1.shape == (3, 32, 26, 26)
    assert conv2.shape == (3, 64, 24, 24)
    assert network.features(conv2).shape == (3, 128)
    assert network(x).shape == (3, 10)


def test_feature_maps_and_features_are_never_negative() -> None:
    network = DigitNetwork().eval()
    conv1, conv2 = network.feature_maps(torch.randn(2, 1, 28, 28))
    assert min(conv1.min(), conv2.min(), network.features(conv2).min()) >= 0


def test_the_first_feature_map_is_its_convolution() -> None:
    network = DigitNetwork().eval()
    x = torch.randn(2, 1, 28, 28)
    wanted = F.relu(F.conv2d(x, network.conv1.weight, network.conv1.bias))
    torch.testing.assert_close(network.feature_maps(x)[0], wanted)


def test_dropout_acts_in_training_only() -> None:
    network = DigitNetwork()
    x = torch.randn(1, 1, 28, 28)
    network.train()
    assert not torch.equal(network(x), network(x))
    network.eval()
    torch.testing.assert_close(network(x), network(x))


def test_paper_and_ink_are_normalised_by_mean_and_deviation_of_mnist() -> None:
    image = torch.tensor([[[0, 255]]], dtype=torch.uint8)
    torch.testing.assert_close(normalise(image).flatten(), torch.tensor([-0.4242, 2.8215]), atol=1e-4, rtol=0)
