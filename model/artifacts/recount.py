"""What a manifest and its arrays say twice, or what must hold between them: counted again when they are read.

It takes milliseconds. A number that somebody has changed is then refused though all sha256 are right.
Letters: n images, d features, c classes, k neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.manifest import ArtifactError
from model.artifacts.records import ForetellingRecord, Manifest
from model.artifacts.schema import LANDED, MANIFEST, PROJECTIONS

CLOSE = 1e-6  # shares that are equal differ by rounding alone
FINITE = ("features", "neighbour-distances", *LANDED)

Arrays = Mapping[str, NDArray[Any]]


def check_counts(folder: Path, manifest: Manifest, arrays: Arrays) -> None:
    """Compare what the manifest in ``folder`` says with what ``arrays`` tell, and these with each other.

    Raises:
        ArtifactError: They differ; the message says what was found where.
    """
    for name, (lowest, highest) in bounds(manifest).items():
        if (arrays[name] < lowest).any() or (arrays[name] > highest).any():
            raise ArtifactError(folder / f"{name}.npy", f"has a number that is not from {lowest} to {highest}")
    for name in FINITE:
        if not np.isfinite(arrays[name]).all():
            raise ArtifactError(folder / f"{name}.npy", "has a number that is not finite")
    if np.bincount(arrays["cluster-order"]).max() > 1:
        raise ArtifactError(folder / "cluster-order.npy", "has a feature twice")
    check_accuracy(folder, manifest["accuracy"], arrays)
    check_kept(folder, manifest, arrays)
    for name, records in manifest["foretelling"].items():
        for number, record in enumerate(records):
            check_trials(folder / MANIFEST, f"foretelling › {name} › {number}", record)


def bounds(manifest: Manifest) -> dict[str, tuple[int, int]]:
    """Return the least and the greatest number that arrays may have which count or number something."""
    n, d, c = manifest["images"], manifest["network"]["features"], len(manifest["dataset"]["classes"])
    near = manifest["files"]["neighbours.npy"]["shape"][1]
    counted = {f"{name}-trust": (0, near) for name in PROJECTIONS}
    return {"labels": (-1, c - 1), "neighbours": (0, n - 1), "cluster-order": (0, d - 1), **counted}


def share_right(labels: NDArray[np.integer], logits: NDArray[np.floating]) -> float | None:
    """Return the share of the labelled images that are read as their labels (n,) by their ``logits`` (n, c), if any."""
    labelled = labels >= 0
    return float((logits.argmax(axis=1) == labels)[labelled].mean()) if labelled.any() else None


def check_accuracy(folder: Path, said: float | None, arrays: Arrays) -> None:
    """Compare the share of images that are said to be read right with that of the arrays.

    Raises:
        ArtifactError: It is another.
    """
    counted = share_right(arrays["labels"], arrays["logits"])
    if (said is None) != (counted is None) or abs((said or 0) - (counted or 0)) > CLOSE:
        raise ArtifactError(folder / MANIFEST, f"says {said} at accuracy; by labels.npy and logits.npy it is {counted}")


def check_kept(folder: Path, manifest: Manifest, arrays: Arrays) -> None:
    """Compare the share of neighbours that each map is said to keep with what was counted point by point.

    Raw axes are left out, and images of which two have the same features: which of equally distant ones is the nearer
    is then chance, and differs.

    Raises:
        ArtifactError: It is another.
    """
    near = arrays["neighbours"].shape[1]
    if not arrays["neighbour-distances"].all():
        return
    for name in PROJECTIONS[1:]:
        said, counted = manifest["quality"][name]["neighbours_kept"], arrays[f"{name}-trust"][:, 0].mean() / near
        if abs(said - counted) > CLOSE:
            place = f"quality › {name} › neighbours_kept"
            raise ArtifactError(folder / MANIFEST, f"says {said} at {place}; by {name}-trust.npy it is {counted:.6f}")


def check_trials(path: Path, place: str, record: ForetellingRecord) -> None:
    """Check that no more trials came true than there were, and that quartiles ascend.

    Raises:
        ArtifactError: They do not.
    """
    if record["right"] > record["tried"] or record["strongest_right"] > record["strongest_tried"]:
        raise ArtifactError(path, f"tells at {place} of more trials that came true than there were")
    if record["sizes"] != sorted(record["sizes"]):
        raise ArtifactError(path, f"has at {place} quartiles that do not ascend")
