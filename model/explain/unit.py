"""What there is to know about one unit of the penultimate layer: which digits it answers to, and what it is used for.

Letters: n digits, d = 128 features, each the activation of one unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.workspace import Workspace

Floats = NDArray[np.float32]

STRONGEST = 12  # digits
RELATED = 5  # units


@dataclass(frozen=True)
class Dossier:
    """One unit; of one that never fires ``strongest`` and ``related`` are empty and the numbers are 0."""

    unit: int
    activations: Floats  # (n,), 0 or more
    strongest: NDArray[np.intp]  # (12 or fewer,), the digits on which it fires most, first the greatest
    class_means: Floats  # (10,), mean activation on the digits of each true class
    firing: float  # share of the digits on which its activation is above 0
    outputs: Floats  # (c,), its weight in each class's score; empty where scores are no weighted sums
    related: NDArray[np.intp]  # (5 or fewer,), the units most correlated with it, either way
    correlations: Floats  # as many, −1 to 1

    @property
    def dead(self) -> bool:
        """Whether it fires on no digit at all."""
        return self.firing == 0

    def share_below(self, activation: float) -> float:
        """Return the share of the digits, 0 to 1, on which it fires less than ``activation``."""
        return float((self.activations < activation).mean())

    def histogram(self, top: float, bins: int) -> NDArray[np.intp]:
        """Return how many of the digits on which it fires lie in each of ``bins`` equal steps from 0 to ``top``."""
        firing = self.activations[self.activations > 0]
        return np.histogram(firing, bins=bins, range=(0, top))[0]


def open_dossier(workspace: Workspace, unit: int) -> Dossier:
    """Return what the workspace knows about ``unit``, 0 to d − 1."""
    activations = np.ascontiguousarray(workspace.features[:, unit])
    related, head = related_units(workspace.correlation, unit), workspace.classifier.head
    return Dossier(
        unit=unit,
        activations=activations,
        strongest=strongest_digits(activations),
        class_means=workspace.class_means[:, unit],
        firing=float((activations > 0).mean()),
        outputs=head.weights[:, unit] if head else np.empty(0, dtype=np.float32),
        related=related,
        correlations=workspace.correlation[unit, related],
    )


def strongest_digits(activations: Floats, count: int = STRONGEST) -> NDArray[np.intp]:
    """Return the ``count`` digits with the greatest ``activations`` (n,), greatest first, without those at 0."""
    order = np.argsort(-activations, kind="stable")[:count]
    firing: NDArray[np.intp] = order[activations[order] > 0]
    return firing


def strongest_units(features: Floats, count: int = RELATED) -> NDArray[np.intp]:
    """Return the ``count`` units that fire most on a digit with ``features`` (d,), without those at 0."""
    return strongest_digits(features, count)


def related_units(correlation: Floats, unit: int, count: int = RELATED) -> NDArray[np.intp]:
    """Return the units most correlated with ``unit``, either way, strongest first.

    Args:
        correlation: (d, d), with 0 for a unit that never varies.
        unit: Which one.
        count: How many at most; units without any correlation are left out.
    """
    strength = np.abs(correlation[unit])
    strength[unit] = 0
    order = np.argsort(-strength, kind="stable")[:count]
    varying: NDArray[np.intp] = order[strength[order] > 0]
    return varying
