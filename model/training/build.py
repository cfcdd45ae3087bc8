"""Build the artifacts that the app runs from: ``python -m model.training.build``.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from data.mnist import MnistError, Split, load_split
from model.artifacts.folder import FOLDER, ArtifactContent, check_place, read_array, write_artifacts, write_measures
from model.artifacts.manifest import (
    MANIFEST,
    ArtifactError,
    BuildRecord,
    Manifest,
    Measures,
    Parameters,
    QualityRecord,
    TrainingRecord,
    read_manifest,
)
from model.artifacts.replacement import recover
from model.classifier.cnn import WEIGHTS, Tracer
from model.explain.correlation import cluster_order, correlate
from model.maps.axes import best_axes, separation
from model.maps.neighbours import NeighbourIndex, Neighbours, nearest_neighbours
from model.maps.pca import Pca, fit_pca
from model.maps.placement import Placer
from model.maps.quality import QualityConfig, measure_quality
from model.maps.surrogate import Surrogate, SurrogateConfig, fit_surrogate
from model.training.activations import as_arrays, as_state_dict, describe_images
from model.training.foretelling import ForetellingConfig, Strangers, measure_foretelling
from model.training.projections import TsneConfig, UmapConfig, fit_tsne, fit_umap
from model.workspace import load_workspace, transforms_of

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
    foretelling: ForetellingConfig = field(default_factory=ForetellingConfig)


@contextmanager
def one_thread() -> Iterator[None]:
    """Let every library compute in one thread: sums come in the same order, so the same input gives the same bytes."""
    from threadpoolctl import threadpool_limits

    import_module("sklearn.linear_model")  # only libraries that are loaded already can be limited
    with threadpool_limits(1):
        yield


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
    "trials",
    "files",
)
MapFitter = Callable[[Floats, Neighbours, BuildConfig, Progress], dict[str, Floats]]


def fit_maps(features: Floats, neighbours: Neighbours, config: BuildConfig, progress: Progress) -> dict[str, Floats]:
    """Return the t-SNE and the UMAP map (n, 2) of ``features`` (n, d)."""
    steps = config.tsne.steps
    progress.stage("t-SNE")
    tsne = fit_tsne(features, config.tsne, on_step=lambda step: progress.detail(f"step {step} of {steps}"))
    progress.stage("UMAP")
    return {"tsne": tsne, "umap": fit_umap(features, neighbours, config.umap)}


def describe_digits(
    network: Mapping[str, Any],
    split: Split,
    strangers: Strangers,
    config: BuildConfig,
    progress: Progress,
    *,
    maps: MapFitter = fit_maps,
) -> ArtifactContent:
    """Compute everything that the app shows.

    Args:
        network: What ``model.training.train`` saved.
        split: The digits, n of at least 200.
        strangers: Others, to try with them what is said of digits.
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
    separations, correlation = separation(features, split.labels), correlate(features)
    progress.stage("PCA")
    pca = fit_pca(features)
    fitted = maps(features, near, config, progress)
    progress.stage("surrogates")
    surrogates = {
        name: fit_surrogate(features, points, split.labels, config.surrogate) for name, points in fitted.items()
    }
    progress.stage("quality")
    axes = best_axes(separations)
    positions = {"axes": features[:, axes], "pca": pca.transform(features)[:, :2], **fitted}
    quality = {name: measure_map(features, points, split.labels, config.quality) for name, points in positions.items()}
    progress.stage("trials")
    weights = as_arrays(network["weights"])
    transforms = transforms_of(config.umap.neighbours, config.umap.minimum_distance)
    placer = Placer(NeighbourIndex.of(features), pca, positions, axes, transforms)
    foretelling = measure_foretelling(placer, Tracer(weights), strangers, config.foretelling)
    arrays: dict[str, NDArray[Any]] = {
        "labels": split.labels,
        "features": features,
        "probabilities": probabilities,
        "class-means": class_means(features, split.labels),
        "neighbours": near.indices,
        "neighbour-distances": near.distances,
        "separation": separations,
        "correlation": correlation,
        "cluster-order": cluster_order(correlation),
        **weights,
        **named("pca", pca),
        **fitted,
    }
    for name, surrogate in surrogates.items():
        arrays |= named(f"surrogate-{name}", surrogate)
    accuracy = float((probabilities.argmax(axis=1) == split.labels).mean())
    return ArtifactContent(
        split.images, arrays, make_record(network, config, accuracy, {"quality": quality, "foretelling": foretelling})
    )


