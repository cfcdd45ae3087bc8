"""Signed pictures as text for the browser: whole numbers from −127 to 127 and what the greatest of them stands for."""

from __future__ import annotations

import base64
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

STEPS = 127  # on each side of zero


class SignedPicture(TypedDict):
    """Signed values of pixels; zero stays zero, and both signs have the same scale."""

    values: str  # int8 in base64, row by row
    top: float  # the value of 127


def signed_picture(pixels: NDArray[np.float32], top: float) -> SignedPicture:
    """Return ``pixels`` (h, w) of any sign on a scale from −``top`` to ``top``, which must not be less than any."""
    steps = np.rint(pixels * (STEPS / (top or 1.0))).astype(np.int8)
    return {"values": base64.b64encode(steps.tobytes()).decode(), "top": top}


def reach(*pictures: NDArray[np.float32]) -> float:
    """Return the greatest magnitude in any of ``pictures``, 0 or more."""
    return max(float(np.abs(pixels).max()) for pixels in pictures)
