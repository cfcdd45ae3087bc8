"""Digits to try things with, and that decide what is worth a warning: training digits held out from training.

What is rare among digits that it was trained on need not be rare among others. Letters: m digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from data import fashion_mnist, mnist
from data.idx import Split
from model.maps.strangeness import StrangenessConfig


@dataclass(frozen=True)
class Unseen:
    """Digits with what is known of them."""

    images: NDArray[np.uint8]  # (m, h, w) or (m, h, w, 3)
    own: NDArray[np.intp]  # (m,), which image of the map each is, -1 if none
    source: Literal["held out", "trained on", "map"]  # whether the network was trained on them, or nobody knows

    def some(self, count: int) -> Iterator[tuple[NDArray[np.uint8], int | None]]:
        """Yield the first ``count`` images, and which digit of the map each is, if it is one."""
        for image, own in zip(self.images[:count], self.own[:count].tolist(), strict=True):
            yield image, None if own < 0 else own


LOADERS = {"mnist": mnist.load_split, "fashion-mnist": fashion_mnist.load_split}


def load_split(name: str, *, train: bool) -> Split:
    """Read the training or the test images of a data set on which this project trains a network.

    Raises:
        RawFilesError: The files cannot be had.
    """
    return LOADERS[name](train=train)


def read_unseen(name: str, training: Mapping[str, Any], config: StrangenessConfig, split: str, n: int) -> Unseen:
    """Return the images that the training held out, or a sample of all training digits if it does not say which.

    Args:
        name: Of the data set, as ``load_split`` knows it.
        training: The settings of the training, as they travel with the weights.
        config: How many they are otherwise, and the seed that chooses them.
        split: "test" if the map is of test digits, "all" if the training digits come after them.
        n: Digits of the map.

    Raises:
        RawFilesError: The files cannot be had.
    """
    images = load_split(name, train=True).images
    rows = held_out_rows(training, len(images))
    trained_on = rows is None
    if rows is None:
        rows = np.random.default_rng(config.seed).permutation(len(images))[: config.sample]
    own = rows + len(load_split(name, train=False).labels) if split == "all" else np.full(len(rows), -1)
    return Unseen(images[rows], np.where(own < n, own, -1), "trained on" if trained_on else "held out")


def of_the_map(images: NDArray[np.uint8], config: StrangenessConfig) -> Unseen:
    """Return a sample of the ``images`` (n, ...) of the map themselves, where there are no others."""
    rows = np.random.default_rng(config.seed).permutation(len(images))[: config.sample]
    return Unseen(images[rows], rows, "map")


def held_out_rows(training: Mapping[str, Any], count: int) -> NDArray[np.intp] | None:
    """Return which of ``count`` training digits ``model.training.train`` held out; nothing if it does not say."""
    held_out, seed = training.get("held_out"), training.get("seed")
    if not isinstance(held_out, int) or not isinstance(seed, int) or not 0 < held_out < count:
        return None
    import torch  # here, since processes that make maps do without

    order = torch.randperm(count, generator=torch.Generator().manual_seed(seed))
    return order[:held_out].numpy()
