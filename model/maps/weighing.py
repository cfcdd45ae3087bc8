"""How strongly its nearest digits attract a new one, from their distances, and how that changes with the distances.

Letters: k nearest digits, m of them candidates: k with a sharp edge, more with a blurred one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floating = NDArray[np.floating]
Exact = NDArray[np.float64]
Measure = Callable[[float], tuple[float, float]]  # scale -> value, its slope along the logarithm of the scale

MOST_ROUNDS = 60  # of the search for a scale, which takes six to eight; one without an answer goes on to e^±60
CLOSE_ENOUGH = 1e-8  # a step of the logarithm of a scale after which the next would be below rounding
TINY = 1e-9  # of two numbers that are compared: a smaller share is none
LEAST_SCALE = 1e-3  # of the mean distance: umap-learn's bound


@dataclass(frozen=True)
class Candidates:
    """The digits among which the nearest are, and how far each is one of them."""

    count: int  # k, how many nearest digits there are
    distances: Exact  # (m,), nearest first
    shares: Exact  # (m,), 0 to 1, adding up to k: 1 for each of k with a sharp edge
    slope: Exact  # (m, m), how the shares change with the distances: not at all with a sharp edge

    @classmethod
    def sharp(cls, distances: Floating) -> Candidates:
        """Return candidates that are all among the nearest, as libraries have it, from ``distances`` (k,)."""
        count = len(distances)
        return cls(count, distances.astype(float), np.ones(count), np.zeros((count, count)))

    @classmethod
    def blurred(cls, distances: Floating, count: int, width: float) -> Candidates:
        """Return candidates of which the farther are less and less among the nearest.

        Which digits are the k nearest changes with every small step, and with each change the landing jumps. With a
        blurred edge it slides instead, so that its derivative knows what changes of neighbours come to on the average.

        Args:
            distances: (m,), nearest first, of many more than k.
            count: k.
            width: Of the edge, as a share of the distance of the k-th.
        """
        exact = distances.astype(float)
        scale = width * exact[min(count, len(exact)) - 1]
        if len(exact) <= count or scale <= 0:
            return cls.sharp(distances[:count])

        def total(edge: float) -> tuple[float, float]:
            shares = sigmoid((edge - exact) / scale)
            return float(shares.sum()), float(edge / scale * (shares * (1 - shares)).sum())

        shares = sigmoid((solve_scale(total, count, guess=float(exact[count - 1])) - exact) / scale)
        steepness = shares * (1 - shares) / scale
        slope = np.outer(steepness, steepness) / max(steepness.sum(), np.finfo(float).tiny) - np.diag(steepness)
        return cls(count, exact, shares, slope)


class Weighing(Protocol):
    """What makes rates of attraction of distances."""

    def rates(self, candidates: Candidates) -> Exact:
        """Return the rate (m,) of each candidate."""

    def slope(self, candidates: Candidates) -> Exact:
        """Return how much the rates change with the distances, (m,) by (m,)."""


@dataclass(frozen=True)
class AffinityWeighing:
    """Shares of t-SNE: in proportion to exp(−distance² / τ), with τ such that their perplexity is as given.

    Source:
        L. van der Maaten, G. Hinton, Visualizing data using t-SNE, 2008, equation 1.
    """

    perplexity: float
    exaggeration: float  # what the shares, which add up to 1, are multiplied by

    def rates(self, candidates: Candidates) -> Exact:
        """Return the rate (m,) of each candidate."""
        return self.exaggeration * self.solve(candidates)[1]

    def slope(self, candidates: Candidates) -> Exact:
        """Return how much the rates change with the distances, (m,) by (m,).

        The perplexity stays as it is, so by the implicit function theorem τ gives way. Where no τ has the perplexity,
        as with equal distances, the rates count as at rest.
        """
        scale, shares = self.solve(candidates)
        squared = from_nearest(candidates.distances)
        off = shares * (squared - shares @ squared)  # (m,), minus what the shares do as 1 / τ grows
        entropies = np.log(np.maximum(shares, np.finfo(float).tiny))
        give = float(off @ entropies)
        if -give * scale <= (TINY * squared[-1]) ** 2 or scale <= TINY * squared[-1]:
            return np.zeros(candidates.slope.shape)
        weights = np.exp(-squared / scale)
        own = weights[:, None] * candidates.slope / (candidates.shares @ weights)
        own -= np.diag(shares * 2 * candidates.distances / scale)
        own -= np.outer(shares, own.sum(axis=0))
        slope: Exact = self.exaggeration * (own - np.outer(off, entropies @ own) / give)
        return slope

    def solve(self, candidates: Candidates) -> tuple[float, Exact]:
        """Return τ and the shares (m,)."""
        squared = from_nearest(candidates.distances)

        def entropy(scale: float) -> tuple[float, float]:
            shares = normalised(candidates.shares * np.exp(-squared / scale))
            logarithms = np.log(np.maximum(shares, np.finfo(float).tiny))
            off = shares * (squared - shares @ squared)
            return float(-shares @ logarithms), float(-off @ logarithms / scale)

        target = float(np.log(min(self.perplexity, candidates.count)))
        scale = solve_scale(entropy, target, guess=float(squared[: candidates.count].mean()) / 6)
        return scale, normalised(candidates.shares * np.exp(-squared / scale))


@dataclass(frozen=True)
class MembershipWeighing:
    """Strengths of UMAP, as shares of the first: exp(−distance / σ), with σ such that all others add up to log₂ k.

    Source:
        L. McInnes, J. Healy, J. Melville, UMAP, 2018, algorithm 3, doi:10.48550/arXiv.1802.03426.
    """

    def rates(self, candidates: Candidates) -> Exact:
        """Return the rate (m,) of each candidate; the first has 1."""
        off = candidates.distances - candidates.distances[0]
        rates: Exact = candidates.shares * np.exp(-off / self.solve(candidates))
        return rates

    def slope(self, candidates: Candidates) -> Exact:
        """Return how much the rates change with the distances, (m,) by (m,); the sum stays, so σ gives way."""
        distances, scale = candidates.distances, self.solve(candidates)
        if distances[-1] == 0:
            return np.zeros(candidates.slope.shape)
        falls = np.exp(-(distances - distances[0]) / scale)
        along = LEAST_SCALE * candidates.shares / candidates.shares.sum()  # (m,), of the scale by distances
        if scale > least_scale(candidates):
            others = np.append(0, falls[1:])
            rates = others * candidates.shares
            along = scale * (rates - scale * others @ candidates.slope) / (rates @ distances)
        inner = np.outer((distances - distances[0]) / scale, along) - np.eye(len(distances))
        inner[:, 0] += 1
        slope: Exact = falls[:, None] * (candidates.slope + candidates.shares[:, None] / scale * inner)
        return slope

    def solve(self, candidates: Candidates) -> float:
        """Return σ, which is never below umap-learn's bound."""
        others, shares = candidates.distances[1:], candidates.shares[1:]

        def strength(scale: float) -> tuple[float, float]:
            strengths = shares * np.exp(-others / scale)
            return float(strengths.sum()), float(strengths @ others / scale)

        mean = least_scale(candidates) / LEAST_SCALE
        return max(solve_scale(strength, float(np.log2(candidates.count)), guess=mean), LEAST_SCALE * mean)


