"""Arrays of pixels in any of the usual forms, made 8 bits and channels last.

Letters: n images of h × w pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.sources.collection import SourceError

SHAPES = "(n, h, w), (n, h, w, 1), (n, h, w, 3), (n, 1, h, w) or (n, 3, h, w)"
HALF = 128  # fractions that reach no further than this are not taken for values of 0 to 255
DARK = 32
SLICE = 256  # images that are converted at once, since fractions of 8 bytes each are made of them


def to_bytes(images: NDArray[np.generic]) -> tuple[NDArray[np.uint8], list[str]]:
    """Turn images of any usual type into 8 bits.

    Args:
        images: bool, integers or fractions of any shape with n first: 0 to 1, 0 to 255, 16 bits, or of another range.

    Returns:
        The same shape, 0 to 255, and what was decided, in sentences.

    Raises:
        SourceError: They are no numbers, or not finite.
    """
    if images.dtype.kind not in "buif":
        raise SourceError(f"the images are of type {images.dtype}; give numbers: uint8, uint16, float or bool")
    if not images.size:
        raise SourceError(f"the images of shape {images.shape} have no pixels; give at least 2 images")
    if images.dtype == np.uint8:
        return images.astype(np.uint8, copy=False), tell_dark(int(images.max()))
    low, high = float(images.min()), float(images.max())
    if not np.isfinite([low, high]).all():
        first = next(k for k, image in enumerate(images) if not np.isfinite(image.astype(np.float64)).all())
        raise SourceError(f"image {first:,} has pixels that are NaN or infinite; replace them or leave the image out")
    bottom, top, note = value_range(images.dtype, low, high)
    result = np.empty(images.shape, dtype=np.uint8)
    for begin in range(0, len(images), SLICE):
        result[begin : begin + SLICE] = stretched(images[begin : begin + SLICE].astype(np.float64), bottom, top)
    return result, note


def value_range(kind: np.dtype[np.generic], low: float, high: float) -> tuple[float, float, list[str]]:
    """Say which value becomes 0 and which 255, and tell it unless it goes without saying."""
    if low >= 0 and high <= 1:
        return 0, 1, []
    if low >= 0 and high <= 255 and (high >= HALF or kind == np.uint16):
        return 0, 255, tell_dark(high)
    if low >= 0 and kind == np.uint16:
        return 0, 65_535, ["16 bits a pixel were reduced to 8: 65,535 became 255"]
    step = (high - low) / 255
    return low, high, [
        f"the pixels go from {low:.6g} to {high:.6g}, neither 0 to 1 nor 0 to 255, so that {low:.6g} became 0 and "
        f"{high:.6g} became 255: a pixel p stands for {low:.6g} + {step:.6g} p"
    ]  # fmt: skip


def tell_dark(high: float) -> list[str]:
    """Say that all pixels are nearly black, if they are."""
    if high >= DARK:
        return []
    return [f"no pixel is above {high:.6g} of 255, so the images are dark; multiply them if that is not meant"]


def stretched(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.uint8]:
    """Return values as bytes, ``low`` as 0 and ``high`` as 255; all as 0 where both are the same."""
    return np.round((values - low) * (255 / (high - low or 1))).astype(np.uint8)


def channels_last(images: NDArray[np.generic]) -> NDArray[np.generic]:
    """Bring images to (n, h, w) or (n, h, w, 3).

    Raises:
        SourceError: Their shape is none of the usual ones.
    """
    if images.ndim == 3:
        return images
    if images.ndim == 4 and images.shape[3] in (1, 3):
        return images[..., 0] if images.shape[3] == 1 else images
    if images.ndim == 4 and images.shape[1] in (1, 3):
        return images[:, 0] if images.shape[1] == 1 else images.transpose(0, 2, 3, 1)
    raise SourceError(f"the images have the shape {images.shape}; reshape them to {SHAPES}")


def grey_if_equal(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return images (n, h, w, 3) as (n, h, w) if all channels of all of them are equal."""
    if images.ndim == 4 and all((image == image[..., :1]).all() for image in images):
        return np.ascontiguousarray(images[..., 0])
    return images
