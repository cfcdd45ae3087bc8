"""Everything that the page shows of a data set and a network, computed: the content of an artifact folder.

Letters: n images, d features, c classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.folder import ArtifactContent
from model.artifacts.records import Measures, NetworkRecord
from model.artifacts.recount import share_right
from model.artifacts.schema import NEIGHBOURS, index_type, record_of
from model.classifier.classifier import Classifier
from model.columns import OwnColumn
from model.explain.correlation import cluster_order, correlate
from model.maps.axes import separation
from model.maps.neighbours import nearest_neighbours
from model.maps.pca import Pca, fit_pca
from model.maps.surrogate import Surrogate, SurrogateConfig, fit_surrogate
from model.spec import DatasetSpec
from model.training.config import BuildConfig
from model.training.fitting import FIT, RUN_STAGES, MapFit, fit_maps, run_maps
from model.training.kept import Kept
from model.training.measures import MEASURING, groups_of, measure
from model.training.progress import Progress
from model.training.record import make_record
from model.training.runs import as_arrays_of_runs
from model.training.unseen import Unseen

Floats = NDArray[np.float32]
Labels = NDArray[np.int16]

FEWEST = 50  # images; below that the maps have too few neighbours
STAGES = ("neighbours", "axes", "PCA", *FIT, *RUN_STAGES, "surrogates", *MEASURING, "files")


class MaterialError(ValueError):
    """Of these images and this network no maps can be made; the message says why."""


@dataclass(frozen=True)
class Network:
    """A network at work, and what the artifacts hold of it."""

    classifier: Classifier
    record: NetworkRecord
    arrays: Mapping[str, Floats]  # as ``network_arrays`` lists them
    onnx: bytes = b""
    training: Mapping[str, Any] | None = None  # what ``model.training.train`` says of it, if that made it


@dataclass(frozen=True)
class Material:
    """What artifacts are made of."""

    spec: DatasetSpec
    images: NDArray[np.uint8]  # (n, h, w) or (n, h, w, 3)
    labels: Labels  # (n,), -1 where nobody knows
    network: Network
    features: Floats  # (n, d)
    logits: Floats  # (n, c)
    unseen: Unseen  # others, to try with them what is said of images, and to find out what is rare
    notes: tuple[str, ...] = field(default=())  # what was decided when the images were read
    columns: tuple[OwnColumn, ...] = ()  # of somebody's table


def compose(
    material: Material, config: BuildConfig, progress: Progress, *,
    maps: MapFit = fit_maps, workers: int = 1, kept: Kept | None = None,
) -> ArtifactContent:  # fmt: skip
    """Compute everything that the page shows.

    Args:
        material: n images of at least 50, and their features.
        config: Settings and seeds; the same ones give the same content but for the date.
        progress: Is told the stages.
        maps: Lays the images out; tests put something quick in its place.
        workers: Processes in which maps are made.
        kept: Where maps that are made already may be found.

    Returns:
        The content of an artifact folder.

    Raises:
        MaterialError: No maps can be made of it.
    """
    check_material(material)
    config = config.fitting(len(material.images))
    features, groups = material.features, groups_of(material.labels, material.logits)
    progress.stage("neighbours")
    near = nearest_neighbours(features, min(NEIGHBOURS, len(features) - 1))
    progress.stage("axes")
    separations, correlation = separation(features, groups), correlate(features)
    progress.stage("PCA")
    pca = fit_pca(features)
    fitted, runs = run_maps(features, near, config, progress, maps=maps, workers=workers, kept=kept)
    progress.stage("surrogates")
    arrays: dict[str, NDArray[Any]] = {
        "labels": material.labels,
        "features": features,
        "logits": material.logits,
        "class-means": class_means(features, groups, len(material.spec.classes)),
        "neighbours": near.indices.astype(index_type(len(features))),
        "neighbour-distances": near.distances,
        "separation": separations,
        "correlation": correlation,
        "cluster-order": cluster_order(correlation),
        **material.network.arrays,
        **named("pca", pca),
        **fitted,
        **as_arrays_of_runs(runs),
        **fit_surrogates(features, fitted, groups, config.surrogate),
    }
    more, measures = measure(arrays, material.network.classifier, material.unseen, config, progress)
    return content_of(material, {**arrays, **more}, measures, config)


def content_of(
    material: Material, arrays: Mapping[str, NDArray[Any]], measures: Measures, config: BuildConfig
) -> ArtifactContent:
    """Return what the artifact folder of ``material`` holds."""
    accuracy, network = share_right(material.labels, material.logits), material.network
    record = make_record(network.training, asdict(config), accuracy, measures, material.notes)
    return ArtifactContent(
        record_of(material.spec), network.record, material.images, arrays, record, network.onnx, material.columns
    )


def check_count(n: int) -> None:
    """Refuse to make maps of few images.

    Raises:
        MaterialError: ``n`` are too few.
    """
    if n < FEWEST:
        raise MaterialError(f"there are {n} images; the maps need {FEWEST} or more")


def check_material(material: Material) -> None:
    """Refuse what no maps can be made of.

    Raises:
        MaterialError: It is that; the message says what is missing.
    """
    check_count(len(material.images))
    features = material.features
    broken = np.flatnonzero(~np.isfinite(features).all(axis=1))
    if broken.size:
        raise MaterialError(
            f"the features of {broken.size} images, the first of them No. {broken[0]}, are not finite numbers; "
            "look for a division by zero in the network, or another mean and deviation"
        )
    if features.shape[1] < 2:
        raise MaterialError("the feature vector has one number; a map needs two or more: choose another layer")
    if not np.ptp(features, axis=0).any():
        raise MaterialError("all images have the same features, so there is nothing to map; were weights loaded?")


def fit_surrogates(
    features: Floats, fitted: Mapping[str, Floats], labels: NDArray[np.integer], config: SurrogateConfig
) -> dict[str, Floats]:
    """Return the arrays of a surrogate for each of the ``fitted`` maps (n, 2)."""
    arrays: dict[str, Floats] = {}
    for name, points in fitted.items():
        arrays |= named(f"surrogate-{name}", fit_surrogate(features, points, labels, config))
    return arrays


def named(prefix: str, parts: Pca | Surrogate) -> dict[str, Floats]:
    """Return the arrays of a dataclass under the names that the schema gives them."""
    return {f"{prefix}-{part.name.replace('_', '-')}": getattr(parts, part.name) for part in fields(parts)}


def class_means(features: Floats, labels: NDArray[np.integer], classes: int) -> Floats:
    """Return the mean of ``features`` (n, d) for each class, (c, d); 0 for one that is absent."""
    members = labels[None, :] == np.arange(classes)[:, None]  # (c, n)
    sums = np.matmul(members.astype(float), features)
    means: Floats = (sums / members.sum(axis=1, keepdims=True).clip(min=1)).astype(np.float32)
    return means
