"""A digit with some of its units turned down or up: what the network and the maps would make of it.

This is cause, not correlation: the features are changed, and everything behind them is computed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.classifier.cnn import Tracer
from model.maps.placement import Placer

Floats = NDArray[np.float32]

MOST = 2.0  # times its own activation


@dataclass(frozen=True)
class Turned:
    """What follows from changed features."""

    features: Floats  # (128,)
    probabilities: Floats  # (10,)
    scores: Floats  # (10,), on the first principal components
    positions: Mapping[str, Floats]  # "axes", "pca", "tsne", "umap": (2,)


def scale_units(features: Floats, scales: Mapping[int, float]) -> Floats:
    """Return ``features`` (d,) with some of them times their scale, 0 to 2."""
    turned = features.copy()
    turned[list(scales)] *= np.array(list(scales.values()), dtype=np.float32)
    return turned


def turn_units(tracer: Tracer, placer: Placer, features: Floats, scales: Mapping[int, float]) -> Turned:
    """Scale the activations of some units and follow what comes of it.

    Args:
        tracer: The network.
        placer: The maps.
        features: (d,) of the digit as it is.
        scales: By unit, how many times its own activation it gets, 0 to 2.
    """
    turned = scale_units(features, scales)
    landing = placer.place(turned)
    return Turned(turned, tracer.classify(turned), landing.scores, landing.positions)
