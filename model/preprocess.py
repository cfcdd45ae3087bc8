"""From pen strokes to the picture that the network gets, made the way MNIST was made.

MNIST's digits were scaled to fit a 20×20 box, keeping their proportions, and set into 28×28 pixels with the centre of
mass of their ink in the middle. A network trained on such pictures reads a drawing well only after the same treatment.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

SIZE = 28  # side of the picture, pixels
DIGIT_BOX = 20  # longer side of the digit in it, pixels
PEN_WIDTH = 2.3  # of MNIST's ordinary strokes, in the same pixels
OVERSAMPLING = 8  # fine pixels along one side of a pixel; the ink is drawn fine and averaged
MAX_POINTS = 20_000

Points = NDArray[np.float64]  # (p, 2), x to the right and y downwards


class StrokesError(ValueError):
    """The strokes are not something that can be drawn."""


def rasterise(
    strokes: Sequence[Any], *, box: float, normalised: bool = True, pen_width: float = PEN_WIDTH
) -> NDArray[np.uint8]:
    """Draw pen strokes as a picture like those of MNIST.

    Args:
        strokes: Strokes, each a list of (x, y) in a ``box``×``box`` square with y downwards. Points outside are moved
            to its edge; a stroke of a single point is a dot.
        box: Side of the square, in the strokes' own unit.
        normalised: Scale the digit to a 20-pixel box and centre its mass, as MNIST did; otherwise only scale the whole
            square to 28 pixels.
        pen_width: Stroke width in pixels of the result.

    Returns:
        (28, 28) ink from 0 to 255.

    Raises:
        StrokesError: Nothing to draw, too many points, or a coordinate that is not a finite number.

    Source:
        Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, 1998.
    """
    lines = [smooth(points) for points in read_strokes(strokes, box)]
    if not normalised:
        return draw([line * (SIZE / box) for line in lines], pen_width)
    return centre_mass([line - SIZE / 2 for line in fit(lines, box, pen_width)], pen_width)


def read_strokes(strokes: Sequence[Any], box: float) -> list[Points]:
    """Return each stroke as points (p, 2) within the box, without the empty ones.

    Raises:
        StrokesError: As in ``rasterise``.
    """
    if not (isinstance(box, int | float) and math.isfinite(box) and box > 0):
        raise StrokesError(f"box is {box!r}; it must be a positive number, the side of the square drawn in")
    if isinstance(strokes, str) or not isinstance(strokes, Sequence):
        raise StrokesError(f"strokes are a {type(strokes).__name__}; give a list of strokes, each a list of (x, y)")
    lines = [read_points(stroke, box) for stroke in strokes if len(as_sequence(stroke))]
    total = sum(map(len, lines))
    if total == 0:
        raise StrokesError("there are no strokes to draw; give at least one point")
    if total > MAX_POINTS:
        raise StrokesError(f"the strokes have {total:,} points; at most {MAX_POINTS:,} are drawn, so thin them out")
    return lines


def as_sequence(stroke: Any) -> Sequence[Any]:
    """Return ``stroke`` if it is a list of points short enough to look at.

    Raises:
        StrokesError: It is something else, or too long.
    """
    if isinstance(stroke, str) or not isinstance(stroke, Sequence | np.ndarray):
        raise StrokesError(f"a stroke is {stroke!r:.40}; it must be a list of (x, y)")
    if len(stroke) > MAX_POINTS:
        raise StrokesError(f"a stroke has {len(stroke):,} points; at most {MAX_POINTS:,} are drawn, so thin it out")
    return cast(Sequence[Any], stroke)  # an array is one in all that matters here


def read_points(stroke: Any, box: float) -> Points:
    """Return one stroke as points (p, 2) moved into the box, each different from the one before.

    Raises:
        StrokesError: It is not a list of pairs of finite numbers.
    """
    try:
        points = np.asarray(stroke)
    except ValueError as error:
        raise StrokesError("a stroke has points of different lengths; each must be (x, y)") from error
    if points.ndim != 2 or points.shape[1] != 2 or points.dtype.kind not in "iuf":
        raise StrokesError(f"a stroke is {str(stroke)[:40]}; it must be a list of (x, y), two numbers each")
    if not np.isfinite(points).all():
        raise StrokesError("a stroke has a coordinate that is not a finite number")
    points = points.astype(float).clip(0, box)
    changed = np.ones(len(points), dtype=bool)
    changed[1:] = (np.diff(points, axis=0) != 0).any(axis=1)
    return points[changed]


def smooth(points: Points, *, steps: int = 8) -> Points:
    """Return a Catmull-Rom curve through ``points`` (p, 2), ``steps`` points a piece: slow pens draw no polygons.

    Source:
        E. Catmull, R. Rom, A class of local interpolating splines, 1974, doi:10.1016/B978-0-12-079050-0.50020-5.
    """
    if len(points) < 3 or len(points) > 1_000:
        return points
    padded = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    before, start, end, after = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    t = np.linspace(0, 1, steps, endpoint=False)[:, None, None]
    curve = 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * (start - end) + after - before) * t**3
    )  # (steps, p - 1, 2)
    return np.concatenate([curve.swapaxes(0, 1).reshape(-1, 2), points[-1:]])


def fit(lines: list[Points], box: float, pen_width: float) -> list[Points]:
    """Scale the strokes so that their ink's longer side is 20 pixels; the middle of their extent goes to (14, 14)."""
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    extent = max(float((high - low).max()), 0.05 * box)  # a dot stays a dot
    scale = (DIGIT_BOX - pen_width) / extent
    return [(line - (low + high) / 2) * scale + SIZE / 2 for line in lines]


