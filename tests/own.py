"""Images and a network as somebody might bring: three named classes in colour, no squares, features of both signs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn

from data.sources.arrays import from_arrays
from model.training.bring import Wishes, bring
from tests.conftest import quick_maps

MARKUP = '<b>&"'
NAMES = ("cat", f"dog {MARKUP}", "none of both")


def colours(n: int = 90) -> tuple[np.ndarray, np.ndarray]:
    """Return images (n, 20, 24, 3), each of three classes brighter in its own colour, and their classes."""
    dice, labels = np.random.default_rng(4), np.arange(n) % 3
    images = dice.integers(0, 90, (n, 20, 24, 3))
    images[np.arange(n), :, :, labels] += 120
    return images.astype(np.uint8), labels


def network(channels: int = 3, outputs: int = 3) -> nn.Module:
    """Return three convolutions whose 17 features have both signs."""
    torch.manual_seed(3)
    maps = [nn.Conv2d(channels, 6, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 8, 3), nn.GELU(), nn.Conv2d(8, 9, 3)]
    head = [nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(9, 17), nn.Linear(17, outputs)]
    return nn.Sequential(*maps, *head)


def build_own(out: Path, title: str | None = None) -> None:
    """Build the artifacts of them."""
    wishes = Wishes(title=title)
    bring(network(), from_arrays(*colours(), NAMES), out, wishes, maps=quick_maps, workers=1, silent=True)
