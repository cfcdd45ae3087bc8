"""The network: two convolutions, one hidden layer of 128 units, ten outputs.

Letters: n digits, 128 features, 10 classes.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional as F

from model.classifier.cnn import DEVIATION, MEAN

FEATURES = 128
CLASSES = 10


@dataclass(frozen=True)
class NetworkConfig:
    """What can be varied without changing the shapes that the app shows."""

    dropout_conv: float = 0.15
    dropout_features: float = 0.3


class DigitNetwork(nn.Module):
    """Conv 3×3 → 32, conv 3×3 → 64, max-pool 2, linear → 128, linear → 10, with ReLU in between."""

    def __init__(self, config: NetworkConfig | None = None) -> None:
        super().__init__()
        config = config or NetworkConfig()
        self.conv1 = nn.Conv2d(1, 32, kernel_size=3)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3)
        self.dropout_conv = nn.Dropout(config.dropout_conv)
        self.hidden = nn.Linear(64 * 12 * 12, FEATURES)
        self.dropout_features = nn.Dropout(config.dropout_features)
        self.output = nn.Linear(FEATURES, CLASSES)

    def feature_maps(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return both convolutions after ReLU, (n, 32, 26, 26) and (n, 64, 24, 24), of normalised images."""
        conv1 = F.relu(self.conv1(x))  # (n, 32, 26, 26)
        conv2 = F.relu(self.conv2(conv1))  # (n, 64, 24, 24)
        return conv1, conv2

    def features(self, conv2: Tensor) -> Tensor:
        """Return the penultimate layer after ReLU, (n, 128), of the second convolution's maps (n, 64, 24, 24)."""
        pooled = self.dropout_conv(F.max_pool2d(conv2, 2))  # (n, 64, 12, 12)
        return F.relu(self.hidden(pooled.flatten(1)))  # (n, 128)

    def forward(self, x: Tensor) -> Tensor:
        """Return the ten logits, (n, 10), of normalised images (n, 1, 28, 28)."""
        _, conv2 = self.feature_maps(x)
        logits: Tensor = self.output(self.dropout_features(self.features(conv2)))  # (n, 10)
        return logits


def normalise(images: Tensor) -> Tensor:
    """Turn ink (n, 28, 28) from 0 to 255 into network input (n, 1, 28, 28) with mean 0 and deviation 1 over MNIST."""
    return ((images.float() / 255 - MEAN) / DEVIATION).unsqueeze(1)
