"""From pen strokes to the picture that the network gets, made the way MNIST was made.

MNIST's digits were scaled to fit a 20×20 box, keeping their proportions, and set into 28×28 pixels with the centre of
mass of their ink in the middle. A network trained on such pictures reads a drawing well only after the same treatment.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from model.inputs.pen import Ink, ink_paths
from model.inputs.strokes import Points, StrokesError, read_strokes

SIZE = 28  # side of the picture, pixels
DIGIT_BOX = 20  # longer side of the digit in it, pixels
PEN_WIDTH = 2.3  # of MNIST's ordinary strokes, in the same pixels, with their soft edges
MAX_RUNS = 100  # of edits by one tool; each costs the drawing of a whole picture
OVERSAMPLING = 8  # fine pixels along one side of a pixel; the ink is drawn fine and averaged
FINE = SIZE * OVERSAMPLING  # side of the fine picture, fine pixels
SOFT_EDGE = 1  # of a line's two edges together, fine pixels that its width counts but no ink covers


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
        StrokesError: Nothing to draw, too many points or strokes, or a coordinate that is not a finite number.

    Source:
        Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, 1998.
    """
    lines = [smooth(points) for points in read_strokes(strokes, box=box) if len(points)]
    if not lines:
        raise StrokesError("there are no strokes to draw; give at least one point")
    if not normalised:
        return average(draw(lines, pen_width))
    return centre_mass(draw(fit(lines, pen_width), pen_width))


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


def fit(lines: Sequence[Points], pen_width: float) -> list[Points]:
    """Scale strokes in a unit square so that their ink's longer side is 20 pixels, in the middle of a unit square."""
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    extent = max(float((high - low).max()), 0.05)  # a dot stays a dot
    scale = (DIGIT_BOX - diameter(pen_width) / OVERSAMPLING) / (extent * SIZE)
    return [(line - (low + high) / 2) * scale + 0.5 for line in lines]


def draw(lines: Sequence[Points], pen_width: float) -> Ink:
    """Draw lines in a unit square with round ends and joints, as a fine picture (224, 224)."""
    return ink_paths([line * FINE for line in lines], diameter(pen_width), FINE)


def diameter(pen_width: float) -> int:
    """Return the diameter of a pen in fine pixels."""
    return max(1, round(pen_width * OVERSAMPLING) - SOFT_EDGE)


def average(ink: Ink) -> NDArray[np.uint8]:
    """Return a fine picture (224, 224) as (28, 28) means."""
    return np.asarray(Image.fromarray(ink).reduce(OVERSAMPLING))


def centre_mass(ink: Ink) -> NDArray[np.uint8]:
    """Return the means (28, 28) of a fine picture (224, 224) moved so that its ink's centre of mass is the middle."""
    grid, coarse = np.arange(SIZE) + 0.5, average(ink).astype(float)
    mass = np.array([coarse.sum(axis=0) @ grid, coarse.sum(axis=1) @ grid]) / coarse.sum()
    across, down = np.rint(OVERSAMPLING * (SIZE / 2 - mass)).astype(int)
    moved = Image.new("L", (FINE, FINE))
    moved.paste(Image.fromarray(ink), (int(across), int(down)))
    return average(np.asarray(moved))


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
        StrokesError: As in ``rasterise``, except that there may be no strokes at all.
    """
    strokes = read_strokes([stroke for stroke, _ in edits], box=box)
    if not all(map(len, strokes)):
        raise StrokesError("an edit has no points; give each at least one")
    runs = [
        (erases, list(run)) for erases, run in groupby(zip(strokes, edits, strict=True), key=lambda pair: pair[1][1])
    ]
    if len(runs) > MAX_RUNS:
        raise StrokesError(
            f"pen and eraser take turns {len(runs):,} times; at most {MAX_RUNS} turns are drawn, so undo some"
        )
    picture = image.repeat(OVERSAMPLING, axis=0).repeat(OVERSAMPLING, axis=1)
    for erases, run in runs:
        lines = [smooth(points) for points, _ in run]
        picture = picture & ~draw(lines, 2 * pen_width) if erases else picture | draw(lines, pen_width)
    return average(picture)
