"""Some of a digit's units scaled down or up: what the network and the maps would make of it.

This is cause, not correlation: the features are changed, and everything behind them is computed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.classifier.classifier import Head, softmax
from model.maps.placement import Placement, Placer
from model.maps.projection import Projection

Floats = NDArray[np.float32]

MAX_SCALE = 2.0  # times its own activation


@dataclass(frozen=True)
class Intervention:
    """What follows from changed features."""

    features: Floats  # (d,), as they were changed
    probabilities: Floats | None  # (c,); nothing where the scores are no weighted sums of the features
    placement: Placement

    @property
    def coordinates(self) -> Mapping[str, Floats]:
        """By map, all that it has of the digit."""
        return self.placement.coordinates

    @property
    def positions(self) -> Mapping[str, Floats]:
        """By map, (2,)."""
        return self.placement.positions


def scale_units(features: Floats, scales: Mapping[int, float]) -> Floats:
    """Return ``features`` (d,) with some of them times their scale, 0 to 2."""
    scaled = features.copy()
    scaled[list(scales)] *= np.array(list(scales.values()), dtype=np.float32)
    return scaled


def intervene(
    head: Head | None, placer: Placer, features: Floats, scales: Mapping[int, float], *, without: int | None = None
) -> Intervention:
    """Scale the activations of some units and follow what comes of it.

    Args:
        head: The last layer of the network.
        placer: The maps.
        features: (d,) of the digit as it is.
        scales: By unit, how many times its own activation it gets, 0 to 2.
        without: The digit itself, if the maps hold it: its own point would hold it back.
    """
    scaled = scale_units(features, scales)
    placement = placer.place(scaled, without=without)
    return Intervention(scaled, softmax(head.logits(scaled)) if head else None, placement)


def turn_off_each(projection: Projection, features: Floats, *, without: int | None = None) -> Floats:
    """Return what each unit alone does to where a digit lies: its place less that with the unit at 0.

    It is what comes of an intervention, so it needs no derivative to be right about; it does not add up.

    Args:
        projection: The map.
        features: (d,) of the digit.
        without: The digit itself, if the map holds it.

    Returns:
        (d, 2), map units; 0 for units that do not fire.
    """
    firing = np.flatnonzero(features)
    changed = np.repeat(features[None], firing.size + 1, axis=0)
    changed[np.arange(firing.size), firing] = 0
    places = projection.place_usual(changed, without=without)  # the last is that of the digit as it is
    effects = np.zeros((features.size, 2), dtype=np.float32)
    effects[firing] = places[-1] - places[:-1]
    return effects
