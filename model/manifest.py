"""The manifest: which files an artifact folder has, what each holds, and how it all came about.

``v1`` is the schema; ``ARRAYS`` spells it out. Letters: n digits, 128 features, 15 neighbours, 10 classes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from model.sprites import sheet_count, sheet_name
from model.tracing import WEIGHTS

SCHEMA = "v1"
MANIFEST = "manifest.json"
REMEDY = "Build it anew with `make build-data`, or fetch the committed files with `git checkout -- data/artifacts`."

# Name, without .npy: dtype and shape; n stands for the number of digits.
ARRAYS: dict[str, tuple[str, tuple[int | str, ...]]] = {
    "labels": ("uint8", ("n",)),
    "features": ("float32", ("n", 128)),
    "probabilities": ("float32", ("n", 10)),
    "class-means": ("float32", (10, 128)),
    "neighbours": ("int32", ("n", 15)),
    "neighbour-distances": ("float32", ("n", 15)),
    "pca-mean": ("float32", (128,)),
    "pca-components": ("float32", (128, 128)),
    "pca-explained-variance": ("float32", (128,)),
    "pca-explained-variance-ratio": ("float32", (128,)),
    "separation": ("float32", (128, 128)),
    "correlation": ("float32", (128, 128)),
    "cluster-order": ("int32", (128,)),
    "tsne": ("float32", ("n", 2)),
    "umap": ("float32", ("n", 2)),
    **{
        f"surrogate-{projection}-{part}": ("float32", shape)
        for projection in ("tsne", "umap")
        for part, shape in (("weights", (128, 2)), ("intercept", (2,)), ("alpha", (2,)), ("r2", (2,)))
    },
    **{name: ("float32", shape) for name, shape in WEIGHTS.items()},
}


PROJECTIONS = ("axes", "pca", "tsne", "umap")


class FileEntry(TypedDict):
    """What the manifest says about one file."""

    sha256: str
    bytes: int
    dtype: str  # of the pixels, if it is a picture
    shape: list[int]


class TrainingRecord(TypedDict):
    """How the network came about, as ``model.train`` reports it."""

    test_accuracy: float  # 0 to 1, of the 10,000 test digits
    held_out_accuracy: float  # 0 to 1, of the digits that chose the epoch
    epoch: int
    config: dict[str, Any]


class QualityRecord(TypedDict):
    """The measures of one map; ``model.quality.Quality`` defines them."""

    trustworthiness: float
    continuity: float
    knn_accuracy: float
    distance_correlation: float


class Record(TypedDict):
    """What a build reports about itself; everything but the date is the same each time."""

    built: str  # ISO 8601, UTC
    accuracy: float  # 0 to 1, share of the n digits that the network reads right
    parameters: dict[str, Any]
    versions: dict[str, str]
    training: TrainingRecord
    quality: dict[str, QualityRecord]


class Manifest(Record):
    """The content of ``manifest.json``."""

    schema: str
    digits: int  # n
    files: dict[str, FileEntry]


class ArtifactError(RuntimeError):
    """A file of the artifacts is missing, damaged or of another schema; the message names it and the remedy."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} {problem}.\n{REMEDY}")
        self.path = path


def describe(array: NDArray[Any]) -> str:
    """Return dtype and shape of ``array`` in words."""
    return f"{array.dtype} {list(array.shape)}"


def wanted(name: str, n: int) -> str:
    """Return the dtype and shape that the schema asks of array ``name``, in the words of ``describe``."""
    dtype, shape = ARRAYS[name]
    return f"{np.dtype(dtype)} {[n if size == 'n' else size for size in shape]}"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of ``folder`` and check that it is one of this schema.

    Raises:
        ArtifactError: It is missing, not JSON, of another schema, or lacks something.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ArtifactError(path, f"is missing or cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ArtifactError(path, f"is not JSON: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        found = manifest.get("schema") if isinstance(manifest, dict) else None
        raise ArtifactError(path, f"has the schema {found!r}; this version reads {SCHEMA!r}")
    check_manifest(path, manifest)
    return cast(Manifest, manifest)


def check_manifest(path: Path, manifest: dict[str, Any]) -> None:
    """Check that ``manifest``, read from ``path``, has every key and an entry for every file.

    Raises:
        ArtifactError: Something is missing or of another type.
    """
    lacking = Manifest.__annotations__.keys() - manifest.keys()
    if lacking:
        raise ArtifactError(path, f"lacks {', '.join(sorted(lacking))}")
    if type(manifest["digits"]) is not int or manifest["digits"] < 1:
        raise ArtifactError(path, f"says {manifest['digits']!r} digits; it must be a whole number above 0")
    sheets = [sheet_name(number) for number in range(sheet_count(manifest["digits"]))]
    for name in (*sheets, *(f"{array}.npy" for array in ARRAYS)):
        entry = manifest["files"].get(name) if isinstance(manifest["files"], dict) else None
        if not isinstance(entry, dict) or FileEntry.__annotations__.keys() - entry.keys():
            raise ArtifactError(path, f"has no full entry for {name}")
    for projection in PROJECTIONS:
        measures = manifest["quality"].get(projection) if isinstance(manifest["quality"], dict) else None
        if not isinstance(measures, dict) or measures.keys() != QualityRecord.__annotations__.keys():
            raise ArtifactError(path, f"does not hold the measures of {projection}")
