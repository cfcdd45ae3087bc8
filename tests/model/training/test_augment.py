from __future__ import annotations

from dataclasses import fields, replace

import pytest
import torch
from torch import Generator, Tensor

from model.training.augment import AugmentConfig, augment


@pytest.fixture
def digits() -> tuple[Tensor, Tensor]:
    """Return sixty thick bars with ink of 0 to 1, and a label of every class."""
    images = torch.zeros(60, 28, 28)
    images[:, 5:23, 11:16] = 0.9
    return images, torch.arange(60) % 10


def generator(seed: int = 1) -> Generator:
    return Generator().manual_seed(seed)


def test_shape_and_range_are_kept(digits: tuple[Tensor, Tensor]) -> None:
    varied = augment(*digits, AugmentConfig(), generator())
    assert varied.shape == (60, 28, 28)
    assert varied.dtype == torch.float32
    assert varied.min() >= 0
    assert varied.max() <= 1


def test_the_originals_stay_as_they_are(digits: tuple[Tensor, Tensor]) -> None:
    before = digits[0].clone()
    augment(*digits, AugmentConfig(), generator())
    torch.testing.assert_close(digits[0], before, rtol=0, atol=0)


def test_every_digit_is_varied_but_keeps_most_of_its_ink(digits: tuple[Tensor, Tensor]) -> None:
    varied = augment(*digits, AugmentConfig(), generator())
    assert (varied - digits[0]).abs().amax((1, 2)).min() > 0.1
    share = varied.sum((1, 2)) / digits[0].sum((1, 2))
    assert share.min() > 0.3
    assert share.max() < 3


def test_the_generator_alone_decides(digits: tuple[Tensor, Tensor]) -> None:
    first, same, other = (augment(*digits, AugmentConfig(), generator(seed)) for seed in (1, 1, 2))
    torch.testing.assert_close(first, same, rtol=0, atol=0)
    assert not torch.equal(first, other)


def test_without_any_variation_the_digits_come_back(digits: tuple[Tensor, Tensor]) -> None:
    none = {limit.name: 0.0 for limit in fields(AugmentConfig) if limit.name not in ("elastic_nodes", "contrast")}
    still = augment(*digits, replace(AugmentConfig(), contrast=1.0, **none), generator())
    torch.testing.assert_close(still, digits[0], atol=1e-4, rtol=0)


def test_paper_without_ink_is_no_trouble() -> None:
    blank = torch.zeros(20, 28, 28)
    assert torch.isfinite(augment(blank, torch.arange(20) % 10, AugmentConfig(), generator())).all()
