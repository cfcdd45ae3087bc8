from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import pairwise_distances

import model.maps.local_trust
from model.maps.local_trust import Floats, Indices, Scope, count_all, judge_place
from model.maps.neighbours import NeighbourIndex, nearest_neighbours
from model.maps.quality import continuity, neighbours_kept, trustworthiness

N = 450


@pytest.fixture
def features() -> Floats:
    return np.random.default_rng(6).normal(size=(N, 7)).astype(np.float32)


@pytest.fixture
def shadow(features: Floats) -> Floats:
    """Return the map (450, 2) that keeps two of the seven directions."""
    return features[:, :2].copy()


def ranks(space: Floats) -> Indices:
    """Return the rank (n, n) of each point by distance from each other one as scikit-learn measures it; own: n."""
    distances = pairwise_distances(space.astype(float))
    np.fill_diagonal(distances, np.inf)
    return 1 + distances.argsort(axis=1).argsort(axis=1)


def theirs(features: Floats, points: Floats) -> Indices:
    """Return kept, torn away and strangers (n, 3) as their definitions say, from all ranks."""
    scope, there, here = Scope.of(len(points)), ranks(features), ranks(points)
    true, beside = there <= scope.near, here <= scope.near
    counted = (true & beside, true & (here > scope.far), beside & (there > scope.far))
    return np.stack([each.sum(axis=1) for each in counted], axis=1)


def ours(features: Floats, points: Floats) -> Indices:
    return count_all(features, nearest_neighbours(features, 15).indices, {"map": points})["map"]


def test_counts_are_those_of_all_ranks_by_scikit_learn(features: Floats, shadow: Floats) -> None:
    chance = np.random.default_rng(8).normal(size=(N, 2)).astype(np.float32)
    for points in (shadow, chance, np.tanh(shadow)):
        np.testing.assert_array_equal(ours(features, points), theirs(features, points))


def test_a_few_rows_at_a_time_give_the_same(features: Floats, shadow: Floats, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ours(features, shadow)
    monkeypatch.setattr(model.maps.local_trust, "BLOCK_BYTES", 20_000)
    np.testing.assert_array_equal(ours(features, shadow), whole)


def test_one_place_is_judged_as_all_are_counted(features: Floats, shadow: Floats) -> None:
    index, near, counts = NeighbourIndex.of(features), nearest_neighbours(features, 15).indices, ours(features, shadow)
    there, here, far = ranks(features), ranks(shadow), Scope.of(N).far
    for i in range(0, N, 7):
        found = judge_place(index, near[i], features[i], shadow, shadow[i], without=i)
        assert [len(found.kept), len(found.torn), len(found.strangers)] == counts[i].tolist()
        assert found.torn_ranks.tolist() == here[i, found.torn].tolist()
        assert found.stranger_ranks.tolist() == there[i, found.strangers].tolist()
        assert found.tied == 0
        assert (found.torn_ranks > far).all()
        assert (np.diff(here[i, found.strangers]) > 0).all()


def test_what_is_not_on_the_map_is_judged_by_whom_it_lands_among(features: Floats, shadow: Floats) -> None:
    index, one = NeighbourIndex.of(features), features[3] + np.float32(1e-3)
    near = index.nearest(one, 15).indices
    here = judge_place(index, near, one, shadow, shadow[3])
    assert 3 in here.kept
    far_off = judge_place(index, near, one, shadow, np.array([9.0, 9.0]))
    assert (len(far_off.kept), len(far_off.strangers)) == (0, 15)
    assert 3 not in judge_place(index, near, one, shadow, shadow[3], without=3).strangers


def test_the_mean_of_those_kept_is_the_measure_of_the_map(features: Floats, shadow: Floats) -> None:
    assert ours(features, shadow)[:, 0].mean() / 15 == pytest.approx(neighbours_kept(features, shadow, 15))


def test_folding_a_map_makes_strangers_and_tearing_it_tears_neighbours_away() -> None:
    line = np.linspace(-1, 1, 601, dtype=np.float32)[:, None]
    folded = np.hstack([np.abs(line + 1e-4), 0 * line])
    torn = np.hstack([line + 10 * (np.arange(601)[:, None] // 40 % 2), 0 * line]).astype(np.float32)
    kept, away, strange = ours(line, folded).mean(axis=0)
    assert (kept < 9, away < 1, strange > 5) == (True, True, True)
    assert trustworthiness(line, folded, 15) < continuity(line, folded, 15)
    kept, away, strange = ours(line, torn).mean(axis=0)
    assert (kept > 9, away > 1, strange < 1) == (True, True, True)


def test_a_map_of_chance_keeps_nobody_and_a_perfect_one_all(features: Floats) -> None:
    dice = np.random.default_rng(3)
    flat = dice.normal(size=(N, 2)).astype(np.float32)
    np.testing.assert_array_equal(ours(flat, 3 * flat), np.tile([15, 0, 0], (N, 1)))
    kept, torn, strange = ours(features, flat).mean(axis=0) / 15
    assert kept == pytest.approx(15 / (N - 1), abs=0.02)
    assert torn == pytest.approx(1 - Scope.of(N).far / (N - 1), abs=0.03)
    assert strange == pytest.approx(1 - Scope.of(N).far / (N - 1), abs=0.03)


def test_nobody_in_the_very_same_place_is_torn_away_and_equals_count_in_order(features: Floats) -> None:
    crowd = np.zeros((N, 2), dtype=np.float32)
    crowd[300:] = np.random.default_rng(4).normal(size=(150, 2))
    index, near, counts = NeighbourIndex.of(features), nearest_neighbours(features, 15).indices, ours(features, crowd)
    for i in (0, 7, 299, 310):
        found = judge_place(index, near[i], features[i], crowd, crowd[i], without=i)
        assert [len(found.kept), len(found.torn), len(found.strangers)] == counts[i].tolist()
        assert found.tied == (299 if i < 300 else 0)
        assert i >= 300 or not (found.torn < 300).any()
        assert i >= 300 or (found.kept <= 15).all()


@pytest.mark.parametrize(("count", "near", "far"), [(10, 9, 9), (60, 15, 15), (450, 15, 45), (70_000, 15, 150)])
def test_far_away_is_ten_times_as_far_but_never_most_of_few(count: int, near: int, far: int) -> None:
    assert Scope.of(count) == Scope(near, far)
    few = np.random.default_rng(1).normal(size=(min(count, 60), 3)).astype(np.float32)
    assert count_all(few, nearest_neighbours(few, Scope.of(len(few)).near).indices, {"map": few[:, :2]})["map"].any()
