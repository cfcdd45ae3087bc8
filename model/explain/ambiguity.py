"""Which digits the network can hardly decide on.

Letters: n digits, c = 10 classes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.workspace import Workspace

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


def by_ambiguity(probabilities: Floats, labels: NDArray[np.integer]) -> NDArray[np.intp]:
    """Return the digits (n,) that the network reads right, by the least margin first, and after them all others.

    Args:
        probabilities: (n, c), each row summing to 1.
        labels: (n,), true classes.
    """
    right = probabilities.argmax(axis=1) == labels
    return np.lexsort((margins(probabilities), ~right))


def most_ambiguous(workspace: Workspace) -> int:
    """Return the digit that the network reads right by the least margin, of those that are like others.

    It is a good one to begin with: it lies where two classes meet, its ten probabilities have something to say, and
    the network is not wrong about it. If all are unlike others, the first of them all.
    """
    order: list[int] = by_ambiguity(workspace.probabilities, workspace.labels).tolist()
    return next((index for index in order if not workspace.judge_own(index).is_strange), order[0])
