from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from model.maps.cells import Cells
from model.maps.landing import NeighbourLanding
from model.maps.neighbours import NeighbourIndex
from model.maps.projection import BLUR, Projection
from model.workspace import Workspace, load_workspace

MAPS = ("tsne", "umap")
DIRECTIONS = 8


@pytest.fixture(scope="module")
def committed() -> Workspace:
    return load_workspace()


def in_double(projection: Projection) -> NeighbourLanding:
    """Return how digits land on a map, with features and map in double precision, which differences need."""
    landing = projection.method
    assert isinstance(landing, NeighbourLanding)
    cells, index = (part.astype(float) for part in (landing.cells.positions, landing.index.features))
    return replace(landing, index=NeighbourIndex.of(index), cells=Cells.of(cells))


def error(landing: NeighbourLanding, features: NDArray[np.float64]) -> float | None:
    """Return the relative error of the derivative against central differences; none if a neighbour changes there."""
    directions = np.random.default_rng(1).normal(size=(DIRECTIONS, features.size))
    directions *= 1e-6 * np.linalg.norm(features) / np.linalg.norm(directions, axis=1)[:, None]
    near = landing.index.nearest_all(
        features + np.stack([directions, -directions], axis=1).reshape(-1, len(features)), 15
    )
    if any(set(near.indices[0]) != set(other) for other in near.indices):
        return None
    places = landing.transform.place_all(near, landing.cells)
    found, told = places[::2] - places[1::2], 2 * directions @ landing.differentiate(features, (0, 1)).T
    return float(np.linalg.norm(found - told) / np.linalg.norm(found))


def strangers(workspace: Workspace, count: int) -> NDArray[np.float64]:
    """Return the features (count, d) of digits that were moved by a pixel, as no map has them."""
    chosen = np.random.default_rng(5).permutation(len(workspace.images))[:count]
    return np.array([workspace.trace(np.roll(workspace.images[i], (1, 1), (0, 1))).features for i in chosen], float)


@pytest.mark.parametrize("projection", MAPS)
def test_the_derivative_is_what_small_changes_of_the_features_do(committed: Workspace, projection: str) -> None:
    landing = in_double(committed.projections[projection])
    errors = [error(landing, features) for features in strangers(committed, 12)]
    assert max(one for one in errors if one is not None) < 1e-3
    assert sum(one is None for one in errors) <= 2


@pytest.mark.parametrize("projection", MAPS)
def test_so_it_is_on_a_small_map(workspace: Workspace, projection: str) -> None:
    landing = in_double(workspace.projections[projection])
    errors = [error(landing, features) for features in strangers(workspace, 12)]
    assert np.median([one for one in errors if one is not None]) < 1e-3


def test_on_raw_axes_and_pca_it_is_their_loadings(workspace: Workspace) -> None:
    features, axes, pca = workspace.features[3], workspace.projections["axes"], workspace.projections["pca"]
    np.testing.assert_array_equal(axes.differentiate(features) @ features, features[list(axes.usual)])
    np.testing.assert_array_equal(axes.differentiate(features, (5, 2))[0], np.eye(128)[5])
    np.testing.assert_array_equal(pca.differentiate(features), workspace.pca.components[:2])
    np.testing.assert_array_equal(pca.foretell(features, (4, 1)), workspace.pca.components[[4, 1]])


def test_the_coordinates_of_a_landing_can_change_places(workspace: Workspace) -> None:
    features, tsne = workspace.features[3], workspace.projections["tsne"]
    np.testing.assert_array_equal(tsne.differentiate(features, (1, 0)), tsne.differentiate(features)[::-1])


@pytest.mark.parametrize("projection", MAPS)
@pytest.mark.parametrize("blur", [0.0, BLUR])
def test_single_and_double_precision_agree(committed: Workspace, projection: str, blur: float) -> None:
    features = strangers(committed, 3)[2]
    landing = committed.projections[projection].method
    exactly = in_double(committed.projections[projection]).differentiate(features, (0, 1), blur=blur)
    nearly = landing.differentiate(features.astype(np.float32), (0, 1), blur=blur)
    assert nearly.dtype == np.float64
    assert np.linalg.norm(exactly - nearly) < 1e-3 * np.linalg.norm(exactly)


@pytest.mark.parametrize("projection", MAPS)
@pytest.mark.parametrize("blur", [0.0, BLUR])
def test_a_digit_of_the_map_and_one_far_from_all_have_finite_derivatives(
    workspace: Workspace, projection: str, blur: float
) -> None:
    for features in (workspace.features[4], np.zeros(128, np.float32), np.full(128, 1e4, np.float32)):
        assert np.isfinite(workspace.projections[projection].method.differentiate(features, (0, 1), blur=blur)).all()


@pytest.mark.parametrize("projection", MAPS)
@pytest.mark.parametrize("blur", [0.0, BLUR])
def test_where_all_digits_are_one_the_derivative_is_finite(workspace: Workspace, projection: str, blur: float) -> None:
    same = np.repeat(workspace.features[:1], 300, axis=0)
    transform = workspace.projections[projection].method.transform
    heap = NeighbourLanding(NeighbourIndex.of(same), transform, Cells.of(np.zeros((300, 2), np.float32)))
    for features in (same[0], same[0] + 1):
        assert np.isfinite(heap.differentiate(features, (0, 1), blur=blur)).all()


@pytest.mark.parametrize("projection", MAPS)
def test_a_feature_that_is_dead_everywhere_moves_nothing(committed: Workspace, projection: str) -> None:
    dead = committed.features.max(axis=0) == 0
    features = strangers(committed, 2)[1].astype(np.float32)
    features[dead] = 0
    assert dead.any()
    assert (committed.projections[projection].differentiate(features)[:, dead] == 0).all()
