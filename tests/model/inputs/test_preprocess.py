from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.inputs.preprocess import rasterise, retouch
from model.inputs.strokes import StrokesError

SEVEN = [[(20, 20), (80, 22), (45, 90)]]
CORNER_ONE = [[(2, 3), (4, 30)]]
ZERO = [[(50 + 20 * np.cos(a), 50 + 35 * np.sin(a)) for a in np.linspace(0, 6.3, 40)]]
CROSS = [[(10, 50), (90, 50)], [(50, 10), (50, 90)]]
DIGITS = [SEVEN, CORNER_ONE, ZERO, CROSS]

SQUARE = np.zeros((28, 28), dtype=np.uint8)
SQUARE[6:22, 6:22] = 200
ACROSS = [(10, 50), (90, 50)]  # in a box of 100, through the middle of the square and beyond


def centre(image: np.ndarray) -> np.ndarray:
    """Return the centre of mass (x, y) in pixels from the picture's upper left corner."""
    grid, ink = np.arange(28) + 0.5, image.astype(float)
    return np.array([ink.sum(axis=0) @ grid, ink.sum(axis=1) @ grid]) / ink.sum()


def sides(image: np.ndarray) -> np.ndarray:
    """Return width and height of the ink in pixels."""
    rows, columns = np.nonzero(image > 100)
    return np.array([np.ptp(columns), np.ptp(rows)]) + 1


@pytest.mark.parametrize("strokes", DIGITS)
def test_the_picture_is_made_as_mnist_was(strokes: Any) -> None:
    image = rasterise(strokes, box=100)
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    assert image.max() == 255
    assert np.abs(centre(image) - 14).max() < 0.5
    assert 18 <= sides(image).max() <= 21


def test_the_proportions_of_the_digit_are_kept() -> None:
    width, height = sides(rasterise([[(10, 10), (50, 10), (50, 90), (10, 90), (10, 10)]], box=100))
    assert height > 1.6 * width


def test_size_and_place_of_the_drawing_do_not_matter() -> None:
    small = [[(x / 4 + 60, y / 4 + 10) for x, y in stroke] for stroke in SEVEN]
    close = np.abs(rasterise(SEVEN, box=100).astype(int) - rasterise(small, box=100))
    assert close.mean() < 1


def test_the_unit_of_the_box_does_not_matter() -> None:
    large = [[(x * 8, y * 8) for x, y in stroke] for stroke in SEVEN]  # 8: powers of 2 are not rounded
    np.testing.assert_array_equal(rasterise(SEVEN, box=100), rasterise(large, box=800))


def test_a_single_point_is_a_dot_in_the_middle() -> None:
    image = rasterise([[(90, 5)]], box=100)
    assert np.abs(centre(image) - 14).max() < 0.5
    assert 2 <= sides(image).max() <= 4


def test_points_outside_are_moved_to_the_edge() -> None:
    np.testing.assert_array_equal(
        rasterise([[(-500, 20), (700, 1e9)]], box=100), rasterise([[(0, 20), (100, 100)]], box=100)
    )


def test_empty_strokes_between_others_are_left_out() -> None:
    np.testing.assert_array_equal(rasterise([[], *SEVEN, []], box=100), rasterise(SEVEN, box=100))


def test_a_repeated_point_changes_nothing() -> None:
    twice = [[point for point in SEVEN[0] for _ in range(2)]]
    np.testing.assert_array_equal(rasterise(twice, box=100), rasterise(SEVEN, box=100))


def test_a_stroke_may_be_an_array() -> None:
    np.testing.assert_array_equal(rasterise([np.array(SEVEN[0])], box=100), rasterise(SEVEN, box=100))


def test_without_normalising_the_square_is_only_scaled() -> None:
    image = rasterise([[(0, 0), (25, 25)]], box=100, normalised=False)
    assert not image[14:].any()
    assert not image[:, 14:].any()


def test_a_wider_pen_leaves_more_ink() -> None:
    assert rasterise(SEVEN, box=100, pen_width=3).sum() > rasterise(SEVEN, box=100, pen_width=2).sum()


@pytest.mark.parametrize("strokes", [[], [[], []]])
def test_without_a_point_there_is_nothing_to_draw(strokes: Any) -> None:
    with pytest.raises(StrokesError, match="no strokes to draw; give at least one point"):
        rasterise(strokes, box=100)


def rows_changed(edits: list[tuple[Any, bool]], *, pen_width: float = 2) -> np.ndarray:
    """Return the rows, from 0, of the middle column that differ from the square's."""
    return np.flatnonzero(retouch(SQUARE, edits, box=100, pen_width=pen_width)[:, 14] != SQUARE[:, 14])


def test_a_picture_without_edits_stays_as_it_is() -> None:
    noise = np.random.default_rng(7).integers(0, 256, (28, 28), dtype=np.uint8)
    np.testing.assert_array_equal(retouch(noise, [], box=100), noise)


def test_the_pen_inks_what_it_passes_and_nothing_else() -> None:
    image = retouch(SQUARE, [(ACROSS, False)], box=100, pen_width=2)
    assert (image[13:15, 4:24] > 200).all()
    elsewhere = np.r_[:12, 16:28]
    np.testing.assert_array_equal(image[elsewhere], SQUARE[elsewhere])


def test_the_eraser_takes_ink_away_where_it_passes_and_nothing_else() -> None:
    image = retouch(SQUARE, [(ACROSS, True)], box=100, pen_width=2)
    assert not image[13:15].any()
    elsewhere = np.r_[:11, 17:28]
    np.testing.assert_array_equal(image[elsewhere], SQUARE[elsewhere])


def test_the_eraser_is_twice_as_wide_as_the_pen() -> None:
    assert len(rows_changed([(ACROSS, True)], pen_width=2)) == len(rows_changed([(ACROSS, False)], pen_width=4))
    assert len(rows_changed([(ACROSS, True)])) > len(rows_changed([(ACROSS, False)]))


def test_the_last_edit_has_the_last_word() -> None:
    inked, rubbed = (ACROSS, False), (ACROSS, True)
    assert (retouch(SQUARE, [rubbed, inked], box=100)[14, 6:22] > 200).all()
    assert not retouch(SQUARE, [inked, rubbed], box=100)[14].any()


def test_an_edit_of_no_points_cannot_be_drawn() -> None:
    with pytest.raises(StrokesError, match="an edit has no points; give each at least one"):
        retouch(SQUARE, [([], False)], box=100)
