from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from model.maps.derivative import BLUR, differentiate
from model.maps.neighbours import NeighbourIndex
from model.maps.placement import Placer
from model.workspace import Workspace, load_workspace

MAPS = ("tsne", "umap")
DIRECTIONS = 8


@pytest.fixture(scope="module")
def committed() -> Workspace:
    return load_workspace()


def in_double(placer: Placer) -> Placer:
    """Return ``placer`` with features and maps in double precision, which differences need."""
    positions = {name: points.astype(float) for name, points in placer.positions.items()}
    return replace(placer, index=NeighbourIndex.of(placer.index.features.astype(float)), positions=positions)


def error(placer: Placer, features: NDArray[np.float64], projection: str) -> float | None:
    """Return the relative error of the derivative against central differences; none if a neighbour changes there."""
    directions = np.random.default_rng(1).normal(size=(DIRECTIONS, features.size))
    directions *= 1e-6 * np.linalg.norm(features) / np.linalg.norm(directions, axis=1)[:, None]
    transform, cells = placer.transforms[projection], placer.cells[projection]
    ends = [
        placer.index.nearest(features + step, 15) for pair in zip(directions, -directions, strict=True) for step in pair
    ]
    if any(set(ends[0].indices) != set(end.indices) for end in ends):
        return None
    places = np.array([transform.place(end, cells) for end in ends])
    found, told = places[::2] - places[1::2], 2 * directions @ differentiate(placer, features, projection).T
    return float(np.linalg.norm(found - told) / np.linalg.norm(found))


def strangers(workspace: Workspace, count: int) -> NDArray[np.float64]:
    """Return the features (count, d) of digits that were moved by a pixel, as no map has them."""
    chosen = np.random.default_rng(5).permutation(len(workspace.images))[:count]
    return np.array([workspace.trace(np.roll(workspace.images[i], (1, 1), (0, 1))).features for i in chosen], float)


@pytest.mark.parametrize("projection", MAPS)
def test_the_derivative_is_what_small_changes_of_the_features_do(committed: Workspace, projection: str) -> None:
    placer = in_double(committed.placer)
    errors = [error(placer, features, projection) for features in strangers(committed, 12)]
    assert max(one for one in errors if one is not None) < 1e-3
    assert sum(one is None for one in errors) <= 2


@pytest.mark.parametrize("projection", MAPS)
def test_so_it_is_on_a_small_map(workspace: Workspace, projection: str) -> None:
    placer = in_double(workspace.placer)
    errors = [error(placer, features, projection) for features in strangers(workspace, 12)]
    assert np.median([one for one in errors if one is not None]) < 1e-3


def test_on_raw_axes_and_pca_it_is_their_loadings(workspace: Workspace) -> None:
    features, placer = workspace.features[3], workspace.placer
    np.testing.assert_array_equal(differentiate(placer, features, "axes") @ features, features[list(workspace.axes)])
    np.testing.assert_array_equal(differentiate(placer, features, "axes", components=(5, 2))[0], np.eye(128)[5])
    np.testing.assert_array_equal(differentiate(placer, features, "pca"), workspace.pca.components[:2])
    chosen = differentiate(placer, features, "pca", components=(4, 1))
    np.testing.assert_array_equal(chosen, workspace.pca.components[[4, 1]])


@pytest.mark.parametrize("projection", MAPS)
@pytest.mark.parametrize("blur", [0.0, BLUR])
def test_single_and_double_precision_agree(committed: Workspace, projection: str, blur: float) -> None:
    features = strangers(committed, 3)[2]
    exactly = differentiate(in_double(committed.placer), features, projection, blur=blur)
    nearly = differentiate(committed.placer, features.astype(np.float32), projection, blur=blur)
    assert nearly.dtype == np.float64
    assert np.linalg.norm(exactly - nearly) < 1e-3 * np.linalg.norm(exactly)


@pytest.mark.parametrize("projection", MAPS)
@pytest.mark.parametrize("blur", [0.0, BLUR])
def test_a_digit_of_the_map_and_one_far_from_all_have_finite_derivatives(
    workspace: Workspace, projection: str, blur: float
) -> None:
    for features in (workspace.features[4], np.zeros(128, np.float32), np.full(128, 1e4, np.float32)):
        assert np.isfinite(differentiate(workspace.placer, features, projection, blur=blur)).all()


@pytest.mark.parametrize("projection", MAPS)
@pytest.mark.parametrize("blur", [0.0, BLUR])
def test_where_all_digits_are_one_the_derivative_is_finite(workspace: Workspace, projection: str, blur: float) -> None:
    same = np.repeat(workspace.features[:1], 300, axis=0)
    heap = replace(
        workspace.placer,
        index=NeighbourIndex.of(same),
        positions={name: np.repeat(points[:1], 300, axis=0) for name, points in workspace.positions.items()},
    )
    for features in (same[0], same[0] + 1):
        assert np.isfinite(differentiate(heap, features, projection, blur=blur)).all()


@pytest.mark.parametrize("projection", MAPS)
def test_a_feature_that_is_dead_everywhere_moves_nothing(committed: Workspace, projection: str) -> None:
    dead = committed.features.max(axis=0) == 0
    features = strangers(committed, 2)[1].astype(np.float32)
    features[dead] = 0
    assert dead.any()
    assert (differentiate(committed.placer, features, projection)[:, dead] == 0).all()
