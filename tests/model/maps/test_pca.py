from __future__ import annotations

import numpy as np
import pytest

from model.maps.pca import Floats, Pca, fit_pca

CLOSE = 1e-4


@pytest.fixture
def features() -> Floats:
    """Return (200, 12) correlated features, one of which never varies."""
    dice = np.random.default_rng(1)
    mixed = dice.normal(size=(200, 12)) @ dice.normal(size=(12, 12))
    mixed[:, 5] = 3
    return mixed.astype(np.float32)


@pytest.fixture
def pca(features: Floats) -> Pca:
    return fit_pca(features)


def test_scores_reproduce_the_features(pca: Pca, features: Floats) -> None:
    assert np.abs(pca.inverse_transform(pca.transform(features)) - features).max() < CLOSE


def test_variance_shares_sum_to_one_and_fall(pca: Pca) -> None:
    assert pca.explained_variance_ratio.sum() == pytest.approx(1, abs=1e-6)
    assert (np.diff(pca.explained_variance_ratio) <= 0).all()
    assert (pca.explained_variance >= 0).all()


def test_components_are_of_length_one_and_orthogonal(pca: Pca) -> None:
    np.testing.assert_allclose(pca.components @ pca.components.T, np.eye(12), atol=1e-6)


def test_scores_have_the_variance_that_is_stated(pca: Pca, features: Floats) -> None:
    scores = pca.transform(features).astype(float)
    np.testing.assert_allclose(scores.var(axis=0, ddof=1), pca.explained_variance, atol=1e-4)


def test_the_largest_entry_of_each_component_is_positive(pca: Pca) -> None:
    largest = np.abs(pca.components).argmax(axis=1)
    assert (pca.components[np.arange(12), largest] > 0).all()


def test_fewer_components_leave_the_variance_of_the_others(pca: Pca, features: Floats) -> None:
    rest = features - pca.inverse_transform(pca.transform(features)[:, :4])
    lost = (rest.astype(float) ** 2).sum() / (len(features) - 1)
    assert lost == pytest.approx(pca.explained_variance[4:].sum(), rel=1e-4)


def test_it_agrees_with_scikit_learn(pca: Pca, features: Floats) -> None:
    from sklearn.decomposition import PCA

    theirs = PCA().fit(features.astype(float))
    np.testing.assert_allclose(pca.explained_variance, theirs.explained_variance_, atol=1e-4)
    np.testing.assert_allclose(pca.explained_variance_ratio, theirs.explained_variance_ratio_, atol=1e-6)
    alike = np.abs((pca.components[:11] * theirs.components_[:11]).sum(axis=1))
    np.testing.assert_allclose(alike, 1, atol=1e-5)


def test_a_single_digit_is_transformed_like_many(pca: Pca, features: Floats) -> None:
    np.testing.assert_allclose(pca.transform(features[7]), pca.transform(features)[7], atol=1e-5)


@pytest.mark.parametrize("shape", [(1, 12), (12,), (0, 12)])
def test_too_few_digits_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="2 or more"):
        fit_pca(np.zeros(shape, dtype=np.float32))


def test_features_without_variance_are_refused() -> None:
    with pytest.raises(ValueError, match="same features"):
        fit_pca(np.ones((5, 3), dtype=np.float32))
