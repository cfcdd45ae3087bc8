"""Pen strokes as they come from outside, checked and counted before anything is done with them.

Letters: p points.
"""

from __future__ import annotations

import reprlib
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_POINTS = 4_000  # of all strokes of a drawing together
MAX_STROKES = 500  # empty ones included

Points = NDArray[np.float64]  # (p, 2), x to the right and y downwards


class StrokesError(ValueError):
    """The strokes are not something that can be drawn."""


def read_strokes(strokes: Any, *, box: Any) -> list[Points]:
    """Return strokes as points in a unit square, each different from the one before.

    Args:
        strokes: Strokes, each a list of (x, y) in a ``box``×``box`` square with y downwards. Points outside are moved
            to its edge.
        box: Side of the square, in the strokes' own unit.

    Returns:
        For each stroke (p, 2), 0 to 1; p is 0 for an empty one.

    Raises:
        StrokesError: Too many strokes or points, a coordinate that is not a finite number, or something else entirely.
    """
    side = read_box(box)
    count(strokes)
    return [read_points(stroke, side) for stroke in strokes]


def read_box(box: Any) -> float:
    """Return the side of the square that is drawn in.

    Raises:
        StrokesError: It is not a positive number.
    """
    if isinstance(box, bool) or not isinstance(box, int | float) or not 0 < box <= sys.float_info.max:
        raise StrokesError(f"box is {reprlib.repr(box)}; it must be a positive number, the side of the square drawn in")
    return float(box)


def count(strokes: Any) -> None:
    """See to it that there are not too many strokes and points, without looking at any point.

    Raises:
        StrokesError: There are, or the strokes are not a list of lists.
    """
    if not is_list(strokes):
        raise StrokesError(f"strokes are a {type(strokes).__name__}; give a list of strokes, each a list of (x, y)")
    if len(strokes) > MAX_STROKES:
        raise StrokesError(
            f"the drawing has {len(strokes):,} strokes; at most {MAX_STROKES} are drawn, so undo some or clear the pad"
        )
    for stroke in strokes:
        if not is_list(stroke):
            raise StrokesError(f"a stroke is {reprlib.repr(stroke)}; it must be a list of (x, y)")
    total = sum(map(len, strokes))
    if total > MAX_POINTS:
        raise StrokesError(
            f"the drawing has {total:,} points; at most {MAX_POINTS:,} are drawn, so undo a stroke or clear the pad"
        )


def read_points(stroke: Any, side: float) -> Points:
    """Return one stroke as points (p, 2) in the unit square.

    Raises:
        StrokesError: A point is not a pair of finite numbers.
    """
    for point in stroke:
        if not (is_list(point) and len(point) == 2 and all(map(is_number, point))):
            raise StrokesError(f"a stroke holds {reprlib.repr(point)}; it must be a list of (x, y), two numbers each")
    try:
        points = np.array([number for point in stroke for number in point], dtype=float).reshape(-1, 2)
    except OverflowError as error:
        raise StrokesError("a stroke has a coordinate of more than 300 digits; give numbers within the box") from error
    if not np.isfinite(points).all():
        raise StrokesError("a stroke has a coordinate that is not a finite number")
    points = points.clip(0, side) / side
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[moved]


def is_list(value: Any) -> bool:
    """Return whether a value has a length and parts, as a list of strokes, a stroke and a point have."""
    return isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim > 0)


def is_number(value: Any) -> bool:
    """Return whether a value is a real number."""
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
