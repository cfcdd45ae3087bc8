"""The trials: each says something as the page does, does what was said, and compares.

Letters: d = 128 features.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.explain.intervention import turn_off_each
from model.maps.derivative import foretell
from model.workspace import Workspace

Floats = NDArray[np.floating]
Image = NDArray[np.uint8]

SIDE = 3  # pixels of a block
LOST = 0.2  # of its ink
FEWEST_INK = 128  # grey levels in a block that is worth trying
RANDOM_BLOCKS = 3  # of an image, beside the one of which most is told
OFF = 3  # units turned off at once
SMALLEST = 1e-4  # a shorter move has no direction, map units


@dataclass(frozen=True)
class Foretold:
    """A move that was foretold, and what came of it, both (2,) in map units."""

    told: Floats
    real: Floats

    @property
    def angle(self) -> float:
        """Between the two, degrees; not a number if there is no move."""
        lengths = np.hypot(*self.told) * np.hypot(*self.real)
        if np.hypot(*self.real) < SMALLEST or lengths == 0:
            return float("nan")
        return float(np.degrees(np.arccos(np.clip(self.told @ self.real / lengths, -1, 1))))

    @property
    def size(self) -> float:
        """How many times as long the move was told as it is."""
        return float(np.hypot(*self.told) / max(float(np.hypot(*self.real)), SMALLEST))


def place(workspace: Workspace, features: Floats, projection: str) -> Floats:
    """Return where something with ``features`` (d,) lands, (2,)."""
    return workspace.placer.place_all(features[None].astype(np.float32), projection)[0]


def blocks_of(image: Image, pull: Floats, dice: np.random.Generator) -> Iterator[tuple[str, tuple[slice, slice]]]:
    """Yield blocks with ink: that whose ``pull`` (28, 28) is strongest, and some at random."""
    places = [(slice(r, r + SIDE), slice(c, c + SIDE)) for r in range(26) for c in range(26)]
    inked = [block for block in places if image[block].sum() >= FEWEST_INK]
    if not inked:
        return
    yield "strongest", max(inked, key=lambda block: pull[block].sum())
    for k in dice.permutation(len(inked))[:RANDOM_BLOCKS]:
        yield "random", inked[k]


def lose_ink(workspace: Workspace, images: Sequence[Image], projection: str) -> dict[str, list[Foretold]]:
    """Take a fifth of the ink of blocks away, and compare with what the saliency of the position said."""
    found: dict[str, list[Foretold]] = {"strongest": [], "random": []}
    dice = np.random.default_rng(2)
    for image in images:
        trace = workspace.trace(image)
        derivative = foretell(workspace.placer, trace.features, projection).astype(np.float32)
        pictures = workspace.tracer.gradient(trace, derivative)  # (2, 28, 28)
        ink, here = image / 255, place(workspace, trace.features, projection)
        for kind, block in blocks_of(image, np.hypot(*pictures) * ink, dice):
            less = image.copy()
            less[block] = np.round(less[block] * (1 - LOST)).astype(np.uint8)
            change = less / 255.0 - ink
            real = place(workspace, workspace.trace(less).features, projection) - here
            found[kind].append(Foretold((pictures * change).sum(axis=(1, 2)), real))
    return found


def turn_off(workspace: Workspace, images: Sequence[Image], projection: str) -> list[Foretold]:
    """Turn the three units off that are said to hold an image most, and compare with what was said of them."""
    found = []
    for image in images:
        features = workspace.trace(image).features
        effects = turn_off_each(workspace.placer, features, projection)
        units = np.argsort(-np.hypot(*effects.T))[:OFF]
        off = features.copy()
        off[units] = 0
        real = place(workspace, off, projection) - place(workspace, features, projection)
        found.append(Foretold(-effects[units].sum(axis=0), real))
    return found


def leftovers(workspace: Workspace, images: Sequence[Image], projection: str, *, of_class: bool) -> list[float]:
    """Return what the receipts leave over, as shares of the way from the baseline to the landing."""
    shares = []
    for image in images:
        seen = workspace.inspect(image)
        baseline = workspace.class_means[seen.predicted] if of_class else None
        parts = workspace.explain(seen, projection, baseline=baseline)
        way = np.hypot(*(parts.position - parts.intercept))
        shares.append(float(np.hypot(*parts.residual) / max(float(way), SMALLEST)))
    return shares


def turned(workspace: Workspace, indices: Sequence[int], projection: str) -> list[float]:
    """Return how far digits of the map go with their strongest unit off, in moves of a stranger with their features."""
    ratios = []
    for index in indices:
        features = workspace.features[index]
        off = features.copy()
        off[features.argmax()] = 0
        ends = [workspace.placer.place(part, without=index).positions[projection] for part in (features, off)]
        there = ends[1] - workspace.positions[projection][index]
        ratios.append(float(np.hypot(*there) / max(float(np.hypot(*(ends[1] - ends[0]))), SMALLEST)))
    return ratios
