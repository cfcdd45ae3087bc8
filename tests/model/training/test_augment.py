from __future__ import annotations

from dataclasses import fields, replace

import pytest
import torch
from torch import Generator, Tensor

from model.training.augment import (
    AugmentConfig,
    Sheet,
    augment,
    even_distance,
    is_closed,
    proportions,
    refit,
    shrink,
    warp,
)
from model.training.dice import BatchRandom
from model.training.midline import REACH, midline_distances

LIMITS = [limit.name for limit in fields(AugmentConfig) if limit.name not in ("elastic_nodes", "contrast")]
NONE = AugmentConfig(contrast=1.0, **dict.fromkeys(LIMITS, 0.0))  # type: ignore[arg-type]


@pytest.fixture
def digits() -> tuple[Tensor, Tensor, Tensor]:
    """Return sixty thick bars with ink of 0 to 1, the distances from their midline, and a label of every class."""
    images = torch.zeros(60, 28, 28)
    images[:, 5:23, 11:16] = 0.9
    return images, midline_distances(images), torch.arange(60) % 10


def generator(seed: int = 1) -> Generator:
    return Generator().manual_seed(seed)


def extent(images: Tensor) -> Tensor:
    """Return the rows and columns (n, 2) between the outermost that have ink."""
    ink = images > 0.5
    return torch.stack([ink.any(2).sum(1), ink.any(1).sum(1)], 1)


def centre_of_mass(images: Tensor) -> Tensor:
    """Return the y and x (n, 2) of the ink's centre of mass, from the middle of the picture, in pixels."""
    axis = torch.arange(28) - 13.5
    return torch.stack([(images.sum(side) * axis).sum(1) for side in (2, 1)], 1) / images.sum((1, 2))[:, None]


def test_shape_and_range_are_kept(digits: tuple[Tensor, Tensor, Tensor]) -> None:
    varied = augment(*digits, AugmentConfig(), generator())
    assert varied.shape == (60, 28, 28)
    assert varied.dtype == torch.float32
    assert varied.min() >= 0
    assert varied.max() <= 1


def test_the_originals_stay_as_they_are(digits: tuple[Tensor, Tensor, Tensor]) -> None:
    before = [tensor.clone() for tensor in digits]
    augment(*digits, AugmentConfig(), generator())
    torch.testing.assert_close(list(digits), before, rtol=0, atol=0)


def test_every_digit_is_varied_but_keeps_most_of_its_ink(digits: tuple[Tensor, Tensor, Tensor]) -> None:
    varied = augment(*digits, replace(AugmentConfig(), pen_share=0), generator())
    assert (varied - digits[0]).abs().amax((1, 2)).min() > 0.1
    share = varied.sum((1, 2)) / digits[0].sum((1, 2))
    assert share.min() > 0.3
    assert share.max() < 3


def test_the_generator_alone_decides(digits: tuple[Tensor, Tensor, Tensor]) -> None:
    first, same, other = (augment(*digits, AugmentConfig(), generator(seed)) for seed in (1, 1, 2))
    torch.testing.assert_close(first, same, rtol=0, atol=0)
    assert not torch.equal(first, other)


def test_without_any_variation_the_digits_come_back(digits: tuple[Tensor, Tensor, Tensor]) -> None:
    torch.testing.assert_close(augment(*digits, NONE, generator()), digits[0], atol=1e-4, rtol=0)


def test_paper_without_ink_is_no_trouble() -> None:
    blank = torch.zeros(20, 28, 28)
    varied = augment(blank, midline_distances(blank), torch.arange(20) % 10, AugmentConfig(), generator())
    assert torch.isfinite(varied).all()


def test_a_pen_draws_all_digits_with_one_width_however_thick_they_were(digits: tuple[Tensor, Tensor, Tensor]) -> None:
    drawn = augment(*digits, replace(NONE, pen_share=1.0), generator())
    width = drawn[:, 13].sum(1)  # ink across the bar, five pixels wide in the scan
    assert width.min() > 1.5
    assert width.max() < 3.1


def test_a_pen_keeps_its_width_where_the_picture_is_stretched() -> None:
    x = (torch.arange(28) - 13.0).abs().expand(1, 28, 28)
    torch.testing.assert_close(even_distance(1.4 * x)[..., 16:], x[..., 16:])


