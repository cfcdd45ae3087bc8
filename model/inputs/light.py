"""Ink on paper that light falls on unevenly: how dark it is beside the paper around it, not beside all paper.

Letters: h×w pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
Ink = NDArray[np.float64]

WIDEST_STROKE = 0.3  # of the longer side: what is wider is no stroke, but paper, a table or a shadow
COARSE_PX = 64  # longer side of the picture in which ink is told from paper
AROUND_PX = 21  # side of what is looked at there around each pixel
CLEAR = 0.15  # of the logarithm of a shade, by which ink differs from the paper around it
SURE = 0.7  # of that by which one can outweigh the other
DARKEST = 16.0  # of 255, what is added to a shade before its logarithm is taken
DARKEST_PAPER = 40.0  # of 255, what paper counts as at least: what is darker is mostly noise
LEAST = 0.12  # of the paper's shade, by which ink differs from it


def even_out(grey: Grey, *, dark: bool) -> Ink:
    """Return how much darker each pixel (h, w) is than the paper there, 0 to 1; or lighter, where the ink is light."""
    smooth = Image.fromarray(grey if dark else 255 - grey)
    smooth = smooth.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.GaussianBlur(0.8))
    shades = np.asarray(smooth)
    paper = close(shades, odd(WIDEST_STROKE * max(grey.shape))).astype(float)
    ink: Ink = 1 - shades / np.maximum(paper, DARKEST_PAPER)
    return np.maximum(ink, 0)


def is_ink_dark(grey: Grey) -> tuple[bool, bool]:
    """Return whether the ink of a picture (h, w) is dark, and whether that is sure.

    Ink is what differs from its surroundings, unless strokes are so wide that they are the surroundings. What differs
    from the frame of the picture is mostly ink too, unless the frame shows a table or a shadow.
    """
    small = Image.fromarray(grey)
    small.thumbnail((COARSE_PX, COARSE_PX), Image.Resampling.BOX)
    shades = np.log(np.asarray(small) + DARKEST)
    around = sliding_window_view(np.pad(shades, AROUND_PX // 2, mode="symmetric"), (AROUND_PX, AROUND_PX))
    balance = balanced(shades - np.median(around.reshape(*shades.shape, -1), axis=2))
    frame = np.median(np.concatenate([shades[0], shades[-1], shades[:, 0], shades[:, -1]]))
    return balance <= 0, abs(balance) > SURE or balance * balanced(shades - frame) > 0


def balanced(differences: Ink) -> float:
    """Return how much more is lighter than darker, -1 to 1, of what is clearly either (h, w)."""
    clear = differences[np.abs(differences) > CLEAR]
    return float(clear.sum() / max(float(np.abs(clear).sum()), 1e-9))


def close(shades: Grey, side: int) -> Grey:
    """Fill what is darker (h, w) than its surroundings and narrower than ``side``; larger things stay as they are."""
    return 255 - widen(255 - widen(shades, side), side)


def widen(shades: Grey, side: int) -> Grey:
    """Return the lightest shade in a square of an odd ``side`` around each pixel (h, w)."""
    return along_rows(along_rows(shades, side).T, side).T


def along_rows(shades: Grey, length: int) -> Grey:
    """Return the largest of ``length`` neighbours in each row (h, w), in steps that double."""
    reach = length // 2
    wide = np.pad(shades, ((0, 0), (reach, reach)))
    done = 1
    while done < length:
        step = min(done, length - done)
        wide = np.maximum(wide[:, :-step], wide[:, step:])
        done += step
    return wide


def odd(length: float) -> int:
    """Return the odd number at or below ``length``, at least 3."""
    return max(3, int(length) // 2 * 2 + (int(length) % 2 or -1))


def threshold(ink: Ink) -> float:
    """Return what parts ink from paper: half-way between their means, found by turns.

    Source:
        T. W. Ridler, S. Calvard, Picture thresholding using an iterative selection method, 1978,
        doi:10.1109/TSMC.1978.4310039.
    """
    low, lower = np.percentile(ink, [25, 5])  # of paper, unless three quarters are ink
    level = max(LEAST, float(low + 5.7 * (low - lower)))  # five standard deviations above its mean, if it is normal
    for _ in range(20):
        above = ink > level
        if not above.any():
            return level
        new = max(LEAST, (float(ink[above].mean()) + float(ink[~above].mean())) / 2)
        if abs(new - level) < 0.002:
            break
        level = new
    return level
