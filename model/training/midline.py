"""The midline of a digit's strokes, and how far every pixel is from it: what a pen of any width draws it with again.

MNIST's strokes have the width of whatever pen was scanned, thick and thin in one digit; a stroke on a screen has one
width throughout. Letters: n digits, h = w = 28 pixels; distances are in pixels.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

FINER = 2  # thinning works on pictures so many times finer
REACH = 6.0  # pixels; what is farther from a midline than that counts as that far
NEIGHBOURS = (
    (0, 1),
    (0, 2),
    (1, 2),
    (2, 2),
    (2, 1),
    (2, 0),
    (1, 0),
    (0, 0),
)  # clockwise from above, in a padded picture


def midline_distances(images: Tensor, *, batch: int = 2_000) -> Tensor:
    """Return the distance (n, 28, 28) of every pixel from the midline of its digit.

    Args:
        images: (n, 28, 28) ink, 0 to 1.
        batch: Digits at once.

    Returns:
        (n, 28, 28) pixels, 0 to ``REACH``.
    """
    return torch.cat([coarse_distances(thin(finer(part))) for part in images.split(batch)])


def finer(images: Tensor) -> NDArray[np.bool_]:
    """Return where there is ink in digits (n, 28, 28), on a grid twice as fine."""
    fine = F.interpolate(images.unsqueeze(1), scale_factor=FINER, mode="bicubic", align_corners=False)
    ink: NDArray[np.bool_] = (fine.squeeze(1) > 0.45).numpy()
    return ink


def thin(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Thin ink (n, h, w) to lines one pixel wide that are connected as it was.

    Source:
        T. Y. Zhang, C. Y. Suen, A fast parallel algorithm for thinning digital patterns, 1984,
        doi:10.1145/357994.358023.
    """
    while True:
        before = int(ink.sum())
        for odd in (True, False):
            ink = ink & ~removable(ink, odd=odd)
        if int(ink.sum()) == before:
            return ink


def removable(ink: NDArray[np.bool_], *, odd: bool) -> NDArray[np.bool_]:
    """Return the pixels of the outline (n, h, w) that one half of a round takes away, south-east or north-west."""
    height, width = ink.shape[1:]
    padded = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    ring = [padded[:, y : y + height, x : x + width] for y, x in NEIGHBOURS]
    count = np.sum(ring, axis=0, dtype=np.uint8)
    turns = np.sum([~a & b for a, b in zip(ring, ring[1:] + ring[:1], strict=True)], axis=0, dtype=np.uint8)
    north, east, south, west = ring[::2]
    open_side = ~(east & south & (north | west)) if odd else ~(north & west & (east | south))
    result: NDArray[np.bool_] = (count >= 2) & (count <= 6) & (turns == 1) & open_side
    return result


def coarse_distances(lines: NDArray[np.bool_]) -> Tensor:
    """Return the distances (n, 28, 28) from lines (n, 56, 56) on the fine grid; digits without any are far from all."""
    from scipy.ndimage import distance_transform_edt

    fine = np.stack([distance_transform_edt(~line) if line.any() else np.full(line.shape, np.inf) for line in lines])
    distances = torch.from_numpy((fine / FINER).clip(max=REACH).astype(np.float32))
    return F.avg_pool2d(distances.unsqueeze(1), FINER).squeeze(1)