def centre_mass(lines: list[Points], pen_width: float) -> NDArray[np.uint8]:
    """Draw strokes given around (0, 0) so that the centre of mass of their ink is the middle of the picture."""
    first = draw([line + SIZE / 2 for line in lines], pen_width).astype(float)
    grid = np.arange(SIZE) + 0.5
    mass = np.array([first.sum(axis=0) @ grid, first.sum(axis=1) @ grid]) / first.sum()
    return draw([line + SIZE - mass for line in lines], pen_width)


def retouch(
    image: NDArray[np.uint8], edits: Sequence[tuple[Any, bool]], *, box: float, pen_width: float = PEN_WIDTH
) -> NDArray[np.uint8]:
    """Draw on a picture and rub parts of it out, in place and without normalising it.

    Args:
        image: (28, 28) ink from 0 to 255.
        edits: In their order, strokes as in ``rasterise``, each with whether it takes ink away.
        box: Side of the square that stands for the whole picture, in the strokes' own unit.
        pen_width: Stroke width in pixels of the picture; rubbing out is twice as wide.

    Returns:
        (28, 28) ink from 0 to 255; ``image`` itself when there are no edits.

    Raises:
        StrokesError: As in ``rasterise``, except that there may be nothing to draw.
    """
    side = SIZE * OVERSAMPLING
    picture = Image.fromarray(image).resize((side, side), Image.Resampling.NEAREST)
    for stroke, erases in edits:
        lines = [smooth(points) * (SIZE / box) for points in read_strokes([stroke], box)]
        trace_lines(picture, lines, 2 * pen_width if erases else pen_width, ink=0 if erases else 255)
    return np.asarray(picture.reduce(OVERSAMPLING), dtype=np.uint8)


def draw(lines: list[Points], pen_width: float) -> NDArray[np.uint8]:
    """Draw polylines given in pixels with round ends and joints, averaged from a finer picture, as (28, 28) ink."""
    picture = Image.new("L", (SIZE * OVERSAMPLING, SIZE * OVERSAMPLING))
    trace_lines(picture, lines, pen_width, ink=255)
    return np.asarray(picture.reduce(OVERSAMPLING), dtype=np.uint8)


def trace_lines(picture: Image.Image, lines: list[Points], pen_width: float, *, ink: int) -> None:
    """Draw polylines given in pixels on the finer ``picture``."""
    pencil, width = ImageDraw.Draw(picture), pen_width * OVERSAMPLING
    for line in lines:
        fine = [(float(x), float(y)) for x, y in line * OVERSAMPLING]
        pencil.line(fine, fill=ink, width=round(width), joint="curve")
        for x, y in (fine[0], fine[-1]):
            pencil.circle((x, y), width / 2, fill=ink)
