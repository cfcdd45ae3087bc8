from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score

from model.maps.surrogate import Floats, SurrogateConfig, fit_surrogate, held_out_positions, solve_ridge
from model.workspace import Workspace

CONFIG = SurrogateConfig(alphas=(0.1, 10.0, 1000.0))
LABELS = (np.arange(200) % 4).astype(np.uint8)


def linear_map(noise: float) -> tuple[Floats, Floats]:
    """Return features (200, 8) and a map (200, 2) that is linear in them but for ``noise``."""
    dice = np.random.default_rng(4)
    features = dice.gamma(1.0, size=(200, 8))
    positions = features @ dice.normal(size=(8, 2)) + [5, -3] + dice.normal(0, noise, (200, 2))
    return features.astype(np.float32), positions.astype(np.float32)


def test_a_linear_map_is_found_out() -> None:
    features, positions = linear_map(noise=0)
    surrogate = fit_surrogate(features, positions, LABELS, CONFIG)
    np.testing.assert_allclose(surrogate.predict(features), positions, atol=0.02)
    assert (surrogate.r2 > 0.9999).all()
    assert (surrogate.r2 <= 1).all()


def test_a_map_of_chance_has_no_linear_model() -> None:
    features, _ = linear_map(noise=0)
    chance = np.random.default_rng(5).normal(size=(200, 2)).astype(np.float32)
    assert (fit_surrogate(features, chance, LABELS, CONFIG).r2 < 0.1).all()


def test_r2_and_weights_are_those_of_scikit_learn() -> None:
    from sklearn.model_selection import KFold, cross_val_score

    features, positions = linear_map(noise=2)
    surrogate = fit_surrogate(features, positions, LABELS, CONFIG)
    folds = KFold(5, shuffle=True, random_state=CONFIG.seed)
    for axis in range(2):
        y = positions[:, axis].astype(float)
        model = Ridge(alpha=float(surrogate.alpha[axis]))
        scores = cross_val_score(model, features.astype(float), y, cv=folds, scoring="r2")
        assert surrogate.r2[axis] == pytest.approx(scores.mean(), abs=1e-6)
        np.testing.assert_allclose(surrogate.weights[:, axis], model.fit(features, y).coef_, rtol=1e-3, atol=1e-4)


def test_the_penalty_is_the_one_that_predicts_best() -> None:
    features, positions = linear_map(noise=2)
    best = fit_surrogate(features, positions, LABELS, CONFIG)
    for alpha in CONFIG.alphas:
        single = fit_surrogate(features, positions, LABELS, SurrogateConfig(alphas=(alpha,)))
        assert (single.r2 <= best.r2 + 1e-6).all()


def islands(inside: float) -> tuple[Floats, Floats]:
    """Return features (200, 8) that tell four islands apart, and their map (200, 2).

    Where in its island a digit lies goes with two more features as far as ``inside`` says, from 0 to 1.
    """
    dice = np.random.default_rng(4)
    places = dice.normal(size=(200, 2))
    features = np.hstack([10 * np.eye(4)[LABELS], places, dice.normal(size=(200, 2))])
    middles = 50 * np.array([[0, 0], [1, 0], [0, 1], [2, 2]])[LABELS]
    positions = middles + inside * places + (1 - inside) * dice.normal(size=(200, 2))
    return features.astype(np.float32), positions.astype(np.float32)


def test_a_model_that_knows_islands_and_nothing_inside_them_is_found_out() -> None:
    surrogate = fit_surrogate(*islands(inside=0), LABELS, CONFIG)
    assert (surrogate.r2 > 0.99).all()
    assert (surrogate.r2_inside < 0.1).all()
    assert (surrogate.r2_middles > 0.99).all()
    assert (fit_surrogate(*islands(inside=1), LABELS, CONFIG).r2_inside > 0.9).all()


def test_the_r2_inside_classes_is_that_of_places_about_their_middles() -> None:
    features, positions = islands(inside=0.5)
    surrogate = fit_surrogate(features, positions, LABELS, CONFIG)
    predicted = held_out_positions(features, positions, surrogate, CONFIG)
    middles = np.stack([positions[label == LABELS].mean(axis=0) for label in LABELS])
    whole = r2_score(positions, middles, multioutput="raw_values")
    np.testing.assert_allclose(surrogate.r2_middles, whole, atol=1e-5)
    inside = [r2_score((positions - middles)[:, k], (predicted - middles)[:, k]) for k in range(2)]
    np.testing.assert_allclose(surrogate.r2_inside, inside, atol=1e-4)


def test_shapes_and_precision_are_those_of_the_schema() -> None:
    surrogate = fit_surrogate(*linear_map(noise=1), LABELS, CONFIG)
    assert surrogate.weights.shape == (8, 2)
    parts = (surrogate.weights, surrogate.intercept, surrogate.alpha, surrogate.r2, surrogate.r2_inside)
    assert all(part.dtype == np.float32 for part in parts)
    assert all(part.shape == (2,) for part in parts[1:])


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_what_is_predicted_of_held_out_digits_has_the_r2_that_was_measured(
    workspace: Workspace, projection: str
) -> None:
    surrogate, true = workspace.surrogates[projection], workspace.positions[projection]
    predicted = held_out_positions(workspace.features, true, surrogate)
    order = np.arange(len(true))
    np.random.RandomState(SurrogateConfig().seed).shuffle(order)
    scores = [r2_score(true[fold], predicted[fold], multioutput="raw_values") for fold in np.array_split(order, 5)]
    np.testing.assert_allclose(np.mean(scores, axis=0), surrogate.r2, atol=1e-3)


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_the_weights_of_the_workspace_are_those_of_scikit_learn(workspace: Workspace, projection: str) -> None:
    surrogate, true = workspace.surrogates[projection], workspace.positions[projection].astype(float)
    solved = solve_ridge(workspace.features, workspace.positions[projection], surrogate.alpha)
    for axis in range(2):
        model = Ridge(alpha=float(surrogate.alpha[axis])).fit(workspace.features.astype(float), true[:, axis])
        scale = np.abs(model.coef_).max()
        np.testing.assert_allclose(surrogate.weights[:, axis], model.coef_, atol=1e-3 * scale)
        np.testing.assert_allclose(solved.weights[:, axis], model.coef_, atol=1e-3 * scale)
        assert solved.intercept[axis] == pytest.approx(model.intercept_, rel=1e-3, abs=1e-3)


def test_a_unit_that_never_fires_has_no_weight(workspace: Workspace) -> None:
    features = workspace.features.copy()
    features[:, 5] = 0
    solved = solve_ridge(features, workspace.positions["tsne"], np.array([1, 10], np.float32))
    np.testing.assert_array_equal(solved.weights[5], [0, 0])
    assert np.isfinite(solved.weights).all()


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_a_weight_is_how_far_the_model_puts_apart_what_is_alike_in_all_other_units(
    workspace: Workspace, projection: str
) -> None:
    surrogate = workspace.surrogates[projection]
    digit, more = np.repeat(workspace.features[17][None], 2, axis=0)
    more[5] += 1
    first, second = surrogate.predict(np.stack([digit, more]))
    np.testing.assert_allclose(second - first, surrogate.weights[5], atol=1e-3)
