"""What carries a digit from one place of a map to another: its way through feature space, attributed to the features.

The features go straight from a baseline to those of the digit, and the landing follows. While the nearest digits stay,
it glides, and the derivative says what each feature does to that. Where one neighbour gives way to another it jumps:
the way then crosses the plane in the middle between the two, and what a feature does to that is how much it brings the
digit nearer to the one than to the other. All crossings are found exactly, as distances to two digits differ by a
straight line along the way.

Letters: n digits on the map, k nearest of them, c candidates to be one, d = 128 features, s places on the way.

Source:
    M. Sundararajan, A. Taly, Q. Yan, Axiomatic attribution for deep networks, 2017, arXiv:1703.01365.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from model.maps.derivative import by_features, differentiate
from model.maps.neighbours import NeighbourIndex, few_least
from model.maps.placement import Placer
from model.maps.transform import Transform, columns_of
from model.maps.weighing import Candidates

Features = NDArray[np.floating]
Exact = NDArray[np.float64]
Indices = NDArray[np.intp]

LOOKS = 33  # places on the way at which candidates are looked for
MOST_HALVINGS = 5  # of a glide that its derivative does not account for
TOLERANCE = 0.005  # of the whole way on the map: what a glide may leave unaccounted for
STANDSTILL = 0.0005  # of it: a glide that needs no accounting for


@dataclass(frozen=True)
class PathAttribution:
    """The way of a landing: terms.sum(0) + residual = path[-1] − path[0], in map units."""

    terms: Exact  # (d, 2), what each feature does to the position
    residual: Exact  # (2,), what the derivative misses where the landing glides
    path: Exact  # (s, 2), the landings on the way, before and after each jump
    times: Exact  # (s,), when, from 0 at the baseline to 1 at the digit
    jumped: Exact  # (2,), the part of the way that is jumps


@dataclass(frozen=True)
class Way:
    """A straight way through feature space, and the digits that come near it; squared distances are near + t·far."""

    start: Exact  # (d,)
    step: Exact  # (d,), to the end
    indices: Indices  # (c,), the digits
    features: Exact  # (c, d), theirs
    near: Exact  # (c,), squared distances at the start
    far: Exact  # (c,), how they change along the way, but for what is the same for all

    @classmethod
    def between(cls, start: Features, end: Features, index: NeighbourIndex, k: int, without: int | None) -> Way:
        """Return the way from ``start`` (d,) to ``end`` (d,) with all digits that may be among the k nearest on it."""
        times = np.linspace(0, 1, LOOKS, dtype=np.float32)[:, None]
        by_start, by_step = np.stack([start, end - start]).astype(np.float32) @ index.features.T  # (n,), (n,)
        rankings = index.squared_norms - 2 * by_start - times * (2 * by_step)
        indices = np.unique(np.concatenate(few_least(rankings, k, without)))
        features, origin, step = index.features[indices].astype(float), start.astype(float), (end - start).astype(float)
        gaps = features - origin
        return cls(origin, step, indices, features, np.einsum("cd,cd->c", gaps, gaps), -2 * gaps @ step)

    def at(self, time: float) -> Exact:
        """Return the features (d,) at ``time``, 0 to 1."""
        place: Exact = self.start + time * self.step
        return place

    def distances(self, chosen: Indices, time: float) -> Exact:
        """Return the distances of the ``chosen`` candidates at ``time``."""
        squared = self.near[chosen] + time * self.far[chosen] + time**2 * (self.step @ self.step)
        distances: Exact = np.sqrt(np.maximum(squared, 0))
        return distances


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


@dataclass
class Walk:
    """A walk along a way, and what it has gathered so far."""

    way: Way
    transform: Transform
    positions: Features  # (n, 2), the map
    length: float  # of the whole way on the map
    terms: Exact
    columns: Features = field(init=False)
    residual: Exact = field(default_factory=lambda: np.zeros(2))
    jumped: Exact = field(default_factory=lambda: np.zeros(2))
    path: list[Exact] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = columns_of(self.positions)

    def glide(self, inside: Indices, begin: float, end: float) -> None:
        """Go on from the last place, at time ``begin``, to time ``end`` with the same neighbours ``inside`` (k,)."""
        self.halve(inside, (begin, end), (self.path[-1], self.land(inside, end)), MOST_HALVINGS)

    def halve(self, inside: Indices, times: tuple[float, float], ends: tuple[Exact, Exact], halvings: int) -> None:
        """Account for a glide, in two halves where its derivative does not."""
        middle, change = (times[0] + times[1]) / 2, ends[1] - ends[0]
        terms = np.zeros((2, self.way.step.size))
        if np.hypot(*change) > STANDSTILL * self.length:
            terms += (times[1] - times[0]) * self.derivative(inside, middle) * self.way.step
        missed = change - terms.sum(axis=1)
        if halvings and np.hypot(*missed) > TOLERANCE * self.length:
            between = self.land(inside, middle)
            self.halve(inside, (times[0], middle), (ends[0], between), halvings - 1)
            self.halve(inside, (middle, times[1]), (between, ends[1]), halvings - 1)
            return
        self.terms += terms.T
        self.residual += missed
        self.note(times[1], ends[1])

    def jump(self, exchange: Exchange, inside: Indices) -> None:
        """Account for the jump from the last place to that after an exchange, with the neighbours ``inside`` (k,)."""
        after = self.land(inside, exchange.time)
        change = after - self.path[-1]
        apart = self.way.features[exchange.coming] - self.way.features[exchange.leaving]
        shares = apart * self.way.step / (apart @ self.way.step)
        self.terms += np.outer(shares, change)
        self.jumped += change
        self.note(exchange.time, after)

    def land(self, inside: Indices, time: float) -> Exact:
        """Return where (2,) a digit lands at ``time`` with neighbours ``inside`` (k,)."""
        ordered, distances = self.sort(inside, time)
        places = self.positions[self.way.indices[ordered]]
        return self.transform.land(Candidates.sharp(distances), places, self.columns).position

    def derivative(self, inside: Indices, time: float) -> Exact:
        """Return the derivative (2, d) of that."""
        ordered, distances = self.sort(inside, time)
        places = self.positions[self.way.indices[ordered]]
        slope = self.transform.land(Candidates.sharp(distances), places, self.columns, with_slope=True).slope
        return by_features(slope, distances, self.way.at(time) - self.way.features[ordered])

    def sort(self, inside: Indices, time: float) -> tuple[Indices, Exact]:
        """Return the candidates ``inside`` (k,) and their distances, nearest first."""
        distances = self.way.distances(inside, time)
        order = np.argsort(distances, kind="stable")
        return inside[order], distances[order]

    def note(self, time: float, place: Exact) -> None:
        """Keep a ``place`` (2,) of the path."""
        self.times.append(time)
        self.path.append(place)


def attribute_path(
    placer: Placer, start: Features, end: Features, projection: str, *, without: int | None = None
) -> PathAttribution:
    """Attribute the way of a landing to the features.

    Args:
        placer: The maps.
        start: (d,), the baseline.
        end: (d,), the digit.
        projection: "axes", "pca", "tsne" or "umap".
        without: A digit that is not among the neighbours: the digit itself, if it is on the map.
    """
    if projection not in placer.transforms:
        return attribute_linear(differentiate(placer, end, projection), start, end)
    transform, positions = placer.transforms[projection], placer.positions[projection]
    way = Way.between(start, end, placer.index, transform.neighbours, without)
    near = [placer.index.nearest(one, transform.neighbours, without=without) for one in (start, end)]
    ends = [transform.place(one, positions) for one in near]
    walk = Walk(way, transform, positions, float(np.hypot(*(ends[1] - ends[0]))), np.zeros((len(start), 2)))
    inside, begin = first_neighbours(way, transform.neighbours), 0.0
    walk.note(begin, walk.land(inside, begin))
    for exchange in exchanges(way, transform.neighbours):
        walk.glide(inside, begin, exchange.time)
        inside = np.where(inside == exchange.leaving, exchange.coming, inside)
        walk.jump(exchange, inside)
        begin = exchange.time
    walk.glide(inside, begin, 1.0)
    return PathAttribution(walk.terms, walk.residual, np.array(walk.path), np.array(walk.times), walk.jumped)


def attribute_linear(derivative: Exact, start: Features, end: Features) -> PathAttribution:
    """Attribute the way on a map with the same ``derivative`` (2, d) everywhere, which nothing is left of."""
    path = np.stack([derivative @ start, derivative @ end])
    return PathAttribution((derivative * (end - start)).T, np.zeros(2), path, np.array([0.0, 1.0]), np.zeros(2))
