from __future__ import annotations

import numpy as np
import pytest

import model.maps.quality
from model.maps.quality import (
    Floats,
    continuity,
    distance_correlation,
    knn_accuracy,
    measure_quality,
    neighbours_again,
    neighbours_kept,
    trustworthiness,
)
from model.workspace import load_workspace


@pytest.fixture
def features() -> Floats:
    return np.random.default_rng(6).normal(size=(450, 7))


@pytest.fixture
def shadow(features: Floats) -> Floats:
    """Return the map (450, 2) that keeps two of the seven directions."""
    return features[:, :2]


def clumps(seed: int, places: int) -> Floats:
    """Return points (450, 2) of which a third lie at (0, 0) and the others in a few places of a grid, in any order."""
    dice = np.random.default_rng(seed)
    points = dice.integers(1, places, size=(450, 2))
    points[dice.permutation(450)[:150]] = 0
    return points.astype(np.float32)


def theirs(features: Floats, positions: Floats, k: int) -> float:
    from sklearn.manifold import trustworthiness

    return float(trustworthiness(features, positions, n_neighbors=k))


@pytest.fixture(params=["all rows at once", "a few rows at a time"])
def rows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "a few rows at a time":
        monkeypatch.setattr(model.maps.quality, "ROWS_MIB", 450 * 8 * 7 / 2**20)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("k", [1, 5, 15])
def test_trustworthiness_agrees_with_scikit_learn(features: Floats, shadow: Floats, k: int) -> None:
    assert trustworthiness(features, shadow, k) == pytest.approx(theirs(features, shadow, k), abs=1e-12)
    assert continuity(features, shadow, k) == pytest.approx(theirs(shadow, features, k), abs=1e-12)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("k", [1, 5, 15])
@pytest.mark.parametrize("places", [3, 12])
def test_ties_count_as_with_scikit_learn(features: Floats, places: int, k: int) -> None:
    one, other = clumps(1, places), clumps(2, places)
    for full, flat in ((features, one), (one, other)):
        assert trustworthiness(full, flat, k) == pytest.approx(theirs(full, flat, k), abs=1e-6)
        assert continuity(full, flat, k) == pytest.approx(theirs(flat, full, k), abs=1e-6)


def test_the_raw_axes_that_come_with_the_page_are_judged_as_by_scikit_learn() -> None:
    known = load_workspace()
    features, positions = known.features[::7], known.positions["axes"][::7]
    assert (positions == 0).all(axis=1).sum() > 200  # all in one place
    assert trustworthiness(features, positions, 15) == pytest.approx(theirs(features, positions, 15), abs=1e-6)
    assert continuity(features, positions, 15) == pytest.approx(theirs(positions, features, 15), abs=1e-6)


def test_a_map_that_keeps_everything_is_perfect(features: Floats) -> None:
    turned = np.linalg.qr(np.random.default_rng(7).normal(size=(7, 7)))[0]
    assert trustworthiness(features, 3 * features @ turned, 15) == 1
    assert continuity(features, 3 * features @ turned, 15) == 1
    correlation = distance_correlation(features, 3 * features @ turned, np.random.default_rng(1), sample=100)
    assert correlation == pytest.approx(1)


@pytest.mark.parametrize("k", [1, 5, 15])
def test_the_neighbours_that_are_kept_are_those_in_both_lists(features: Floats, shadow: Floats, k: int) -> None:
    near = [
        np.argsort(np.linalg.norm(space[:, None] - space, axis=2) + 1e9 * np.eye(450), axis=1)
        for space in (features, shadow)
    ]
    kept = [len({*one[:k]} & {*other[:k]}) for one, other in zip(*near, strict=True)]
    assert neighbours_kept(features, shadow, k) == pytest.approx(np.mean(kept) / k)
    assert neighbours_kept(features, 3 * features, k) == 1


def test_the_neighbours_that_come_again_are_those_in_both_runs_on_average(features: Floats, shadow: Floats) -> None:
    others = [shadow, np.random.default_rng(9).permutation(shadow), features[:, 2:4]]
    kept = [neighbours_kept(other, shadow, 15) for other in others]
    assert kept[0] == 1
    assert neighbours_again(shadow, others, 15) == pytest.approx(np.mean(kept))
    assert neighbours_again(shadow, (), 15) == 1


def test_a_map_of_chance_is_half_trusted(features: Floats) -> None:
    chance = np.random.default_rng(8).normal(size=(450, 2))
    assert trustworthiness(features, chance, 15) == pytest.approx(0.5, abs=0.03)
    assert distance_correlation(features, chance, np.random.default_rng(1), sample=200) == pytest.approx(0, abs=0.03)


def test_folding_a_map_costs_trust_and_tearing_it_costs_continuity() -> None:
    line = np.linspace(-1, 1, 301)[:, None]
    folded, torn = np.abs(line), line + 10 * (np.arange(301) // 10 % 2)[:, None]  # every other ten digits torn away
    assert trustworthiness(line, folded, 5) < 0.9 < continuity(line, folded, 5)
    assert continuity(line, torn, 5) < 0.9 < trustworthiness(line, torn, 5)


def test_classes_that_lie_apart_are_told_apart() -> None:
    labels = (np.arange(200) % 4).astype(np.uint8)
    positions = np.random.default_rng(9).normal(size=(200, 2)) + 100 * labels[:, None]
    dice = np.random.default_rng(1)
    assert knn_accuracy(positions, labels, dice, neighbours=10, folds=5) == 1
    shuffled = dice.permutation(labels)
    assert knn_accuracy(positions, shuffled, dice, neighbours=10, folds=5) < 0.5


def test_the_same_generator_gives_the_same_measures(features: Floats, shadow: Floats) -> None:
    labels = (np.arange(450) % 10).astype(np.uint8)
    first, second = (measure_quality(features, shadow, labels, np.random.default_rng(3)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("k", [0, 225, 400])
def test_an_impossible_number_of_neighbours_is_refused_with_the_range(features: Floats, shadow: Floats, k: int) -> None:
    with pytest.raises(ValueError, match="below 225"):
        trustworthiness(features, shadow, k)
