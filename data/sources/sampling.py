"""Choosing some of many images, the same ones each time, with every class as frequent as before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.sources.collection import SourceError

SEED = 7


def choose(labels: NDArray[np.int64], limit: int | None) -> NDArray[np.int64]:
    """Choose images so that each class keeps its share.

    Args:
        labels: The class of each image, (n,); −1, not known, counts as a class.
        limit: How many to choose; all if None.

    Returns:
        The chosen images in the order in which they were, (min(n, limit),).

    Raises:
        SourceError: The limit is no number of images.
    """
    if limit is not None and limit < 1:
        raise SourceError(f"the limit is {limit} images; give at least 1, or none at all to read every image")
    if limit is None or limit >= len(labels):
        return np.arange(len(labels))
    dice = np.random.default_rng(SEED)
    found, counts = np.unique(labels, return_counts=True)
    chosen = [
        dice.choice(np.flatnonzero(labels == label), share, replace=False)
        for label, share in zip(found, shares(counts, limit), strict=True)
    ]
    return np.sort(np.concatenate(chosen)).astype(np.int64)


def shares(counts: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Divide ``limit`` among classes in proportion to their counts (k,), giving each one image as long as there are.

    What rounding down leaves over goes to the largest remainders, and among equal ones to the first.
    """
    least = np.ones_like(counts) if limit >= len(counts) else np.zeros_like(counts)
    spare = limit - least.sum()
    exact = (counts - least) * spare / (counts.sum() - least.sum())
    given = np.floor(exact + 1e-9).astype(np.int64)
    order = np.argsort(-np.round(exact - given, 9), kind="stable")
    given[order[: spare - given.sum()]] += 1
    return np.asarray(least + given, dtype=np.int64)


def tell_choice(labels: NDArray[np.int64], limit: int | None) -> list[str]:
    """Say what was chosen of images with some labels (n,), if anything was."""
    if limit is None or limit >= len(labels):
        return []
    share = ", of each class its share" if np.unique(labels).size > 1 else ""
    return [f"{limit:,} of {len(labels):,} images were chosen at random (seed {SEED}){share}, and kept their order"]
