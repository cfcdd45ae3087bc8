"""The manifest: which files an artifact folder has, what each holds, and how it all came about.

``v2`` is the schema; ``ARRAYS`` spells it out. Letters: n digits, 128 features, 15 neighbours, 10 classes.
"""

from __future__ import annotations

import json
import reprlib
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, Field, JsonValue, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from model.artifacts.sprites import sheet_count, sheet_name
from model.classifier.cnn import WEIGHTS
from model.maps.strangeness import LEVELS

SCHEMA: Literal["v2"] = "v2"
MANIFEST = "manifest.json"
REMEDY = "Build it anew with `make build-data`, or fetch the committed files with `git checkout -- data/artifacts`."

FIT = ("intercept", "alpha", "r2", "r2-inside", "r2-middles")  # of a surrogate, one number an axis

# What warns of things that are no digits.
STRANGENESS: dict[str, tuple[int | str, ...]] = {
    "strangeness-metric": (128, 128),
    "strangeness-norms": ("n",),
    "strangeness-quantiles": (4, LEVELS),
}

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
    **{f"{projection}-seeds": ("float16", (5, "n", 2)) for projection in ("tsne", "umap")},
    **{f"{projection}-islands": ("int16", (6, "n")) for projection in ("tsne", "umap")},
    **{f"{projection}-reach": ("float32", (6,)) for projection in ("tsne", "umap")},
    **{
        f"surrogate-{projection}-{part}": ("float32", shape)
        for projection in ("tsne", "umap")
        for part, shape in {"weights": (128, 2), **dict.fromkeys(FIT, (2,))}.items()
    },
    **{name: ("float32", shape) for name, shape in (STRANGENESS | WEIGHTS).items()},
}

PROJECTIONS = ("axes", "pca", "tsne", "umap")
CLASSES = 10


Count = Annotated[int, Field(ge=0, le=2**53)]  # what every reader of JSON knows exactly
Share = Annotated[float, Field(ge=0, le=1)]


