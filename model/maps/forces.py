"""What pulls and pushes a new image on a finished map of t-SNE or UMAP, and how that changes with its position.

Letters: b new images, k nearest of each, m points that stand for all images of the map, as ``Cells`` gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.maps.cells import Repellers

Exact = NDArray[np.float64]
Columns = NDArray[np.floating]

UMAP_SPREAD = 1.0  # these are umap-learn's defaults, which ``UmapConfig`` leaves alone
UMAP_NEGATIVE_SAMPLES = 5  # images that repel for each that attracts
UMAP_GRADIENT_CLIP = 4.0  # repulsion of a single image along an axis
UMAP_SOFTENING = 0.001  # added to the squared distance that repulsion is divided by

CURVE_STEPS = 15  # of the search for UMAP's curve; 12 are enough for every minimum distance
TINY = 1e-9  # keeps what lies in one place from dividing by zero


class Forces(Protocol):
    """The physics of one map."""

    def pull(self, squared: Exact) -> Exact:
        """Return how fast images at ``squared`` distances (b, k) attract, for a rate of 1 and a distance of 1."""

    def pull_slope(self, squared: Exact) -> Exact:
        """Return how much the pull (b, k) changes with the squared distances."""

    def push(self, positions: Exact, repellers: Repellers) -> Exact:
        """Return the velocities (b, 2) by which all images of the map repel those at ``positions`` (b, 2)."""

    def push_slope(self, positions: Exact, repellers: Repellers) -> Exact:
        """Return how much the push changes with the position, (b, 2) by (2,)."""

    def crowd(self, totals: Exact) -> tuple[Exact, float]:
        """Return what the push is multiplied by where all rates add up to ``totals`` (b,), and the slope of that."""


class StudentForces:
    """Those of t-SNE: images are as near as Student's t has it, 1 / (1 + distance²)."""

    def pull(self, squared: Exact) -> Exact:
        """Return how fast images at ``squared`` distances (b, k) attract, for a rate of 1 and a distance of 1."""
        return 1 / (1 + squared)

    def pull_slope(self, squared: Exact) -> Exact:
        """Return how much the pull (b, k) changes with the squared distances."""
        return -1 / (1 + squared) ** 2

    def push(self, positions: Exact, repellers: Repellers) -> Exact:
        """Return the velocities (b, 2) by which all images of the map repel those at ``positions`` (b, 2)."""
        nearness = student(positions, repellers)
        whole = nearness @ repellers.counts
        nearness *= nearness
        push: Exact = (sum_gaps(nearness, positions, repellers) / whole[:, None]).astype(float)
        return push

    def push_slope(self, positions: Exact, repellers: Repellers) -> Exact:
        """Return how much the push changes with the position, (b, 2) by (2,)."""
        nearness, counts = student(positions, repellers), repellers.counts
        squares, whole = nearness**2, (nearness @ counts)[:, None, None]
        push = sum_gaps(squares, positions, repellers)[:, :, None] / whole
        nearness *= squares
        own = (squares @ counts)[:, None, None] * np.eye(2) - 4 * sum_products(nearness, positions, repellers)
        slope: Exact = own / whole + 2 * push * push.swapaxes(1, 2)
        return slope

    def crowd(self, totals: Exact) -> tuple[Exact, float]:
        """Return 1 and 0: the push is what it is."""
        return np.ones_like(totals), 0.0


@dataclass(frozen=True)
class SimilarityCurve:
    """How near UMAP takes images to be whose squared distance on the map is s: 1 / (1 + a sᵇ)."""

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


