"""Small networks of many kinds, as people write them."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

GREY, COLOUR = (1, 12, 12), (3, 12, 10)


class Functional(nn.Module):
    """Convolutions whose ReLU and pool are functions, and a hidden layer without ReLU: features of both signs."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(1, 4, 3), nn.Conv2d(4, 6, 3)
        self.hidden, self.last = nn.Linear(6 * 16, 5), nn.Linear(5, 3)

    def forward(self, x: Tensor) -> Tensor:
        maps = F.relu(self.second(F.relu(self.first(x))))
        out: Tensor = self.last(self.hidden(F.max_pool2d(maps, 2).flatten(1)))
        return out


def in_place() -> nn.Module:
    """Return a network in colour whose nonlinearities overwrite what they are given."""
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1),
        nn.Conv2d(4, 6, 3, bias=False), nn.SiLU(inplace=True), nn.AvgPool2d(2), nn.Flatten(), nn.Dropout(0.5),
        nn.Linear(6 * 2, 3),
    )  # fmt: skip


class Residual(nn.Module):
    """A block whose sum is rectified in place, and a second way through it."""

    def __init__(self) -> None:
        super().__init__()
        self.stem, self.body, self.aside = nn.Conv2d(3, 4, 3), nn.Conv2d(4, 8, 3, 2, 1), nn.Conv2d(4, 8, 1, 2)
        self.norm, self.pool, self.last = nn.BatchNorm2d(8), nn.AdaptiveAvgPool2d(1), nn.Linear(8, 4)

    def forward(self, x: Tensor) -> Tensor:
        stem = F.gelu(self.stem(x))
        both = self.norm(self.body(stem)) + self.aside(stem)
        out: Tensor = self.last(self.pool(both.relu_()).flatten(1))
        return out


class Branching(nn.Module):
    """Does one thing to dark images and another to light ones."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.other, self.last = nn.Conv2d(1, 4, 3), nn.Conv2d(1, 4, 3), nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        maps = self.one(x) if x.mean() > 0 else self.other(x)
        out: Tensor = self.last(maps.relu().mean((2, 3)))
        return out


class Restless(nn.Module):
    """Leaves its dropout on."""

    def __init__(self) -> None:
        super().__init__()
        self.last = nn.Linear(144, 3)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.last(F.dropout(x.flatten(1), 0.5, training=True))
        return out


class Returning(nn.Module):
    """Returns whatever a function makes of flattened images (n, 144)."""

    def __init__(self, answer: Callable[[Tensor], object]) -> None:
        super().__init__()
        self.answer = answer

    def forward(self, x: Tensor) -> object:
        return self.answer(x.flatten(1))


def without_convolution() -> nn.Module:
    """Return a network that has no maps and ends in probabilities."""
    return nn.Sequential(nn.Flatten(), nn.Linear(144, 7), nn.Tanh(), nn.Linear(7, 3), nn.Softmax(1))


def uneven_pools() -> nn.Module:
    """Return a network whose pools overlap, are cut off, and divide a side that they do not fit."""
    return nn.Sequential(
        nn.Conv2d(1, 3, 4), nn.Hardswish(), nn.MaxPool2d(2, 2, ceil_mode=True),
        nn.AvgPool2d(3, 1, 1, count_include_pad=False), nn.AdaptiveAvgPool2d(3), nn.Flatten(), nn.Linear(27, 3),
    )  # fmt: skip


class Attending(nn.Module):
    """Patches and a token of the class that look at each other, then the mean of maps whose channels lie last."""

    def __init__(self) -> None:
        super().__init__()
        self.patches, self.token = nn.Conv2d(1, 8, 4, 4), nn.Parameter(torch.randn(1, 1, 8))
        self.norm, self.mixed, self.last = nn.LayerNorm(8), nn.Linear(8, 24), nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        n = x.shape[0]
        seen = self.patches(x).flatten(2).transpose(1, 2)  # (n, 9, 8)
        tokens = self.norm(torch.cat([self.token.expand(n, -1, -1), seen], 1))
        parts = self.mixed(tokens).view(n, 10, 3, 2, 4).permute(2, 0, 3, 1, 4)  # (3, n, 2, 10, 4)
        mixed = F.scaled_dot_product_attention(*parts.unbind()).transpose(1, 2).reshape(n, 10, 8)
        maps = (tokens + F.gelu(mixed)).view(n, 2, 5, 8).permute(0, 3, 1, 2)
        out: Tensor = self.last(F.adaptive_avg_pool2d(maps, 1).flatten(1))
        return out


def seeded(make: Callable[[], nn.Module]) -> nn.Module:
    """Return a network with weights by a seed, and statistics in its batch norms as training leaves them."""
    torch.manual_seed(5)
    network = make()
    for part in network.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.running_mean, part.running_var = torch.randn(part.num_features), torch.rand(part.num_features) + 0.5
    return network
