from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from model.maps.cells import Cells
from model.maps.landing import NeighbourLanding
from model.maps.neighbours import NeighbourIndex
from model.maps.path import PathAttribution, Way, exchanges, first_neighbours
from model.workspace import Workspace, load_workspace

MAPS = ("axes", "pca", "tsne", "umap")
BENT = ("tsne", "umap")


@pytest.fixture(scope="module")
def committed() -> Workspace:
    return load_workspace()


def stranger(workspace: Workspace, index: int) -> NDArray[np.float32]:
    """Return the features (d,) of a digit that was moved by a pixel, as no map has them."""
    return workspace.trace(np.roll(workspace.images[index], (1, 1), (0, 1))).features


def missed(found: PathAttribution) -> float:
    """Return the residual as a share of the whole way."""
    return float(np.hypot(*found.residual) / np.hypot(*(found.path[-1] - found.path[0])))


@pytest.mark.parametrize("projection", MAPS)
def test_terms_and_residual_add_up_to_the_way(workspace: Workspace, projection: str) -> None:
    start, end = workspace.features.mean(axis=0), stranger(workspace, 31)
    found = workspace.projections[projection].attribute(start, end)
    np.testing.assert_allclose(found.terms.sum(axis=0) + found.residual, found.path[-1] - found.path[0], atol=1e-9)
    assert (found.terms.shape, found.path.shape) == ((128, 2), (len(found.times), 2))
    assert (np.diff(found.times) >= 0).all()
    assert (found.times[0], found.times[-1]) == (0, 1)


@pytest.mark.parametrize("projection", BENT)
def test_the_way_begins_and_ends_where_the_map_puts_the_two(committed: Workspace, projection: str) -> None:
    start, end = committed.features.mean(axis=0), stranger(committed, 31)
    found = committed.projections[projection].attribute(start, end)
    for features, place in ((start, found.path[0]), (end, found.path[-1])):
        np.testing.assert_allclose(committed.placer.place(features).positions[projection], place, atol=1e-3)


@pytest.mark.parametrize("projection", BENT)
def test_little_is_left_over_between_real_digits(committed: Workspace, projection: str) -> None:
    start = committed.features.mean(axis=0)
    shares = [missed(committed.projections[projection].attribute(start, stranger(committed, i))) for i in range(6)]
    assert np.median(shares) < 0.02
    assert max(shares) < 0.1


def test_neighbours_are_exchanged_when_and_as_a_search_at_each_place_says(committed: Workspace) -> None:
    start, end, index = committed.features.mean(axis=0), stranger(committed, 7), committed.placer.index
    way = Way.between(start, end, index, 15, None)
    inside, found = set(first_neighbours(way, 15)), exchanges(way, 15)
    assert len(found) > 10
    times = [0, *(exchange.time for exchange in found), 1]
    for number, exchange in enumerate(found):
        inside = inside - {exchange.leaving} | {exchange.coming}
        if times[number + 2] - times[number + 1] > 1e-4:
            middle = way.start + (times[number + 1] + times[number + 2]) / 2 * way.step
            assert set(way.indices[list(inside)]) == set(index.nearest(middle.astype(np.float32), 15).indices)


@pytest.mark.parametrize("projection", BENT)
def test_many_short_steps_come_to_the_same_terms(workspace: Workspace, projection: str) -> None:
    start, end = workspace.features.mean(axis=0).astype(float), stranger(workspace, 31).astype(float)
    exactly = workspace.projections[projection].attribute(start, end)
    middles = [start + (i + 0.5) / 8 * (end - start) for i in range(8)]
    legs = [start, *middles, end]
    parts = [workspace.projections[projection].attribute(*pair) for pair in pairwise(legs)]
    together = np.sum([part.terms for part in parts], axis=0)
    assert np.linalg.norm(together - exactly.terms) < 0.05 * np.linalg.norm(exactly.terms)


@pytest.mark.parametrize("projection", MAPS)
def test_a_feature_that_does_not_change_has_no_term(workspace: Workspace, projection: str) -> None:
    start, end = workspace.features[2].copy(), stranger(workspace, 31)
    start[:40] = end[:40]
    assert (workspace.projections[projection].attribute(start, end).terms[:40] == 0).all()


@pytest.mark.parametrize("projection", MAPS)
def test_from_a_digit_to_itself_there_is_no_way(workspace: Workspace, projection: str) -> None:
    for features in (workspace.features[5], stranger(workspace, 5), np.zeros(128, np.float32)):
        found = workspace.projections[projection].attribute(features, features)
        assert not found.terms.any()
        np.testing.assert_allclose(found.residual, 0, atol=1e-9)


@pytest.mark.parametrize("projection", BENT)
def test_where_all_digits_are_one_all_is_finite(workspace: Workspace, projection: str) -> None:
    same = np.repeat(workspace.features[:1], 300, axis=0)
    transform = workspace.projections[projection].method.transform
    heap = NeighbourLanding(NeighbourIndex.of(same), transform, Cells.of(np.zeros((300, 2), np.float32)))
    found = heap.attribute(same[0], same[0] * 2, (0, 1))
    assert all(np.isfinite(part).all() for part in (found.terms, found.residual, found.path))
