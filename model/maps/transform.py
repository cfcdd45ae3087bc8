"""Where openTSNE and umap-learn put a new digit on a finished map, computed without them, and the derivative of that.

Their own transforms load slowly and compile or start threads for a single point. What they compute is a
gradient descent: from a place among the nearest digits, attracted by those and repelled by all, for a given time. They
do so in hundreds of short steps; a few long ones lead to the same place.

Letters: n digits on the map, k nearest of them, d = 128 features.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from model.maps.forces import TINY, CurveForces, Forces, StudentForces, fit_curve
from model.maps.neighbours import Neighbours
from model.maps.weighing import AffinityWeighing, Candidates, MembershipWeighing, Weighing

Positions = NDArray[np.floating]
Exact = NDArray[np.float64]
Start = Callable[[Exact, Exact, int], tuple[Exact, Exact]]  # rates (m,), places (m, 2), k -> place (2,), slope (2, m)

TSNE_PERPLEXITY = 5.0  # these are what openTSNE's ``transform`` does if not told otherwise, whatever made the map
TSNE_NEIGHBOURS = 15  # k, three times the perplexity
TSNE_EXAGGERATION = 1.5
TSNE_MAX_GRADIENT = 0.25  # a longer one is cut to this length
TSNE_TIME = 25.0  # 250 steps of 0.1; its gains of 0.2 and momentum of 0.8 make up for each other

UMAP_TIME = 12.5  # 100 epochs, the rate falling from 0.25 to 0
UMAP_LEAST_RATE = 1 / 100  # of that of the nearest digit; a lower one is dropped, as it would not act in any epoch

MIN_STEPS, MAX_STEPS = 6, 20  # of a descent that takes its whole time
TOLERANCE = 0.01  # a shorter step ends the descent, map units; maps are 30 to 200 wide


@dataclass(frozen=True)
class Arrival:
    """Where a digit comes to lie, and what each of its nearest digits does to that."""

    position: Exact  # (2,), map units
    slope: Exact  # (2, k), map units per unit of a rate of attraction; empty if it was not asked for


@dataclass(frozen=True)
class Motion:
    """What moves a digit that lies at some place of a map."""

    velocity: Exact  # (2,), without a limit of speed
    pull: float  # the sum of all attractions, for a distance of 1
    push: Exact  # (2,), the part of the repulsion that no rate of attraction changes


@dataclass(frozen=True)
class Descent:
    """The way of one digit on a map, from its start to where it comes to rest or its time is over."""

    forces: Forces
    rates: Exact  # (k,), how strongly each near digit attracts
    places: Exact  # (k, 2), where these lie
    columns: Positions  # (2, n), the map
    time: float  # how long the descent lasts
    max_speed: float

    def run(self, start: Exact, start_slope: Exact | None = None) -> Arrival:
        """Follow the forces from ``start`` (2,).

        A step lasts no longer than attraction alone would need to bring the digit to its middle, so none overshoots.

        Args:
            start: (2,).
            start_slope: (2, k), how it depends on the rates; if given, so is the landing's slope.
        """
        position, left = start.astype(np.float64), self.time
        slope, left_slope = start_slope, np.zeros(len(self.rates))
        for _ in range(MAX_STEPS):
            motion = self.motion(position)
            duration = min(left, self.time / MIN_STEPS, 1 / (motion.pull + TINY))
            velocity = motion.velocity * min(1.0, self.max_speed / (hypot(*motion.velocity) + TINY))
            if slope is not None:
                faster, pull_slope = self.motion_slope(position, slope, motion)
                longer = self.duration_slope(duration, left, left_slope, pull_slope)
                slope, left_slope = slope + duration * faster + np.outer(velocity, longer), left_slope - longer
            position, left = position + duration * velocity, left - duration
            if left <= 0 or hypot(*velocity) * duration < TOLERANCE:
                break
        return Arrival(position, np.empty((2, 0)) if slope is None else slope)

    def motion(self, position: Exact) -> Motion:
        """Return what moves a digit at ``position`` (2,)."""
        gaps = self.places - position  # (k, 2)
        pulls = self.rates * self.forces.pull(squared_lengths(gaps))
        push = self.forces.push(position, self.columns)
        crowd, _ = self.forces.crowd(float(self.rates.sum()))
        return Motion(pulls @ gaps + crowd * push, float(pulls.sum()), push)

    def motion_slope(self, position: Exact, slope: Exact, motion: Motion) -> tuple[Exact, Exact]:
        """Return how velocity (2, k), cut to the limit, and sum of attractions (k,) change with the rates.

        Args:
            position: (2,).
            slope: (2, k), how the position itself does.
            motion: That at the position.
        """
        gaps = self.places - position  # (k, 2)
        squared = squared_lengths(gaps)
        nearer = -2 * self.rates * self.forces.pull_slope(squared) * (gaps @ slope).T  # (k, k): by rate, of digit
        own = self.forces.pull(squared) * (self.rates > 0)  # (k,)
        crowd, crowd_slope = self.forces.crowd(float(self.rates.sum()))
        by_place = crowd * self.forces.push_slope(position, self.columns) - motion.pull * np.eye(2)
        by_rate = (nearer @ gaps + own[:, None] * gaps).T + crowd_slope * np.outer(motion.push, self.rates > 0)
        return self.limit_slope(motion.velocity, by_rate + by_place @ slope), nearer.sum(axis=1) + own

    def limit_slope(self, velocity: Exact, slope: Exact) -> Exact:
        """Return the slope (2, k) of a ``velocity`` (2,) that may be beyond the limit, once it is cut to it."""
        speed = hypot(*velocity)
        if speed <= self.max_speed:
            return slope
        along = velocity / speed
        cut: Exact = self.max_speed / speed * (slope - np.outer(along, along @ slope))
        return cut

    def duration_slope(self, duration: float, left: float, left_slope: Exact, pull_slope: Exact) -> Exact:
        """Return how long a step lasts more (k,), by what decides its ``duration``."""
        if duration == left:
            return left_slope
        return np.zeros_like(pull_slope) if duration == self.time / MIN_STEPS else -(duration**2) * pull_slope


@dataclass(frozen=True)
class Transform:
    """How a library places a new digit on its map."""

    neighbours: int  # k, the nearest digits that it asks for
    weighing: Weighing  # how strongly these attract
    forces: Forces
    start: Start
    time: float  # how long the descent lasts
    max_speed: float = np.inf
    least_rate: float = 0.0  # what attracts less does not act, though it counts for the start

    def place(self, near: Neighbours, positions: Positions) -> Positions:
        """Return where the digit with the nearest digits ``near``, k or more, lies on the map ``positions`` (n, 2)."""
        chosen = near.indices[: self.neighbours]
        return self.embed(near.distances[: self.neighbours], positions[chosen], positions)

    def embed(self, distances: Positions, places: Positions, positions: Positions) -> Positions:
        """Return where a digit lies among its neighbours.

        Args:
            distances: (k,) to the nearest digits in feature space, nearest first.
            places: (k, 2), their positions.
            positions: (n, 2), the map, in whose precision the answer is.

        Returns:
            The position (2,), in map units.
        """
        candidates = Candidates.sharp(distances)
        return self.land(candidates, places, columns_of(positions)).position.astype(positions.dtype)

    def land(
        self, candidates: Candidates, places: Positions, columns: Positions, *, with_slope: bool = False
    ) -> Arrival:
        """Return where a digit lies and, if asked for, how that changes with the distances, as slope (2, m).

        Args:
            candidates: The digits among which its neighbours are.
            places: (m, 2), their positions.
            columns: (2, n), the map as ``columns_of`` gives it.
            with_slope: Whether it is asked for; it takes about as long again.
        """
        rates, exact = self.weighing.rates(candidates), places.astype(float)
        start, start_slope = self.start(rates, exact, candidates.count)
        descent = self.descent(rates, exact, columns)
        if not with_slope:
            return descent.run(start)
        landing = descent.run(start, start_slope)
        return Arrival(landing.position, landing.slope @ self.weighing.slope(candidates))

    def descent(self, rates: Exact, places: Exact, columns: Positions) -> Descent:
        """Return the way of a digit that neighbours at ``places`` (m, 2) attract with ``rates`` (m,)."""
        acting = np.where(rates < self.least_rate, 0, rates)
        return Descent(self.forces, acting, places, columns, self.time, self.max_speed)


def median_start(rates: Exact, places: Exact, count: int) -> tuple[Exact, Exact]:
    """Return the median (2,) of the ``count`` nearest digits' ``places``, which no rate changes."""
    ordered = np.sort(places[:count], axis=0)  # (k, 2); np.median takes thirty times as long
    return (ordered[(count - 1) // 2] + ordered[count // 2]) / 2, np.zeros((2, len(rates)))


def mean_start(rates: Exact, places: Exact, count: int) -> tuple[Exact, Exact]:
    """Return the mean (2,) of all candidates' ``places`` (m, 2) by their rates, and its slope (2, m)."""
    start = rates @ places / rates.sum()
    return start, (places - start).T / rates.sum()


def columns_of(positions: Positions) -> Positions:
    """Return the columns (2, n) of ``positions`` (n, 2), each in one piece of memory."""
    return np.ascontiguousarray(positions.T)


def squared_lengths(gaps: Exact) -> Exact:
    """Return the squared lengths (k,) of ``gaps`` (k, 2)."""
    lengths: Exact = np.einsum("kd,kd->k", gaps, gaps)
    return lengths


# P. G. Poličar, M. Stražar, B. Zupan, Embedding to reference t-SNE space addresses batch effects in single-cell
# classification, 2021, doi:10.1007/s10994-021-06043-1: the gradient of the Kullback-Leibler divergence between a
# digit's affinities in feature space and on the map, from the median of its neighbours' positions.
TSNE_TRANSFORM = Transform(
    TSNE_NEIGHBOURS,
    AffinityWeighing(TSNE_PERPLEXITY, TSNE_EXAGGERATION),
    StudentForces(),
    median_start,
    TSNE_TIME,
    max_speed=TSNE_MAX_GRADIENT,
)


def umap_transform(neighbours: int, minimum_distance: float) -> Transform:
    """Return how umap-learn places digits on a map that was made with these settings.

    It follows the gradient of the fuzzy cross entropy, from the mean of the neighbours' positions by their strengths.

    Source:
        L. McInnes, J. Healy, J. Melville, UMAP, 2018, sections 3 and 4, doi:10.48550/arXiv.1802.03426.
    """
    forces = CurveForces(fit_curve(minimum_distance))
    return Transform(neighbours, MembershipWeighing(), forces, mean_start, UMAP_TIME, least_rate=UMAP_LEAST_RATE)
