"""How well a model fits: what it predicts against what is true, a point for each image.

Letters: n digits.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from components.figures.pictures import data_uri

SIDE_PX = 360
POINT_PX = 2

Floats = NDArray[np.float32]
Range = tuple[float, float]


def fit_range(true: Floats, predicted: Floats) -> Range:
    """Return the range that holds ``true`` and ``predicted``, each (n,), with a margin of 3 % on both sides."""
    low, high = float(min(true.min(), predicted.min())), float(max(true.max(), predicted.max()))
    margin = 0.03 * (high - low) or 1.0
    return low - margin, high + margin


def places(values: Floats, extent: Range) -> Floats:
    """Return where ``values`` (n,) lie in a range, 0 at its low and 1 at its high end, none beyond."""
    low, high = extent
    shares: Floats = np.clip((values - low) / (high - low), 0, 1)
    return shares


def fit_picture(
    true: Floats, predicted: Floats, labels: NDArray[np.integer], colours: Sequence[str], *, extent: Range
) -> str:
    """Return a point for each image as a data URI: true values to the right, predicted ones upwards.

    Args:
        true: (n,).
        predicted: (n,); the closer the points to the rising diagonal, the better the model.
        labels: (n,), classes; what has none, -1, gets no point.
        colours: Of the classes, as "#rrggbb".
        extent: What both axes show.
    """
    last = SIDE_PX - POINT_PX
    columns, rows = (np.rint(places(values, extent) * last).astype(int) for values in (true, predicted))
    palette = np.array([(0, 0, 0, 0), *((*ImageColor.getrgb(colour), 255) for colour in colours)], dtype=np.uint8)
    pixels = np.zeros((SIDE_PX, SIDE_PX), dtype=np.intp)  # 0 is see-through
    for down, right in np.ndindex(POINT_PX, POINT_PX):
        pixels[last - rows + down, columns + right] = 1 + labels.astype(np.intp)
    return data_uri(Image.fromarray(palette[pixels]))
