from __future__ import annotations

import numpy as np
import pytest

from model.maps.cells import Cells, Indices, Positions, Repellers, find_repellers
from model.maps.forces import CurveForces, Forces, StudentForces, fit_curve


@pytest.fixture(scope="module")
def islands() -> Positions:
    """Return (5000, 2) positions in ten islands."""
    dice = np.random.default_rng(4)
    middles = dice.uniform(-60, 60, (10, 2))
    return (middles[dice.integers(0, 10, 5000)] + dice.normal(0, 6, (5000, 2))).astype(np.float32)


def one_by_one(positions: Positions) -> Repellers:
    return Repellers(np.ascontiguousarray(positions.T), np.ones(len(positions)), len(positions), positions.mean(axis=0))


def cell_of(cells: Cells, position: Positions) -> Indices:
    return ((position - cells.corner) // cells.size).astype(int)


@pytest.mark.parametrize("forces", [StudentForces(), CurveForces(fit_curve(0.1))])
def test_the_far_ones_by_the_cell_repel_as_they_do_one_by_one(forces: Forces, islands: Positions) -> None:
    cells, whole = Cells.of(islands), one_by_one(islands)
    positions = islands[::100].astype(float) + 0.3
    exact, exact_slopes = forces.push(positions, whole), forces.push_slope(positions, whole)
    found, slopes, looked = np.zeros_like(exact), np.zeros_like(exact_slopes), 0
    for rows, around in cells.groups(positions, np.full(len(positions), True)):
        assert around.columns.shape[1] < len(islands) / 2
        found[rows], slopes[rows] = forces.push(positions[rows], around), forces.push_slope(positions[rows], around)
        looked += len(rows)
    assert looked == len(positions)
    assert np.hypot(*(found - exact).T).max() < 0.01 * np.hypot(*exact.T).mean()
    assert np.abs(slopes - exact_slopes).max() < 0.02 * np.abs(exact_slopes).max()


def test_every_digit_counts_once(islands: Positions) -> None:
    cells = Cells.of(islands)
    for position in (islands[7].astype(float), np.array([1e4, -1e4])):
        around = find_repellers(cells, *cell_of(cells, position).tolist())
        assert around.counts.sum() == around.total == len(islands)
        np.testing.assert_allclose(around.columns @ around.counts / around.total, islands.mean(axis=0), atol=1e-3)


def test_only_chosen_rows_are_grouped_and_cells_are_told_apart(islands: Positions) -> None:
    cells = Cells.of(islands)
    positions = np.array([islands[0], islands[0] + 3 * cells.size, islands[0], islands[0]], dtype=float)
    found = [rows.tolist() for rows, _ in cells.groups(positions, np.array([True, True, True, False]))]
    assert sorted(found) == [[0, 2], [1]]


@pytest.mark.parametrize("count", [1, 2, 300])
def test_digits_in_one_place_are_one_cell(count: int) -> None:
    around = find_repellers(Cells.of(np.full((count, 2), 3.0)), 0, 0)
    np.testing.assert_array_equal(around.columns, np.full((2, count), 3.0))
