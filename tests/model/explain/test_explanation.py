from __future__ import annotations

import numpy as np
import pytest

from model.explain.explanation import Explanation, coverage
from model.maps.local_surrogate import fit_local
from model.workspace import Workspace

CENTRE = np.array([1, 1], np.float32)


def explained(position: tuple[float, float], residual: tuple[float, float]) -> Explanation:
    """Return an explanation of which only position and residual matter."""
    parts = (np.array(part, np.float32) for part in (position, (0, 0), np.zeros((128, 2)), residual, (0.5, 0.5)))
    return Explanation(*parts)


@pytest.mark.parametrize(
    ("residual", "share"), [((0, 0), 1), ((3, 4), 0), ((1.5, 2), 0.5), ((-1.5, -2), 0.5), ((30, 40), 0), ((0, 2), 0.6)]
)
def test_coverage_is_the_share_of_the_way_from_the_centre(residual: tuple[float, float], share: float) -> None:
    assert coverage(explained((4, 5), residual), CENTRE) == pytest.approx(share)


def test_a_digit_in_the_centre_is_covered_only_without_residual() -> None:
    assert coverage(explained((1, 1), (0, 0)), CENTRE) == 1
    assert coverage(explained((1, 1), (0, 0.1)), CENTRE) == 0


@pytest.mark.parametrize("projection", ["axes", "pca", "tsne", "umap"])
def test_the_sum_is_the_position_on_every_map(workspace: Workspace, projection: str) -> None:
    for digit in (0, 17, 200):
        parts = workspace.explain(digit, projection)
        total = parts.intercept + parts.terms.sum(axis=0) + parts.residual
        diagonal = np.hypot(*np.ptp(workspace.positions[projection], axis=0))
        assert np.abs(total - workspace.positions[projection][digit]).max() < 1e-4 * diagonal


def test_a_local_model_adds_up_to_the_same_position(workspace: Workspace) -> None:
    digit = workspace.placement(17)
    features, positions = workspace.features[17], workspace.positions["tsne"]
    local = fit_local(workspace.placer.index, positions, features, workspace.surrogates["tsne"]).model
    parts = workspace.explain_place(features, digit.positions, "tsne", surrogate=local)
    np.testing.assert_allclose(parts.terms, features[:, None] * local.weights, rtol=1e-6)
    np.testing.assert_allclose(parts.intercept + parts.terms.sum(axis=0) + parts.residual, positions[17], atol=1e-3)
