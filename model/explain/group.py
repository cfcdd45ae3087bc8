"""A group of images: what they have in common, and which units set it apart from others.

How far a unit sets two groups apart is Cliff's delta: of pairs with an image of each, the share in which the group's
has the greater activation, less the share in which the other's has. It needs no bell curve, which activations of a
ReLU, most of them 0, are far from, and one outlier cannot make it large.

Letters: n images, m of a group, o of those it is compared with, d features, b steps, s samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
Shares = NDArray[np.float64]

STEPS = 1024  # into which the activations of a unit are sorted, as many images in each as ties allow
SAMPLE = 50_000  # images that tell where the steps are
SAMPLES = 400  # of the bootstrap
PARTS = 64  # of all images, in which steps are merged for the bootstrap, which needs them less fine
CONFIDENCE = 0.95
ROOM = 8_000_000  # pixels that are averaged at most: of more images some are drawn by lot
BLOCK = 256  # images averaged at once, whose squares float32 still adds up exactly


@dataclass(frozen=True)
class Ranks:
    """The activations of every unit in steps that keep their order."""

    steps: NDArray[np.uint16]  # (n, d), 0 to b − 1
    count: int  # b
    every: NDArray[np.int64]  # (d, b), how many of all images are in each

    @classmethod
    def of(cls, features: Floats, count: int = STEPS) -> Ranks:
        """Sort ``features`` (n, d) into at most ``count`` steps a unit; equal activations are in one step.

        With no more different activations than steps, each has a step of its own.
        """
        sample = features[:: -(-len(features) // SAMPLE)]
        shares = np.linspace(0, 1, count)
        steps = np.empty(features.shape, dtype=np.uint16)
        for unit, values in enumerate(features.T):
            edges = np.unique(sample[:, unit])
            if len(edges) > count:
                edges = np.unique(np.quantile(sample[:, unit], shares, method="lower"))
            steps[:, unit] = np.searchsorted(edges, values, side="right").clip(1) - 1
        return cls(steps, count, counted(steps, count))

    def histograms(self, members: Mask) -> Shares:
        """Return, for each unit, which share of ``members`` (n,), one or more, is in each step, (d, b)."""
        return self.counts(members) / int(members.sum())

    def counts(self, members: Mask) -> NDArray[np.int64]:
        """Return, for each unit, how many of ``members`` (n,) are in each step, (d, b)."""
        if 2 * int(members.sum()) <= len(members):
            return counted(self.steps[members], self.count)
        return self.every - counted(self.steps[~members], self.count)

    def both(self, members: Mask, others: Mask) -> tuple[Shares, Shares]:
        """Return the histograms of ``members`` and of ``others``, which are counted only if they are not the rest."""
        own = self.counts(members)
        rest = self.every - own if (others != members).all() else self.counts(others)
        return own / int(members.sum()), rest / int(others.sum())


def counted(steps: NDArray[np.uint16], count: int) -> NDArray[np.int64]:
    """Return, for each unit, how many of ``steps`` (m, d) are each of ``count``, (d, b)."""
    d = steps.shape[1]
    places = steps + np.arange(d, dtype=np.int64) * count
    return np.bincount(places.ravel(), minlength=d * count).reshape(d, count)


def effect_sizes(one: Shares, other: Shares) -> Shares:
    """Return Cliff's delta of two groups, given by their histograms (..., b) over the same steps.

    Returns:
        (...), −1 to 1: 1 if every activation of the first is greater than any of the other. Within a step no pair
        counts, which with 1,024 steps changes the number by less than 0.001.

    Source:
        N. Cliff, Dominance statistics: ordinal analyses to answer ordinal questions, 1993,
        doi:10.1037/0033-2909.114.3.494.
    """
    below = np.cumsum(other, axis=-1) - other
    above = 1 - below - other
    found: Shares = (one * (below - above)).sum(axis=-1)
    return found


def intervals(one: Shares, other: Shares, sizes: tuple[int, int], generator: np.random.Generator) -> Shares:
    """Return between which numbers the effect sizes lie in 95 % of samples drawn from the two groups with replacement.

    A group drawn anew has a histogram drawn from its own, so that nothing needs to be drawn but histograms.

    Args:
        one: (k, b) histograms of a group.
        other: (k, b) of what it is compared with.
        sizes: How many images each has, m and o.
        generator: Draws the samples.

    Returns:
        (k, 2), the lower and the upper end.

    Source:
        B. Efron, R. Tibshirani, An introduction to the bootstrap, 1993, doi:10.1007/978-1-4899-4541-9.
    """
    found = [
        effect_sizes(*(drawn(histogram, size, generator) for histogram, size in zip(merged(*pair), sizes, strict=True)))
        for pair in zip(one, other, strict=True)
    ]
    tail = (1 - CONFIDENCE) / 2
    ends: Shares = np.quantile(np.array(found), [tail, 1 - tail], axis=1).T
    return ends


def merged(one: Shares, other: Shares) -> tuple[Shares, Shares]:
    """Return two histograms (b,) over fewer steps, of which none but those that were so before has many images.

    A step such as that of 0, in which most images of a ReLU are, stays by itself, or what is near it would be equal.
    """
    both = (one + other) / 2
    parts = ((np.cumsum(both) - both / 2) * PARTS).astype(int)
    starts = np.flatnonzero(np.diff(parts, prepend=-1))
    return np.add.reduceat(one, starts), np.add.reduceat(other, starts)


def drawn(histogram: Shares, size: int, generator: np.random.Generator) -> Shares:
    """Return the histograms (s, b) of samples of ``size`` images drawn from one (b,)."""
    return generator.multinomial(size, histogram / histogram.sum(), SAMPLES) / size


@dataclass(frozen=True)
class Apart:
    """How far the units set a group apart from others, the farthest first."""

    units: NDArray[np.intp]  # (k,)
    effects: Shares  # (k,), −1 to 1
    ends: Shares | None  # (k, 2), of the intervals; None where one of the groups has a single image


def set_apart(ranks: Ranks, members: Mask, others: Mask, count: int, generator: np.random.Generator) -> Apart:
    """Return the units that set ``members`` (n,) apart from ``others`` (n,) most, either way.

    Args:
        ranks: Of all images.
        members: One or more.
        others: One or more.
        count: How many units at most; those that tell nothing are left out.
        generator: For the intervals.
    """
    one, other = ranks.both(members, others)
    effects = effect_sizes(one, other)
    units = np.argsort(-np.abs(effects), kind="stable")[:count]
    units = units[effects[units] != 0]
    sizes = int(members.sum()), int(others.sum())
    ends = intervals(one[units], other[units], sizes, generator) if min(sizes) > 1 and len(units) else None
    return Apart(units, effects[units], ends)


def mean_image(images: NDArray[np.uint8], members: Mask, generator: np.random.Generator) -> tuple[Floats, Floats, int]:
    """Return what the images of a group look like.

    Args:
        images: (n, h, w) or (n, h, w, 3).
        members: (n,), one or more.
        generator: Draws some that stand for all, where they are many and large.

    Returns:
        Mean and standard deviation of each pixel, 0 to 255, and of how many images.
    """
    chosen = np.flatnonzero(members)
    most = max(1, ROOM // images[0].size)
    if len(chosen) > most:
        chosen = generator.choice(chosen, most, replace=False)
    sums = np.zeros((2, images[0].size))
    for start in range(0, len(chosen), BLOCK):
        block = images[chosen[start : start + BLOCK]].astype(np.float32).reshape(-1, images[0].size)
        sums += block.sum(axis=0), np.einsum("np,np->p", block, block)
    mean, squares = sums.reshape(2, *images.shape[1:]) / len(chosen)
    spread = np.sqrt((squares - mean**2).clip(0))
    return mean.astype(np.float32), spread.astype(np.float32), len(chosen)


def share_inside(near: NDArray[np.integer], members: Mask) -> float:
    """Return which share of the members' nearest images, rows of ``near`` (n, k), are members too."""
    return float(members[near[members]].mean())


def share_by_lot(near: NDArray[np.integer], classes: NDArray[np.integer], members: Mask) -> float:
    """Return which share it would be on average if as many members of each class were drawn by lot from it.

    Args:
        near: (n, k), the nearest other images of each.
        classes: (n,), any whole numbers; all the same for members drawn from all images.
        members: (n,), at least one.
    """
    names, places = np.unique(classes, return_inverse=True)
    c, k = len(names), near.shape[1]
    all_, own = np.bincount(places, minlength=c), np.bincount(places[members], minlength=c)
    pairs = np.bincount((places[:, None] * c + places[near]).ravel(), minlength=c * c).reshape(c, c)
    among = pairs / (k * all_[:, None])  # (c, c), of a class' nearest the share in each
    chance = np.tile(own / all_, (c, 1))
    chance[np.diag_indices(c)] = (own - 1) / np.maximum(all_ - 1, 1)  # one of them is the image itself
    return float((own / own.sum()) @ (among * chance.clip(0)).sum(axis=1))
