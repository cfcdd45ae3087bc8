"""What a training needs to know of its data set: the images, the network, how images vary and what an error costs.

Letters: n images of h × w pixels. Brightness runs from 0 to 1.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, Self, TypeVar

from torch import Generator, Tensor, nn
from torch.nn import functional as F


class Samples(Protocol):
    """Images with their labels, and with whatever else varying them needs."""

    @property
    def images(self) -> Tensor:
        """Brightness (n, h, w), 0 to 1."""

    @property
    def labels(self) -> Tensor:
        """Classes (n,)."""

    def __len__(self) -> int:
        """Return n."""

    def take(self, rows: Tensor) -> Self:
        """Return the samples at ``rows`` (m,)."""


S = TypeVar("S", bound=Samples)


@dataclass(frozen=True)
class Recipe(ABC, Generic[S]):
    """Everything that decides the outcome; its fields travel with the weights."""

    checkpoint_file: ClassVar[str]
    trained_file: ClassVar[str]
    mean: ClassVar[float]  # of the training pixels, 0 to 1
    deviation: ClassVar[float]

    epochs: int = 30
    batch: int = 128
    peak_rate: float = 2e-3  # one-cycle schedule, AdamW
    weight_decay: float = 5e-4
    average_decay: float = 0.999  # exponential moving average of the weights, per step
    held_out: int = 5_000
    seed: int = 20_261_123
    bfloat16: bool = True  # three times as fast where the processor has the instructions

    @abstractmethod
    def read(self, *, train: bool) -> S:
        """Return the training or the test images.

        Raises:
            RawFilesError: They cannot be had.
        """

    @abstractmethod
    def build_network(self) -> nn.Module:
        """Return the network, not yet trained."""

    @abstractmethod
    def normalise(self, images: Tensor) -> Tensor:
        """Turn brightness (n, h, w) into what the network reads, (n, 1, h, w)."""

    @abstractmethod
    def vary(self, samples: S, dice: Generator) -> Tensor:
        """Return a varied copy (n, h, w) of every image."""

    def vary_batch(self, samples: S, dice: Generator) -> Tensor:
        """Return the images (n, h, w) of one batch as they are learned from."""
        return self.vary(samples, dice)

    def loss(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Return what ``logits`` (n, k) cost where ``labels`` (n,) are right."""
        return F.cross_entropy(logits, labels)
