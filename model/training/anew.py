"""Artifacts that are there already, which are measured anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.artifacts.amendment import amend_artifacts, read_some
from model.artifacts.folder import load_artifacts
from model.artifacts.parts import read_classifier
from model.artifacts.records import Manifest
from model.training.config import BuildConfig
from model.training.measures import MEASURING, TRUSTED, count_trust, measure, read_maps
from model.training.progress import Progress, one_thread
from model.training.projections import TsneConfig, UmapConfig
from model.training.unseen import Unseen, of_the_map, read_unseen

MEASURED = ("quality", "foretelling", "strangeness")  # whose settings are today's, whatever the maps were made with


def measure_anew(folder: Path) -> Manifest:
    """Measure artifacts that are there already, and change nothing else about them.

    Raises:
        ArtifactError: They are not whole, but for what comes of measuring.
        RawFilesError: The training images cannot be had.
        OSError: They cannot be written.
    """
    artifacts = load_artifacts(folder)
    known, arrays = artifacts.manifest, artifacts.arrays
    config = read_config(known["parameters"])
    unseen = unseen_for(known, artifacts.images, config)
    classifier = read_classifier(artifacts)
    with one_thread(), Progress(MEASURING) as progress:
        more, measures = measure(arrays, classifier, unseen, config, progress)

    def change(manifest: dict[str, Any]) -> None:
        manifest |= measures
        manifest["parameters"] |= {name: asdict(config)[name] for name in MEASURED}

    return amend_artifacts(folder, known["files"], more, change)


def count_anew(folder: Path) -> Manifest:
    """Count anew, or where that is lacking, what each map keeps of each image's neighbours, and change nothing else.

    Raises:
        ArtifactError: What it is counted from is not whole.
        OSError: They cannot be written.
    """
    known, arrays = read_some(folder, TRUSTED)
    maps = read_maps(arrays, read_config(known["parameters"]))
    with one_thread():
        counts = count_trust(arrays, {name: each.positions for name, each in maps.items()})
    return amend_artifacts(folder, known["files"], counts, lambda manifest: None)


def read_config(parameters: Mapping[str, Any]) -> BuildConfig:
    """Return what decided artifacts with these ``parameters``, as far as it decides what is made of them now."""
    tsne, umap = TsneConfig(**parameters["tsne"]), UmapConfig(**parameters["umap"])
    return BuildConfig(split=parameters["split"], limit=parameters["limit"], tsne=tsne, umap=umap)


def unseen_for(known: Manifest, images: NDArray[np.uint8], config: BuildConfig) -> Unseen:
    """Return the images with which artifacts are tried: those held out where this project trained, or else their own.

    Raises:
        RawFilesError: The files cannot be had.
    """
    if known["training"] is None:
        return of_the_map(images, config.strangeness)
    training = known["training"]["config"]
    return read_unseen(known["dataset"]["name"], training, config.strangeness, config.split, known["images"])
