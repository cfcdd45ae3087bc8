from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.inputs.preprocess import rasterise, retouch
from model.inputs.strokes import MAX_POINTS, MAX_STROKES, StrokesError, read_strokes

SEVEN = [(20, 20), (80, 22), (45, 90)]
BLANK = np.zeros((28, 28), dtype=np.uint8)
MANY = np.arange(MAX_POINTS)
BEYOND = 10**400  # no float is as large


def nested(depth: int) -> Any:
    """Return lists within lists."""
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def short(value: Any) -> str:
    """Name a case of a test."""
    return repr(value)[:30]


def columns(across: Any, down: Any) -> list[list[float]]:
    """Return the points of one stroke."""
    return np.stack(np.broadcast_arrays(across, down), axis=1).tolist()


class Untouchable(tuple):
    """A point that must not be looked at."""

    def __len__(self) -> int:
        raise AssertionError("a point was looked at before the points were counted")

    __iter__ = __getitem__ = __len__  # type: ignore[assignment]


def test_points_come_back_in_a_unit_square() -> None:
    (points,) = read_strokes([[(0, 50), (200, -7)]], box=200)
    np.testing.assert_array_equal(points, [[0, 0.25], [1, 0]])


def test_a_stroke_keeps_its_place_among_empty_ones() -> None:
    assert [len(points) for points in read_strokes([[], [(1, 2)], []], box=10)] == [0, 1, 0]


def test_points_and_strokes_up_to_the_limit_are_read() -> None:
    assert len(read_strokes([columns(MANY, 0)], box=MAX_POINTS)[0]) == MAX_POINTS
    assert len(read_strokes([[(1, 2)]] * MAX_STROKES, box=10)) == MAX_STROKES


@pytest.mark.parametrize(
    ("strokes", "message"),
    [
        ([[(1, 2)] * (MAX_POINTS + 1)], "4,001 points; at most 4,000 are drawn, so undo a stroke or clear the pad"),
        ([[(1, 2)] * 1_001] * 4, "4,004 points; at most 4,000"),
        ([[(1, 2)]] * (MAX_STROKES + 1), "501 strokes; at most 500 are drawn, so undo some or clear the pad"),
        ([[]] * MAX_STROKES + [[(1, 2)]], "501 strokes; at most 500"),
        ([[Untouchable()] * (MAX_POINTS + 1)], "4,001 points"),
        ([[Untouchable()]] * (MAX_STROKES + 1), "501 strokes"),
        ([[(1, 2)], [Untouchable()] * MAX_POINTS], "4,001 points"),
    ],
    ids=["long", "many long", "many", "many empty", "long, unread", "many, unread", "together, unread"],
)
def test_too_much_is_refused_before_any_point_is_looked_at(strokes: Any, message: str) -> None:
    with pytest.raises(StrokesError, match=message):
        rasterise(strokes, box=100)
    with pytest.raises(StrokesError, match=message):
        retouch(BLANK, [(stroke, False) for stroke in strokes], box=100)


@pytest.mark.parametrize(
    ("strokes", "message"),
    [
        ("a seven", "list of strokes"),
        ({"x": 1}, "list of strokes"),
        (None, "list of strokes"),
        (["ab"], r"list of \(x, y\)"),
        ([7], r"list of \(x, y\)"),
        ([None], r"list of \(x, y\)"),
        ([[1, 2, 3]], r"list of \(x, y\)"),
        ([["12"]], r"list of \(x, y\)"),
        ([[(1, 2, 3)]], r"list of \(x, y\)"),
        ([[(1, 2), (3,)]], r"list of \(x, y\)"),
        ([[("1", "2")]], r"list of \(x, y\)"),
        ([[(None, 2)]], r"list of \(x, y\)"),
        ([[(True, 2)]], r"list of \(x, y\)"),
        ([[(1j, 2)]], r"list of \(x, y\)"),
        ([[({}, 2)]], r"list of \(x, y\)"),
        ([[[nested(3), 2]]], r"list of \(x, y\)"),
        ([[[nested(500), 2]]], r"list of \(x, y\)"),
        ([[[list(range(100_000))] * 2]], r"list of \(x, y\)"),
        (nested(500), r"list of \(x, y\)"),
        ([np.array(7)], r"list of \(x, y\)"),
        ([[(float("nan"), 2)]], "finite"),
        ([[(float("inf"), 2)]], "finite"),
        ([[(1, 2), (1, -float("inf"))]], "finite"),
        ([[(BEYOND, 2)]], "more than 300 digits"),
        ([[(1, 2), (-BEYOND, 2)]], "more than 300 digits"),
    ],
    ids=short,
)
def test_what_is_no_stroke_is_refused_with_a_short_reason(strokes: Any, message: str) -> None:
    with pytest.raises(StrokesError, match=message) as refusal:
        rasterise(strokes, box=100)
    assert len(str(refusal.value)) < 150


