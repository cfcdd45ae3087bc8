"""How often what the saliency says of a position comes true: some ink is taken away, and the point looked at.

Letters: h, w height and width of an image, pixels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.artifacts.records import ForetellingRecord
from model.classifier.classifier import Classifier
from model.maps.projection import Projection
from model.spec import BLOCK_PX, block_side
from model.training.progress import Progress
from model.training.unseen import Unseen

Floats = NDArray[np.floating]
Image = NDArray[np.uint8]
Block = tuple[slice, slice]

LOST = 0.2  # of its ink
FEWEST_INK = 128  # grey levels in a block of ``BLOCK_PX`` that is worth trying
RANDOM_BLOCKS = 3  # of an image, beside the one of which most is told
SMALLEST = 1e-4  # a shorter move has no direction, map units
QUARTILES = (25, 50, 75)


@dataclass(frozen=True)
class ForetellingConfig:
    """What decides the trials."""

    digits: int = 1_000
    seed: int = 1


@dataclass(frozen=True)
class Foretold:
    """A move that was foretold, and what came of it, both (2,) in map units."""

    told: Floats
    real: Floats

    @property
    def moved(self) -> bool:
        """Whether there is a move to speak of, told and real."""
        return bool(np.hypot(*self.real) >= SMALLEST and np.hypot(*self.told) > 0)

    @property
    def angle(self) -> float:
        """Between the two, degrees; not a number if there is no move."""
        lengths = np.hypot(*self.told) * np.hypot(*self.real)
        return float(np.degrees(np.arccos(np.clip(self.told @ self.real / lengths, -1, 1)))) if self.moved else np.nan

    @property
    def size(self) -> float:
        """How many times as long the move was told as it is."""
        return float(np.hypot(*self.told) / max(float(np.hypot(*self.real)), SMALLEST))


def inked_blocks(image: Image) -> list[Block]:
    """Return all blocks of ``image`` (h, w) or (h, w, 3) that are not empty, of ink or of light."""
    rows, columns = image.shape[:2]
    side = block_side(rows, columns)
    places = [
        (slice(r, r + side), slice(c, c + side)) for r in range(rows - side + 1) for c in range(columns - side + 1)
    ]
    fewest = FEWEST_INK * side**2 / BLOCK_PX**2 * (image.shape[2] if image.ndim == 3 else 1)
    return [block for block in places if image[block].sum() >= fewest]


def lighten(image: Image, block: Block, lost: float = LOST) -> Image:
    """Return ``image`` with less ink in a block."""
    less = image.copy()
    less[block] = np.round(less[block] * (1 - lost)).astype(np.uint8)
    return less


@dataclass(frozen=True)
class Trier:
    """Takes ink away from images and compares where they land with what was said."""

    projections: Mapping[str, Projection]
    classifier: Classifier
    lost: float = LOST

    def try_blocks(
        self, image: Image, blocks: Sequence[Block], projections: Sequence[str], without: int | None = None
    ) -> dict[str, list[Foretold]]:
        """Return by map what was told and what came of it, when each of ``blocks`` alone loses ink.

        Args:
            image: (h, w) or (h, w, 3), 0 to 255.
            blocks: What loses ink.
            projections: The names of the maps.
            without: The image itself, if the maps hold it.
        """
        trace = self.classifier.trace(image)
        changed = [lighten(image, block, self.lost) for block in blocks]
        ends = np.stack([trace.features, *(self.classifier.trace(less).features for less in changed)])
        change = (np.array(changed, dtype=float).reshape(-1, 1, *image.shape) - image) / 255
        found = {}
        for name, pictures in self.pictures(image, trace.features, projections, without).items():
            places = self.projections[name].place_usual(ends, without=without).astype(float)
            told = (pictures * change).sum(axis=tuple(range(2, change.ndim)))
            found[name] = [Foretold(*pair) for pair in zip(told, places[1:] - places[0], strict=True)]
        return found

    def pictures(
        self, image: Image, features: Floats, projections: Sequence[str], without: int | None = None
    ) -> dict[str, Floats]:
        """Return the saliency of the position by map, (2, h, w) or (2, h, w, 3)."""
        derivatives = [self.projections[name].foretell(features, without=without) for name in projections]
        pictures = self.classifier.gradient(image, np.concatenate(derivatives).astype(np.float32))
        return dict(zip(projections, pictures.reshape(len(projections), 2, *pictures.shape[1:]), strict=True))


def measure_foretelling(
    projections: Mapping[str, Projection],
    classifier: Classifier,
    unseen: Unseen,
    config: ForetellingConfig,
    *,
    classes: int,
    progress: Progress | None = None,
) -> dict[str, list[ForetellingRecord]]:
    """Return how often what the saliency says comes true, by map and by the class that is read.

    Args:
        projections: The maps.
        classifier: The network.
        unseen: The images; of those on the map their own points are left out.
        config: Its seed decides which blocks lose ink, which are anywhere on it.
        classes: How many the network knows.
        progress: Is told how far this is.
    """
    trier, dice = Trier(projections, classifier), np.random.default_rng(config.seed)
    tried: dict[str, list[list[Foretold]]] = {name: [[] for _ in range(classes)] for name in projections}
    strongest: dict[str, list[list[Foretold]]] = {name: [[] for _ in range(classes)] for name in projections}
    count = min(config.digits, len(unseen.images))
    for number, (image, own) in enumerate(unseen.some(count)):
        if progress and number % 20 == 0:
            progress.detail(f"{number} of {count}")
            progress.part(number / count)
        inked, trace = inked_blocks(image), classifier.trace(image)
        read = int(trace.probabilities.argmax())
        blocks = [inked[k] for k in dice.permutation(len(inked))[:RANDOM_BLOCKS]]
        for name, trials in trier.try_blocks(image, blocks, list(projections), own).items():
            tried[name][read] += trials
        for name, pictures in trier.pictures(image, trace.features, list(projections), own).items():
            pull = np.hypot(*pictures) * image
            block = strongest_block(inked, pull if pull.ndim == 2 else pull.sum(axis=2))
            strongest[name][read] += trier.try_blocks(image, block, [name], own)[name]
    return {name: [summarise(*pair) for pair in zip(tried[name], strongest[name], strict=True)] for name in tried}


def strongest_block(blocks: Sequence[Block], pull: Floats) -> list[Block]:
    """Return the one of ``blocks`` in which ``pull`` (h, w) is strongest, if there is any."""
    return sorted(blocks, key=lambda block: -float(pull[block].sum()))[:1]


def summarise(trials: Sequence[Foretold], strongest: Sequence[Foretold]) -> ForetellingRecord:
    """Return how many of ``trials`` moved at all, how many of these went the told way, and how far in comparison.

    Args:
        trials: Of blocks by chance.
        strongest: Of those of which most is told; of these it is only counted which way they went.
    """
    moved, most = ([trial for trial in some if trial.moved] for some in (trials, strongest))
    sizes = np.percentile([trial.size for trial in moved], QUARTILES) if moved else np.zeros(len(QUARTILES))
    return {
        "tried": len(moved),
        "right": sum(trial.angle < 90 for trial in moved),
        "strongest_tried": len(most),
        "strongest_right": sum(trial.angle < 90 for trial in most),
        "sizes": [float(size) for size in sizes],
    }
