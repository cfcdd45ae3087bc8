"""How near our placements come to the libraries' own: ``python -m model.training.agreement``.

New digits are placed by openTSNE's and umap-learn's ``transform``, which take seconds, and by ours, which takes
milliseconds. Letters: n digits on the map, m new ones, d = 128 features.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from data.mnist import MnistError, load_split
from model.artifacts.manifest import ArtifactError
from model.maps.cells import Cells
from model.maps.neighbours import NeighbourIndex, nearest_neighbours
from model.maps.transform import TSNE_TRANSFORM, Transform, umap_transform
from model.training.config import BuildConfig
from model.training.progress import one_thread
from model.training.projections import TsneConfig, UmapConfig, fitted_umap, tsne_estimator
from model.workspace import Workspace, load_workspace

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Agreement:
    """Distances between two placements of the same digits, as shares of the map's diagonal, and what ours takes."""

    median: float
    p95: float
    worst: float
    milliseconds: float  # median time of one placement, with the search for neighbours

    def __str__(self) -> str:
        gaps = f"median {self.median:.2%}, 95 of 100 within {self.p95:.2%}, all within {self.worst:.2%}"
        return f"{gaps} of the map's diagonal; {self.milliseconds:.1f} ms each"


def tsne_agreement(features: Floats, new: Floats, config: TsneConfig) -> Agreement:
    """Compare placements on a t-SNE map with those of openTSNE.

    Args:
        features: (n, d), what the map is made of.
        new: (m, d), what is placed on it.
        config: Settings of the map.
    """
    embedding = tsne_estimator(config).fit(features.astype(np.float64))
    embedding -= (embedding.max(axis=0) + embedding.min(axis=0)) / 2  # as transform does, before the map is copied
    positions = np.array(embedding, dtype=np.float32)
    return compare(features, new, positions, np.asarray(embedding.transform(new.astype(np.float64))), TSNE_TRANSFORM)


def umap_agreement(features: Floats, new: Floats, config: UmapConfig) -> Agreement:
    """Compare placements on a UMAP map with those of umap-learn; the arguments are as in ``tsne_agreement``."""
    search = import_module("pynndescent").NNDescent  # what umap-learn searches with if it is not given neighbours
    estimator = fitted_umap(features, nearest_neighbours(features, config.neighbours), config)
    positions = np.array(estimator.embedding_, dtype=np.float32)
    estimator._knn_search_index = search(features, n_neighbors=config.neighbours, random_state=config.seed)
    transform = umap_transform(config.neighbours, config.minimum_distance)
    return compare(features, new, positions, estimator.transform(new), transform)


def compare(features: Floats, new: Floats, positions: Floats, theirs: Floats, transform: Transform) -> Agreement:
    """Place ``new`` (m, d) on the map ``positions`` (n, 2) and compare with ``theirs`` (m, 2)."""
    index, cells, ours, times = NeighbourIndex.of(features), Cells.of(positions), [], []
    for query in new:
        start = time.perf_counter()
        ours.append(transform.place(index.nearest(query, transform.neighbours), cells))
        times.append(time.perf_counter() - start)
    gaps = np.linalg.norm(np.array(ours) - theirs, axis=1) / np.linalg.norm(np.ptp(positions, axis=0))
    median, p95, worst = (float(np.quantile(gaps, share)) for share in (0.5, 0.95, 1.0))
    return Agreement(median, p95, worst, float(np.median(times)) * 1000)


def class_agreement(workspace: Workspace, images: NDArray[np.uint8], *, voters: int = 10) -> dict[str, float]:
    """Return for each map how often a new digit lands among the class that the network reads.

    Args:
        workspace: The maps and the network.
        images: (m, 28, 28), digits that no map contains.
        voters: The digits nearest to a landing on the map, whose labels vote for a class.

    Returns:
        By map, the share (0 to 1) of the images whose vote is their prediction.
    """
    seen = [workspace.inspect(image) for image in images]
    agreed = {
        name: [vote(one.positions[name], points, workspace.labels, voters) == one.predicted for one in seen]
        for name, points in workspace.positions.items()
    }
    return {name: float(np.mean(same)) for name, same in agreed.items()}


def vote(place: Floats, points: Floats, labels: NDArray[np.integer], voters: int) -> int:
    """Return the class that most of the ``voters`` nearest to ``place`` (2,) among ``points`` (n, 2) have."""
    nearest = np.argpartition(np.linalg.norm(points - place, axis=1), voters)[:voters]
    return int(np.bincount(labels[nearest], minlength=10).argmax())


def sample_images(config: BuildConfig, *, sample: int = 500) -> NDArray[np.uint8]:
    """Return some training digits (sample, 28, 28), which no map contains.

    Raises:
        MnistError: The digits cannot be had.
    """
    images = load_split(train=True).images
    chosen: NDArray[np.uint8] = np.random.default_rng(config.quality.seed).choice(images, sample, replace=False)
    return chosen


def main() -> None:
    """Compare and print; this takes a few minutes."""
    config = BuildConfig()
    try:
        images, workspace = sample_images(config), load_workspace()
    except (MnistError, ArtifactError) as error:
        sys.exit(str(error))
    features, new = workspace.features, workspace.classifier.describe(images)[0]
    shares = class_agreement(workspace, images)
    words = ", ".join(f"{name} {share:.1%}" for name, share in shares.items())
    print("class of the 10 nearest digits at the landing is the prediction:", words)
    with one_thread():
        print("t-SNE:", tsne_agreement(features, new, config.tsne))
        print("UMAP: ", umap_agreement(features, new, config.umap))


if __name__ == "__main__":
    main()
