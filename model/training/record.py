"""What the manifest says of a build besides its files: how the maps measure up, and how everything came about.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from platform import python_version
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.artifacts.manifest import BuildRecord, Parameters, QualityRecord, TrainingRecord
from model.maps.quality import QualityConfig, measure_quality
from model.maps.runs import Runs

Floats = NDArray[np.float32]

PACKAGES = ("numpy", "torch", "scikit-learn", "openTSNE", "umap-learn", "pillow")


def measure_maps(
    features: Floats,
    positions: Mapping[str, Floats],
    labels: NDArray[np.uint8],
    runs: Mapping[str, Runs],
    config: QualityConfig,
) -> dict[str, QualityRecord]:
    """Measure all maps; each is measured with the same folds and digits."""
    measured = {
        name: measure_quality(
            features, points, labels, np.random.default_rng(config.seed), config,
            others=runs[name].others if name in runs else (),
        )
        for name, points in positions.items()
    }  # fmt: skip
    return {name: cast(QualityRecord, asdict(quality)) for name, quality in measured.items()}


def make_record(
    network: Mapping[str, Any], parameters: Mapping[str, Any], quality: dict[str, QualityRecord], accuracy: float
) -> BuildRecord:
    """Return what the manifest says besides the files."""
    training = {key: network[key] for key in TrainingRecord.__annotations__}
    return {
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "accuracy": accuracy,
        "parameters": cast(Parameters, parameters),
        "versions": {"python": python_version(), **{name: version(name) for name in PACKAGES}},
        "training": cast(TrainingRecord, training),
        "quality": quality,
    }
