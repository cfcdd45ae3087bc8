"""Images that no map contains: test digits turned, moved, stretched and thickened, each by chance but the same ones.

Of another data set they are images that its training held out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.training.agreement import read_newcomers
from model.workspace import Workspace

Image = NDArray[np.uint8]

MOST_DEGREES = 15.0
MOST_STRETCH = 0.12  # of the size, either way
MOST_SHIFT = 2.0  # pixels
MOST_BLUR = 0.6  # pixels, after which the ink is made as strong as it was
SEED = 11


def strangers(workspace: Workspace, count: int) -> list[Image]:
    """Return ``count`` images (h, w) that are on no map.

    Raises:
        RawFilesError: Those of another data set than the digits cannot be had.
    """
    return altered(workspace, count) if workspace.spec.pad else list(read_newcomers(workspace, count))


def altered(workspace: Workspace, count: int) -> list[Image]:
    """Return ``count`` images (28, 28), each made of another digit of the data set."""
    dice = np.random.default_rng(SEED)
    return [alter(workspace.images[index], dice) for index in dice.permutation(len(workspace.images))[:count]]


def alter(image: Image, dice: np.random.Generator) -> Image:
    """Return a digit as somebody else may have written it."""
    angle = np.deg2rad(dice.uniform(-MOST_DEGREES, MOST_DEGREES))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = turn @ np.diag(1 + dice.uniform(-MOST_STRETCH, MOST_STRETCH, 2))
    middle = np.array([13.5, 13.5])
    offset = middle - matrix @ middle + dice.uniform(-MOST_SHIFT, MOST_SHIFT, 2)
    moved = ndimage.affine_transform(image.astype(float), matrix, offset=offset, order=1)
    soft = ndimage.gaussian_filter(moved, dice.uniform(0, MOST_BLUR))
    return np.clip(soft * (moved.max() / max(soft.max(), 1)), 0, 255).astype(np.uint8)
