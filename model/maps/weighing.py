"""How strongly its nearest images attract a new one, from their distances, and how that changes with the distances.

Everything is asked for many images at once: a landing is short, and NumPy's calls take longer than its sums.

Letters: b images, k nearest of each, m of these candidates: k with a sharp edge, more with a blurred one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floating = NDArray[np.floating]
Exact = NDArray[np.float64]
Measure = Callable[
    [Exact], tuple[Exact, Exact]
]  # scales (b,) -> values, their slopes along the logarithms of the scales

MOST_ROUNDS = 60  # of the search for a scale, which takes six to eight; one without an answer goes on to e^±60
CLOSE_ENOUGH = 1e-8  # a step of the logarithm of a scale after which the next would be below rounding
TINY = 1e-9  # of two numbers that are compared: a smaller share is none
LEAST_SCALE = 1e-3  # of the mean distance: umap-learn's bound
LEAST = np.finfo(float).tiny


@dataclass(frozen=True)
class Candidates:
    """The images among which the nearest are, and how far each is one of them."""

    count: int  # k, how many nearest images there are
    distances: Exact  # (b, m), nearest first
    shares: Exact  # (b, m), 0 to 1, adding up to k: 1 for each of k with a sharp edge
    slope: Exact  # (b, m, m), how the shares change with the distances: not at all with a sharp edge

    @classmethod
    def sharp(cls, distances: Floating) -> Candidates:
        """Return candidates that are all among the nearest, as libraries have it, from ``distances`` (b, k)."""
        b, count = distances.shape
        still = np.broadcast_to(0.0, (b, count, count))
        return cls(count, distances.astype(float), np.ones(distances.shape), still)

    @classmethod
    def blurred(cls, distances: Floating, count: int, width: float) -> Candidates:
        """Return candidates of which the farther are less and less among the nearest.

        Which images are the k nearest changes with every small step, and with each change the landing jumps. With a
        blurred edge it slides instead, so that its derivative knows what changes of neighbours come to on the average.

        Args:
            distances: (b, m), nearest first, of many more than k.
            count: k.
            width: Of the edge, as a share of the distance of the k-th.
        """
        exact = distances.astype(float)
        last = exact[:, min(count, exact.shape[1]) - 1]
        if exact.shape[1] <= count or width * last.max() <= 0:
            return cls.sharp(distances[:, :count])
        scale = np.maximum(width * last, TINY)[:, None]

        def total(edge: Exact) -> tuple[Exact, Exact]:
            shares = sigmoid((edge[:, None] - exact) / scale)
            return shares.sum(axis=1), edge * (shares * (1 - shares) / scale).sum(axis=1)

        shares = sigmoid((solve_scale(total, count, guess=last)[:, None] - exact) / scale)
        steepness = shares * (1 - shares) / scale
        slope = steepness[:, :, None] * steepness[:, None, :] / np.maximum(steepness.sum(axis=1), LEAST)[:, None, None]
        return cls(count, exact, shares, slope - diagonal(steepness))


class Weighing(Protocol):
    """What makes rates of attraction of distances."""

    def rates(self, candidates: Candidates) -> Exact:
        """Return the rate of each candidate, (b, m)."""

    def slope(self, candidates: Candidates) -> Exact:
        """Return how much the rates change with the distances, (b, m) by (m,)."""


@dataclass(frozen=True)
class AffinityWeighing:
    """Shares of t-SNE: in proportion to exp(−distance² / τ), with τ such that their perplexity is as given.

    Source:
        L. van der Maaten, G. Hinton, Visualizing data using t-SNE, 2008, equation 1.
    """

    perplexity: float
    exaggeration: float  # what the shares, which add up to 1, are multiplied by

    def rates(self, candidates: Candidates) -> Exact:
        """Return the rate of each candidate, (b, m)."""
        return self.exaggeration * self.solve(candidates)[1]

    def slope(self, candidates: Candidates) -> Exact:
        """Return how much the rates change with the distances, (b, m) by (m,).

        The perplexity stays as it is, so by the implicit function theorem τ gives way. Where no τ has the perplexity,
        as with equal distances, the rates count as at rest.
        """
        scale, shares = self.solve(candidates)
        squared = from_nearest(candidates.distances)
        off = shares * (squared - (shares * squared).sum(axis=1, keepdims=True))  # minus what the shares do with 1 / τ
        entropies = np.log(np.maximum(shares, LEAST))
        give, last = (off * entropies).sum(axis=1), squared[:, -1]
        still = (-give * scale <= (TINY * last) ** 2) | (scale <= TINY * last)
        weights = np.exp(-squared / scale[:, None])
        own = candidates.slope * (weights / (candidates.shares * weights).sum(axis=1, keepdims=True))[:, :, None]
        own = own - diagonal(shares * 2 * candidates.distances / scale[:, None])
        own -= shares[:, :, None] * own.sum(axis=1, keepdims=True)
        given = off / np.where(still, 1, give)[:, None]
        slope = own - given[:, :, None] * np.einsum("bm,bmj->bj", entropies, own)[:, None, :]
        return np.where(still[:, None, None], 0.0, self.exaggeration * slope)

    def solve(self, candidates: Candidates) -> tuple[Exact, Exact]:
        """Return τ (b,) and the shares (b, m)."""
        squared = from_nearest(candidates.distances)

        def entropy(scale: Exact) -> tuple[Exact, Exact]:
            shares = normalised(candidates.shares * np.exp(-squared / scale[:, None]))
            logarithms = np.log(np.maximum(shares, LEAST))
            off = shares * (squared - (shares * squared).sum(axis=1, keepdims=True))
            return -(shares * logarithms).sum(axis=1), -(off * logarithms).sum(axis=1) / scale

        target = float(np.log(min(self.perplexity, candidates.count)))
        scale = solve_scale(entropy, target, guess=squared[:, : candidates.count].mean(axis=1) / 6)
        return scale, normalised(candidates.shares * np.exp(-squared / scale[:, None]))


@dataclass(frozen=True)
class MembershipWeighing:
    """Strengths of UMAP, as shares of the first: exp(−distance / σ), with σ such that all others add up to log₂ k.

    Source:
        L. McInnes, J. Healy, J. Melville, UMAP, 2018, algorithm 3, doi:10.48550/arXiv.1802.03426.
    """

    def rates(self, candidates: Candidates) -> Exact:
        """Return the rate of each candidate, (b, m); the first has 1."""
        off = candidates.distances - candidates.distances[:, :1]
        rates: Exact = candidates.shares * np.exp(-off / self.solve(candidates)[:, None])
        return rates

    def slope(self, candidates: Candidates) -> Exact:
        """Return how much the rates change with the distances, (b, m) by (m,); the sum stays, so σ gives way."""
        distances, scale = candidates.distances, self.solve(candidates)[:, None]
        off = distances - distances[:, :1]
        falls = np.exp(-off / scale)
        least = LEAST_SCALE * candidates.shares / candidates.shares.sum(axis=1, keepdims=True)  # of σ by distances
        others = falls.copy()
        others[:, 0] = 0
        rates = others * candidates.shares
        rise = rates - scale * np.einsum("bm,bmj->bj", others, candidates.slope)
        free = scale * rise / np.maximum((rates * distances).sum(axis=1, keepdims=True), LEAST)
        along = np.where(scale > least_scale(candidates)[:, None], free, least)
        inner = (off / scale)[:, :, None] * along[:, None, :] - np.eye(distances.shape[1])
        inner[:, :, 0] += 1
        slope = falls[:, :, None] * (candidates.slope + (candidates.shares / scale)[:, :, None] * inner)
        return np.where(distances[:, -1, None, None] == 0, 0.0, slope)

    def solve(self, candidates: Candidates) -> Exact:
        """Return σ (b,), which is never below umap-learn's bound."""
        others, shares = candidates.distances[:, 1:], candidates.shares[:, 1:]

        def strength(scale: Exact) -> tuple[Exact, Exact]:
            strengths = shares * np.exp(-others / scale[:, None])
            return strengths.sum(axis=1), (strengths * others).sum(axis=1) / scale

        mean = least_scale(candidates) / LEAST_SCALE
        return np.maximum(solve_scale(strength, float(np.log2(candidates.count)), guess=mean), LEAST_SCALE * mean)


