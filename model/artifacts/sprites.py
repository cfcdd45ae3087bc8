"""Sprite sheets: the images as few large pictures, which the browser shows pieces of and the server reads as pixels.

A sheet is up to 2,800 pixels wide and high; image i lies in row-major order on sheet i // (images a sheet). The last
sheet ends with its last row of images. Letters: n images of h × w pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 2_800  # of a sheet at most, pixels; one image may be larger

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class SheetLayout:
    """How images of one size are arranged."""

    height: int  # of an image, pixels
    width: int
    channels: int = 1

    @property
    def across(self) -> int:
        """Images in a row."""
        return max(1, SIDE // self.width)

    @property
    def per_sheet(self) -> int:
        """Images on a sheet."""
        return self.across * max(1, SIDE // self.height)

    def count(self, n: int) -> int:
        """Return how many sheets hold ``n`` images."""
        return -(-n // self.per_sheet)

    def names(self, n: int) -> list[str]:
        """Return the file names of the sheets of ``n`` images."""
        return [f"images-{number}.png" for number in range(self.count(n))]

    def shape(self, n: int, number: int) -> tuple[int, ...]:
        """Return the shape of sheet ``number``, counted from 0, of ``n`` images."""
        rows = -(-min(n - number * self.per_sheet, self.per_sheet) // self.across)
        flat = (rows * self.height, self.across * self.width)
        return flat if self.channels == 1 else (*flat, self.channels)

    def draw(self, images: Pixels) -> list[Pixels]:
        """Arrange ``images`` (n, h, w) or (n, h, w, 3) as sheets; places after the last image are black."""
        step = self.per_sheet
        return [self.draw_sheet(images[start : start + step]) for start in range(0, len(images), step)]

    def draw_sheet(self, images: Pixels) -> Pixels:
        """Arrange as many ``images`` as a sheet holds, or fewer."""
        shape = self.shape(len(images), 0)
        padded = np.zeros((shape[0] // self.height * self.across, *images.shape[1:]), dtype=np.uint8)
        padded[: len(images)] = images
        rows = padded.reshape(-1, self.across, *images.shape[1:])  # (rows, across, h, w, ...)
        return rows.swapaxes(1, 2).reshape(shape)

    def cut(self, sheets: Sequence[Pixels], n: int) -> Pixels:
        """Return the first ``n`` images of ``sheets``."""
        deep = () if self.channels == 1 else (self.channels,)
        rows = [sheet.reshape(-1, self.height, self.across, self.width, *deep).swapaxes(1, 2) for sheet in sheets]
        flat = [part.reshape(-1, self.height, self.width, *deep) for part in rows]
        return np.concatenate(flat)[:n] if len(flat) > 1 else flat[0][:n]


def encode_png(pixels: Pixels) -> bytes:
    """Return ``pixels`` (h, w) or (h, w, 3) as a PNG; the same pixels always give the same bytes."""
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG", optimize=True)
    return file.getvalue()


def decode_png(content: bytes) -> Pixels:
    """Return the pixels (h, w) of a grey PNG, or (h, w, c) of one with colours.

    Raises:
        OSError: It is none.
    """
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as picture:
            return np.asarray(picture)
    except (ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise OSError(str(error)) from error
