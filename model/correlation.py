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

    varying, constant = (np.flatnonzero(np.diag(correlation) > 0.5), np.flatnonzero(np.diag(correlation) <= 0.5))
    if len(varying) < 3:
        return np.concatenate([varying, constant]).astype(np.int32)
    apart = 1 - correlation[np.ix_(varying, varying)].astype(np.float64)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average", optimal_ordering=True)
    return np.concatenate([varying[leaves_list(tree)], constant]).astype(np.int32)