def least_scale(candidates: Candidates) -> Exact:
    """Return umap-learn's bound for σ, (b,)."""
    mean: Exact = (candidates.shares * candidates.distances).sum(axis=1) / candidates.shares.sum(axis=1)
    return LEAST_SCALE * mean


def from_nearest(distances: Exact) -> Exact:
    """Return the squares of ``distances`` (b, m) less that of the first: no share changes, and the largest is exact."""
    squared: Exact = distances**2 - distances[:, :1] ** 2
    return squared


def normalised(weights: Exact) -> Exact:
    """Return ``weights`` (b, m) as shares of their sums."""
    shares: Exact = weights / weights.sum(axis=1, keepdims=True)
    return shares


def diagonal(values: Exact) -> Exact:
    """Return matrices (b, m, m) that are 0 but for ``values`` (b, m) in their diagonals."""
    matrices: Exact = values[:, :, None] * np.eye(values.shape[1])
    return matrices


def sigmoid(values: Exact) -> Exact:
    """Return 1 / (1 + exp(−x)) of ``values``, which may be of any size."""
    return 0.5 + 0.5 * np.tanh(values / 2)


def solve_scale(measure: Measure, target: float, guess: Exact) -> Exact:
    """Return the scales (b,) for which the growing functions ``measure`` are ``target``, or the nearest to it.

    Newton's steps along the logarithm of the scale, none beyond what is known to be too little or too much. Both
    libraries halve intervals and stop when they are within 1e-5, which would leave steps in what depends on it.
    """
    place = np.log(np.where(guess > 0, guess, 1.0))
    low, high, going = np.full(place.shape, -np.inf), np.full(place.shape, np.inf), np.full(place.shape, True)
    for _ in range(MOST_ROUNDS):
        value, slope = measure(np.exp(place))
        missing = target - value
        low, high = np.where(missing > 0, place, low), np.where(missing > 0, high, place)
        step = np.where(slope > 0, np.clip(missing / np.where(slope > 0, slope, 1), -1, 1), np.sign(missing))
        arrived = np.abs(step) < CLOSE_ENOUGH
        following = place + step
        within = (low < following) & (following < high) | arrived
        following = np.where(within, following, (low + high) / 2)
        going &= np.isfinite(following)
        place = np.where(going, following, place)
        going &= ~arrived
        if not going.any():
            break
    return np.exp(place)
