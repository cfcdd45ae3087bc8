"""What carries an image from one place of a map to another: its way through feature space, attributed to the features.

The features go straight from a baseline to those of the image, and the landing follows. While the nearest images stay,
it glides, and the derivative says what each feature does to that. Where one neighbour gives way to another it jumps:
the way then crosses the plane in the middle between the two, and what a feature does to that is how much it brings the
image nearer to the one than to the other. All crossings are found exactly, as distances to two images differ by a
straight line along the way.

Letters: n images on the map, k nearest of them, c candidates to be one, d features, s places on the way.

Source:
    M. Sundararajan, A. Taly, Q. Yan, Axiomatic attribution for deep networks, 2017, arXiv:1703.01365.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.maps.cells import Cells
from model.maps.neighbours import NeighbourIndex, few_least
from model.maps.transform import Transform
from model.maps.weighing import Candidates

Features = NDArray[np.floating]
Exact = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

LOOKS = 33  # places on the way at which candidates are looked for
MOST_HALVINGS = 5  # of glides that their derivatives do not account for
TOLERANCE = 0.005  # of the whole way on the map: what a glide may leave unaccounted for
STANDSTILL = 0.0005  # of it: a glide that needs no accounting for


@dataclass(frozen=True)
class PathAttribution:
    """The way of a landing: terms.sum(0) + residual = path[-1] − path[0], in map units."""

    terms: Exact  # (d, 2), what each feature does to the position
    residual: Exact  # (2,), what the derivative misses where the landing glides
    path: Exact  # (s, 2), the landings on the way, before and after each jump
    times: Exact  # (s,), when, from 0 at the baseline to 1 at the image
    jumped: Exact  # (2,), the part of the way that is jumps

    def turned(self, pair: tuple[int, int]) -> PathAttribution:
        """Return the same with the ``pair`` of coordinates in its order."""
        order = list(pair)
        parts = (self.terms[:, order], self.residual[order], self.path[:, order])
        return PathAttribution(*parts, self.times, self.jumped[order])


@dataclass(frozen=True)
class Way:
    """A straight way through feature space, and the images that come near it; squared distances are near + t·far."""

    start: Exact  # (d,)
    step: Exact  # (d,), to the end
    indices: Indices  # (c,), the images
    features: Exact  # (c, d), theirs
    near: Exact  # (c,), squared distances at the start
    far: Exact  # (c,), how they change along the way, but for what is the same for all

    @classmethod
    def between(cls, start: Features, end: Features, index: NeighbourIndex, k: int, without: int | None) -> Way:
        """Return the way from ``start`` (d,) to ``end`` (d,) with all images that may be among the k nearest on it."""
        times = np.linspace(0, 1, LOOKS, dtype=np.float32)[:, None]
        by_start, by_step = np.stack([start, end - start]).astype(np.float32) @ index.features.T  # (n,), (n,)
        rankings = index.squared_norms - 2 * by_start - times * (2 * by_step)
        indices = np.unique(np.concatenate(few_least(rankings, k, without)))
        features, origin, step = index.features[indices].astype(float), start.astype(float), (end - start).astype(float)
        gaps = features - origin
        return cls(origin, step, indices, features, np.einsum("cd,cd->c", gaps, gaps), -2 * gaps @ step)

    def sort(self, chosen: Indices, times: Exact) -> tuple[Indices, Exact]:
        """Return the candidates ``chosen`` (b, k) at ``times`` (b,), nearest first, and their distances (b, k)."""
        when = times[:, None]
        squared = self.near[chosen] + when * self.far[chosen] + when**2 * (self.step @ self.step)
        distances = np.sqrt(np.maximum(squared, 0))
        order = np.argsort(distances, axis=1, kind="stable")
        return np.take_along_axis(chosen, order, axis=1), np.take_along_axis(distances, order, axis=1)


@dataclass(frozen=True)
class Exchange:
    """A neighbour that gives way to another."""

    time: float
    leaving: int  # which candidate
    coming: int


def first_neighbours(way: Way, k: int) -> Indices:
    """Return the k nearest candidates at the start; of equals those to which the way leads."""
    return np.lexsort((way.far, way.near))[:k]


def exchanges(way: Way, k: int) -> list[Exchange]:
    """Return all changes among the k nearest on the way, in order."""
    inside, found, time = first_neighbours(way, k), list[Exchange](), 0.0
    outside = np.setdiff1d(np.arange(len(way.near)), inside)
    while outside.size:
        gains = way.far[inside][:, None] - way.far[outside]  # (k, c − k), how fast the one outside comes nearer
        behind = way.near[outside] - way.near[inside][:, None]
        crossing = np.full(gains.shape, np.inf)
        np.divide(behind, gains, out=crossing, where=gains > 0)
        row, column = np.unravel_index(crossing.argmin(), crossing.shape)
        time = max(time, float(crossing[row, column]))
        if time >= 1:
            break
        found.append(Exchange(time, int(inside[row]), int(outside[column])))
        inside[row], outside[column] = outside[column], inside[row]
    return found


@dataclass(frozen=True)
class Glides:
    """Parts of the way on which the neighbours stay, in order."""

    inside: Indices  # (g, k), the candidates that are the nearest
    times: Exact  # (g, 2), begin and end
    ends: Exact  # (g, 2, 2), the landings then

    def take(self, chosen: Flags) -> Glides:
        """Return those that are ``chosen`` (g,)."""
        return Glides(self.inside[chosen], self.times[chosen], self.ends[chosen])

    @property
    def changes(self) -> Exact:
        """How the landings change, (g, 2)."""
        changes: Exact = self.ends[:, 1] - self.ends[:, 0]
        return changes


@dataclass(frozen=True)
class Walk:
    """A way through feature space, and a map on which its landings are followed."""

    way: Way
    transform: Transform
    cells: Cells  # the map

    def glides(self, exchanged: Sequence[Exchange]) -> Glides:
        """Return the parts of the way between exchanges, each after the one before."""
        inside = [first_neighbours(self.way, self.transform.neighbours)]
        for exchange in exchanged:
            inside.append(np.where(inside[-1] == exchange.leaving, exchange.coming, inside[-1]))
        stays = np.array([0.0, *(exchange.time for exchange in exchanged), 1.0])
        return self.follow(np.array(inside), np.stack([stays[:-1], stays[1:]], axis=1))

    def follow(self, inside: Indices, times: Exact) -> Glides:
        """Return the glides with the neighbours ``inside`` (g, k) between ``times`` (g, 2)."""
        ends = self.land(np.repeat(inside, 2, axis=0), times.reshape(-1))
        return Glides(inside, times, ends.reshape(-1, 2, 2))

    def halves(self, glides: Glides) -> Glides:
        """Return the halves of ``glides``, one after the other."""
        middles = glides.times.mean(axis=1)
        between = self.land(glides.inside, middles)
        times = np.stack([glides.times[:, 0], middles, middles, glides.times[:, 1]], axis=1).reshape(-1, 2)
        ends = np.stack([glides.ends[:, 0], between, between, glides.ends[:, 1]], axis=1).reshape(-1, 2, 2)
        return Glides(np.repeat(glides.inside, 2, axis=0), times, ends)

    def told(self, glides: Glides, least: float) -> Exact:
        """Return what the derivative says of the changes, by features (g, d, 2); none of one shorter than ``least``."""
        terms = np.zeros((len(glides.times), self.way.step.size, 2))
        moved = np.hypot(*glides.changes.T) > least
        if moved.any():
            some = glides.take(moved)
            spans = np.diff(some.times, axis=1)[:, :, None]
            terms[moved] = (spans * self.derivative(some.inside, some.times.mean(axis=1)) * self.way.step).swapaxes(
                1, 2
            )
        return terms

    def land(self, inside: Indices, times: Exact) -> Exact:
        """Return where (b, 2) images land at ``times`` (b,) with neighbours ``inside`` (b, k)."""
        ordered, distances = self.way.sort(inside, times)
        places = self.cells.positions[self.way.indices[ordered]]
        return self.transform.land(Candidates.sharp(distances), places, self.cells).positions

    def derivative(self, inside: Indices, times: Exact) -> Exact:
        """Return the derivatives (b, 2, d) of that."""
        ordered, distances = self.way.sort(inside, times)
        places = self.cells.positions[self.way.indices[ordered]]
        slope = self.transform.land(Candidates.sharp(distances), places, self.cells, with_slope=True).slope
        gaps = self.way.start + times[:, None, None] * self.way.step - self.way.features[ordered]
        return by_features(slope, distances, gaps)

    def account(self, glides: Glides, length: float) -> tuple[Exact, Exact, Glides]:
        """Return what the features do where the landing glides, (d, 2), what they miss (2,), and all glides.

        Args:
            glides: The way between exchanges.
            length: Of the whole way on the map.
        """
        terms, missed, done = np.zeros((self.way.step.size, 2)), np.zeros(2), []
        for halving in range(MOST_HALVINGS + 1):
            told = self.told(glides, STANDSTILL * length)
            off = glides.changes - told.sum(axis=1)
            again = (np.hypot(*off.T) > TOLERANCE * length) & (halving < MOST_HALVINGS)
            terms, missed = terms + told[~again].sum(axis=0), missed + off[~again].sum(axis=0)
            done.append(glides.take(~again))
            if not again.any():
                break
            glides = self.halves(glides.take(again))
        return terms, missed, join(done)

    def jumps(self, exchanged: Sequence[Exchange], glides: Glides) -> tuple[Exact, Exact]:
        """Return what the features do where one neighbour gives way to another, (d, 2), and all jumps together (2,)."""
        changes = glides.ends[1:, 0] - glides.ends[:-1, 1]
        pairs = np.array([(exchange.coming, exchange.leaving) for exchange in exchanged], dtype=np.intp).reshape(-1, 2)
        apart = self.way.features[pairs[:, 0]] - self.way.features[pairs[:, 1]]
        shares = apart * self.way.step / (apart @ self.way.step)[:, None]
        return shares.T @ changes, changes.sum(axis=0)


def join(glides: Sequence[Glides]) -> Glides:
    """Return all of ``glides`` in the order of the way."""
    inside, times, ends = (
        np.concatenate([getattr(one, part) for one in glides]) for part in ("inside", "times", "ends")
    )
    order = np.lexsort(times.T)  # by the end, then by the begin
    return Glides(inside[order], times[order], ends[order])


def attribute_path(
    index: NeighbourIndex,
    transform: Transform,
    cells: Cells,
    start: Features,
    end: Features,
    *,
    without: int | None = None,
) -> PathAttribution:
    """Attribute the way of a landing to the features.

    Args:
        index: The features of the images on the map.
        transform: How others land on it.
        cells: The map.
        start: (d,), the baseline.
        end: (d,), the image.
        without: An image that is not among the neighbours: the image itself, if it is on the map.
    """
    way = Way.between(start, end, index, transform.neighbours, without)
    walk, exchanged = Walk(way, transform, cells), exchanges(way, transform.neighbours)
    between = walk.glides(exchanged)
    length = float(np.hypot(*(between.ends[-1, 1] - between.ends[0, 0])))
    terms, missed, glides = walk.account(between, length)
    by_jumps, jumped = walk.jumps(exchanged, between)
    return PathAttribution(terms + by_jumps, missed, glides.ends.reshape(-1, 2), glides.times.reshape(-1), jumped)


def by_features(slope: Exact, distances: Exact, gaps: Exact) -> Exact:
    """Return how landings move with the features, (b, 2, d), of which their neighbours' distances are made.

    Args:
        slope: (b, 2, m), how they move with the distances.
        distances: (b, m), Euclidean. One of 0 has a kink; it counts as at rest.
        gaps: (b, m, d), from each neighbour to the image.
    """
    apart = distances[:, None, :]
    derivative: Exact = np.divide(slope, apart, out=np.zeros_like(slope), where=apart > 0) @ gaps
    return derivative
