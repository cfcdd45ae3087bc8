from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Generator, Tensor

from model.training.dice import BatchRandom
from model.training.fashion import (
    FashionAugmentConfig,
    FashionNetwork,
    FashionRecipe,
    Garments,
    erase,
    mirror,
    shift,
)

CONFIG = FashionAugmentConfig()


def random(n: int) -> BatchRandom:
    return BatchRandom(n, Generator().manual_seed(1))


def garments(n: int) -> Tensor:
    """Return images (n, 28, 28) that no mirror and no shift leaves as they are, dark along their edges."""
    images = torch.zeros(n, 28, 28)
    images[:, 6:20, 8:14] = torch.linspace(0.1, 0.9, 6)
    return images


def test_every_step_of_the_network_has_its_shape() -> None:
    network, shapes = FashionNetwork().eval(), {}
    for name, module in network.named_children():
        module.register_forward_hook(lambda _, __, out, name=name: shapes.update({name: tuple(out.shape)}))
    network(torch.zeros(3, 1, 28, 28))
    convolutions = {
        "conv1": (3, 32, 28, 28),
        "conv2": (3, 64, 28, 28),
        "conv3": (3, 128, 14, 14),
        "conv4": (3, 128, 14, 14),
        "conv5": (3, 256, 7, 7),
    }
    assert shapes.items() >= {**convolutions, "hidden": (3, 128), "output": (3, 10)}.items()


def test_what_is_worth_looking_at_is_never_negative() -> None:
    network, least = FashionNetwork().eval(), []
    for name in ("conv1", "conv2", "conv3", "conv4", "conv5", "hidden"):
        getattr(network, name).register_forward_hook(lambda _, __, out: least.append(out.min()))
    network(torch.randn(2, 1, 28, 28))
    assert len(least) == 6
    assert min(least) == 0


def test_the_network_is_small_enough_to_travel() -> None:
    assert sum(weights.numel() for weights in FashionNetwork().parameters()) < 1_000_000


def test_one_image_is_read_alone_as_it_is_among_others() -> None:
    network, x = FashionNetwork().eval(), torch.randn(5, 1, 28, 28)
    torch.testing.assert_close(network(x[2:3]), network(x)[2:3])


def test_a_mirrored_garment_has_left_and_right_swapped() -> None:
    images = garments(200)
    mirrored = mirror(images, CONFIG, random(200))
    chosen = (mirrored != images).any((1, 2))
    assert 60 < chosen.sum() < 140
    assert torch.equal(mirrored[chosen], images[chosen].flip(2))


def test_a_shift_goes_as_far_as_it_may_in_all_directions_and_loses_nothing() -> None:
    images = garments(400)
    shifted = shift(images, CONFIG, random(400))
    torch.testing.assert_close(shifted.sum((1, 2)), images.sum((1, 2)))
    for axis, first in ((2, 6), (1, 8)):
        starts = (shifted > 0).any(axis).int().argmax(1)
        assert set(starts.tolist()) == set(range(first - 2, first + 3))


def test_what_is_erased_is_one_rectangle_of_noise() -> None:
    images = torch.full((400, 28, 28), 2.0)  # brighter than any noise
    erased = erase(images, CONFIG, random(400))
    gone = erased < 2
    heights, widths = gone.any(2).sum(1), gone.any(1).sum(1)
    chosen = heights > 0
    assert 150 < chosen.sum() < 250
    assert torch.equal(gone.sum((1, 2)), heights * widths), "without gaps"
    for lengths in (heights[chosen], widths[chosen]):
        assert (lengths.min(), lengths.max()) == CONFIG.erase_px
    assert gone.any(0).all(), "every pixel can be erased"
    assert erased[gone].std() == pytest.approx(12**-0.5, abs=0.01)


def test_the_same_dice_vary_alike() -> None:
    recipe, samples = FashionRecipe(), Garments(garments(20), torch.zeros(20).long())
    first, again, other = (recipe.vary(samples, Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_black_and_white_are_normalised_by_mean_and_deviation_of_the_training_images() -> None:
    x = FashionRecipe().normalise(torch.tensor([[[0.0, 1.0]]]))
    assert x.shape == (1, 1, 1, 2)
    torch.testing.assert_close(x.flatten(), torch.tensor([-0.8102, 2.0227]), atol=1e-4, rtol=0)


def test_a_smoothed_label_punishes_certainty() -> None:
    logits, label = torch.tensor([[40.0, *[0.0] * 9]]), torch.tensor([0])
    assert FashionRecipe().loss(logits, label) > 1
    assert replace(FashionRecipe(), label_smoothing=0.0).loss(logits, label) < 1e-6
