from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest

from model.maps.cells import Cells, Repellers, find_repellers
from model.maps.forces import UMAP_GRADIENT_CLIP, UMAP_SPREAD, CurveForces, Forces, StudentForces, fit_curve

FORCES = [StudentForces(), CurveForces(fit_curve(0.1)), CurveForces(fit_curve(0.5))]
STEP = 1e-6


@pytest.fixture(scope="module")
def repellers() -> Repellers:
    """Return 300 digits, some of them by the cell."""
    found = find_repellers(Cells.of(np.random.default_rng(3).normal(0, 3, (300, 2))), 0, 0)
    assert found.columns.shape[1] < found.counts.sum() == found.total
    return found


@pytest.mark.filterwarnings("ignore:Tensorflow not installed:ImportWarning")
@pytest.mark.parametrize("gap", [0, 0.001, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1])
def test_the_curve_is_that_of_umap_learn(gap: float) -> None:
    from umap.umap_ import find_ab_params

    a, b = find_ab_params(UMAP_SPREAD, gap)
    assert astuple(fit_curve(gap)) == pytest.approx((a, b), rel=1e-5)


@pytest.mark.parametrize("forces", FORCES)
def test_the_slopes_are_what_small_changes_of_the_place_do(forces: Forces, repellers: Repellers) -> None:
    positions, squared = np.array([[0.3, -1.1], [-4, 2]]), np.array([0.01, 0.5, 20])
    pushes = [forces.push(positions + sign * STEP * axis, repellers) for axis in np.eye(2) for sign in (1, -1)]
    found = np.stack([pushes[0] - pushes[1], pushes[2] - pushes[3]], axis=2) / (2 * STEP)
    np.testing.assert_allclose(forces.push_slope(positions, repellers), found, rtol=1e-4, atol=1e-7)
    pulls = (forces.pull(squared + STEP) - forces.pull(squared - STEP)) / (2 * STEP)
    np.testing.assert_allclose(forces.pull_slope(squared), pulls, rtol=1e-4)


@pytest.mark.parametrize("forces", FORCES)
def test_upon_another_digit_the_forces_are_finite(forces: Forces, repellers: Repellers) -> None:
    here = repellers.columns[None, :, 7].copy()
    values = [forces.push(here, repellers), forces.push_slope(here, repellers), forces.pull(np.zeros(3))]
    assert all(np.isfinite(value).all() for value in [*values, forces.pull_slope(np.zeros(3))])


def test_no_digit_of_umap_pushes_with_more_than_the_limit() -> None:
    near = find_repellers(Cells.of(np.array([[0.01, 0.01]])), 0, 0)
    np.testing.assert_allclose(FORCES[1].push(np.zeros((1, 2)), near), -UMAP_GRADIENT_CLIP)
    np.testing.assert_allclose(FORCES[1].push_slope(np.zeros((1, 2)), near), 0, atol=1e-6)
