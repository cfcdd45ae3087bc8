"""The network that reads Fashion-MNIST, and how it is trained.

Letters: n garments, h = w = 28 pixels, 128 features, 10 classes. Brightness runs from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import torch
from torch import Generator, Tensor, nn
from torch.nn import functional as F

from data.fashion_mnist import CLASSES, load_split
from model.training.dice import BatchRandom
from model.training.recipe import Recipe

SIZE = 28
FEATURES = 128
MEAN, DEVIATION = 0.2860, 0.3530  # of the 60,000 training images


@dataclass(frozen=True)
class FashionNetworkConfig:
    """What can be varied without changing the shapes."""

    dropout_maps: float = 0.2
    dropout_features: float = 0.2


@dataclass(frozen=True)
class FashionAugmentConfig:
    """How garments are varied; each draws its own values up to these limits."""

    mirror_share: float = 0.5
    shift_px: int = 2
    erase_share: float = 0.5  # of all garments, a rectangle of which turns into noise
    erase_px: tuple[int, int] = (4, 14)  # shortest and longest side of it


def convolution(channels: int, filters: int) -> nn.Sequential:
    """Return a 3×3 convolution that keeps the size, normalised over the batch, then ReLU."""
    convolve = nn.Conv2d(channels, filters, kernel_size=3, padding=1, bias=False)
    return nn.Sequential(convolve, nn.BatchNorm2d(filters), nn.ReLU())


class FashionNetwork(nn.Module):
    """Conv → 32, conv → 64, pool, conv → 128, conv → 128, pool, conv → 256, pool, linear → 128, linear → 10.

    Every ``conv`` ends with ReLU, ``hidden`` too: what they return is what is worth looking at.
    """

    def __init__(self, config: FashionNetworkConfig | None = None) -> None:
        super().__init__()
        config = config or FashionNetworkConfig()
        self.conv1 = convolution(1, 32)
        self.conv2 = convolution(32, 64)
        self.conv3 = convolution(64, 128)
        self.conv4 = convolution(128, 128)
        self.conv5 = convolution(128, 256)
        self.pool = nn.MaxPool2d(2)
        self.dropout_maps = nn.Dropout(config.dropout_maps)
        self.hidden = nn.Sequential(nn.Linear(256 * 3 * 3, FEATURES), nn.ReLU())
        self.dropout_features = nn.Dropout(config.dropout_features)
        self.output = nn.Linear(FEATURES, len(CLASSES))

    def forward(self, x: Tensor) -> Tensor:
        """Return the ten logits, (n, 10), of normalised images (n, 1, 28, 28)."""
        x = self.pool(self.conv2(self.conv1(x)))  # (n, 64, 14, 14)
        x = self.pool(self.conv4(self.conv3(x)))  # (n, 128, 7, 7)
        x = self.dropout_maps(self.pool(self.conv5(x)))  # (n, 256, 3, 3)
        features = self.hidden(x.flatten(1))  # (n, 128)
        logits: Tensor = self.output(self.dropout_features(features))  # (n, 10)
        return logits


@dataclass(frozen=True)
class Garments:
    """Brightness (n, 28, 28) from 0 to 1 and labels (n,)."""

    images: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, rows: Tensor) -> Garments:
        """Return the garments at ``rows`` (m,)."""
        return Garments(self.images[rows], self.labels[rows])


@dataclass(frozen=True)
class FashionRecipe(Recipe[Garments]):
    """Fashion-MNIST, mirrored, shifted and partly erased."""

    checkpoint_file: ClassVar[str] = "fashion-mnist-checkpoint.pt"
    mean: ClassVar[float] = MEAN
    deviation: ClassVar[float] = DEVIATION
    trained_file: ClassVar[str] = "fashion-mnist.pt"

    epochs: int = 25
    peak_rate: float = 3e-3
    weight_decay: float = 0.05
    label_smoothing: float = 0.05
    network: FashionNetworkConfig = field(default_factory=FashionNetworkConfig)
    augment: FashionAugmentConfig = field(default_factory=FashionAugmentConfig)

    def read(self, *, train: bool) -> Garments:
        """Return one split of Fashion-MNIST as tensors."""
        split = load_split(train=train)
        return Garments(torch.from_numpy(split.images) / 255, torch.from_numpy(split.labels.astype(np.int64)))

    def build_network(self) -> FashionNetwork:
        """Return the network of the garments."""
        return FashionNetwork(self.network)

    def normalise(self, images: Tensor) -> Tensor:
        """Turn brightness (n, 28, 28) into network input (n, 1, 28, 28) with mean 0 and deviation 1."""
        return ((images - MEAN) / DEVIATION).unsqueeze(1)

    def vary(self, samples: Garments, dice: Generator) -> Tensor:
        """Return a varied copy (n, 28, 28) of every garment."""
        random = BatchRandom(len(samples), dice)
        mirrored = mirror(samples.images, self.augment, random)
        return erase(shift(mirrored, self.augment, random), self.augment, random)

    def loss(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Return the cross entropy of ``logits`` (n, 10) with labels (n,) of which a little goes to every class."""
        return F.cross_entropy(logits, labels, label_smoothing=self.label_smoothing)


def mirror(images: Tensor, config: FashionAugmentConfig, random: BatchRandom) -> Tensor:
    """Swap left and right of some of the images (n, 28, 28)."""
    chosen = random.bernoulli(config.mirror_share)[:, None, None]
    return torch.where(chosen, images.flip(2), images)


def shift(images: Tensor, config: FashionAugmentConfig, random: BatchRandom) -> Tensor:
    """Move each of the images (n, 28, 28) by whole pixels, and fill up with black."""
    far = config.shift_px
    start = random.uniform(0, 2 * far + 1, 2, 1).long()  # (n, 2, 1)
    rows, columns = (start + torch.arange(SIZE)).unbind(1)  # (n, 28) each
    image = torch.arange(len(images))[:, None, None]
    return F.pad(images, (far, far, far, far))[image, rows[:, :, None], columns[:, None, :]]


def erase(images: Tensor, config: FashionAugmentConfig, random: BatchRandom) -> Tensor:
    """Put noise into a rectangle of some of the images (n, 28, 28).

    Source:
        Z. Zhong, L. Zheng, G. Kang, S. Li, Y. Yang, Random erasing data augmentation, 2020,
        doi:10.1609/aaai.v34i07.7000.
    """
    shortest, longest = config.erase_px
    length = random.uniform(shortest, longest + 1, 2, 1).floor()  # (n, 2, 1) height and width
    start = (random.uniform(0, 1, 2, 1) * (SIZE - length + 1)).floor()
    across = torch.arange(SIZE)
    rows, columns = ((across >= start) & (across < start + length)).unbind(1)  # (n, 28) each
    gone = rows[:, :, None] & columns[:, None, :] & random.bernoulli(config.erase_share)[:, None, None]
    return torch.where(gone, random.uniform(0, 1, SIZE, SIZE), images)
