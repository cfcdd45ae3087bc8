"""Whether the network's percentages come true: how often digits read with some confidence were read right.

Letters: n digits, b bins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 15  # of equal width, of the expected calibration error
Z = 1.959964  # of the normal distribution, for an interval of 95 %


@dataclass(frozen=True)
class Reliability:
    """What became of the digits whose confidence lies within some bounds."""

    low: float  # the least confidence, itself among them
    high: float  # below which they all are, or 1
    count: int
    confidence: float  # their mean confidence; not a number if there are none
    accuracy: float  # share of them that was read right; not a number if there are none

    @property
    def wrong(self) -> int:
        """How many of them were misread."""
        return round(self.count * (1 - self.accuracy)) if self.count else 0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share read right may be, 95 %, were there many more such digits.

        Source:
            E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927,
            doi:10.1080/01621459.1927.10502953.
        """
        if not self.count:
            return 0.0, 1.0
        shrunk = 1 + Z**2 / self.count
        middle = (self.accuracy + Z**2 / (2 * self.count)) / shrunk
        spread = self.accuracy * (1 - self.accuracy) / self.count + Z**2 / (4 * self.count**2)
        half = Z * spread**0.5 / shrunk
        return max(0.0, middle - half), min(1.0, middle + half)


def reliability(
    confidence: NDArray[np.float32], right: NDArray[np.bool_], edges: NDArray[np.float64]
) -> list[Reliability]:
    """Return what became of the digits between each two neighbouring edges.

    Args:
        confidence: (n,), the probability of the class that was read, 0 to 1.
        right: (n,), whether it was the true one.
        edges: (b + 1,), rising; a digit on an edge belongs above it, one on the last edge below.
    """
    place = np.clip(np.searchsorted(edges, confidence, side="right") - 1, 0, len(edges) - 2)
    found = []
    for number, (low, high) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)):
        members = place == number
        count = int(members.sum())
        means = (float(values[members].mean()) if count else float("nan") for values in (confidence, right))
        found.append(Reliability(low, high, count, *means))
    return found


def expected_calibration_error(confidence: NDArray[np.float32], right: NDArray[np.bool_], bins: int = BINS) -> float:
    """Return by how much confidence and accuracy differ, averaged over digits in bins of equal width; 0 to 1.

    Args:
        confidence: (n,), the probability of the class that was read, 0 to 1.
        right: (n,), whether it was the true one.
        bins: How many bins.

    Source:
        M. P. Naeini, G. Cooper, M. Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015,
        doi:10.1609/aaai.v29i1.9602; C. Guo et al., On calibration of modern neural networks, 2017,
        doi:10.48550/arXiv.1706.04599.
    """
    known = [group for group in reliability(confidence, right, np.linspace(0, 1, bins + 1)) if group.count]
    return sum(group.count * abs(group.accuracy - group.confidence) for group in known) / max(len(confidence), 1)
