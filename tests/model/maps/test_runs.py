"""What comes again is judged against planted truth: islands that stay, are torn, merge, dissolve or never were.

Letters: n = 600 digits on three islands of 200.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from model.maps.cells import Cells
from model.maps.runs import NONE, Runs, find_new, find_own, island_at, nearest, nearest_islands, overlap
from model.training.runs import runs_of
from model.workspace import Workspace

Floats = NDArray[np.float32]

N, ISLANDS = 600, 3
MIDDLES = np.array([[0, 0], [40, 0], [0, 90]], dtype=np.float32)
MEMBERS = np.arange(N) % ISLANDS


def planted(members: NDArray[np.intp], middles: Floats = MIDDLES, seed: int = 1) -> Floats:
    """Return a map (n, 2) of round islands around ``middles``; ``members`` (n,) says who is on which."""
    spread = np.random.default_rng(seed).normal(size=(len(members), 2))
    return (middles[members] + 4 * spread).astype(np.float32)


def shaken(points: Floats, seed: int = 2) -> Floats:
    """Return the same map, each digit a tenth of its island's width elsewhere."""
    return (points + np.random.default_rng(seed).normal(0, 0.4, points.shape)).astype(np.float32)


def judged(here: Floats, there: Floats) -> NDArray[np.bool_]:
    """Return of each digit (n,) whether its island on one map is there again on another."""
    runs = runs_of(here, [there])
    return np.array([find_own(runs, digit).found[0] for digit in range(len(here))])


def test_islands_that_are_moved_turned_and_mirrored_are_found_again() -> None:
    here = planted(MEMBERS)
    assert judged(here, shaken(here)).mean() > 0.98
    moved = planted(MEMBERS, MIDDLES[[2, 0, 1]] * [-1, 1])
    assert judged(here, moved).mean() > 0.98


def test_an_island_that_is_torn_in_two_is_not_found_again_and_the_others_are() -> None:
    torn = np.where((MEMBERS == 0) & (np.random.default_rng(3).random(N) < 0.5), 3, MEMBERS)
    found = judged(planted(MEMBERS), planted(torn, np.vstack([MIDDLES, [[60, 60]]]).astype(np.float32)))
    assert found[MEMBERS == 0].mean() < 0.02
    assert found[MEMBERS != 0].mean() > 0.98


def test_islands_that_merge_are_not_found_again() -> None:
    members = np.arange(N) % 5
    middles = np.array([[0, 0], [40, 0], [0, 40], [40, 40], [80, 80]], dtype=np.float32)
    merged = np.where(members == 1, 0, members)
    found = judged(planted(members, middles), planted(merged, middles))
    assert found[members <= 1].mean() < 0.02
    assert found[members > 1].mean() > 0.98


def test_islands_whose_digits_are_dealt_anew_are_not_found_again() -> None:
    dealt = np.random.default_rng(4).permutation(MEMBERS)
    assert judged(planted(MEMBERS), planted(dealt)).mean() < 0.02


@pytest.mark.parametrize("seed", [5, 6])
def test_points_of_chance_have_no_islands_that_come_again(seed: int) -> None:
    dice = np.random.default_rng(seed)
    here, there = (dice.uniform(0, 100, (N, 2)).astype(np.float32) for _ in range(2))
    runs = runs_of(here, [there])
    found = [find_own(runs, digit) for digit in range(N)]
    assert not any(one.found.any() for one in found)
    assert np.mean([one.kept for one in found]) == pytest.approx(15 / N, abs=0.01)


def test_an_islet_that_dissolves_is_not_found_again() -> None:
    members = np.where(np.arange(N) < 30, 3, MEMBERS)
    middles = np.vstack([MIDDLES, [[70, 70]]]).astype(np.float32)
    found = judged(planted(members, middles), planted(MEMBERS, middles))
    assert not found[:30].any()
    assert found[30:].mean() > 0.98


def test_who_changes_the_island_is_not_on_it_again() -> None:
    gone = MEMBERS.copy()
    gone[:20] = (gone[:20] + 1) % ISLANDS
    found = judged(planted(MEMBERS), planted(gone))
    assert not found[:20].any()
    assert found[20:].mean() > 0.98


