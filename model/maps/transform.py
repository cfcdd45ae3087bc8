"""Where openTSNE and umap-learn put a new image on a finished map, computed without them, and the derivative of that.

Their own transforms load slowly and compile or start threads for a single point. What they compute is a
gradient descent: from a place among the nearest images, attracted by those and repelled by all, for a given time. They
do so in hundreds of short steps; a few long ones lead to the same place. Many images take them together.

Letters: b new images, n images on the map, k nearest of them, d features.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.cells import Cells, Indices, Repellers
from model.maps.forces import TINY, CurveForces, Forces, StudentForces, fit_curve
from model.maps.neighbours import Neighbours
from model.maps.weighing import AffinityWeighing, Candidates, MembershipWeighing, Weighing

Positions = NDArray[np.floating]
Exact = NDArray[np.float64]
Around = Sequence[tuple[Indices, Repellers]]  # rows of images in a cell, and what repels them there
Start = Callable[[Exact, Exact, int], tuple[Exact, Exact]]  # rates (b, m), places (b, m, 2), k -> places, slopes

TSNE_PERPLEXITY = 5.0  # these are what openTSNE's ``transform`` does if not told otherwise, whatever made the map
TSNE_NEIGHBOURS = 15  # k, three times the perplexity
TSNE_EXAGGERATION = 1.5
TSNE_MAX_GRADIENT = 0.25  # a longer one is cut to this length
TSNE_TIME = 25.0  # 250 steps of 0.1; its gains of 0.2 and momentum of 0.8 make up for each other

UMAP_TIME = 12.5  # 100 epochs, the rate falling from 0.25 to 0
UMAP_LEAST_RATE = 1 / 100  # of that of the nearest image; a lower one is dropped, as it would not act in any epoch

MIN_STEPS, MAX_STEPS = 6, 20  # of a descent that takes its whole time
TOLERANCE = 0.01  # a shorter step ends the descent, map units; maps are 30 to 200 wide


@dataclass(frozen=True)
class Arrival:
    """Where images come to lie, and what each of their nearest images does to that."""

    positions: Exact  # (b, 2), map units
    slope: Exact  # (b, 2, k), map units per unit of a rate of attraction; empty if it was not asked for


@dataclass(frozen=True)
class Motion:
    """What moves images that lie at some places of a map."""

    velocity: Exact  # (b, 2), without a limit of speed
    pull: Exact  # (b,), the sum of all attractions, for a distance of 1
    push: Exact  # (b, 2), the part of the repulsion that no rate of attraction changes


@dataclass(frozen=True)
class Descent:
    """The way of some images on a map, from their starts to where they come to rest or their time is over."""

    forces: Forces
    rates: Exact  # (b, k), how strongly each near image attracts
    places: Exact  # (b, k, 2), where these lie
    cells: Cells  # the map
    time: float  # how long the descent lasts
    max_speed: float

    def run(self, start: Exact, start_slope: Exact | None = None) -> Arrival:
        """Follow the forces from ``start`` (b, 2).

        A step lasts no longer than attraction alone would need to bring the image to its middle, so none overshoots.

        Args:
            start: (b, 2).
            start_slope: (b, 2, k), how it depends on the rates; if given, so is the landing's slope.
        """
        positions, left = start.astype(np.float64), np.full(len(start), self.time)
        slope, left_slope, going = start_slope, np.zeros(self.rates.shape), np.full(len(start), True)
        for _ in range(MAX_STEPS):
            around = list(self.cells.groups(positions, going))
            motion = self.motion(positions, around)
            duration = np.minimum(np.minimum(left, self.time / MIN_STEPS), 1 / (motion.pull + TINY)) * going
            velocity = motion.velocity * np.minimum(1.0, self.max_speed / (lengths(motion.velocity) + TINY))[:, None]
            if slope is not None:
                faster, pull_slope = self.motion_slope(positions, slope, motion, around)
                longer = self.duration_slope(duration, left, left_slope, pull_slope)
                gained = duration[:, None, None] * faster + velocity[:, :, None] * longer[:, None, :]
                slope, left_slope = slope + going[:, None, None] * gained, left_slope - longer
            positions, left = positions + duration[:, None] * velocity, left - duration
            going = going & (left > 0) & (lengths(velocity) * duration >= TOLERANCE)
            if not going.any():
                break
        return Arrival(positions, np.empty((len(start), 2, 0)) if slope is None else slope)

    def motion(self, positions: Exact, around: Around) -> Motion:
        """Return what moves images at ``positions`` (b, 2); only those ``around`` which something is are repelled."""
        gaps = self.places - positions[:, None]  # (b, k, 2)
        pulls = self.rates * self.forces.pull(squared_lengths(gaps))
        push = np.zeros_like(positions)
        for rows, repellers in around:
            push[rows] = self.forces.push(positions[rows], repellers)
        crowd, _ = self.forces.crowd(self.rates.sum(axis=1))
        return Motion(np.einsum("bk,bki->bi", pulls, gaps) + crowd[:, None] * push, pulls.sum(axis=1), push)

    def motion_slope(self, positions: Exact, slope: Exact, motion: Motion, around: Around) -> tuple[Exact, Exact]:
        """Return how velocities (b, 2, k), cut to the limit, and sums of attractions (b, k) change with the rates.

        Args:
            positions: (b, 2).
            slope: (b, 2, k), how the positions themselves do.
            motion: That at the positions.
            around: What repels those that move.
        """
        gaps = self.places - positions[:, None]  # (b, k, 2)
        squared = squared_lengths(gaps)
        weaker = -2 * self.rates * self.forces.pull_slope(squared)
        nearer = weaker[:, None, :] * (gaps @ slope).swapaxes(1, 2)  # (b, k, k): by rate, of image
        acting = (self.rates > 0).astype(float)
        own = self.forces.pull(squared) * acting  # (b, k)
        by_place = self.push_slope(positions, around) - motion.pull[:, None, None] * np.eye(2)
        _, crowd_slope = self.forces.crowd(motion.pull)
        by_rate = (nearer @ gaps + own[:, :, None] * gaps).swapaxes(1, 2)
        by_rate += crowd_slope * motion.push[:, :, None] * acting[:, None, :]
        return self.limit_slope(motion.velocity, by_rate + by_place @ slope), nearer.sum(axis=2) + own

    def push_slope(self, positions: Exact, around: Around) -> Exact:
        """Return how much repulsion changes with the position, (b, 2) by (2,)."""
        slopes = np.zeros((len(positions), 2, 2))
        for rows, repellers in around:
            slopes[rows] = self.forces.push_slope(positions[rows], repellers)
        crowd, _ = self.forces.crowd(self.rates.sum(axis=1))
        return crowd[:, None, None] * slopes

    def limit_slope(self, velocity: Exact, slope: Exact) -> Exact:
        """Return the slopes (b, 2, k) of ``velocity`` (b, 2), which may be beyond the limit, once it is cut to it."""
        speed = lengths(velocity)
        along = velocity / np.maximum(speed, TINY)[:, None]
        across = slope - along[:, :, None] * np.einsum("bi,bik->bk", along, slope)[:, None, :]
        cut = np.minimum(self.max_speed / np.maximum(speed, TINY), 1e9)[:, None, None] * across
        return np.where((speed <= self.max_speed)[:, None, None], slope, cut)

    def duration_slope(self, duration: Exact, left: Exact, left_slope: Exact, pull_slope: Exact) -> Exact:
        """Return how long a step lasts more (b, k), by what decides its ``duration`` (b,)."""
        by_pull = -(duration[:, None] ** 2) * pull_slope
        shorter = np.where((duration == self.time / MIN_STEPS)[:, None], 0.0, by_pull)
        return np.where((duration == left)[:, None], left_slope, shorter)


@dataclass(frozen=True)
class Transform:
    """How a library places a new image on its map."""

    neighbours: int  # k, the nearest images that it asks for
    weighing: Weighing  # how strongly these attract
    forces: Forces
    start: Start
    time: float  # how long the descent lasts
    max_speed: float = np.inf
    least_rate: float = 0.0  # what attracts less does not act, though it counts for the start

    def place(self, near: Neighbours, cells: Cells) -> Positions:
        """Return where the image with the nearest images ``near``, k or more, lies on the map ``cells``, (2,)."""
        placed: Positions = self.place_all(Neighbours(near.indices[None], near.distances[None]), cells)[0]
        return placed

    def place_all(self, near: Neighbours, cells: Cells) -> Positions:
        """Return where images lie on the map ``cells``, (b, 2); ``near`` are their nearest images, (b, k) or more."""
        chosen = near.indices[:, : self.neighbours]
        return self.embed(near.distances[:, : self.neighbours], cells.positions[chosen], cells)

    def embed(self, distances: Positions, places: Positions, cells: Cells) -> Positions:
        """Return where images lie among their neighbours.

        Args:
            distances: (b, k) to the nearest images in feature space, nearest first.
            places: (b, k, 2), their positions.
            cells: The map, in whose precision the answer is.

        Returns:
            The positions (b, 2), in map units.
        """
        landing = self.land(Candidates.sharp(distances), places, cells)
        return landing.positions.astype(cells.positions.dtype)

    def land(self, candidates: Candidates, places: Positions, cells: Cells, *, with_slope: bool = False) -> Arrival:
        """Return where images lie and, if asked for, how that changes with the distances, as slope (b, 2, m).

        Args:
            candidates: The images among which their neighbours are.
            places: (b, m, 2), their positions.
            cells: The map.
            with_slope: Whether it is asked for; it takes about as long again.
        """
        rates, exact = self.weighing.rates(candidates), places.astype(float)
        start, start_slope = self.start(rates, exact, candidates.count)
        descent = self.descent(rates, exact, cells)
        if not with_slope:
            return descent.run(start)
        landing = descent.run(start, start_slope)
        return Arrival(landing.positions, landing.slope @ self.weighing.slope(candidates))

    def descent(self, rates: Exact, places: Exact, cells: Cells) -> Descent:
        """Return the way of images that neighbours at ``places`` (b, m, 2) attract with ``rates`` (b, m)."""
        acting = np.where(rates < self.least_rate, 0, rates)
        return Descent(self.forces, acting, places, cells, self.time, self.max_speed)


def median_start(rates: Exact, places: Exact, count: int) -> tuple[Exact, Exact]:
    """Return the medians (b, 2) of the ``count`` nearest images' ``places``, which no rate changes."""
    ordered = np.sort(places[:, :count], axis=1)  # (b, k, 2); np.median takes thirty times as long
    middle = (ordered[:, (count - 1) // 2] + ordered[:, count // 2]) / 2
    return middle, np.zeros((len(rates), 2, rates.shape[1]))


def mean_start(rates: Exact, places: Exact, count: int) -> tuple[Exact, Exact]:
    """Return the means (b, 2) of all candidates' ``places`` (b, m, 2) by their rates, and their slopes (b, 2, m)."""
    whole = rates.sum(axis=1)
    start = np.einsum("bm,bmi->bi", rates, places) / whole[:, None]
    return start, (places - start[:, None]).swapaxes(1, 2) / whole[:, None, None]


def squared_lengths(gaps: Exact) -> Exact:
    """Return the squared lengths (b, k) of ``gaps`` (b, k, 2)."""
    squared: Exact = np.einsum("bki,bki->bk", gaps, gaps)
    return squared


def lengths(ways: Exact) -> Exact:
    """Return the lengths (b,) of ``ways`` (b, 2)."""
    found: Exact = np.hypot(ways[:, 0], ways[:, 1])
    return found


# P. G. Poličar, M. Stražar, B. Zupan, Embedding to reference t-SNE space addresses batch effects in single-cell
# classification, 2021, doi:10.1007/s10994-021-06043-1: the gradient of the Kullback-Leibler divergence between a
# image's affinities in feature space and on the map, from the median of its neighbours' positions.
TSNE_TRANSFORM = Transform(
    TSNE_NEIGHBOURS,
    AffinityWeighing(TSNE_PERPLEXITY, TSNE_EXAGGERATION),
    StudentForces(),
    median_start,
    TSNE_TIME,
    max_speed=TSNE_MAX_GRADIENT,
)


def umap_transform(neighbours: int, minimum_distance: float) -> Transform:
    """Return how umap-learn places images on a map that was made with these settings.

    It follows the gradient of the fuzzy cross entropy, from the mean of the neighbours' positions by their strengths.

    Source:
        L. McInnes, J. Healy, J. Melville, UMAP, 2018, sections 3 and 4, doi:10.48550/arXiv.1802.03426.
    """
    forces = CurveForces(fit_curve(minimum_distance))
    return Transform(neighbours, MembershipWeighing(), forces, mean_start, UMAP_TIME, least_rate=UMAP_LEAST_RATE)
