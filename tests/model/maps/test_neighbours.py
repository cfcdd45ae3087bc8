from __future__ import annotations

import numpy as np
import pytest

from model.maps.neighbours import Floats, NeighbourIndex, nearest_neighbours


def points(n: int = 150, d: int = 9) -> Floats:
    return (np.random.default_rng(2).normal(size=(n, d)) + 50).astype(np.float32)


def test_a_query_finds_what_comparing_all_distances_finds() -> None:
    known, query = points(), points(151)[150]
    gaps = np.linalg.norm(known.astype(float) - query, axis=1)
    found = NeighbourIndex.of(known).nearest(query, 6)
    np.testing.assert_array_equal(found.indices, np.argsort(gaps)[:6])
    np.testing.assert_allclose(found.distances, np.sort(gaps)[:6], rtol=1e-5)


def test_many_queries_at_once_find_what_each_finds_alone() -> None:
    known, queries = points(3000), points(3009)[3000:]
    known[5:40] = known[4]  # more twins than neighbours
    queries[0] = known[4]
    index = NeighbourIndex.of(known)
    found = index.nearest_all(queries, 15)
    for row, query in enumerate(queries):
        gaps = np.linalg.norm(known.astype(float) - query, axis=1)
        np.testing.assert_array_equal(found.indices[row], np.argsort(gaps, kind="stable")[:15])
        np.testing.assert_array_equal(found.indices[row], index.nearest(query, 15).indices)


def test_everybodys_neighbours_agree_with_scikit_learn() -> None:
    from sklearn.neighbors import NearestNeighbors

    known = points()
    distances, indices = NearestNeighbors(n_neighbors=5).fit(known).kneighbors()
    found = nearest_neighbours(known, 5)
    np.testing.assert_array_equal(found.indices, indices)
    np.testing.assert_allclose(found.distances, distances, rtol=1e-5)
    assert (found.indices.dtype, found.distances.dtype) == (np.int32, np.float32)


def test_distances_of_close_digits_far_from_the_origin_are_precise() -> None:
    known = points()
    known[1] = known[0]
    known[1, 0] += np.float32(0.001)
    assert NeighbourIndex.of(known).nearest(known[0], 2).distances[1] == pytest.approx(0.001, rel=0.01)


def test_nobody_is_his_own_neighbour_even_among_twins() -> None:
    known = np.repeat(points(4), 10, axis=0)
    found = nearest_neighbours(known, 5)
    assert not (found.indices == np.arange(40)[:, None]).any()
    assert not found.distances.any()


def test_all_others_can_be_neighbours() -> None:
    assert sorted(nearest_neighbours(points(4), 3).indices[0]) == [1, 2, 3]


@pytest.mark.parametrize("k", [0, 150])
def test_an_impossible_number_of_neighbours_is_refused_with_the_range(k: int) -> None:
    with pytest.raises(ValueError, match="1 to 149"):
        nearest_neighbours(points(), k)
