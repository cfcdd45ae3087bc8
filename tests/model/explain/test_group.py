from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import bootstrap, mannwhitneyu

from model.explain.group import (
    PARTS,
    Ranks,
    effect_sizes,
    intervals,
    mean_image,
    merged,
    set_apart,
    share_by_lot,
    share_inside,
)
from model.workspace import Workspace

N, D = 5000, 6


@pytest.fixture(scope="module")
def features() -> np.ndarray:
    """Activations (n, d) as of a ReLU; the last unit is always 3, the one before of both signs."""
    dice = np.random.default_rng(1)
    found = dice.normal(size=(N, D)).astype(np.float32)
    found[:, : D - 2] = found[:, : D - 2].clip(0)
    found[:, D - 1] = 3
    return found


@pytest.fixture(scope="module")
def members(features: np.ndarray) -> np.ndarray:
    """A group (n,) that unit 0 sets apart one way, unit 1 the other way, and the others hardly."""
    dice = np.random.default_rng(2)
    return features[:, 0] - features[:, 1] + 0.5 * dice.normal(size=N) > 1


def delta(one: np.ndarray, other: np.ndarray, axis: int = -1) -> np.ndarray:
    """Return Cliff's delta from SciPy's U."""
    pairs = one.shape[axis] * other.shape[axis]
    return 2 * mannwhitneyu(one.astype(float), other.astype(float), axis=axis).statistic / pairs - 1


def test_effect_sizes_are_those_of_scipy(features: np.ndarray, members: np.ndarray) -> None:
    ranks = Ranks.of(features)
    found = effect_sizes(ranks.histograms(members), ranks.histograms(~members))
    expected = delta(features[members], features[~members], axis=0)
    np.testing.assert_allclose(found, expected, atol=1e-3)
    assert found[0] > 0.4
    assert found[1] < -0.2
    assert found[D - 1] == 0


def test_few_different_activations_have_a_step_each_so_the_effect_is_exact(members: np.ndarray) -> None:
    few = np.random.default_rng(3).integers(-9, 9, (N, 2)).astype(np.float32)
    few[members, 0] += 2
    ranks = Ranks.of(few)
    found = effect_sizes(ranks.histograms(members), ranks.histograms(~members))
    np.testing.assert_allclose(found, delta(few[members], few[~members], axis=0), atol=1e-12)


def test_groups_that_do_not_overlap_have_the_greatest_effect_and_equal_ones_none() -> None:
    values = np.arange(100, dtype=np.float32)[:, None]
    ranks, low = Ranks.of(np.hstack([values, -values])), np.arange(100) < 30
    np.testing.assert_allclose(effect_sizes(ranks.histograms(~low), ranks.histograms(low)), [1, -1])
    even = np.arange(100) % 2 == 0
    assert effect_sizes(ranks.histograms(even), ranks.histograms(even)) == pytest.approx([0, 0])


@pytest.mark.parametrize("size", [25, 400])
def test_intervals_are_those_of_scipys_bootstrap(features: np.ndarray, members: np.ndarray, size: int) -> None:
    ranks = Ranks.of(features)
    one, other = (np.flatnonzero(group)[:size] for group in (members, ~members))
    masks = [np.isin(np.arange(N), group) for group in (one, other)]
    histograms = [ranks.histograms(mask)[:3] for mask in masks]
    found = intervals(*histograms, (size, size), np.random.default_rng(4))
    for unit in range(3):
        expected = bootstrap(
            (features[one, unit], features[other, unit]), delta, n_resamples=1000, method="percentile", rng=5
        ).confidence_interval
        np.testing.assert_allclose(found[unit], expected, atol=0.5 / np.sqrt(size))


def test_merging_steps_hardly_changes_an_effect_though_most_activations_are_zero(
    features: np.ndarray, members: np.ndarray
) -> None:
    one, other = Ranks.of(features).both(members, ~members)
    for pair in zip(one, other, strict=True):
        fewer = merged(*pair)
        assert len(fewer[0]) <= PARTS + 1
        assert effect_sizes(*fewer) == pytest.approx(effect_sizes(*pair), abs=2e-3)


