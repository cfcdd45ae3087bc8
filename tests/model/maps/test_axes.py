from __future__ import annotations

import math
from itertools import combinations
from statistics import NormalDist

import numpy as np
import pytest

from model.maps.axes import best_axes, separation

LABELS = (np.arange(500) % 10).astype(np.uint8)


def features() -> np.ndarray:
    """Return features (500, 6): noise, a class code, a copy of it, nothing, another class code, noise."""
    noise = np.random.default_rng(5).normal(size=(500, 6))
    noise[:, 1] += 2 * (LABELS % 5)
    noise[:, 2] = noise[:, 1]
    noise[:, 3] = 4
    noise[:, 4] += 2 * (LABELS // 5)
    return noise.astype(np.float32)


def test_the_criterion_is_what_linear_discriminants_get_right_on_average() -> None:
    x, pair = features().astype(float), [1, 4]
    means = np.array([x[k == LABELS][:, pair].mean(axis=0) for k in range(10)])
    within = np.cov((x[:, pair] - means[LABELS]).T, bias=True)
    gaps = [means[one] - means[other] for one, other in combinations(range(10), 2)]
    distances = [math.sqrt(gap @ np.linalg.solve(within, gap)) for gap in gaps]
    wanted = np.mean([NormalDist().cdf(distance / 2) for distance in distances])
    assert separation(features(), LABELS)[1, 4] == pytest.approx(wanted, abs=2e-3)


def test_constant_and_repeated_features_add_nothing() -> None:
    found = separation(features(), LABELS)
    assert np.isfinite(found).all()
    assert found[1, 3] == pytest.approx(found[1, 1])
    assert found[1, 2] == pytest.approx(found[1, 1], rel=1e-3)
    assert found[3, 3] == 0.5
    np.testing.assert_array_equal(found, found.T)


def test_the_best_axes_are_the_pair_that_separates_most() -> None:
    assert best_axes(separation(features(), LABELS)) in {(1, 4), (2, 4)}
