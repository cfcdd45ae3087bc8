"""How well a model fits: what it predicts against what is true, a point for each digit.

Letters: n digits.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from components.figures.pictures import data_uri
from components.page.theme import CLASSES

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


def fit_picture(true: Floats, predicted: Floats, labels: NDArray[np.integer], *, extent: Range) -> str:
    """Return a point for each digit as a data URI: true values to the right, predicted ones upwards.

    Args:
        true: (n,).
        predicted: (n,); the closer the points to the rising diagonal, the better the model.
        labels: (n,), classes 0 to 9, for the colours.
        extent: What both axes show.
    """
    last = SIDE_PX - POINT_PX
    columns, rows = (np.rint(places(values, extent) * last).astype(int) for values in (true, predicted))
    pixels = np.zeros((SIDE_PX, SIDE_PX), dtype=np.uint8)  # 0 is see-through
    for down, right in np.ndindex(POINT_PX, POINT_PX):
        pixels[last - rows + down, columns + right] = 1 + labels
    picture = Image.frombytes("P", (SIDE_PX, SIDE_PX), pixels.tobytes())
    picture.putpalette([0, 0, 0, *(part for colour in CLASSES for part in ImageColor.getrgb(colour))])
    picture.info["transparency"] = 0
    return data_uri(picture)