@pytest.mark.parametrize(
    "box",
    [0, -5, float("nan"), float("inf"), BEYOND, True, "100", "9" * 100_000, None, [100], nested(500)],
    ids=short,
)
def test_a_box_without_a_size_is_refused(box: Any) -> None:
    with pytest.raises(StrokesError, match="positive number") as refusal:
        rasterise([SEVEN], box=box)
    assert len(str(refusal.value)) < 150


DRAWINGS = {
    "across the pad and back": [columns(100 * (MANY % 2), MANY / 40)],
    "from corner to corner": [columns(100 * (MANY % 2), 100 * (MANY // 2 % 2))],
    "anywhere": [np.random.default_rng(7).uniform(0, 100, (MAX_POINTS, 2)).tolist()],
    "all but in one place": [columns(50 + 1e-9 * MANY, 50)],
    "in one place": [columns(0 * MANY + 50, 50)],
    "spiral": [columns(50 + MANY / 100 * np.cos(MANY / 9), 50 + MANY / 100 * np.sin(MANY / 9))],
    "short strokes": np.random.default_rng(7).uniform(0, 100, (MAX_STROKES, 8, 2)).tolist(),
    "dots": [[point] for point in columns(MANY[:MAX_STROKES] % 100, MANY[:MAX_STROKES] / 5)],
    "outside": [columns(1e300 * (MANY % 3 - 1), -1e300)],
    "far outside": [[(-1e308, 1e308), (1e308, -1e308), (1e308, 1e308)]],
}


@pytest.mark.parametrize("normalised", [True, False])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_whatever_is_drawn_becomes_a_picture(drawing: str, normalised: bool) -> None:
    image = rasterise(DRAWINGS[drawing], box=100, normalised=normalised)
    assert (image.shape, image.dtype) == ((28, 28), np.uint8)
    assert image.any()


@pytest.mark.parametrize("erases", [[False], [True], [False, True]], ids=["pen", "eraser", "in turn"])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_whatever_is_drawn_on_a_picture_becomes_a_picture(drawing: str, erases: list[bool]) -> None:
    strokes = DRAWINGS[drawing]
    edits = [(stroke, erases[k // 5 % len(erases)]) for k, stroke in enumerate(strokes)]
    image = retouch(BLANK + 99, edits, box=100)
    assert (image.shape, image.dtype) == ((28, 28), np.uint8)
    assert (image != 99).any()


def test_pen_and_eraser_take_turns_a_hundred_times_at_most() -> None:
    turns = [([(k, 50)], k % 2 == 1) for k in range(101)]
    assert retouch(BLANK, turns[:100], box=100).shape == BLANK.shape
    with pytest.raises(StrokesError, match="101 times; at most 100"):
        retouch(BLANK, turns, box=100)


@pytest.mark.parametrize("box", [5e-324, 1e-300, 1e300, 1.7e308, 10**300], ids=short)
def test_the_box_may_be_of_any_size(box: float) -> None:
    corners = [[(0, 0), (box, 0), (box, box)]]
    np.testing.assert_array_equal(rasterise(corners, box=box), rasterise([[(0, 0), (1, 0), (1, 1)]], box=1))
