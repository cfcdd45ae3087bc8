"""What the manifest of an artifact folder says, as types that check it.

Letters: n images, d features, c classes.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, JsonValue, with_config
from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

SCHEMA: Literal["v3"] = "v3"

Count = Annotated[int, Field(ge=0, le=2**53)]  # what every reader of JSON knows exactly
ArrayType = Annotated[str, Field(pattern="^(uint8|uint16|int16|int32|float16|float32|float64)$")]
Share = Annotated[float, Field(ge=0, le=1)]


class DatasetRecord(TypedDict):
    """What the data set is; ``model.spec.DatasetSpec`` explains it."""

    name: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
    title: str
    item: str
    items: str
    classes: Annotated[list[str], Field(min_length=1, max_length=10_000)]
    height: Annotated[int, Field(ge=1, le=4_096)]
    width: Annotated[int, Field(ge=1, le=4_096)]
    channels: Annotated[int, Field(ge=1, le=3)]  # 1 or 3
    pad: bool
    provenance: str
    licence: str


class LayerRecord(TypedDict):
    """A recorded layer of the network."""

    name: str
    channels: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    width: Annotated[int, Field(ge=1)]


class KernelRecord(TypedDict):
    """A recorded layer that is one plain convolution, whose weights are kept."""

    layer: str
    shape: Annotated[list[int], Field(min_length=4, max_length=4)]


class NetworkRecord(TypedDict):
    """What runs, and what it tells."""

    kind: Literal["digits", "onnx"]  # the digits' own in NumPy, or any that ONNX Runtime runs
    feature_layer: str  # in words
    features: Annotated[int, Field(ge=2, le=65_536)]  # d
    layers: list[LayerRecord]
    kernels: list[KernelRecord]
    head: bool  # whether the scores are linear in the features
    why_no_gradient: str  # empty where pixels have one
    errors: dict[str, float | None]  # against PyTorch, shares of the greatest value


class ColumnRecord(TypedDict):
    """A column of the table that somebody brought; ``model.columns.OwnColumn`` explains it."""

    name: str
    kind: Literal["number", "date", "category", "text"]


class FileEntry(TypedDict):
    """What the manifest says about one file."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    bytes: Count
    dtype: ArrayType  # of a picture: its pixels
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
    split: Literal["test", "all", "own"]  # of MNIST and the like, or images that somebody brought
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
    source: Literal["held out", "trained on", "map"]  # whether the network was trained on them, or nobody knows
    allowed: Share  # of them that are warned of
    warned: Share  # of the digits of the map that are warned of, each without its own point


class Measures(TypedDict):
    """What a build finds out about what it has made."""

    quality: dict[str, QualityRecord]  # by map
    foretelling: dict[str, list[ForetellingRecord]]  # by map, of images read as each class; none without a gradient
    strangeness: StrangenessRecord


class BuildRecord(Measures):
    """What a build reports about itself; everything but the date is the same each time."""

    built: str  # ISO 8601, UTC
    accuracy: Share | None  # of the labelled images, those that the network reads right
    parameters: Parameters
    versions: dict[str, str]
    training: TrainingRecord | None  # where this project trained the network
    notes: list[str]  # what was decided about the images when they were read


class Manifest(BuildRecord):
    """The content of ``manifest.json``."""

    schema: Literal["v3"]
    dataset: DatasetRecord
    network: NetworkRecord
    images: Annotated[int, Field(ge=1, le=2**53)]  # n
    columns: NotRequired[list[ColumnRecord]]  # of a table in its order; older artifacts do not say
    files: dict[str, FileEntry]
