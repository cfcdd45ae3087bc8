"""What is measured on maps and features that are there: how good the maps are, and what is worth a warning.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.artifacts.folder import Arrays, Measures, load_artifacts, write_measures
from model.artifacts.manifest import Manifest, QualityRecord, StrangenessRecord
from model.classifier.cnn import WEIGHTS, Tracer
from model.maps.axes import best_axes
from model.maps.pca import Pca
from model.maps.quality import QualityConfig, measure_quality
from model.maps.strangeness import Gauge, StrangenessConfig, calibrate, spread_metric
from model.training.activations import as_arrays, as_state_dict, describe_images
from model.training.unseen import Unseen, read_unseen
from model.workspace import read_pca

Floats = NDArray[np.float32]


@contextmanager
def one_thread() -> Iterator[None]:
    """Let every library compute in one thread: sums come in the same order, so the same input gives the same bytes."""
    from threadpoolctl import threadpool_limits

    import_module("sklearn.linear_model")  # only libraries that are loaded already can be limited
    with threadpool_limits(1):
        yield


def find_positions(features: Floats, separations: Floats, pca: Pca, fitted: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the positions (n, 2) on all maps, of which some were ``fitted``."""
    return {"axes": features[:, best_axes(separations)], "pca": pca.transform(features)[:, :2], **fitted}


def measure_maps(
    features: Floats, positions: Mapping[str, Floats], labels: NDArray[np.uint8], config: QualityConfig
) -> dict[str, QualityRecord]:
    """Measure every map, with the same folds and digits."""
    found = {
        name: measure_quality(features, points, labels, np.random.default_rng(config.seed), config)
        for name, points in positions.items()
    }
    return {name: cast(QualityRecord, asdict(quality)) for name, quality in found.items()}


def measure_strangeness(
    weights: Mapping[str, Any], known: Arrays, unseen: Unseen, config: StrangenessConfig
) -> tuple[dict[str, Floats], StrangenessRecord]:
    """Find out what is rare among digits that are not on the map.

    Args:
        weights: The state dict of the network.
        known: "labels" (n,), "features" (n, d) and "class-means" (10, d) of the digits of the map.
        unseen: The digits that decide.
        config: What is warned of.

    Returns:
        The arrays that the warning needs, and what the manifest says of it.
    """
    tracer, mapped = Tracer(as_arrays(weights)), known["features"]
    gauge = Gauge.of(mapped, spread_metric(mapped, known["labels"], known["class-means"]))
    features, _ = describe_images(weights, unseen.images)
    found = calibrate(gauge, gauge.measure(features, tracer.logits(features), unseen.own), config.allowed)
    themselves = gauge.measure(mapped, tracer.logits(mapped), np.arange(len(mapped)))
    warned = float((found.overall(found.ranks(themselves)) > 1 - config.allowed).mean())
    record: StrangenessRecord = {
        "digits": len(unseen.images), "trained_on": unseen.trained_on, "allowed": config.allowed, "warned": warned,
    }  # fmt: skip
    return found.arrays(), record


def measure_anew(folder: Path) -> Manifest:
    """Measure artifacts that are there already, and change nothing else about them.

    Raises:
        ArtifactError: They are not whole.
        MnistError: The training digits cannot be had.
        OSError: They cannot be written.
    """
    known = load_artifacts(folder, measured=False)
    arrays, manifest = known.arrays, known.manifest
    fitted = {name: arrays[name] for name in ("tsne", "umap")}
    positions = find_positions(arrays["features"], arrays["separation"], read_pca(arrays), fitted)
    quality, strangeness = QualityConfig(), StrangenessConfig()
    split = cast(Mapping[str, Any], manifest["parameters"]).get("split", "test")
    unseen = read_unseen(manifest["training"]["config"], strangeness, split, manifest["digits"])
    weights = as_state_dict({name: arrays[name] for name in WEIGHTS})
    with one_thread():
        qualities = measure_maps(arrays["features"], positions, arrays["labels"], quality)
        warning, record = measure_strangeness(weights, arrays, unseen, strangeness)
    parameters = {"quality": asdict(quality), "strangeness": asdict(strangeness)}
    return write_measures(folder, manifest, Measures(qualities, record, warning, parameters))
