"""Random numbers for a batch of n digits at once."""

from __future__ import annotations

import torch
from torch import Generator, Tensor


class BatchRandom:
    """Random numbers for a batch of n digits, all from one generator."""

    def __init__(self, n: int, generator: Generator) -> None:
        self.n = n
        self.generator = generator

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        """Return uniform numbers (n, *shape) in [low, high)."""
        return low + (high - low) * torch.rand(self.n, *shape, generator=self.generator)

    def bernoulli(self, share: float) -> Tensor:
        """Return a mask (n,) that is true for about ``share`` of the digits."""
        return torch.rand(self.n, generator=self.generator) < share