@dataclass(frozen=True)
class CurveForces:
    """Those of UMAP, with the mean repulsion of all images where umap-learn draws a few at random."""

    curve: SimilarityCurve

    def pull(self, squared: Exact) -> Exact:
        """Return how fast images at ``squared`` distances (b, k) attract, for a rate of 1 and a distance of 1."""
        a, b, near = self.curve.a, self.curve.b, squared + TINY
        pull: Exact = 2 * a * b * near ** (b - 1) / (1 + a * near**b)
        return pull

    def pull_slope(self, squared: Exact) -> Exact:
        """Return how much the pull (b, k) changes with the squared distances."""
        a, b, near = self.curve.a, self.curve.b, squared + TINY
        power = a * near**b
        slope: Exact = self.pull(squared) * ((b - 1) - b * power / (1 + power)) / near
        return slope

    def push(self, positions: Exact, repellers: Repellers) -> Exact:
        """Return the velocities (b, 2) by which all images of the map repel those at ``positions`` (b, 2)."""
        gaps = gaps_to(positions, repellers)
        repulsions = gaps * self.strength(squares_of(gaps))
        np.clip(repulsions, -UMAP_GRADIENT_CLIP, UMAP_GRADIENT_CLIP, out=repulsions)
        push: Exact = (repulsions @ repellers.counts / repellers.total).astype(float)
        return push.T

    def push_slope(self, positions: Exact, repellers: Repellers) -> Exact:
        """Return how much the push changes with the position, (b, 2) by (2,)."""
        gaps = gaps_to(positions, repellers)
        squared = squares_of(gaps)
        strength = self.strength(squared)
        free = (np.abs(gaps * strength) < UMAP_GRADIENT_CLIP) * strength  # (2, b, m), the rest is cut
        power = self.curve.a * squared**self.curve.b
        falling = self.curve.b * power / (1 + power)
        falling /= np.maximum(squared, np.finfo(squared.dtype).tiny)
        falling += 1 / (UMAP_SOFTENING + squared)
        own = (free @ repellers.counts).T[:, :, None] * np.eye(2)
        slope: Exact = (own - products(2 * free * gaps * falling * repellers.counts, gaps)) / repellers.total
        return slope

    def strength(self, squared: Columns) -> Columns:
        """Return how strongly images at ``squared`` distances (b, m) repel, for a distance of 1."""
        strength = self.curve.a * squared**self.curve.b
        strength += 1
        strength *= UMAP_SOFTENING + squared
        np.divide(2 * self.curve.b, strength, out=strength)
        return strength

    def crowd(self, totals: Exact) -> tuple[Exact, float]:
        """Return five times ``totals``: as many images repel for each that attracts."""
        return UMAP_NEGATIVE_SAMPLES * totals, UMAP_NEGATIVE_SAMPLES


def gaps_to(positions: Exact, repellers: Repellers) -> Columns:
    """Return the ways (2, b, m) from the ``repellers`` to ``positions`` (b, 2), in the precision of the map."""
    columns = repellers.columns
    gaps: Columns = positions.T.astype(columns.dtype)[:, :, None] - columns[:, None, :]
    return gaps


def squares_of(gaps: Columns) -> Columns:
    """Return the squared lengths (b, m) of ``gaps`` (2, b, m)."""
    squared: Columns = gaps[0] * gaps[0]
    squared += gaps[1] * gaps[1]
    return squared


def student(positions: Exact, repellers: Repellers) -> Columns:
    """Return 1 / (1 + distance²) from ``positions`` (b, 2) to the ``repellers``, (b, m), in the precision of the map.

    Coordinate by coordinate and in place: memory that is asked for anew takes longer than these sums.
    """
    columns = repellers.columns
    across, up = positions.T.astype(columns.dtype)
    nearness: Columns = np.subtract.outer(across, columns[0])
    other = np.subtract.outer(up, columns[1])
    nearness *= nearness
    other *= other
    nearness += other
    nearness += 1
    np.reciprocal(nearness, out=nearness)
    return nearness


def sum_gaps(weights: Columns, positions: Exact, repellers: Repellers) -> Columns:
    """Return the ways from the ``repellers`` to ``positions`` (b, 2), added up by ``weights`` (b, m), as (b, 2).

    As the sum of the positions less that of the repellers it is one product of matrices, and there are no gaps to keep.
    """
    sums = weights @ repellers.moments[:, :3]
    gaps: Columns = from_middle(positions, repellers) * sums[:, :1] - sums[:, 1:]
    return gaps


def sum_products(weights: Columns, positions: Exact, repellers: Repellers) -> Exact:
    """Return the products of those ways with themselves, added up in the same manner, as (b, 2, 2)."""
    sums = weights @ repellers.moments
    place, first = from_middle(positions, repellers)[:, :, None], sums[:, 1:3, None]
    mixed = place * first.swapaxes(1, 2)
    second = sums[:, [3, 4, 4, 5]].reshape(-1, 2, 2)
    products: Exact = sums[:, :1, None] * place * place.swapaxes(1, 2) - mixed - mixed.swapaxes(1, 2) + second
    return products


def from_middle(positions: Exact, repellers: Repellers) -> Columns:
    """Return ``positions`` (b, 2) as seen from the middle of the repellers' cell."""
    return positions.astype(repellers.columns.dtype) - repellers.middle


def products(left: Columns, right: Columns) -> Exact:
    """Return the sums (b, 2, 2) of the products of each coordinate of ``left`` and ``right``, (2, b, m)."""
    sums: Exact = (left.swapaxes(0, 1) @ right.transpose(1, 2, 0)).astype(float)
    return sums