class FileEntry(TypedDict):
    """What the manifest says about one file."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    bytes: Count
    dtype: Annotated[str, Field(pattern="^(uint8|int16|int32|float16|float32)$")]  # of the pixels, if it is a picture
    shape: Annotated[list[Count], Field(max_length=4)]


class TrainingRecord(TypedDict):
    """How the network came about, as ``model.training.train`` reports it."""

    test_accuracy: Share  # of the 10,000 test digits
    held_out_accuracy: Share  # of the digits that chose the epoch
    epoch: Count
    config: dict[str, JsonValue]


class UmapParameters(TypedDict):
    """The settings of the UMAP map, which decide where new digits land on it; ``UmapConfig`` explains them."""

    neighbours: Annotated[int, Field(ge=2, le=1_000)]
    minimum_distance: Share
    start: str  # where the digits lie at first, as umap-learn calls it
    seed: Count


@with_config(ConfigDict(extra="allow"))
class TsneParameters(TypedDict):
    """Of the settings of the t-SNE map that of which the page speaks; ``TsneConfig`` explains them."""

    perplexity: Annotated[float, Field(gt=0)]


@with_config(ConfigDict(extra="allow"))
class Parameters(TypedDict):
    """What decided the artifacts. The page needs those of both maps; measuring anew needs to know the digits."""

    tsne: TsneParameters
    umap: UmapParameters
    split: Literal["test", "all"]
    limit: Count | None


class QualityRecord(TypedDict):
    """The measures of one map; ``model.maps.quality.Quality`` defines them."""

    trustworthiness: Share
    continuity: Share
    neighbours_kept: Share
    neighbours_again: Share
    knn_accuracy: Share
    distance_correlation: Annotated[float, Field(ge=-1, le=1)]
    distance_deviation: Annotated[float, Field(ge=0)]


class ForetellingRecord(TypedDict):
    """How often the saliency of a position came true for one class; see ``model.training.foretelling``."""

    tried: Count  # blocks of ink by chance, each of which moved its digit on the map
    right: Count  # of them, those that moved it within 90° of the told way
    strongest_tried: Count  # blocks of which most is told
    strongest_right: Count
    sizes: Annotated[
        list[Annotated[float, Field(ge=0)]], Field(min_length=3, max_length=3)
    ]  # told over real: quartiles


class StrangenessRecord(TypedDict):
    """What the warning of things that are no digits was calibrated on, and what it says of the digits of the map."""

    digits: Annotated[int, Field(ge=1, le=2**53)]  # that decided what is rare
    trained_on: bool  # whether the network was trained on them
    allowed: Share  # of them that are warned of
    warned: Share  # of the digits of the map that are warned of, each without its own point


class Measures(TypedDict):
    """What a build finds out about what it has made."""

    quality: dict[str, QualityRecord]  # by map
    foretelling: dict[str, list[ForetellingRecord]]  # by map, of digits that are read as each class
    strangeness: StrangenessRecord


class BuildRecord(Measures):
    """What a build reports about itself; everything but the date is the same each time."""

    built: str  # ISO 8601, UTC
    accuracy: Share  # of the n digits, those that the network reads right
    parameters: Parameters
    versions: dict[str, str]
    training: TrainingRecord


class Manifest(BuildRecord):
    """The content of ``manifest.json``."""

    schema: Literal["v2"]
    digits: Annotated[int, Field(ge=1, le=2**53)]  # n
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
        ArtifactError: It is missing, not JSON, of another schema, lacks something or has something of another kind.
    """
    path = folder / MANIFEST
    try:
        manifest = manifest_type().validate_json(path.read_bytes(), strict=True)
    except OSError as error:
        raise ArtifactError(path, f"is missing or cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise ArtifactError(path, complaint(error)) from error
    check_complete(path, manifest)
    return manifest


@cache
def manifest_type() -> TypeAdapter[Manifest]:
    """Return what checks manifests; it takes some milliseconds to make."""
    return TypeAdapter(Manifest)


def encode_manifest(manifest: Manifest) -> str:
    """Return the content of ``manifest.json``.

    Raises:
        ValueError: It could not be read again; the message says what is wrong with it.
    """
    text = json.dumps(manifest, indent=2) + "\n"
    try:
        manifest_type().validate_json(text, strict=True)
    except ValidationError as error:
        raise ValueError(f"the manifest {complaint(error)}") from error
    return text


def complaint(error: ValidationError) -> str:
    """Return in words what is wrong with a manifest: that it is of another schema, or else the first thing."""
    found = error.errors(include_url=False, include_context=False)
    first = next((each for each in found if each["loc"] == ("schema",)), found[0])
    place, given = " › ".join(map(str, first["loc"])), reprlib.repr(first["input"])
    if first["type"] == "json_invalid":
        return f"is not JSON: {first['msg']}"
    if first["type"] == "missing":
        return f"lacks {place}"
    if place == "schema":
        return f"has the schema {given}; this version reads {SCHEMA!r}"
    return f"says {given}{place and f' at {place}'}: {first['msg']}"


def check_complete(path: Path, manifest: Manifest) -> None:
    """Check that ``manifest``, read from ``path``, has all files, and the measures of all maps.

    Raises:
        ArtifactError: One is missing.
    """
    sheets = (sheet_name(number) for number in range(sheet_count(manifest["digits"])))  # as many as it likes to say
    for name in chain((f"{array}.npy" for array in ARRAYS), sheets):
        if name not in manifest["files"]:
            raise ArtifactError(path, f"has no entry for {name}")
    for projection in PROJECTIONS:
        if projection not in manifest["quality"]:
            raise ArtifactError(path, f"does not hold the measures of {projection}")
        if len(manifest["foretelling"].get(projection, ())) != CLASSES:
            raise ArtifactError(path, f"does not hold the trials of the saliency on {projection}")
