from __future__ import annotations

import numpy as np
import pytest

from model.quality import Exact, continuity, distance_correlation, knn_accuracy, measure_quality, trustworthiness


@pytest.fixture
def features() -> Exact:
    return np.random.default_rng(6).normal(size=(450, 7))  # more than two chunks of rows


@pytest.fixture
def shadow(features: Exact) -> Exact:
    """Return the map (450, 2) that keeps two of the seven directions."""
    return features[:, :2]


@pytest.mark.parametrize("k", [1, 5, 15])
def test_trustworthiness_agrees_with_scikit_learn(features: Exact, shadow: Exact, k: int) -> None:
    from sklearn.manifold import trustworthiness as theirs

    assert trustworthiness(features, shadow, k) == pytest.approx(theirs(features, shadow, n_neighbors=k), abs=1e-12)
    assert continuity(features, shadow, k) == pytest.approx(theirs(shadow, features, n_neighbors=k), abs=1e-12)


def test_a_map_that_keeps_everything_is_perfect(features: Exact) -> None:
    turned = np.linalg.qr(np.random.default_rng(7).normal(size=(7, 7)))[0]
    assert trustworthiness(features, 3 * features @ turned, 15) == 1
    assert continuity(features, 3 * features @ turned, 15) == 1
    correlation = distance_correlation(features, 3 * features @ turned, np.random.default_rng(1), sample=100)
    assert correlation == pytest.approx(1)


def test_a_map_of_chance_is_half_trusted(features: Exact) -> None:
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


def test_the_same_generator_gives_the_same_measures(features: Exact, shadow: Exact) -> None:
    labels = (np.arange(450) % 10).astype(np.uint8)
    first, second = (measure_quality(features, shadow, labels, np.random.default_rng(3)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("k", [0, 225, 400])
def test_an_impossible_number_of_neighbours_is_refused_with_the_range(features: Exact, shadow: Exact, k: int) -> None:
    with pytest.raises(ValueError, match="below 225"):
        trustworthiness(features, shadow, k)
