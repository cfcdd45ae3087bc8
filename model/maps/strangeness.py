"""How unlike all images of the map something is, judged by images that are not on the map.

The network names a class whatever it sees, and is often sure of it. Three measures notice different things: the
distance to the nearest image what lies outside all classes (noise), the angle units that no image fires together
(letters, scribbles), and the evidence what hardly fires any (an empty pad). What counts is the greatest of their ranks,
and how rare that is among those images.

Letters: n images of the map, m others, d features.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MEASURES = ("distance", "angle", "evidence")
LEVELS = 1_001  # quantiles of each measure, from the least value to the greatest
RIDGE = 0.01  # of the mean variance inside classes, added to that of each feature: dead ones have none
CHUNK = 64  # images measured at once
TINY = 1e-12


@dataclass(frozen=True)
class StrangenessConfig:
    """What is warned of, and which images decide it."""

    allowed: float = 0.01  # share of those images that are warned of
    sample: int = 5_000  # how many, if the training held none out
    seed: int = 1  # that chooses them then


@dataclass(frozen=True)
class Verdict:
    """How far out something is: shares, 0 to 1, of the images that are not on the map and are less so."""

    ranks: Floats  # (3,), by each of MEASURES
    overall: float  # by the greatest of these ranks
    allowed: float  # share of those images that are warned of

    @property
    def is_strange(self) -> bool:
        """Whether it is worth a warning."""
        return self.overall > 1 - self.allowed

    @property
    def measure(self) -> str:
        """Which of MEASURES it is farthest out by."""
        return MEASURES[int(self.ranks.argmax())]

    @property
    def rank(self) -> float:
        """How far out it is by that one."""
        return float(self.ranks.max())


@dataclass(frozen=True)
class Gauge:
    """Measures by which something may be unlike the images of the map."""

    features: Floats  # (n, d)
    lengths: Floats  # (n,), Euclidean, of the features
    metric: Floats  # (d, d), see ``spread_metric``
    squared_norms: Floats  # (n,), of the features in this metric

    @classmethod
    def of(cls, features: Floats, metric: Floats, squared_norms: Floats | None = None) -> Gauge:
        """Return the measures for a map's ``features`` (n, d); norms that are known need not be computed."""
        lengths = np.maximum(np.sqrt(np.einsum("nd,nd->n", features, features)), np.float32(TINY))
        norms = np.einsum("nd,nd->n", features @ metric, features) if squared_norms is None else squared_norms
        return cls(features, lengths, metric, norms)

    def measure(self, queries: Floats, logits: Floats, without: NDArray[np.integer] | None = None) -> Floats:
        """Measure how unlike the images of the map some things are.

        Args:
            queries: (m, d), their features.
            logits: (m, 10), what the last layer makes of these.
            without: (m,), for each the image of the map that it is itself or is made of, and -1 if it is none.

        Returns:
            (m, 3), the larger the stranger: the distance to the nearest image, in spreads of a class; 1 less the
            greatest cosine with an image, 1 for what fires no unit; and the evidence that it lacks, minus the logarithm
            of the sum of the exponentials of its logits.

        Source:
            P. C. Mahalanobis, On the generalized distance in statistics, 1936; W. Liu, X. Wang, J. Owens, Y. Li,
            Energy-based out-of-distribution detection, 2020, doi:10.48550/arXiv.2010.03759.
        """
        own = np.full(len(queries), -1) if without is None else without
        near = [self.nearest(queries[some], own[some]) for some in chunks(len(queries))]
        parts = (*(np.concatenate(part) for part in zip(*near, strict=True)), -log_sum_exp(logits))
        return np.stack(parts, axis=1).astype(np.float32)

    def nearest(self, queries: Floats, own: NDArray[np.integer]) -> tuple[Floats, Floats]:
        """Return distance and angle, (m,) each, of a few ``queries`` (m, d) to the nearest images but ``own`` (m,)."""
        gaps = self.squared_norms - 2 * (queries @ self.metric @ self.features.T)  # (m, n), but for a constant
        sizes = np.maximum(np.linalg.norm(queries, axis=1, keepdims=True), TINY).astype(np.float32)
        cosines = (queries / sizes) @ self.features.T / self.lengths
        rows = np.flatnonzero(own >= 0)
        gaps[rows, own[rows]], cosines[rows, own[rows]] = np.inf, -1
        way = self.features[gaps.argmin(axis=1)] - queries  # computed anew: large numbers' differences are not precise
        distances = np.sqrt(np.maximum(np.einsum("md,md->m", way @ self.metric, way), 0))
        return distances, 1 - cosines.max(axis=1)