def least_scale(candidates: Candidates) -> float:
    """Return umap-learn's bound for σ."""
    return LEAST_SCALE * float(candidates.shares @ candidates.distances / candidates.shares.sum())


def from_nearest(distances: Exact) -> Exact:
    """Return the squares of ``distances`` (m,) less that of the first: no share changes, and the largest is exact."""
    squared: Exact = distances**2 - distances[0] ** 2
    return squared


def normalised(weights: Exact) -> Exact:
    """Return ``weights`` (m,) as shares of their sum."""
    shares: Exact = weights / weights.sum()
    return shares


def sigmoid(values: Exact) -> Exact:
    """Return 1 / (1 + exp(−x)) of ``values``, which may be of any size."""
    return 0.5 + 0.5 * np.tanh(values / 2)


def solve_scale(measure: Measure, target: float, guess: float = 1.0) -> float:
    """Return the scale for which the growing function ``measure`` is ``target``, or the nearest to it.

    Newton's steps along the logarithm of the scale, none beyond what is known to be too little or too much. Both
    libraries halve intervals and stop when they are within 1e-5, which would leave steps in what depends on it.
    """
    low, high, place = -np.inf, np.inf, float(np.log(guess)) if guess > 0 else 0.0
    for _ in range(MOST_ROUNDS):
        value, slope = measure(float(np.exp(place)))
        missing = target - value
        low, high = (place, high) if missing > 0 else (low, place)
        step = min(max(missing / slope, -1.0), 1.0) if slope > 0 else float(np.sign(missing))
        following = place + step if low < place + step < high or abs(step) < CLOSE_ENOUGH else (low + high) / 2
        if not np.isfinite(following):
            break
        place = following
        if abs(step) < CLOSE_ENOUGH:
            break
    return float(np.exp(place))
