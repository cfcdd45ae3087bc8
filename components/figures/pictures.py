"""Small pictures as data URIs: feature maps in the colours of their scale, signed values in two colours.

Letters: c channels of h×w values.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from components.page.theme import NEGATIVE, POSITIVE, scale_colours

GAP_PX = 2  # between the tiles of a sheet
KERNELS_IN_A_ROW = 16


MATTERS = 0.1  # of the greatest activation, from which on a negative one gets a colour of its own


@dataclass(frozen=True)
class Scale:
    """What the colours of activations mean: from ``low`` to ``top``; if ``signed``, zero is in the middle and grey."""

    low: float  # 0 or below
    top: float
    signed: bool = False


def scale_of(maps: NDArray[np.float32]) -> Scale:
    """Return the scale on which all ``maps`` of a layer are seen."""
    low, top = min(float(maps.min()), 0.0), max(float(maps.max()), 0.0)
    reach = max(top, -low)
    return Scale(-reach, reach, signed=True) if -low > MATTERS * top else Scale(low, top)


def feature_map_sheet(maps: NDArray[np.float32], *, columns: int, scale: Scale | None = None) -> str:
    """Return feature maps as one picture, tile by tile from left to right.

    Args:
        maps: (c, h, w) activations.
        columns: Tiles in a row; ``GAP_PX`` transparent pixels lie between two tiles.
        scale: What the colours mean; by default that of these maps.
    """
    scale = scale or scale_of(maps)
    c, h, w = maps.shape
    rows = -(-c // columns)
    padded = np.zeros((rows * columns, h + GAP_PX, w + GAP_PX), dtype=np.uint8)
    padded[:c, :h, :w] = shades_of(maps, scale)
    sheet = padded.reshape(rows, columns, h + GAP_PX, w + GAP_PX).swapaxes(1, 2)
    sheet = sheet.reshape(rows * (h + GAP_PX), columns * (w + GAP_PX))[:-GAP_PX, :-GAP_PX]
    return data_uri(coloured(sheet, scale))


def feature_map_picture(values: NDArray[np.float32], scale: Scale) -> str:
    """Return one feature map (h, w) as a data URI, a pixel a value."""
    return data_uri(coloured(shades_of(values, scale), scale))


def shades_of(values: NDArray[np.float32], scale: Scale) -> NDArray[np.uint8]:
    """Return values on a scale as shades from 1 to 255; shade 0 is left for gaps."""
    steps = (values - np.float32(scale.low)) * (254 / ((scale.top - scale.low) or 1.0))
    shades: NDArray[np.uint8] = 1 + np.clip(steps, 0, 254).astype(np.uint8)
    return shades


def coloured(shades: NDArray[np.uint8], scale: Scale) -> Image.Image:
    """Return shades (h, w) as a picture in the colours of a scale; shade 0 is transparent."""
    picture = Image.frombytes("P", shades.shape[::-1], shades.tobytes())
    picture.putpalette(scale_colours(signed=scale.signed).tobytes())
    picture.info["transparency"] = 0
    return picture


def data_uri(picture: Image.Image) -> str:
    """Return a picture as a PNG data URI."""
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


def kernel_picture(weights: NDArray[np.float32]) -> str:
    """Return kernels side by side as a data URI: positive blue, negative orange, zero see-through.

    Args:
        weights: (c, h, w) with any sign; the strongest colour is the greatest magnitude.
    """
    return signed_sheet(weights, columns=KERNELS_IN_A_ROW, gap=1)


def signed_sheet(values: NDArray[np.float32], *, columns: int, gap: int = GAP_PX) -> str:
    """Return signed values tile by tile as a data URI: positive blue, negative orange, zero see-through.

    Args:
        values: (c, h, w) with any sign; the strongest colour is the greatest magnitude.
        columns: Tiles in a row.
        gap: Pixels between two tiles.
    """
    c, h, w = values.shape
    columns = min(columns, c)
    padded = np.zeros((-(-c // columns) * columns, h + gap, w + gap), dtype=np.float32)
    padded[:c, :h, :w] = values / (float(np.abs(values).max()) or 1.0)
    sheet = padded.reshape(-1, columns, h + gap, w + gap).swapaxes(1, 2).reshape(-1, columns * (w + gap))[:-gap, :-gap]
    colours = np.array([ImageColor.getrgb(NEGATIVE), ImageColor.getrgb(POSITIVE)], dtype=np.uint8)
    opacity = (255 * np.abs(sheet)).astype(np.uint8)[..., None]
    return data_uri(Image.fromarray(np.concatenate([colours[(sheet > 0).astype(int)], opacity], axis=2)))
