"""What is measured on what is there: how good the maps are, what comes true of explanations, what is worth a warning.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.artifacts.folder import Arrays
from model.artifacts.parts import read_pca, read_projections, read_runs
from model.artifacts.records import ForetellingRecord, Measures, QualityRecord, StrangenessRecord
from model.classifier.classifier import Classifier
from model.maps.local_trust import count_all
from model.maps.neighbours import NeighbourIndex
from model.maps.projection import Projection
from model.maps.quality import QualityConfig, measure_quality
from model.maps.runs import Runs
from model.maps.strangeness import Gauge, StrangenessConfig, calibrate, spread_metric
from model.training.config import BuildConfig
from model.training.foretelling import measure_foretelling
from model.training.progress import Progress
from model.training.unseen import Unseen

Floats = NDArray[np.float32]

TRUSTED = (
    "features", "neighbours", "separation", "tsne", "umap",
    "pca-mean", "pca-components", "pca-explained-variance", "pca-explained-variance-ratio",
)  # fmt: skip  # arrays from which ``count_trust`` counts
MEASURING = ("quality", "point by point", "trials", "warning")  # stages


def measure(
    arrays: Arrays, classifier: Classifier, unseen: Unseen, config: BuildConfig, progress: Progress
) -> tuple[dict[str, NDArray[Any]], Measures]:
    """Measure everything that is measured.

    Args:
        arrays: Those of the artifacts, but for what comes of measuring.
        classifier: The network.
        unseen: Images that are not on the map, or as many of it.
        config: What it depends on.
        progress: Is told the stages.

    Returns:
        The arrays that come of it, and what the manifest says.
    """
    groups = groups_of(arrays["labels"], arrays["logits"])
    projections = read_maps(arrays, config)
    progress.stage("quality")
    runs = {name: read_runs(arrays, name) for name, each in projections.items() if not each.method.exact}
    positions = {name: each.positions for name, each in projections.items()}
    quality = measure_maps(arrays["features"], positions, groups, runs, config.quality)
    progress.stage("point by point")
    trust = count_trust(arrays, positions)
    progress.stage("trials")
    foretelling: dict[str, list[ForetellingRecord]] = {}
    if classifier.has_gradient:
        foretelling = measure_foretelling(
            projections, classifier, unseen, config.foretelling, classes=arrays["logits"].shape[1], progress=progress
        )
    progress.stage("warning")
    warning, strangeness = measure_strangeness({**arrays, "labels": groups}, classifier, unseen, config.strangeness)
    return trust | warning, {"quality": quality, "foretelling": foretelling, "strangeness": strangeness}


def read_maps(arrays: Arrays, config: BuildConfig) -> dict[str, Projection]:
    """Return the maps among ``arrays``."""
    umap, index = config.umap, NeighbourIndex.of(arrays["features"])
    return read_projections(arrays, read_pca(arrays), index, (umap.neighbours, umap.minimum_distance))


def count_trust(arrays: Arrays, positions: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """Return how many of each image's neighbours the maps at ``positions`` (n, 2) keep, as arrays of artifacts."""
    counts = count_all(arrays["features"], arrays["neighbours"], positions)
    return {f"{name}-trust": counted for name, counted in counts.items()}


def groups_of(labels: NDArray[np.integer], logits: Floats) -> NDArray[np.integer]:
    """Return the class (n,) of each image: its label, or what it is read as where that is not known (−1)."""
    groups: NDArray[np.integer] = np.where(labels < 0, logits.argmax(axis=1), labels)
    return groups


def measure_maps(
    features: Floats,
    positions: Mapping[str, Floats],
    labels: NDArray[np.integer],
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


def measure_strangeness(
    known: Arrays, classifier: Classifier, unseen: Unseen, config: StrangenessConfig
) -> tuple[dict[str, NDArray[Any]], StrangenessRecord]:
    """Find out what is rare among digits that are not on the map.

    Args:
        known: "labels" (n,), "features" (n, d), "logits" (n, c) and "class-means" (c, d).
        classifier: The network.
        unseen: The digits that decide.
        config: What is warned of.

    Returns:
        The arrays that the warning needs, and what the manifest says of it.
    """
    mapped = known["features"]
    gauge = Gauge.of(mapped, spread_metric(mapped, known["labels"], known["class-means"]))
    features, logits = classifier.describe(unseen.images)
    found = calibrate(gauge, gauge.measure(features, logits, unseen.own), config.allowed)
    themselves = gauge.measure(mapped, known["logits"], np.arange(len(mapped)))
    warned = float((found.overall(found.ranks(themselves)) > 1 - config.allowed).mean())
    record: StrangenessRecord = {
        "digits": len(unseen.images), "source": unseen.source, "allowed": config.allowed, "warned": warned,
    }  # fmt: skip
    return found.arrays(), record
