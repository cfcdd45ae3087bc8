"""Sprite sheets: the digits as few large pictures, which the browser shows pieces of and the server reads as pixels.

A sheet has 100 digits in a row and 10,000 in all; digit i lies in sheet i // 10,000, in row-major order. The last sheet
ends with its last row of digits. Letters: n digits, h = w = 28 pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIZE = 28  # side of a digit, pixels
ACROSS = 100  # digits in a row
PER_SHEET = 10_000

Pixels = NDArray[np.uint8]


def sheet_name(number: int) -> str:
    """Return the file name of sheet ``number``, counted from 0."""
    return f"digits-{number}.png"


def sheet_count(n: int) -> int:
    """Return how many sheets hold ``n`` digits."""
    return -(-n // PER_SHEET)


def sheet_shape(n: int, number: int) -> tuple[int, int]:
    """Return height and width in pixels of sheet ``number`` of ``n`` digits."""
    on_sheet = min(n - number * PER_SHEET, PER_SHEET)
    return -(-on_sheet // ACROSS) * SIZE, ACROSS * SIZE


def draw_sheets(images: Pixels) -> list[Pixels]:
    """Arrange ``images`` (n, 28, 28) as sheets (up to 2800, 2800); places after the last digit are black."""
    return [draw_sheet(images[start : start + PER_SHEET]) for start in range(0, len(images), PER_SHEET)]


def draw_sheet(images: Pixels) -> Pixels:
    """Arrange at most 10,000 ``images`` (n, 28, 28) as one sheet."""
    height, width = sheet_shape(len(images), 0)
    padded = np.zeros((height // SIZE * ACROSS, SIZE, SIZE), dtype=np.uint8)
    padded[: len(images)] = images
    return padded.reshape(-1, ACROSS, SIZE, SIZE).swapaxes(1, 2).reshape(height, width)


def cut_sheets(sheets: Sequence[Pixels], n: int) -> Pixels:
    """Return the first ``n`` digits (n, 28, 28) of ``sheets``."""
    rows = [sheet.reshape(-1, SIZE, ACROSS, SIZE).swapaxes(1, 2).reshape(-1, SIZE, SIZE) for sheet in sheets]
    return np.concatenate(rows)[:n] if len(rows) > 1 else rows[0][:n]


def encode_png(pixels: Pixels) -> bytes:
    """Return ``pixels`` (h, w) as a grey PNG; the same pixels always give the same bytes."""
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG", optimize=True)
    return file.getvalue()


def decode_png(content: bytes) -> Pixels:
    """Return the pixels (h, w) of a grey PNG, or (h, w, c) of one with colours."""
    with Image.open(BytesIO(content)) as picture:
        return np.asarray(picture)
