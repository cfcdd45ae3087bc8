"""The maps made again from other random positions: how far what they show is a matter of chance.

Letters: n digits, r = 5 other runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.maps.runs import NEAREST, NONE, Labels, Runs

Floats = NDArray[np.float32]
Exact = NDArray[np.float64]

REACH = 2  # by how much a step on an island may be longer than what is usual
LARGEST = 1 / 2  # of all digits; a larger group is no island but the map


@dataclass(frozen=True)
class RunsConfig:
    """How the maps are made again; all else about them stays as it is."""

    seeds: tuple[int, ...] = (2, 3, 4, 5, 6)
    start: str = "random"  # where the digits lie at first, as both libraries call it


def as_arrays_of_runs(runs: Mapping[str, Runs]) -> dict[str, NDArray[Any]]:
    """Return what the artifacts keep of other runs, under the names that the schema gives it."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, run in runs.items():
        arrays[f"{name}-seeds"] = run.others.astype(np.float16)
        arrays |= {f"{name}-islands": run.islands, f"{name}-reach": run.reach}
    return arrays


def runs_of(points: Floats, others: list[Floats]) -> Runs:
    """Return a map (n, 2) with ``others`` of the same digits laid over it, in the precision in which they are kept."""
    laid = [lay_over(other, points).astype(np.float16).astype(np.float32) for other in others]
    positions = np.stack([points, *laid])
    islands, reach = zip(*(find_islands(each) for each in positions), strict=True)
    return Runs(positions, np.stack(islands), np.array(reach, dtype=np.float32))


def lay_over(points: Floats, onto: Floats) -> Exact:
    """Turn, mirror and shift a map so that its digits come as near to their places on another as they can.

    The size stays: new digits are placed by its distances, and the scale that would bring them nearest shrinks a map
    the more, the less the arrangement of its islands resembles the other's (to 0.25 to 0.78 here).

    Args:
        points: (n, 2).
        onto: (n, 2).

    Returns:
        (n, 2).

    Source:
        P. H. Schönemann, A generalized solution of the orthogonal Procrustes problem, 1966, doi:10.1007/BF02289451.
    """
    middle = onto.mean(axis=0, dtype=float)
    centred = points - points.mean(axis=0, dtype=float)
    left, _, right = np.linalg.svd(centred.T @ (onto - middle))
    laid: Exact = centred @ (left @ right) + middle
    return laid


def find_islands(points: Floats) -> tuple[Labels, float]:
    """Return on which island of a map each digit lies.

    An island holds together by steps no longer than twice the usual distance to the 15th nearest, from digits that
    have at least 15 within that distance (DBSCAN); a group of more than half of all digits is none.

    Args:
        points: (n, 2) with n above 15.

    Returns:
        (n,), the islands counted from 0, −1 on none; and the longest step.

    Source:
        M. Ester, H.-P. Kriegel, J. Sander, X. Xu, A density-based algorithm for discovering clusters, 1996,
        https://aaai.org/papers/kdd96-037.
    """
    from sklearn.cluster import DBSCAN
    from sklearn.neighbors import NearestNeighbors

    distances, _ = NearestNeighbors(n_neighbors=NEAREST).fit(points).kneighbors()  # (n, 15)
    reach = REACH * float(np.median(distances[:, -1]))
    if reach == 0:
        return np.full(len(points), NONE, dtype=np.int16), reach
    groups = DBSCAN(eps=reach, min_samples=NEAREST).fit(points).labels_
    small = np.bincount(groups + 1)[groups + 1] <= LARGEST * len(points)
    return relabel(np.where(small, groups, NONE)), reach


def relabel(groups: NDArray[np.intp]) -> Labels:
    """Return ``groups`` (n,) counted from 0 without gaps; −1 stays."""
    known = np.unique(groups[groups > NONE])
    return np.where(groups > NONE, np.searchsorted(known, groups), NONE).astype(np.int16)
