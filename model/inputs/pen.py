"""A round pen on a fine grid: which pixels it inks along a path, at a cost that hardly depends on the path.

The path is drawn one pixel wide, in C, and then every pixel of it becomes a disc, all of them at once. So round joints
and ends come by themselves, and a scribble of thousands of points takes no longer than a digit. Wide lines with their
joints, drawn point by point, take 0.3 ms each.

Letters: s pixels along a side of the grid, d the pen's diameter in pixels, p points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from model.inputs.strokes import Points

Ink = NDArray[np.uint8]


def ink_paths(paths: Sequence[Points], diameter: int, side: int) -> Ink:
    """Draw paths with a round pen.

    Args:
        paths: Each (p, 2) in pixels from the upper left corner of the grid; one point is a dot, no point is nothing.
            What lies outside the grid is not drawn.
        diameter: Of the pen, 1 or more.
        side: Of the grid.

    Returns:
        (s, s), 255 where the pen has been and 0 elsewhere.
    """
    return dilate(draw_thin(paths, diameter, side), diameter)


def draw_thin(paths: Sequence[Points], diameter: int, side: int) -> Ink:
    """Return (s + d - 1, s + d - 1) with 255 where the upper left corner of the pen has been, which may lie outside.

    Points that fall into the pixel of the one before are left out; they would change nothing.
    """
    picture = Image.new("L", (side + diameter - 1, side + diameter - 1))
    pencil = ImageDraw.Draw(picture)
    for path in paths:
        pixels = np.rint(path + (diameter / 2 - 1)).astype(int)  # the pen's corner is half its diameter away
        moved = np.ones(len(pixels), dtype=bool)
        moved[1:] = (pixels[1:] != pixels[:-1]).any(axis=1)
        corners = pixels[moved].ravel().tolist()
        pencil.line(corners + corners[-2:], fill=255)  # the last one twice, so that one point is a line too
    return np.asarray(picture)


def dilate(path: Ink, diameter: int) -> Ink:
    """Return the grid (s, s) with a disc at every inked pixel of ``path`` (s + d - 1, s + d - 1).

    A disc is a pile of rows: a pixel is inked when, for one of the rows, ``path`` has ink in a run of its length. The
    runs grow from row to row, so each costs one pass over the grid. Meanwhile the grid is flat, which is faster; what
    runs over the right edge into the next row is cut off at the end.
    """
    stride = len(path)
    side = stride - diameter + 1
    runs = np.concatenate([path.ravel(), np.zeros(diameter, dtype=np.uint8)])
    length, disc = 1, np.zeros(side * stride, dtype=np.uint8)
    for inset, rows in disc_rows(diameter):
        wanted = diameter - 2 * inset
        while length < wanted:
            step = min(length, wanted - length)
            runs, length = runs[:-step] | runs[step:], length + step
        for row in rows:
            begin = row * stride + inset
            disc |= runs[begin : begin + side * stride]
    return disc.reshape(side, stride)[:, :side]


def disc_rows(diameter: int) -> Iterator[tuple[int, list[int]]]:
    """Give the rows of a disc by how far they begin from its left edge, in pixels, the shortest first."""
    radius, middle = diameter / 2, (diameter - 1) / 2
    insets = [int(np.ceil(middle - np.sqrt(radius**2 - (row - middle) ** 2))) for row in range(diameter)]
    pairs = sorted(zip(insets, range(diameter), strict=True), key=lambda pair: -pair[0])
    return ((inset, [row for _, row in some]) for inset, some in groupby(pairs, key=lambda pair: pair[0]))
