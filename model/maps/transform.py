"""Where openTSNE and umap-learn put a new digit on a finished map, computed without them.

Their own transforms load slowly and compile or start threads for a single point. What they compute is a
gradient descent: from a place among the nearest digits, attracted by those and repelled by all, for a given time. They
do so in hundreds of short steps; a few long ones lead to the same place.

Letters: n digits on the map, k nearest of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import Neighbours

Floats = NDArray[np.float32]
Exact = NDArray[np.float64]
Forces = Callable[[Exact], tuple[Exact, Exact]]  # position (2,) -> rates of attraction (k,), repulsion (2,)

TSNE_PERPLEXITY = 5.0  # these are what openTSNE's ``transform`` does if not told otherwise, whatever made the map
TSNE_NEIGHBOURS = 15  # k, three times the perplexity
TSNE_EXAGGERATION = 1.5
TSNE_MAX_GRADIENT = 0.25  # a longer one is cut to this length
TSNE_TIME = 25.0  # 250 steps of 0.1; its gains of 0.2 and momentum of 0.8 make up for each other

UMAP_SPREAD = 1.0  # these are umap-learn's defaults, which ``UmapConfig`` leaves alone
UMAP_TIME = 12.5  # 100 epochs, the rate falling from 0.25 to 0
UMAP_NEGATIVE_SAMPLES = 5  # digits that repel for each that attracts
UMAP_GRADIENT_CLIP = 4.0  # repulsion of a single digit along an axis
UMAP_EPOCHS = 100  # a strength below 1 / 100 of the greatest is dropped

CURVE_STEPS = 15  # of the search for UMAP's curve; 12 are enough for every minimum distance

MIN_STEPS, MAX_STEPS = 6, 20  # of a descent that takes its whole time
TOLERANCE = 0.01  # a shorter step ends the descent, map units; maps are 30 to 200 wide
TINY = 1e-9  # keeps what lies in one place from dividing by zero


@dataclass(frozen=True)
class Transform:
    """How a library places a new digit on its map."""

    neighbours: int  # k, the nearest digits that it asks for
    embed: Callable[[Floats, Floats, Floats], Floats]  # distances (k,), places (k, 2), positions (n, 2) -> (2,)

    def place(self, near: Neighbours, positions: Floats) -> Floats:
        """Return where the digit with the nearest digits ``near``, k or more, lies on the map ``positions`` (n, 2)."""
        chosen = near.indices[: self.neighbours]
        return self.embed(near.distances[: self.neighbours], positions[chosen], positions)


def umap_transform(neighbours: int, minimum_distance: float) -> Transform:
    """Return how umap-learn places digits on a map that was made with these settings."""
    return Transform(neighbours, partial(place_umap, curve=fit_curve(minimum_distance)))


@dataclass(frozen=True)
class SimilarityCurve:
    """How near UMAP takes digits to be whose squared distance on the map is s: 1 / (1 + a sᵇ)."""

    a: float
    b: float


def fit_curve(minimum_distance: float) -> SimilarityCurve:
    """Return the curve that umap-learn fits for the minimum distance that a map is made with.

    It comes as near as it can to 1 below the minimum distance and to exp(minimum distance − distance) above. In ln a
    and b, a dozen Gauss-Newton steps find it from anywhere, so it is recorded nowhere beside what decides it.

    Args:
        minimum_distance: 0 to 1, in map units.

    Returns:
        a and b, within 0.001 % of umap-learn's.

    Source:
        L. McInnes, J. Healy, J. Melville, UMAP, 2018, definition 11, doi:10.48550/arXiv.1802.03426.
    """
    distances = np.linspace(0, 3 * UMAP_SPREAD, 300)[1:]  # at 0 every curve is 1
    wanted = np.where(distances < minimum_distance, 1, np.exp((minimum_distance - distances) / UMAP_SPREAD))
    terms = np.stack([np.ones_like(distances), 2 * np.log(distances)], axis=1)  # of ln(a sᵇ)
    found = np.array([0.0, 1.0])  # ln a, b
    for _ in range(CURVE_STEPS):
        curve = 1 / (1 + np.exp(terms @ found))
        found += np.linalg.lstsq((curve**2 - curve)[:, None] * terms, wanted - curve, rcond=None)[0]
    return SimilarityCurve(float(np.exp(found[0])), float(found[1]))


def place_tsne(distances: Floats, places: Floats, positions: Floats) -> Floats:
    """Return where t-SNE puts a digit among its neighbours.

    The descent starts from the median of the neighbours' positions and follows the gradient of the Kullback-Leibler
    divergence between the digit's affinities in feature space and on the map.

    Args:
        distances: (k,) to the nearest digits in feature space, nearest first.
        places: (k, 2), their positions.
        positions: (n, 2), the map.

    Returns:
        The position (2,), in map units.

    Source:
        P. G. Poličar, M. Stražar, B. Zupan, Embedding to reference t-SNE space addresses batch effects in single-cell
        classification, 2021, doi:10.1007/s10994-021-06043-1.
    """
    shares = TSNE_EXAGGERATION * affinities(distances, TSNE_PERPLEXITY)

    def forces(position: Exact) -> tuple[Exact, Exact]:
        gaps = position.astype(np.float32) - positions  # (n, 2)
        nearness = 1 / (1 + squared_lengths(gaps))  # (n,)
        return shares / (1 + squared_lengths(position - places)), (nearness**2 @ gaps) / nearness.sum()

    return descend(np.median(places, axis=0), places, forces, time=TSNE_TIME, max_speed=TSNE_MAX_GRADIENT)


TSNE_TRANSFORM = Transform(TSNE_NEIGHBOURS, place_tsne)


def affinities(distances: Floats, perplexity: float) -> Exact:
    """Return shares (k,) in proportion to exp(−distance² / τ), with τ such that their perplexity is as given.

    Source:
        L. van der Maaten, G. Hinton, Visualizing data using t-SNE, 2008, equation 1.
    """
    squared = distances.astype(np.float64) ** 2
    squared -= squared[0]  # changes no share, and keeps the largest from vanishing

    def entropy(scale: float) -> float:
        weights = np.exp(-squared / scale)
        return float(np.log(weights.sum()) + weights @ squared / scale / weights.sum())

    weights = np.exp(-squared / solve_scale(entropy, float(np.log(min(perplexity, len(squared))))))
    shares: Exact = weights / weights.sum()
    return shares


def place_umap(distances: Floats, places: Floats, positions: Floats, curve: SimilarityCurve) -> Floats:
    """Return where UMAP puts a digit among its neighbours.

    The descent starts from the mean of the neighbours' positions, weighted by membership strength, and follows the
    gradient of the fuzzy cross entropy, with the mean repulsion of all digits where umap-learn draws a few at random.

    Args:
        distances: (k,) to the nearest digits in feature space, nearest first.
        places: (k, 2), their positions.
        positions: (n, 2), the map.
        curve: That of the minimum distance with which the map was made.

    Returns:
        The position (2,), in map units.

    Source:
        L. McInnes, J. Healy, J. Melville, UMAP, 2018, sections 3 and 4, doi:10.48550/arXiv.1802.03426.
    """
    strengths = membership_strengths(distances)
    start = strengths @ places / strengths.sum()
    rates = strengths / strengths.max()  # how often each attracts
    rates[rates < 1 / UMAP_EPOCHS] = 0

    def forces(position: Exact) -> tuple[Exact, Exact]:
        gaps = position.astype(np.float32) - positions  # (n, 2)
        squared = squared_lengths(gaps)
        strength = 2 * curve.b / ((0.001 + squared) * (1 + curve.a * squared**curve.b))  # (n,)
        repulsions = (strength[:, None] * gaps).clip(-UMAP_GRADIENT_CLIP, UMAP_GRADIENT_CLIP)
        near = squared_lengths(position - places) + TINY  # (k,)
        attractions = 2 * curve.a * curve.b * near ** (curve.b - 1) / (1 + curve.a * near**curve.b)
        return rates * attractions, UMAP_NEGATIVE_SAMPLES * rates.sum() * repulsions.mean(axis=0)

    return descend(start, places, forces, time=UMAP_TIME)


def membership_strengths(distances: Floats) -> Exact:
    """Return exp(−distance / σ) for each of k neighbours, with σ such that all but the first add up to log₂ k.

    Source:
        L. McInnes, J. Healy, J. Melville, UMAP, 2018, algorithm 3, doi:10.48550/arXiv.1802.03426.
    """
    exact = distances.astype(np.float64)
    scale = solve_scale(lambda scale: float(np.exp(-exact[1:] / scale).sum()), float(np.log2(len(exact))))
    strengths: Exact = np.exp(-exact / max(scale, 1e-3 * exact.mean()))  # umap-learn's least scale
    return strengths


def solve_scale(measure: Callable[[float], float], target: float) -> float:
    """Return the scale for which the growing function ``measure`` is ``target``, by bisection, or the nearest to it."""
    low, high, middle = 0.0, np.inf, 1.0
    for _ in range(64):
        value = measure(middle)
        if abs(value - target) < 1e-5:  # both libraries stop here
            break
        low, high = (low, middle) if value > target else (middle, high)
        middle = 2 * middle if high == np.inf else (low + high) / 2
    return middle


def descend(start: Exact, places: Floats, forces: Forces, *, time: float, max_speed: float = np.inf) -> Floats:
    """Follow ``forces`` from ``start`` for some time.

    A step lasts no longer than attraction alone would need to bring the digit to its middle, so none overshoots.

    Args:
        start: (2,).
        places: (k, 2), where the attraction comes from.
        forces: Attraction and repulsion at a position.
        time: How long the descent lasts.
        max_speed: Speed at most.

    Returns:
        The position (2,) at the end.
    """
    position, left = start.astype(np.float64), time
    for _ in range(MAX_STEPS):
        attraction, repulsion = forces(position)
        velocity = attraction @ (places - position) + repulsion
        velocity *= min(1.0, max_speed / (np.hypot(*velocity) + TINY))
        duration = min(left, time / MIN_STEPS, 1 / (attraction.sum() + TINY))
        position, left = position + duration * velocity, left - duration
        if left <= 0 or np.hypot(*velocity) * duration < TOLERANCE:
            break
    return position.astype(np.float32)


def squared_lengths(gaps: NDArray[np.floating]) -> Exact:
    """Return the squared lengths (m,) of ``gaps`` (m, 2)."""
    lengths: Exact = np.einsum("md,md->m", gaps, gaps)
    return lengths