@pytest.mark.parametrize("few", [True, False])
def test_both_histograms_are_those_of_each(features: np.ndarray, members: np.ndarray, few: bool) -> None:
    ranks, others = Ranks.of(features), ~members & (np.arange(N) % 2 == 0) if few else ~members
    for found, mask in zip(ranks.both(members, others), (members, others), strict=True):
        np.testing.assert_allclose(found, ranks.histograms(mask))


def test_the_units_that_tell_most_come_first_with_their_sign(features: np.ndarray, members: np.ndarray) -> None:
    apart = set_apart(Ranks.of(features), members, ~members, 4, np.random.default_rng(6))
    assert set(apart.units[:2].tolist()) == {0, 1}
    assert D - 1 not in apart.units
    assert (np.diff(np.abs(apart.effects)) <= 0).all()
    assert apart.ends is not None
    assert (apart.ends[:2, 0] < apart.effects[:2]).all()
    assert (apart.effects[:2] < apart.ends[:2, 1]).all()


def test_a_single_image_has_effects_but_no_interval(features: np.ndarray) -> None:
    alone = np.arange(N) == int(features[:, 0].argmax())
    apart = set_apart(Ranks.of(features), alone, ~alone, 3, np.random.default_rng(7))
    assert apart.units[0] == 0
    assert apart.effects[0] == pytest.approx(1, abs=2e-3)
    assert apart.ends is None


def test_units_that_are_the_same_everywhere_set_nothing_apart() -> None:
    half = np.arange(20) < 10
    apart = set_apart(Ranks.of(np.ones((20, 3), np.float32)), half, ~half, 3, np.random.default_rng(8))
    assert apart.units.size == 0
    assert apart.ends is None


def test_the_mean_image_and_its_spread_are_those_of_numpy(workspace: Workspace) -> None:
    members = workspace.labels == 3
    mean, spread, count = mean_image(workspace.images, members, np.random.default_rng(9))
    chosen = workspace.images[members].astype(float)
    np.testing.assert_allclose(mean, chosen.mean(axis=0), rtol=1e-4)
    np.testing.assert_allclose(spread, chosen.std(axis=0), rtol=1e-3, atol=1e-3)
    assert count == members.sum()


def test_of_many_large_images_some_stand_for_all() -> None:
    images = np.zeros((3000, 64, 64), np.uint8)
    images[::2] = 200
    mean, _, count = mean_image(images, np.ones(3000, bool), np.random.default_rng(10))
    assert 1000 < count < 3000
    assert abs(float(mean.mean()) - 100) < 10


def test_the_share_by_lot_is_what_groups_drawn_by_lot_come_to(workspace: Workspace) -> None:
    dice, near, labels = np.random.default_rng(3), workspace.neighbours, workspace.labels
    members = (labels == 4) & (dice.random(len(labels)) < 0.5) | (labels == 9) & (dice.random(len(labels)) < 0.2)

    def drawn() -> np.ndarray:
        mask = np.zeros(len(labels), bool)
        for label in (4, 9):
            own = np.flatnonzero(labels == label)
            mask[dice.choice(own, int((labels[members] == label).sum()), replace=False)] = True
        return mask

    shares = [share_inside(near, drawn()) for _ in range(2_000)]
    assert share_by_lot(near, labels, members) == pytest.approx(np.mean(shares), abs=4 * np.std(shares) / 2_000**0.5)


def test_without_classes_it_is_the_share_of_the_others(workspace: Workspace) -> None:
    members = np.arange(len(workspace.labels)) < 7
    chance = share_by_lot(workspace.neighbours, np.zeros_like(workspace.labels), members)
    assert chance == pytest.approx(6 / (len(members) - 1))
