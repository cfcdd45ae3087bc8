"""How near our placements come to the libraries' own: ``python -m model.training.agreement --data fashion-mnist``.

New images are placed by openTSNE's and umap-learn's ``transform``, which take seconds, and by ours, which takes
milliseconds, on the maps that ship. Letters: n images on the map, m new ones, d features.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from data.idx import RawFilesError
from model.artifacts.digests import SHIPPED
from model.artifacts.manifest import ArtifactError
from model.maps.cells import Cells
from model.maps.neighbours import NeighbourIndex, nearest_neighbours
from model.maps.transform import TSNE_TRANSFORM, Transform, umap_transform
from model.spec import SHIPPED_SPECS
from model.training.anew import read_config, unseen_for
from model.training.progress import one_thread
from model.training.projections import TsneConfig, UmapConfig, fitted_umap
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


def tsne_agreement(features: Floats, positions: Floats, new: Floats, config: TsneConfig) -> Agreement:
    """Compare placements on a t-SNE map with those of openTSNE.

    Args:
        features: (n, d), what the map is made of.
        positions: (n, 2), the map.
        new: (m, d), what is placed on it.
        config: Settings of the map.
    """
    from openTSNE import TSNEEmbedding
    from openTSNE.affinity import PerplexityBasedNN

    centred = positions - (positions.max(axis=0) + positions.min(axis=0)) / 2  # as transform does to the whole map
    affinities = PerplexityBasedNN(features.astype(float), config.perplexity, method="exact", random_state=config.seed)
    embedding = TSNEEmbedding(centred.astype(float), affinities, negative_gradient_method="fft")
    return compare(features, new, centred, np.asarray(embedding.transform(new.astype(float))), TSNE_TRANSFORM)


def umap_agreement(
    features: Floats, positions: Floats, new: Floats, config: UmapConfig
) -> tuple[Agreement, tuple[float, float]]:
    """Compare placements on a UMAP map with those of umap-learn, and these with each other.

    The arguments are as in ``tsne_agreement``. umap-learn draws at random which images repel.

    Returns:
        How near ours come to its own, and how near its own come to those of another seed: the median and the 95th
        percentile of the distances, as shares of the diagonal.
    """
    search = import_module("pynndescent").NNDescent  # what umap-learn searches with if it is not given neighbours
    estimator = fitted_umap(features, nearest_neighbours(features, config.neighbours), config)
    estimator.embedding_ = positions.copy()  # on another processor it made another map
    estimator._knn_search_index = search(features, n_neighbors=config.neighbours, random_state=config.seed)
    theirs = estimator.transform(new)
    estimator.transform_seed += 1
    itself = np.quantile(gaps(estimator.transform(new), theirs, positions), (0.5, 0.95))
    transform = umap_transform(config.neighbours, config.minimum_distance)
    return compare(features, new, positions, theirs, transform), (float(itself[0]), float(itself[1]))


def compare(features: Floats, new: Floats, positions: Floats, theirs: Floats, transform: Transform) -> Agreement:
    """Place ``new`` (m, d) on the map ``positions`` (n, 2) and compare with ``theirs`` (m, 2)."""
    index, cells, ours, times = NeighbourIndex.of(features), Cells.of(positions), [], []
    for query in new:
        start = time.perf_counter()
        ours.append(transform.place(index.nearest(query, transform.neighbours), cells))
        times.append(time.perf_counter() - start)
    found = gaps(np.array(ours), theirs, positions)
    median, p95, worst = (float(np.quantile(found, share)) for share in (0.5, 0.95, 1.0))
    return Agreement(median, p95, worst, float(np.median(times)) * 1000)


def gaps(ours: Floats, theirs: Floats, positions: Floats) -> Floats:
    """Return how far places (m, 2) are from others (m, 2), as shares (m,) of the diagonal of ``positions`` (n, 2)."""
    apart: Floats = np.linalg.norm(ours - theirs, axis=1) / np.linalg.norm(np.ptp(positions, axis=0))
    return apart


def class_agreement(workspace: Workspace, images: NDArray[np.uint8], *, voters: int = 10) -> dict[str, float]:
    """Return for each map how often a new image lands among the class that the network reads.

    Args:
        workspace: The maps and the network.
        images: (m, h, w) or (m, h, w, 3), which no map contains.
        voters: The images nearest to a landing on the map, whose labels vote for a class.

    Returns:
        By map, the share (0 to 1) of the images whose vote is their prediction.
    """
    seen = [workspace.inspect(image) for image in images]
    agreed = {
        name: [vote(one.positions[name], points, workspace.groups, voters) == one.predicted for one in seen]
        for name, points in workspace.positions.items()
    }
    return {name: float(np.mean(same)) for name, same in agreed.items()}


def vote(place: Floats, points: Floats, labels: NDArray[np.integer], voters: int) -> int:
    """Return the class that most of the ``voters`` nearest to ``place`` (2,) among ``points`` (n, 2) have."""
    nearest = np.argpartition(np.linalg.norm(points - place, axis=1), voters)[:voters]
    return int(np.bincount(labels[nearest]).argmax())


def read_newcomers(workspace: Workspace, count: int) -> NDArray[np.uint8]:
    """Return images (m, h, w) that the training held out and no map contains, ``count`` or as many as there are.

    Raises:
        RawFilesError: They cannot be had.
    """
    config = read_config(workspace.manifest["parameters"])
    unseen = unseen_for(workspace.manifest, workspace.images, config)
    return unseen.images[unseen.own < 0][:count]


def measure(workspace: Workspace, images: NDArray[np.uint8]) -> list[str]:
    """Return in words how near the placements of ``images`` (m, h, w) come."""
    config, new = read_config(workspace.manifest["parameters"]), workspace.classifier.describe(images)[0]
    shares = ", ".join(f"{name} {share:.1%}" for name, share in class_agreement(workspace, images).items())
    with one_thread():
        tsne = tsne_agreement(workspace.features, workspace.positions["tsne"], new, config.tsne)
        umap, (median, p95) = umap_agreement(workspace.features, workspace.positions["umap"], new, config.umap)
    return [
        f"{len(images)} images; the class of the 10 nearest at the landing is the prediction: {shares}",
        f"t-SNE: {tsne}",
        f"UMAP:  {umap}",
        f"umap-learn and itself with another seed: median {median:.2%}, 95 of 100 within {p95:.2%}",
    ]


def main() -> None:
    """Read the command line, compare and print; this takes a few minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=SHIPPED_SPECS, default="mnist", help="which data set (default: %(default)s)")
    parser.add_argument("--count", type=int, default=500, help="images that are placed (default: %(default)s)")
    options = parser.parse_args()
    try:
        workspace = load_workspace(SHIPPED / options.data)
        images = read_newcomers(workspace, options.count)
    except (RawFilesError, ArtifactError) as error:
        sys.exit(str(error))
    print("\n".join(measure(workspace, images)))


if __name__ == "__main__":
    main()
