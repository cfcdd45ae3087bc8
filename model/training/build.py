"""Build the artifacts that the app runs from: ``python -m model.training.build``.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from data.mnist import MnistError, Split, load_split
from model.artifacts.folder import FOLDER, ArtifactContent, check_place, read_array, write_artifacts
from model.artifacts.manifest import (
    MANIFEST,
    ArtifactError,
    BuildRecord,
    Manifest,
    Parameters,
    QualityRecord,
    StrangenessRecord,
    TrainingRecord,
    read_manifest,
)
from model.artifacts.replacement import recover
from model.classifier.cnn import WEIGHTS
from model.explain.correlation import cluster_order, correlate
from model.maps.axes import separation
from model.maps.neighbours import Neighbours, nearest_neighbours
from model.maps.pca import Pca, fit_pca
from model.maps.quality import QualityConfig
from model.maps.strangeness import StrangenessConfig
from model.maps.surrogate import Surrogate, SurrogateConfig, fit_surrogate
from model.training.activations import as_arrays, as_state_dict, describe_images
from model.training.measures import find_positions, measure_anew, measure_maps, measure_strangeness, one_thread
from model.training.projections import TsneConfig, UmapConfig, fit_tsne, fit_umap
from model.training.unseen import Unseen, read_unseen

Floats = NDArray[np.float32]

TRAINED = Path(__file__).parents[2] / "data" / "training" / "network.pt"
PACKAGES = ("numpy", "torch", "scikit-learn", "openTSNE", "umap-learn", "pillow")
FEWEST = 200  # digits; below that t-SNE has too few neighbours for its perplexity


@dataclass(frozen=True)
class BuildConfig:
    """Everything that decides the artifacts besides the network and the digits."""

    split: str = "test"  # or "all": the test digits, then the training digits
    limit: int | None = None  # only the first so many of them
    neighbours: int = 15  # kept of every digit
    tsne: TsneConfig = field(default_factory=TsneConfig)
    umap: UmapConfig = field(default_factory=UmapConfig)
    surrogate: SurrogateConfig = field(default_factory=SurrogateConfig)
    quality: QualityConfig = field(default_factory=QualityConfig)
    strangeness: StrangenessConfig = field(default_factory=StrangenessConfig)


class Progress:
    """A progress bar over named stages."""

    def __init__(self, stages: Sequence[str], *, silent: bool = False) -> None:
        layout = "{desc} {bar} {n_fmt}/{total_fmt} [{elapsed}{postfix}]"
        self.bar = tqdm(total=len(stages), disable=silent, bar_format=layout)
        self.begun = False

    def stage(self, name: str) -> None:
        """Say that the stage before is done and ``name`` begins."""
        self.bar.update(int(self.begun))
        self.begun = True
        self.bar.set_description(name)
        self.detail("")

    def detail(self, text: str) -> None:
        """Say how far the present stage is."""
        self.bar.set_postfix_str(text)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self.bar.update(int(self.begun and kind is None))
        self.bar.close()


STAGES = (
    "activations",
    "neighbours",
    "axes",
    "PCA",
    "t-SNE",
    "UMAP",
    "surrogates",
    "quality",
    "warning",
    "files",
)
Network = Mapping[str, Any]  # what ``model.training.train`` saved
MapFit = Callable[[Floats, Neighbours, BuildConfig, Progress], dict[str, Floats]]


def fit_maps(features: Floats, neighbours: Neighbours, config: BuildConfig, progress: Progress) -> dict[str, Floats]:
    """Return the t-SNE and the UMAP map (n, 2) of ``features`` (n, d)."""
    steps = config.tsne.steps
    progress.stage("t-SNE")
    tsne = fit_tsne(features, config.tsne, on_step=lambda step: progress.detail(f"step {step} of {steps}"))
    progress.stage("UMAP")
    return {"tsne": tsne, "umap": fit_umap(features, neighbours, config.umap)}


def describe_digits(
    network: Network, split: Split, unseen: Unseen, config: BuildConfig, progress: Progress, *, maps: MapFit = fit_maps
) -> ArtifactContent:
    """Compute everything that the app shows.

    Args:
        network: What ``model.training.train`` saved.
        split: The digits, n of at least 200.
        unseen: Others, which decide what is warned of.
        config: Settings and seeds; the same ones give the same content but for the date.
        progress: Is told the stages.
        maps: Lays the digits out; tests put something quick in its place.

    Returns:
        The content of an artifact folder.
    """
    progress.stage("activations")
    features, probabilities = describe_images(network["weights"], split.images)
    progress.stage("neighbours")
    near = nearest_neighbours(features, config.neighbours)
    progress.stage("axes")
    related = relate_features(features, split.labels)
    progress.stage("PCA")
    pca = fit_pca(features)
    fitted = maps(features, near, config, progress)
    progress.stage("surrogates")
    surrogates = fit_surrogates(features, fitted, split.labels, config.surrogate)
    progress.stage("quality")
    positions = find_positions(features, related["separation"], pca, fitted)
    quality = measure_maps(features, positions, split.labels, config.quality)
    progress.stage("warning")
    means = class_means(features, split.labels)
    known: dict[str, NDArray[Any]] = {"labels": split.labels, "features": features, "class-means": means}
    warning, strangeness = measure_strangeness(network["weights"], known, unseen, config.strangeness)
    arrays = {
        **known,
        **warning,
        "probabilities": probabilities,
        "neighbours": near.indices,
        "neighbour-distances": near.distances,
        **related,
        **as_arrays(network["weights"]),
        **named("pca", pca),
        **fitted,
        **surrogates,
    }
    accuracy = float((probabilities.argmax(axis=1) == split.labels).mean())
    return ArtifactContent(split.images, arrays, make_record(network, config, quality, strangeness, accuracy))


def relate_features(features: Floats, labels: NDArray[np.uint8]) -> dict[str, NDArray[Any]]:
    """Return the arrays that tell how each two of ``features`` (n, d) go together, under the names of the schema."""
    correlation = correlate(features)
    order = cluster_order(correlation)
    return {"separation": separation(features, labels), "correlation": correlation, "cluster-order": order}


def fit_surrogates(
    features: Floats, maps: Mapping[str, Floats], labels: NDArray[np.uint8], config: SurrogateConfig
) -> dict[str, Floats]:
    """Return the arrays of a linear model of each of ``maps`` (n, 2), under the names of the schema."""
    fits = {name: fit_surrogate(features, points, labels, config) for name, points in maps.items()}
    return {key: array for name, fit in fits.items() for key, array in named(f"surrogate-{name}", fit).items()}


def named(prefix: str, parts: Pca | Surrogate) -> dict[str, Floats]:
    """Return the arrays of a dataclass under the names that the schema gives them."""
    return {f"{prefix}-{part.name.replace('_', '-')}": getattr(parts, part.name) for part in fields(parts)}


def class_means(features: Floats, labels: NDArray[np.uint8]) -> Floats:
    """Return the mean of ``features`` (n, d) for each of the ten ``labels`` (n,), (10, d); 0 for one that is absent."""
    members = labels[None, :] == np.arange(10)[:, None]  # (10, n)
    sums = np.matmul(members.astype(float), features)
    means: Floats = (sums / members.sum(axis=1, keepdims=True).clip(min=1)).astype(np.float32)
    return means


def make_record(
    network: Network,
    config: BuildConfig,
    quality: dict[str, QualityRecord],
    strangeness: StrangenessRecord,
    accuracy: float,
) -> BuildRecord:
    """Return what the manifest says besides the files."""
    training = {key: network[key] for key in TrainingRecord.__annotations__}
    return {
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "accuracy": accuracy,
        "parameters": cast(Parameters, asdict(config)),
        "versions": {"python": python_version(), **{name: version(name) for name in PACKAGES}},
        "training": cast(TrainingRecord, training),
        "quality": quality,
        "strangeness": strangeness,
    }


def read_network(folder: Path) -> dict[str, Any]:
    """Return what training saved, or else the network of the artifacts in ``folder``, or of the committed ones.

    Raises:
        FileNotFoundError: There is none.
        ArtifactError: That of the artifacts is damaged.
    """
    import torch

    if TRAINED.exists():
        network: dict[str, Any] = torch.load(TRAINED, map_location="cpu", weights_only=True)
        return network
    for known in (folder, FOLDER):
        if (known / MANIFEST).exists():
            manifest = read_manifest(known)
            weights = {name: read_array(known / f"{name}.npy", manifest) for name in WEIGHTS}
            return {"weights": as_state_dict(weights), **manifest["training"]}
    raise FileNotFoundError(f"there are no weights at {TRAINED}, nor in {folder}; make them with `make train`")


def read_digits(config: BuildConfig) -> Split:
    """Return the digits that ``config`` names.

    Raises:
        MnistError: The files cannot be had.
    """
    parts = [load_split(train=train) for train in ((False, True) if config.split == "all" else (False,))]
    images, labels = (np.concatenate([getattr(part, name) for part in parts]) for name in ("images", "labels"))
    return Split(images[: config.limit], labels[: config.limit])


def build(folder: Path, config: BuildConfig) -> Manifest:
    """Build the artifacts in ``folder``, from the trained weights or else from those that are there already.

    Raises:
        MnistError: The digits cannot be had.
        FileNotFoundError: There are no weights.
        ArtifactError: There are damaged ones.
        OSError: The artifacts cannot be written.
    """
    recover(folder)
    check_place(folder)  # now, not after all the work
    network, split = read_network(folder), read_digits(config)
    unseen = read_unseen(network["config"], config.strangeness, config.split, len(split.labels))
    with one_thread(), Progress(STAGES) as progress:
        content = describe_digits(network, split, unseen, config, progress)
        progress.stage("files")
        return write_artifacts(folder, content)


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the artifacts go")
    parser.add_argument("--split", choices=("test", "all"), default="test", help="all: test, then training digits")
    parser.add_argument("--limit", type=int, help=f"only the first so many digits, {FEWEST} or more")
    parser.add_argument(
        "--measure",
        action="store_true",
        help="only measure what is in the folder anew",
    )
    options = parser.parse_args()
    if options.limit is not None and options.limit < FEWEST:
        parser.error(f"--limit is {options.limit}; the maps need {FEWEST} digits or more")
    try:
        if options.measure:
            manifest = measure_anew(options.folder)
        else:
            manifest = build(options.folder, BuildConfig(split=options.split, limit=options.limit))
    except (MnistError, ArtifactError, OSError) as error:
        sys.exit(str(error))
    print(f"{manifest['digits']:,} digits, {manifest['accuracy']:.2%} read right, written to {options.folder}")


if __name__ == "__main__":
    main()