@dataclass(frozen=True)
class Strangeness:
    """Tells what is unlike the images of the map from what is like them."""

    gauge: Gauge
    quantiles: Floats  # (4, LEVELS), of the three measures and of the greatest rank, of images that are not on the map
    allowed: float  # share of those images that are warned of

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.float32]], allowed: float) -> Strangeness:
        """Return it from the artifacts' ``arrays``."""
        metric, norms, quantiles = (arrays[f"strangeness-{part}"] for part in ("metric", "norms", "quantiles"))
        return cls(Gauge.of(arrays["features"], metric, norms), quantiles, allowed)

    def judge(self, features: Floats, logits: Floats, *, without: int | None = None) -> Verdict:
        """Return how far out something with ``features`` (d,) and ``logits`` (10,) is; see ``Gauge.measure``."""
        own = np.array([-1 if without is None else without])
        ranks = self.ranks(self.gauge.measure(features[None], logits[None], own))
        return Verdict(ranks[0], float(self.overall(ranks)[0]), self.allowed)

    def ranks(self, measures: Floats) -> Floats:
        """Return the rank (m, 3), 0 to 1, of each of ``measures`` (m, 3)."""
        return rank_all(measures, self.quantiles[:3])

    def overall(self, ranks: Floats) -> Floats:
        """Return how far out the greatest of ``ranks`` (m, 3) is, (m,), 0 to 1."""
        return rank(ranks.max(axis=1), self.quantiles[3])

    def arrays(self) -> dict[str, Floats]:
        """Return what the artifacts hold of it."""
        parts = {"metric": self.gauge.metric, "norms": self.gauge.squared_norms, "quantiles": self.quantiles}
        return {f"strangeness-{name}": part for name, part in parts.items()}


def calibrate(gauge: Gauge, measures: Floats, allowed: float) -> Strangeness:
    """Return what warns of a share ``allowed`` of the images, not on the map, with these ``measures`` (m, 3)."""
    levels = np.linspace(0, 1, LEVELS)
    each = np.quantile(measures, levels, axis=0).T.astype(np.float32)  # (3, LEVELS)
    greatest = np.quantile(rank_all(measures, each).max(axis=1), levels).astype(np.float32)
    return Strangeness(gauge, np.vstack([each, greatest]), allowed)


def spread_metric(features: Floats, labels: NDArray[np.integer], class_means: Floats) -> Floats:
    """Return the metric (d, d) in which images spread alike in all directions inside their classes.

    Args:
        features: (n, d).
        labels: (n,), classes.
        class_means: (10, d).

    Returns:
        The inverse of the covariance inside classes, with a ridge; symmetric and positive definite.
    """
    inside = (features - class_means[labels]).astype(float)
    covariance = inside.T @ inside / len(features)
    ridge = RIDGE * max(float(covariance.trace()) / len(covariance), TINY)
    metric: Floats = np.linalg.inv(covariance + ridge * np.eye(len(covariance))).astype(np.float32)
    return metric


def log_sum_exp(logits: Floats) -> Floats:
    """Return the logarithm of the sum of the exponentials of ``logits`` (m, 10), (m,)."""
    greatest = logits.max(axis=1)
    total: Floats = greatest + np.log(np.exp(logits - greatest[:, None]).sum(axis=1))
    return total


def rank_all(measures: Floats, quantiles: Floats) -> Floats:
    """Return the rank (m, 3) of each of ``measures`` (m, 3) among its ``quantiles`` (3, LEVELS)."""
    return np.stack([rank(*pair) for pair in zip(measures.T, quantiles, strict=True)], axis=1)


def rank(values: Floats, quantiles: Floats) -> Floats:
    """Return which share, 0 to 1, lies below each of ``values`` (m,) by evenly spaced ``quantiles`` (q,), (m,).

    What is equal to many quantiles is above none of them.
    """
    last = len(quantiles) - 1
    above = np.searchsorted(quantiles, values, side="left")
    lower, upper = np.maximum(above - 1, 0), np.minimum(above, last)
    step = quantiles[upper] - quantiles[lower]
    part = np.where(step > 0, (values - quantiles[lower]) / np.where(step > 0, step, 1), 0)
    shares: Floats = ((lower + np.clip(part, 0, 1)) / last).astype(np.float32)
    return shares


def chunks(count: int) -> Iterator[slice]:
    """Give slices of at most CHUNK that make up ``count``."""
    return (slice(begin, begin + CHUNK) for begin in range(0, count, CHUNK))
