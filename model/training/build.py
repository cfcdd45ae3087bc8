"""Build the artifacts that the app runs from: ``python -m model.training.build``.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.mnist import MnistError, Split, load_split
from model.artifacts.folder import FOLDER, ArtifactContent, check_place, read_array, write_artifacts
from model.artifacts.manifest import MANIFEST, ArtifactError, Manifest, read_manifest
from model.artifacts.replacement import recover
from model.classifier.cnn import WEIGHTS
from model.explain.correlation import cluster_order, correlate
from model.maps.axes import separation
from model.maps.neighbours import nearest_neighbours
from model.maps.pca import Pca, fit_pca
from model.maps.surrogate import Surrogate, SurrogateConfig, fit_surrogate
from model.training.activations import as_arrays, as_state_dict, describe_images
from model.training.anew import measure_anew, run_anew
from model.training.config import BuildConfig
from model.training.fitting import FIT, RUN_STAGES, MapFit, fit_maps, run_maps
from model.training.measures import MEASURING, measure
from model.training.progress import Progress, one_thread
from model.training.record import make_record
from model.training.runs import as_arrays_of_runs
from model.training.unseen import Unseen, read_unseen

Floats = NDArray[np.float32]

TRAINED = Path(__file__).parents[2] / "data" / "training" / "network.pt"
FEWEST = 200  # digits; below that t-SNE has too few neighbours for its perplexity


STAGES = ("activations", "neighbours", "axes", "PCA", *FIT, *RUN_STAGES, "surrogates", *MEASURING, "files")
Network = Mapping[str, Any]  # what ``model.training.train`` saved


def describe_digits(
    network: Network, split: Split, unseen: Unseen, config: BuildConfig, progress: Progress, *, maps: MapFit = fit_maps
) -> ArtifactContent:
    """Compute everything that the app shows.

    Args:
        network: What ``model.training.train`` saved.
        split: The digits, n of at least 200.
        unseen: Others, to try with them what is said of digits, and to find out what is rare.
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
    runs = run_maps(fitted, features, near, config, progress, maps=maps)
    progress.stage("surrogates")
    surrogates = fit_surrogates(features, fitted, split.labels, config.surrogate)
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
        **as_arrays(network["weights"]),
        **named("pca", pca),
        **fitted,
        **as_arrays_of_runs(runs),
        **surrogates,
    }
    more, measures = measure(arrays, unseen, config, progress)
    accuracy = float((probabilities.argmax(axis=1) == split.labels).mean())
    record = make_record(network, asdict(config), accuracy, measures)
    return ArtifactContent(split.images, {**arrays, **more}, record)


def fit_surrogates(
    features: Floats, fitted: Mapping[str, Floats], labels: NDArray[np.uint8], config: SurrogateConfig
) -> dict[str, Floats]:
    """Return the arrays of a surrogate for each of the ``fitted`` maps (n, 2)."""
    arrays: dict[str, Floats] = {}
    for name, points in fitted.items():
        arrays |= named(f"surrogate-{name}", fit_surrogate(features, points, labels, config))
    return arrays


def named(prefix: str, parts: Pca | Surrogate) -> dict[str, Floats]:
    """Return the arrays of a dataclass under the names that the schema gives them."""
    return {f"{prefix}-{part.name.replace('_', '-')}": getattr(parts, part.name) for part in fields(parts)}


def class_means(features: Floats, labels: NDArray[np.uint8]) -> Floats:
    """Return the mean of ``features`` (n, d) for each of the ten ``labels`` (n,), (10, d); 0 for one that is absent."""
    members = labels[None, :] == np.arange(10)[:, None]  # (10, n)
    sums = np.matmul(members.astype(float), features)
    means: Floats = (sums / members.sum(axis=1, keepdims=True).clip(min=1)).astype(np.float32)
    return means


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
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--measure", action="store_true", help="only measure anew what is in the folder")
    only.add_argument("--runs", action="store_true", help="only make the other runs of these maps, from other seeds")
    options = parser.parse_args()
    if options.limit is not None and options.limit < FEWEST:
        parser.error(f"--limit is {options.limit}; the maps need {FEWEST} digits or more")
    try:
        if options.measure or options.runs:
            manifest = (measure_anew if options.measure else run_anew)(options.folder)
        else:
            manifest = build(options.folder, BuildConfig(split=options.split, limit=options.limit))
    except (MnistError, ArtifactError, OSError) as error:
        sys.exit(str(error))
    print(f"{manifest['digits']:,} digits, {manifest['accuracy']:.2%} read right, written to {options.folder}")


if __name__ == "__main__":
    main()
