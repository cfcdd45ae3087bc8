from __future__ import annotations

import itertools

import numpy as np

from model.explain.correlation import cluster_order, correlate, defined, strongest_pairs


def features() -> np.ndarray:
    """Return features (200, 9): three groups of alike ones in mixed order, and a constant."""
    dice = np.random.default_rng(6)
    causes = dice.normal(size=(200, 3))
    columns = causes[:, [0, 1, 2, 0, 1, 2, 0, 1, 2]] + 0.1 * dice.normal(size=(200, 9))
    columns[:, 4] = 7
    return columns.astype(np.float32)


def test_correlation_is_that_of_numpy() -> None:
    columns = features()
    found, varying = correlate(columns), [0, 1, 2, 3, 5, 6, 7, 8]
    np.testing.assert_allclose(found[np.ix_(varying, varying)], np.corrcoef(columns[:, varying].T), atol=1e-5)


def test_a_constant_feature_correlates_with_nothing_and_is_not_nan() -> None:
    found = correlate(features())
    assert np.isfinite(found).all()
    assert not found[4].any()
    assert not found[:, 4].any()


def test_correlation_is_defined_for_the_features_that_vary() -> None:
    np.testing.assert_array_equal(defined(correlate(features())), features().std(axis=0) > 0)


def test_the_strongest_pairs_are_the_greatest_values_beside_the_diagonal() -> None:
    found = correlate(features() * np.tile([1, -1, 1], 3))
    for sign in (1, -1):
        pairs = strongest_pairs(found, 5, sign=sign)
        beside = np.sort(sign * found[np.triu_indices(9, k=1)])[::-1]
        np.testing.assert_array_equal([sign * found[pair] for pair in pairs], beside[:5])
        assert all(one < other for one, other in pairs)


def test_a_feature_that_is_constant_is_in_no_strongest_pair() -> None:
    pairs = [pair for sign in (1, -1) for pair in strongest_pairs(correlate(features()), 100, sign=sign)]
    assert len(pairs) == 8 * 7 / 2
    assert 4 not in {unit for pair in pairs for unit in pair}


def test_like_features_stand_together_and_constant_ones_last() -> None:
    order = list(cluster_order(correlate(features())))
    assert sorted(order) == list(range(9))
    assert order[-1] == 4
    groups = [unit % 3 for unit in order[:-1]]
    assert sum(one != other for one, other in itertools.pairwise(groups)) == 2


def test_features_that_never_vary_have_an_order_too() -> None:
    constant = np.ones((5, 4), dtype=np.float32)
    assert list(cluster_order(correlate(constant))) == [0, 1, 2, 3]
