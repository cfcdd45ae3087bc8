"""Which features fire together: their correlation matrix, and an order that puts like beside like.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def correlate(features: Floats) -> Floats:
    """Return Pearson's correlation of each pair of features.

    Args:
        features: (n, d).

    Returns:
        (d, d), −1 to 1, with 1 on the diagonal; 0 in the row and column of a feature that never varies, whose
        correlation is not defined.
    """
    exact = features.astype(np.float64)
    centred = exact - exact.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    units = np.divide(centred, length, out=np.zeros_like(centred), where=length > 0)
    correlation: Floats = (units.T @ units).clip(-1, 1).astype(np.float32)
    return correlation


def defined(correlation: Floats) -> NDArray[np.bool_]:
    """Return which features vary, so that their correlation is defined.

    Args:
        correlation: (d, d), as ``correlate`` gives it.

    Returns:
        (d,)
    """
    varies: NDArray[np.bool_] = np.diag(correlation) > 0.5
    return varies


def strongest_pairs(correlation: Floats, count: int, *, sign: int) -> list[tuple[int, int]]:
    """Return the pairs of different features that correlate most.

    Args:
        correlation: (d, d), as ``correlate`` gives it.
        count: How many pairs at most.
        sign: 1 for the most positive ones, −1 for the most negative ones.

    Returns:
        Pairs (i, j) with i < j, the strongest first, all of that sign.
    """
    first, second = np.triu_indices(len(correlation), k=1)
    signed = sign * correlation[first, second]
    strongest = np.argsort(-signed, kind="stable")[:count]
    return [(int(first[k]), int(second[k])) for k in strongest if signed[k] > 0]


def cluster_order(correlation: Floats) -> NDArray[np.int32]:
    """Return an order of the features in which correlated ones stand together and constant ones last.

    Average linkage of 1 − correlation; of the orders that the tree allows, the one in which neighbours are most alike.

    Args:
        correlation: (d, d), as ``correlate`` gives it.

    Returns:
        (d,) every feature once.

    Source:
        Z. Bar-Joseph, D. K. Gifford, T. S. Jaakkola, Fast optimal leaf ordering for hierarchical clustering, 2001,
        doi:10.1093/bioinformatics/17.suppl_1.S22.
    """
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    varies = defined(correlation)
    varying, constant = np.flatnonzero(varies), np.flatnonzero(~varies)
    if len(varying) < 3:
        return np.concatenate([varying, constant]).astype(np.int32)
    apart = 1 - correlation[np.ix_(varying, varying)].astype(np.float64)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average", optimal_ordering=True)
    return np.concatenate([varying[leaves_list(tree)], constant]).astype(np.int32)
