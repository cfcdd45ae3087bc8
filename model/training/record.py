"""What the manifest says of a build besides its files: how everything came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from platform import python_version
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.artifacts.records import BuildRecord, Measures, Parameters, TrainingRecord

Floats = NDArray[np.float32]

PACKAGES = ("numpy", "torch", "scikit-learn", "openTSNE", "umap-learn", "pillow")


def make_record(
    training: Mapping[str, Any] | None,
    parameters: Mapping[str, Any],
    accuracy: float | None,
    measures: Measures,
    notes: Sequence[str] = (),
) -> BuildRecord:
    """Return what the manifest says besides the data set, the network and the files.

    Args:
        training: What ``model.training.train`` saved; nothing of a network that was trained elsewhere.
        parameters: Settings of the build.
        accuracy: Share of the labelled images that are read right, 0 to 1, if there are any.
        measures: What was found out.
        notes: What was decided when the images were read.
    """
    said = None if training is None else {key: training[key] for key in TrainingRecord.__annotations__}
    return {
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "accuracy": accuracy,
        "parameters": cast(Parameters, parameters),
        "versions": {"python": python_version(), **{name: version(name) for name in PACKAGES}},
        "training": cast(TrainingRecord, said),
        "notes": list(notes),
        **measures,
    }
