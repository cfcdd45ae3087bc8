"""What the manifest says of a build besides its files: how everything came about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from platform import python_version
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.artifacts.manifest import BuildRecord, Measures, Parameters, TrainingRecord

Floats = NDArray[np.float32]

PACKAGES = ("numpy", "torch", "scikit-learn", "openTSNE", "umap-learn", "pillow")


def make_record(
    network: Mapping[str, Any], parameters: Mapping[str, Any], accuracy: float, measures: Measures
) -> BuildRecord:
    """Return what the manifest says besides the files."""
    training = {key: network[key] for key in TrainingRecord.__annotations__}
    return {
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "accuracy": accuracy,
        "parameters": cast(Parameters, parameters),
        "versions": {"python": python_version(), **{name: version(name) for name in PACKAGES}},
        "training": cast(TrainingRecord, training),
        **measures,
    }
