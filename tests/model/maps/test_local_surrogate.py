from __future__ import annotations

import numpy as np
import pytest

from model.maps.local_surrogate import ALPHAS, FOLDS, find_neighbourhood, fit_local, fit_weighted, weighted_r2
from model.maps.neighbours import NeighbourIndex
from model.maps.surrogate import fit_surrogate
from model.workspace import Workspace

DICE = np.random.default_rng(3)
FEATURES = np.maximum(DICE.normal(size=(200, 12)), 0).astype(np.float32)
WEIGHTS = DICE.uniform(0.2, 1, 200)
POSITIONS = (FEATURES @ DICE.normal(size=(12, 2)) + DICE.normal(size=(200, 2)) + [5, -3]).astype(np.float32)
PLANE = DICE.uniform(-2, 2, (3_000, 2)).astype(np.float32)  # features of digits that have but two


def test_the_nearer_a_digit_the_more_it_counts(workspace: Workspace) -> None:
    near = find_neighbourhood(workspace.placer.index, workspace.features[5], size=100)
    assert near.indices[0] == 5
    assert near.weights[0] == pytest.approx(1)
    assert (np.diff(near.weights) <= 0).all()
    distances = np.linalg.norm(workspace.features[near.indices] - workspace.features[5], axis=1)
    assert near.bandwidth == pytest.approx(np.median(distances), rel=1e-5)
    np.testing.assert_allclose(near.weights, np.exp(-(distances**2) / (2 * near.bandwidth**2)), rtol=1e-4)


def test_weights_and_intercept_are_those_of_scikit_learn() -> None:
    from sklearn.linear_model import Ridge

    model = fit_weighted(FEATURES, POSITIONS, WEIGHTS, middle=FEATURES[0])
    for axis in range(2):
        known = Ridge(alpha=float(model.alpha[axis])).fit(FEATURES, POSITIONS[:, axis], sample_weight=WEIGHTS)
        np.testing.assert_allclose(model.weights[:, axis], known.coef_, rtol=1e-3, atol=1e-4)
        assert model.intercept[axis] == pytest.approx(known.intercept_, abs=1e-3)


def test_r2_is_that_of_scikit_learn_across_the_folds_and_the_best_of_all_penalties() -> None:
    from sklearn.linear_model import Ridge
    from sklearn.metrics import r2_score

    model = fit_weighted(FEATURES, POSITIONS, WEIGHTS, middle=FEATURES[0])
    fold = np.arange(200) % FOLDS
    for axis in range(2):
        scores = []
        for alpha in ALPHAS:
            guess = np.empty(200)
            for held in range(FOLDS):
                rest = fold != held
                ridge = Ridge(alpha=alpha).fit(FEATURES[rest], POSITIONS[rest, axis], sample_weight=WEIGHTS[rest])
                guess[~rest] = ridge.predict(FEATURES[~rest])
            scores.append(r2_score(POSITIONS[:, axis], guess, sample_weight=WEIGHTS))
        assert model.r2[axis] == pytest.approx(max(scores), abs=1e-4)
        assert scores[ALPHAS.index(model.alpha[axis])] == pytest.approx(max(scores), abs=1e-6)


def r2_on(positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how well the local and the global model of a map (3000, 2) tell the digits around one apart, (2,) each."""
    digit, surrogate = np.array([1.5, 1.5], np.float32), fit_surrogate(PLANE, positions)
    fitted = fit_local(NeighbourIndex.of(PLANE), positions, digit, surrogate)
    return fitted.model.r2, fitted.global_r2


def test_a_local_model_follows_a_bend_that_the_global_one_cuts() -> None:
    local, whole = r2_on(PLANE**2)
    assert (local > 0.9).all()
    assert (whole < 0.5).all()


def test_on_a_map_without_a_bend_both_models_are_as_good() -> None:
    local, whole = r2_on(PLANE @ np.array([[3, 1], [-1, 2]], np.float32))
    np.testing.assert_allclose(local, 1, atol=1e-3)
    np.testing.assert_allclose(whole, 1, atol=1e-3)


def test_among_few_digits_all_are_near(workspace: Workspace) -> None:
    surrogate, positions = workspace.surrogates["umap"], workspace.positions["umap"]
    assert fit_local(workspace.placer.index, positions, workspace.features[60], surrogate).size == 300


@pytest.mark.parametrize("kind", ["identical digits", "one place", "a silent digit", "a few digits"])
def test_a_degenerate_neighbourhood_gives_finite_numbers(kind: str, workspace: Workspace) -> None:
    features, positions, middle = FEATURES.copy(), POSITIONS.copy(), FEATURES[0]
    if kind == "identical digits":
        features[:] = features[0]
    elif kind == "one place":
        positions[:] = positions[0]
    elif kind == "a silent digit":
        middle = np.zeros(12, np.float32)
    else:
        features, positions = features[:3], positions[:3]
    near = find_neighbourhood(NeighbourIndex.of(features), middle)
    model = fit_weighted(features[near.indices], positions[near.indices], near.weights, middle=middle)
    for part in (model.weights, model.intercept, model.r2, near.weights):
        assert np.isfinite(part).all()
    if kind == "one place":
        np.testing.assert_allclose(model.predict(features), positions, atol=1e-4)


def test_no_variance_accounts_for_nothing() -> None:
    assert list(weighted_r2(np.ones((5, 2)), np.zeros((5, 2)), np.ones(5))) == [0, 0]
