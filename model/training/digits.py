"""How the network that reads digits is trained.

Letters: n digits, h = w = 28 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import torch
from torch import Generator, Tensor

from data.mnist import load_split
from model.classifier.cnn import DEVIATION, MEAN
from model.training.augment import MILD, AugmentConfig, augment
from model.training.midline import midline_distances
from model.training.network import DigitNetwork, NetworkConfig, normalise
from model.training.recipe import Recipe


@dataclass(frozen=True)
class Digits:
    """Ink (n, 28, 28) from 0 to 1, pixels (n, 28, 28) from the strokes' midline, and labels (n,)."""

    images: Tensor
    distances: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, rows: Tensor) -> Digits:
        """Return the digits at ``rows`` (m,)."""
        return Digits(self.images[rows], self.distances[rows], self.labels[rows])

    def varied(self, config: AugmentConfig, generator: Generator) -> Tensor:
        """Return a varied copy (n, 28, 28) of every digit's ink."""
        return augment(self.images, self.distances, self.labels, config, generator)


@dataclass(frozen=True)
class DigitRecipe(Recipe[Digits]):
    """MNIST, varied as people's handwriting varies."""

    checkpoint_file: ClassVar[str] = "checkpoint.pt"
    mean: ClassVar[float] = MEAN
    deviation: ClassVar[float] = DEVIATION
    trained_file: ClassVar[str] = "network.pt"

    network: NetworkConfig = field(default_factory=NetworkConfig)
    augment: AugmentConfig = field(default_factory=AugmentConfig)
    mild: AugmentConfig = MILD
    mild_share: float = 0.35  # of every batch, varied mildly

    def read(self, *, train: bool) -> Digits:
        """Return one split of MNIST as tensors."""
        split = load_split(train=train)
        images = torch.from_numpy(split.images) / 255
        return Digits(images, midline_distances(images), torch.from_numpy(split.labels.astype(np.int64)))

    def build_network(self) -> DigitNetwork:
        """Return the network of the digits."""
        return DigitNetwork(self.network)

    def normalise(self, images: Tensor) -> Tensor:
        """Turn ink (n, 28, 28) from 0 to 1 into network input (n, 1, 28, 28)."""
        return normalise(images * 255)

    def vary(self, samples: Digits, dice: Generator) -> Tensor:
        """Return a boldly varied copy (n, 28, 28) of every digit's ink."""
        return samples.varied(self.augment, dice)

    def vary_batch(self, samples: Digits, dice: Generator) -> Tensor:
        """Return the digits' ink (n, 28, 28), the first of them varied mildly and the others boldly."""
        mildly = round(self.mild_share * self.batch)
        mild, bold = (samples.take(part) for part in torch.arange(len(samples)).tensor_split([mildly]))
        return torch.cat([mild.varied(self.mild, dice), bold.varied(self.augment, dice)])