def test_a_digit_is_fitted_to_twenty_pixels_and_its_mass_to_the_middle() -> None:
    images = torch.zeros(2, 28, 28)
    images[0, 3:13, 2:6] = 1  # small, in a corner
    images[1, 1:27, 12:14] = 1  # large
    fitted = warp(Sheet(images, images), replace(NONE, refit_share=1.0), BatchRandom(2, generator())).ink
    assert (extent(fitted).amax(1) - 20).abs().max() <= 1
    assert centre_of_mass(fitted).abs().max() < 0.1


def test_fitting_counts_with_the_slant_that_comes_after() -> None:
    images = torch.zeros(1, 28, 28)
    images[0, 4:24, 13:15] = 1
    upright, slanted = (refit(images, torch.tensor([[[1.0, slant], [0.0, 1.0]]]))[0] for slant in (0.0, 2.0))
    torch.testing.assert_close(upright, torch.ones(1))
    assert slanted > 1.8


def test_no_place_of_the_box_changes_its_order_when_heads_grow_or_shrink() -> None:
    place = proportions(AugmentConfig(), BatchRandom(100, generator()))
    assert place.diff(dim=1)[..., 1].min() > 0
    assert place.diff(dim=2)[..., 0].min() > 0


@pytest.fixture
def nines() -> tuple[Tensor, Tensor, Tensor]:
    """Return forty nines, round heads on upright stems, every other with a gap in its head."""
    axis = torch.arange(28) - 13.0
    radius = torch.hypot(axis[:, None] + 4, axis)
    images = ((radius - 4).abs() < 1.2).float().repeat(40, 1, 1)
    images[:, 9:24, 16:18] = 1
    images[1::2, 4:8, 13:20] = 0
    return images, midline_distances(images), torch.full((40,), 9)


def test_a_head_is_closed_where_the_border_cannot_reach_into_it(nines: tuple[Tensor, Tensor, Tensor]) -> None:
    assert is_closed(nines[0]).tolist() == [True, False] * 20
    assert is_closed(nines[0][:0]).shape == (0,)


def test_nines_with_closed_heads_get_tails_to_the_left_and_the_others_none(
    nines: tuple[Tensor, Tensor, Tensor],
) -> None:
    images, distances, labels = nines
    tailed = augment(images, distances, labels, replace(NONE, stroke_share=1.0), generator())
    torch.testing.assert_close(tailed[1::2], images[1::2], atol=1e-4, rtol=0)
    assert (tailed - images)[::2, :9, :15].min() > -1e-4
    low = (tailed - images)[::2, 14:, :15].clamp(min=0).sum((1, 2))
    assert (low > 1).float().mean() > 0.8


def test_a_tail_takes_the_place_that_a_smaller_head_leaves(nines: tuple[Tensor, Tensor, Tensor]) -> None:
    images, distances, labels = (tensor[::2] for tensor in nines)
    config = replace(NONE, stroke_share=1.0, pen_share=1.0)
    same, small = (augment(images, distances, labels, replace(config, small_head=s), generator()) for s in (0.0, 2.0))
    heads = [drawn[:, :, :13].sum((1, 2)).mean() for drawn in (same, small)]
    assert heads[1] < heads[0]
    assert (small.sum((1, 2)) > 5).all()


def test_a_smaller_digit_keeps_its_top_and_its_lines_their_distances(nines: tuple[Tensor, Tensor, Tensor]) -> None:
    images, distances = nines[0][:1], nines[1][:1]
    small = shrink(Sheet(images, distances), torch.tensor([0.5]))
    assert (extent(small.ink) - extent(images) / 2).abs().max() <= 1
    assert (small.ink > 0.5).any(2).int().argmax() == (images > 0.5).any(2).int().argmax()
    assert small.distance.diff(dim=2).abs().max() < 1.1


def test_erased_strokes_are_far_from_every_pen() -> None:
    sheet = Sheet(torch.ones(1, 28, 28), torch.zeros(1, 28, 28)).erase(torch.ones(1, 28, 28))
    assert sheet.ink.max() == 0
    assert sheet.distance.min() == REACH
