from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.artifacts.folder import write_artifacts
from model.maps.neighbours import NeighbourIndex, Neighbours
from model.maps.placement import Floats
from model.training.compose import STAGES, compose
from model.training.config import BuildConfig
from model.training.progress import Progress, one_thread
from model.training.projections import UmapConfig, fitted_umap
from model.training.unseen import Unseen
from model.workspace import Workspace, load_workspace
from tests.conftest import quick_maps, scribbled, scribbles


class ExactSearch:
    """Finds neighbours for umap-learn, whose own search takes a minute to compile."""

    _angular_trees = False

    def __init__(self, features: Floats) -> None:
        self.index = NeighbourIndex.of(features)

    def query(self, new: Floats, k: int, epsilon: float) -> tuple[np.ndarray, np.ndarray]:
        """Return indices and distances (m, k); the signature is pynndescent's."""
        found = [self.index.nearest(one, k) for one in new]
        return np.stack([near.indices for near in found]), np.stack([near.distances for near in found])


def build_with(config: BuildConfig, folder: Path) -> tuple[Workspace, Any]:
    """Return a workspace of made-up digits, and umap-learn's estimator that made its map."""
    estimators = []

    def maps(features: Floats, near: Neighbours, config: BuildConfig, progress: Progress) -> dict[str, Floats]:
        if not estimators:  # the other runs are not what is tried
            estimators.append(fitted_umap(features, near, config.umap))
        return {**quick_maps(features, near, config, progress), "umap": estimators[0].embedding_}

    material = replace(scribbled(), unseen=Unseen(scribbles(8).images[:3], np.full(3, -1), "held out"))
    with one_thread(), Progress(STAGES, silent=True) as progress:
        content = compose(material, config, progress, maps=maps)
    write_artifacts(folder, content)
    return load_workspace(folder), estimators[0]


def average_places(estimator: Any, features: Floats, new: Floats) -> Floats:
    """Return where umap-learn puts ``new`` (m, d) on its map, (m, 2); it throws dice, so on the average."""
    estimator._knn_search_index = ExactSearch(features)
    thrown = []
    for seed in range(6):
        estimator.transform_seed = seed
        thrown.append(estimator.transform(new))
    return np.mean(thrown, axis=0)


@pytest.mark.filterwarnings("ignore:Tensorflow not installed:ImportWarning")
def test_on_a_map_made_with_other_settings_new_digits_land_where_umap_learn_puts_them(tmp_path: Path) -> None:
    built, estimator = build_with(BuildConfig(umap=UmapConfig(neighbours=10, minimum_distance=0.5)), tmp_path / "v1")
    new = (built.features[:100] + built.features[10:110]) / 2  # between two digits of one class
    ours = np.array([built.placer.place(one).positions["umap"] for one in new])
    gaps = np.linalg.norm(ours - average_places(estimator, built.features, new), axis=1)
    assert np.median(gaps) < 0.01 * np.linalg.norm(np.ptp(built.positions["umap"], axis=0))


def test_pca_places_exactly(workspace: Workspace) -> None:
    placement = workspace.placer.place(workspace.features[11])
    np.testing.assert_allclose(placement.positions["pca"], workspace.positions["pca"][11], atol=1e-4)
    np.testing.assert_allclose(placement.coordinates["pca"], workspace.projections["pca"].coordinates[11], atol=1e-4)


def test_a_digit_lands_inside_the_maps(workspace: Workspace) -> None:
    for row in range(0, 300, 50):
        halfway = (workspace.features[row] + workspace.features[row + 7]) / 2
        for name, place in workspace.placer.place(halfway).positions.items():
            low, high = workspace.positions[name].min(axis=0), workspace.positions[name].max(axis=0)
            margin = 0.1 * (high - low)
            assert (place >= low - margin).all()
            assert (place <= high + margin).all()


def test_a_placement_names_fifteen_neighbours_nearest_first(workspace: Workspace) -> None:
    near = workspace.placer.place(workspace.features[11] + np.float32(0.01)).neighbours
    assert near.indices.shape == near.distances.shape == (15,)
    assert (np.diff(near.distances) >= 0).all()


def test_a_digit_of_the_set_lies_where_the_maps_show_it(workspace: Workspace) -> None:
    placement = workspace.placement(23)
    for name, place in placement.positions.items():
        np.testing.assert_array_equal(place, workspace.positions[name][23])


def test_many_digits_at_once_land_where_each_lands_alone(workspace: Workspace) -> None:
    halfway = (workspace.features[:9] + workspace.features[20:29]) / 2
    for name in workspace.positions:
        alone = [workspace.placer.place(one).positions[name] for one in halfway]
        np.testing.assert_allclose(workspace.projections[name].place_usual(halfway), alone, atol=1e-3)
