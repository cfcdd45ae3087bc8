from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from model.maps.runs import NONE
from model.training.runs import find_islands, lay_over

Floats = NDArray[np.float32]


@pytest.fixture
def points() -> Floats:
    return np.random.default_rng(1).normal(size=(400, 2)).astype(np.float32) * [30, 10]


def turned(points: Floats, angle: float) -> Floats:
    """Return ``points`` turned, mirrored and shifted."""
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return points @ turn * [1, -1] + [70, -5]


@pytest.mark.parametrize("angle", [0.0, 1.0, 3.0])
def test_a_map_that_was_turned_mirrored_and_shifted_comes_back(points: Floats, angle: float) -> None:
    np.testing.assert_allclose(lay_over(turned(points, angle), points), points, atol=1e-4)


def test_the_size_of_a_map_stays_however_little_it_resembles_the_other(points: Floats) -> None:
    laid = lay_over(np.random.default_rng(2).permutation(points), points)
    assert laid.std(axis=0).prod() == pytest.approx(points.std(axis=0).prod(), rel=0.2)
    assert np.linalg.norm(laid - laid.mean(axis=0)) == pytest.approx(np.linalg.norm(points - points.mean(axis=0)))
    np.testing.assert_allclose(laid.mean(axis=0), points.mean(axis=0), atol=1e-4)


def test_islands_are_counted_from_0_and_lone_digits_and_the_mainland_are_none() -> None:
    dice = np.random.default_rng(3)
    mainland, islet = dice.normal(0, 10, (500, 2)), dice.normal([90, 0], 2, (100, 2))
    labels, reach = find_islands(np.vstack([mainland, islet, [[0, 300]]]))
    assert (labels[:500] == NONE).all()
    assert (labels[500:600] == 0).mean() > 0.95
    assert labels[600] == NONE
    assert labels.dtype == np.int16
    assert 0 < reach < 80


def test_digits_all_in_one_place_are_on_no_island() -> None:
    labels, reach = find_islands(np.zeros((50, 2)))
    assert (labels == NONE).all()
    assert reach == 0
