"""Which digits the network can hardly decide on.

Letters: n digits, c = 10 classes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def margins(probabilities: Floats) -> Floats:
    """Return how far the most probable class is ahead of the next.

    Args:
        probabilities: (n, c) with c of at least 2, each row summing to 1.

    Returns:
        (n,), 0 (undecided) to 1.
    """
    ordered = np.sort(probabilities, axis=1)
    ahead: Floats = ordered[:, -1] - ordered[:, -2]
    return ahead


def most_ambiguous(probabilities: Floats, labels: NDArray[np.uint8]) -> int:
    """Return the index of the digit that the network reads right by the least margin.

    It is a good one to begin with: it lies where two classes meet, its ten probabilities have something to say, and
    the network is not wrong about it.

    Args:
        probabilities: (n, c), each row summing to 1.
        labels: (n,), true classes.

    Returns:
        The first of those with the least margin; if no digit is read right, the one with the least margin of all.
    """
    ahead = margins(probabilities)
    right = probabilities.argmax(axis=1) == labels
    return int(np.where(right | ~right.any(), ahead, np.inf).argmin())