def test_the_island_beside_is_the_same_only_where_it_is() -> None:
    here = planted(MEMBERS)
    near, far = planted(MEMBERS, MIDDLES[[0, 1, 2]]), planted(MEMBERS, MIDDLES[[0, 2, 1]])
    runs = runs_of(here, [near, far])
    beside = np.array([find_own(runs, digit).beside for digit in range(N)])
    for island, expected in enumerate([[1, 0], [1, 1], [1, 1]]):  # the first is nearest to both others either way
        np.testing.assert_allclose(beside[island == MEMBERS].mean(axis=0), expected, atol=0.03)


def test_the_nearest_that_come_again_are_counted() -> None:
    here = planted(MEMBERS)
    runs = runs_of(here, [here, shaken(here), planted(np.random.default_rng(4).permutation(MEMBERS), seed=9)])
    kept = np.array([find_own(runs, digit).kept for digit in range(N)])
    assert kept[:, 0].mean() > 0.99
    assert 0.3 < kept[:, 1].mean() < 0.9
    assert kept[:, 2].mean() < 0.1
    one = runs.positions[:, 7]
    near = [set(np.argsort(np.hypot(*(points - at).T))[1:16]) for points, at in zip(runs.positions, one, strict=True)]
    assert kept[7].tolist() == pytest.approx([len(near[0] & other) / 15 for other in near[1:]])


def test_a_digit_of_the_map_lies_where_the_runs_have_it(workspace: Workspace) -> None:
    for projection, runs in workspace.runs.items():
        found = find_own(runs, 17)
        np.testing.assert_array_equal(found.places, runs.positions[:, 17])
        np.testing.assert_array_equal(found.places[0], workspace.positions[projection][17])


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_a_digit_off_the_map_is_placed_on_each_run_as_it_is_on_the_map(workspace: Workspace, projection: str) -> None:
    runs, placer, landing = workspace.runs[projection], workspace.placer, workspace.projection(projection).method
    features = (workspace.features[3] + workspace.features[13]) / 2
    here = placer.place(features).positions[projection]
    found = find_new(runs, landing, features, here)
    near = placer.index.nearest(features, 15)
    for points, place in zip(runs.positions, found.places, strict=True):
        np.testing.assert_array_equal(place, landing.transform.place(near, Cells.of(points)))
    assert found.kept.shape == found.found.shape == (len(runs.others),)
    assert np.isfinite(found.places).all()


def test_the_digit_that_a_drawing_is_made_of_counts_for_none_of_its_neighbours(workspace: Workspace) -> None:
    runs, placer, landing = workspace.runs["tsne"], workspace.placer, workspace.projection("tsne").method
    here = placer.place(workspace.features[5], without=5).positions["tsne"]
    found = find_new(runs, landing, workspace.features[5], here, without=5)
    assert all(5 not in nearest(points, at, 15, 5) for points, at in zip(runs.positions, found.places, strict=True))
    alone = find_new(runs, landing, workspace.features[5], here)
    assert not np.array_equal(found.places[1:], alone.places[1:])


def test_what_lies_in_the_open_between_islands_is_on_none() -> None:
    runs = runs_of(planted(MEMBERS), [shaken(planted(MEMBERS))])
    here = runs.positions[0], runs.islands[0], float(runs.reach[0])
    on = [island_at(*here, middle) for middle in MIDDLES]
    assert sorted(on) == [0, 1, 2]
    assert [island_at(*here, np.array(place)) for place in ([20, 0], [40, 90], [-500, 0])] == [NONE] * 3


def test_equals_are_taken_in_order_and_one_can_be_left_out() -> None:
    points = np.array([[1, 0], [0, 0], [0, 1], [5, 5], [-1, 0]], dtype=np.float32)
    assert nearest(points, np.zeros(2), 3).tolist() == [1, 0, 2]
    assert nearest(points, np.zeros(2), 3, without=1).tolist() == [0, 2, 4]


def test_the_overlap_of_islands_leaves_out_who_is_on_none() -> None:
    here, there = np.array([0, 0, 0, 1, NONE], dtype=np.int16), np.array([0, 0, NONE, 1, 1], dtype=np.int16)
    np.testing.assert_allclose(overlap(here, there), [[2 / 3, 0], [0, 1 / 2]])


def test_a_map_without_islands_has_none_again() -> None:
    points, nowhere = planted(MEMBERS), np.full((2, N), NONE, dtype=np.int16)
    found = find_own(Runs(np.stack([points, points]), nowhere, np.ones(2)), 3)
    assert (found.size, found.shared.tolist(), found.beside.tolist()) == (0, [0], [False])
    assert nearest_islands(points, np.zeros(N, dtype=np.int16)).tolist() == [0]
