"""The trials: each says something as the page does, does what was said, and compares.

Letters: d = 128 features.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.explain.intervention import turn_off_each
from model.training.foretelling import (
    LOST,
    RANDOM_BLOCKS,
    SMALLEST,
    Block,
    Foretold,
    Trier,
    inked_blocks,
    strongest_block,
)
from model.workspace import Workspace

Floats = NDArray[np.floating]
Image = NDArray[np.uint8]

OFF = 3  # units turned off at once


def place(workspace: Workspace, features: Floats, projection: str) -> Floats:
    """Return where something with ``features`` (d,) lands, (2,)."""
    return workspace.projections[projection].place_usual(features[None].astype(np.float32))[0]


def blocks_of(image: Image, pull: Floats, dice: np.random.Generator) -> dict[str, list[Block]]:
    """Return blocks with ink: that whose ``pull`` (28, 28) is strongest, and some at random."""
    inked = inked_blocks(image)
    return {
        "strongest": strongest_block(inked, pull),
        "random": [inked[k] for k in dice.permutation(len(inked))[:RANDOM_BLOCKS]],
    }


def lose_ink(
    workspace: Workspace, images: Sequence[Image], projection: str, lost: float = LOST
) -> dict[str, list[Foretold]]:
    """Take ink of blocks away, and compare with what the saliency of the position said."""
    found: dict[str, list[Foretold]] = {"strongest": [], "random": []}
    dice, trier = np.random.default_rng(2), Trier(workspace.projections, workspace.classifier, lost)
    for image in images:
        pictures = trier.pictures(image, workspace.trace(image).features, [projection])[projection]
        for kind, blocks in blocks_of(image, np.hypot(*pictures) * image, dice).items():
            found[kind] += trier.try_blocks(image, blocks, [projection])[projection]
    return found


def gain_ink(workspace: Workspace, images: Sequence[Image], projection: str, gained: float = LOST) -> list[Foretold]:
    """Give blocks at random a share of the ink that they lack, and compare with what the saliency said."""
    found: list[Foretold] = []
    dice, trier = np.random.default_rng(2), Trier(workspace.projections, workspace.classifier)
    for image in images:
        trace, inked = workspace.trace(image), inked_blocks(image)
        pictures = trier.pictures(image, trace.features, [projection])[projection]
        more = [darken(image, inked[k], gained) for k in dice.permutation(len(inked))[:RANDOM_BLOCKS]]
        ends = np.stack([trace.features, *(workspace.trace(changed).features for changed in more)])
        places = workspace.projection(projection).place_usual(ends).astype(float)
        told = [(pictures * (changed.astype(float) - image) / 255).sum(axis=(1, 2)) for changed in more]
        found += [Foretold(*pair) for pair in zip(told, places[1:] - places[0], strict=True)]
    return found


def darken(image: Image, block: Block, gained: float) -> Image:
    """Return ``image`` with more ink in a block, a share of what each pixel lacks."""
    more = image.copy()
    more[block] = np.round(more[block] + gained * (255.0 - more[block])).astype(np.uint8)
    return more


def turn_off(workspace: Workspace, images: Sequence[Image], projection: str) -> list[Foretold]:
    """Turn the three units off that are said to hold an image most, and compare with what was said of them."""
    found = []
    for image in images:
        features = workspace.trace(image).features
        effects = turn_off_each(workspace.projections[projection], features)
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
