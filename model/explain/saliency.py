"""Which pixels hold a digit where it lies: the gradient of its position, and of its class score, in every pixel.

A position on a map has a derivative in the features (``model/maps/landing.py``), and the features come from the
pixels through the network. Both together have one derivative a pixel.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.workspace import Workspace

Floats = NDArray[np.float32]
Image = NDArray[np.uint8]


@dataclass(frozen=True)
class Saliency:
    """What a unit of ink, a pixel from empty to full, changes; each (28, 28)."""

    x: Floats  # the first coordinate, map units
    y: Floats  # the second
    towards: Floats  # how far it is towards a class's centre, map units
    score: Floats  # the logit of a class: its score before all ten become probabilities


def class_centre(positions: Floats, labels: NDArray[np.integer], digit: int) -> Floats:
    """Return the middle (2,) of the digits of one class: the median of each coordinate, which strays bend little.

    Args:
        positions: (n, 2).
        labels: (n,), true classes.
        digit: The class.
    """
    centre: Floats = np.median(positions[labels == digit], axis=0).astype(np.float32)
    return centre


def direction(start: Floats, end: Floats) -> Floats:
    """Return the direction (2,) from ``start`` to ``end``, of length 1, or 0 where they are the same place."""
    step = end - start
    length = float(np.hypot(*step))
    unit: Floats = (step / length if length > 0 else np.zeros(2)).astype(np.float32)
    return unit


def find_saliency(workspace: Workspace, image: Image, weights: Floats, towards: Floats, digit: int) -> Saliency:
    """Return what each pixel does to a digit's position and to the score of a class.

    Args:
        workspace: The network.
        image: The digit.
        weights: (d, 2), the derivative of both coordinates in the features.
        towards: (2,) a direction on the map, of length 1.
        digit: The class whose score is asked for.

    Returns:
        The four pictures; in evenly filled areas, where more ink and less ink differ, about the mean of both, as
        ``Classifier.gradient`` says.

    Source:
        K. Simonyan, A. Vedaldi, A. Zisserman, Deep inside convolutional networks, 2013, arXiv:1312.6034.
    """
    scores = np.zeros((3, len(workspace.spec.classes)), dtype=np.float32)
    scores[2, digit] = 1
    directions = np.stack([*weights.T, np.zeros(len(weights))]).astype(np.float32)
    x, y, logit = workspace.classifier.gradient(image, directions, scores)
    return Saliency(x, y, towards[0] * x + towards[1] * y, logit)
