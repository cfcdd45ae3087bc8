"""Pen strokes as they come from outside, checked and counted before anything is done with them.

Letters: p points.
"""

from __future__ import annotations

import reprlib
from functools import cache
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import FailFast, Field, TypeAdapter, ValidationError

MAX_POINTS = 4_000  # of all strokes of a drawing together
MAX_STROKES = 500  # empty ones included

Points = NDArray[np.float64]  # (p, 2), x to the right and y downwards
Coordinate = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Side = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0)]
Stroke = Annotated[list[tuple[Coordinate, Coordinate]], FailFast()]


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
    try:
        return [place(stroke, side) for stroke in strokes_type().validate_python(strokes)]
    except ValidationError as error:
        raise StrokesError(complaint(strokes, error)) from error


@cache
def strokes_type() -> TypeAdapter[list[list[tuple[float, float]]]]:
    """Return what checks strokes: lists of pairs of finite numbers, to the first that is something else."""
    return TypeAdapter(Annotated[list[Stroke], FailFast()])


@cache
def side_type() -> TypeAdapter[float]:
    """Return what checks the side of a square: a finite number above 0."""
    return TypeAdapter(Side)


def read_box(box: Any) -> float:
    """Return the side of the square that is drawn in.

    Raises:
        StrokesError: It is not a positive number.
    """
    try:
        return side_type().validate_python(box)
    except ValidationError as error:
        raise StrokesError(
            f"box is {reprlib.repr(box)}; it must be a positive number, the side of the square drawn in"
        ) from error


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


def complaint(strokes: Any, error: ValidationError) -> str:
    """Return in words what is wrong with the first point of ``strokes`` that is none."""
    first = error.errors(include_url=False, include_context=False)[0]
    stroke, point, *coordinate = first["loc"]
    if first["type"] == "finite_number":
        return "a stroke has a coordinate that is not a finite number"
    if coordinate and type(first["input"]) is int:
        return "a stroke has a coordinate of more than 300 digits; give numbers within the box"
    found = reprlib.repr(strokes[int(stroke)][int(point)])
    return f"a stroke holds {found}; it must be a list of (x, y), two numbers each"


def place(stroke: list[tuple[float, float]], side: float) -> Points:
    """Return one stroke as points (p, 2) in the unit square."""
    points = np.array(stroke, dtype=float).reshape(-1, 2).clip(0, side) / side
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[moved]


def is_list(value: Any) -> bool:
    """Return whether a value has a length and parts, as a list of strokes and a stroke have."""
    return isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim > 0)