def named(prefix: str, parts: Pca | Surrogate) -> dict[str, Floats]:
    """Return the arrays of a dataclass under the names that the schema gives them."""
    return {f"{prefix}-{part.name.replace('_', '-')}": getattr(parts, part.name) for part in fields(parts)}


def class_means(features: Floats, labels: NDArray[np.uint8]) -> Floats:
    """Return the mean of ``features`` (n, d) for each of the ten ``labels`` (n,), (10, d); 0 for one that is absent."""
    members = labels[None, :] == np.arange(10)[:, None]  # (10, n)
    sums = np.matmul(members.astype(float), features)
    means: Floats = (sums / members.sum(axis=1, keepdims=True).clip(min=1)).astype(np.float32)
    return means


def measure_map(features: Floats, positions: Floats, labels: NDArray[np.uint8], config: QualityConfig) -> QualityRecord:
    """Measure one map; each is measured with the same folds and digits."""
    quality = measure_quality(features, positions, labels, np.random.default_rng(config.seed), config)
    return cast(QualityRecord, asdict(quality))


def make_record(network: Mapping[str, Any], config: BuildConfig, accuracy: float, measures: Measures) -> BuildRecord:
    """Return what the manifest says besides the files."""
    training = {key: network[key] for key in TrainingRecord.__annotations__}
    return {
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "accuracy": accuracy,
        "parameters": cast(Parameters, asdict(config)),
        "versions": {"python": python_version(), **{name: version(name) for name in PACKAGES}},
        "training": cast(TrainingRecord, training),
        **measures,
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


def read_strangers(config: BuildConfig) -> Strangers:
    """Return some training digits, which are on the map only where ``config`` takes all digits.

    Raises:
        MnistError: The files cannot be had.
    """
    split, settings = load_split(train=True), config.foretelling
    rows = np.random.default_rng(settings.seed).permutation(len(split.images))[: settings.digits]
    if config.split == "test":
        return Strangers(split.images[rows], [None] * len(rows))
    places = rows + len(load_split(train=False).images)
    return Strangers(split.images[rows], [int(place) if place < (config.limit or np.inf) else None for place in places])


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
    network, split, strangers = read_network(folder), read_digits(config), read_strangers(config)
    with one_thread(), Progress(STAGES) as progress:
        content = describe_digits(network, split, strangers, config, progress)
        progress.stage("files")
        return write_artifacts(folder, content)


def measure_anew(folder: Path) -> Manifest:
    """Measure what artifacts that are there already are worth, and change nothing else about them.

    Raises:
        MnistError: The training digits cannot be had.
        ArtifactError: They are not whole.
        OSError: They cannot be written.
    """
    known = load_workspace(folder)
    config = BuildConfig(split=known.manifest["parameters"]["split"], limit=known.manifest["parameters"]["limit"])
    with one_thread():
        measures: Measures = {
            "quality": {
                name: measure_map(known.features, at, known.labels, config.quality)
                for name, at in known.positions.items()
            },
            "foretelling": measure_foretelling(known.placer, known.tracer, read_strangers(config), config.foretelling),
        }
    parameters = {"quality": asdict(config.quality), "foretelling": asdict(config.foretelling)}
    return write_measures(folder, known.manifest, measures, parameters)


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the artifacts go")
    parser.add_argument("--split", choices=("test", "all"), default="test", help="all: test, then training digits")
    parser.add_argument("--limit", type=int, help=f"only the first so many digits, {FEWEST} or more")
    parser.add_argument("--measure", action="store_true", help="only measure anew what is in the folder")
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
