from __future__ import annotations

import numpy as np
import pytest

from model.inputs.ruling import bridge, depths, ruled_lines

ROWS, COLUMNS = np.mgrid[:300, :400]


def squares(degrees: float, gap: int = 30) -> np.ndarray:
    """Return squared paper (300, 400), its lines two pixels wide and turned."""
    angle = np.deg2rad(degrees)
    ways = (ROWS * np.cos(angle) - COLUMNS * np.sin(angle), ROWS * np.sin(angle) + COLUMNS * np.cos(angle))
    return np.any([np.abs((way + gap / 2) % gap - gap / 2) < 1 for way in ways], axis=0)


@pytest.mark.parametrize("degrees", [0, 1, -3])
def test_squares_are_taken_off_and_a_stroke_stays(degrees: float) -> None:
    stroke = np.hypot(ROWS - 150, COLUMNS - 200) < 60
    stroke &= np.hypot(ROWS - 150, COLUMNS - 200) > 48
    lines = ruled_lines(squares(degrees) | stroke)
    assert (lines & stroke).sum() < 0.1 * stroke.sum()
    assert (squares(degrees) & ~stroke & ~lines).mean() < 0.02


def test_a_digit_has_no_ruled_lines() -> None:
    seven = np.zeros((300, 400), dtype=bool)
    seven[50:60, 150:250] = seven[50:250, 240:250] = True
    assert not ruled_lines(seven).any()


def test_the_depth_of_ink_is_counted_down_each_column() -> None:
    mask = np.array([[1, 0, 1], [1, 1, 0], [0, 1, 1]], dtype=bool)
    np.testing.assert_array_equal(depths(mask), [[2, 0, 1], [2, 2, 0], [0, 2, 1]])


def test_gaps_are_bridged_up_to_their_width() -> None:
    mask = np.array([[1, 0, 0, 1, 0, 0, 0, 1, 0]], dtype=bool)
    np.testing.assert_array_equal(bridge(mask, 2), [[1, 1, 1, 1, 0, 0, 0, 1, 0]])
