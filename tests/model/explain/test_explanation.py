from __future__ import annotations

import numpy as np
import pytest

from model.explain.explanation import Explanation
from model.workspace import Workspace

PROJECTIONS = ("axes", "pca", "tsne", "umap")


def total(parts: Explanation) -> np.ndarray:
    return parts.intercept + parts.terms.sum(axis=0) + parts.residual


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_the_sum_is_the_position_on_every_map(workspace: Workspace, projection: str) -> None:
    diagonal = np.hypot(*np.ptp(workspace.positions[projection], axis=0))
    for digit in (0, 17, 200):
        known = workspace.positions[projection][digit]
        assert np.abs(total(workspace.explain(digit, projection)) - known).max() < 1e-4 * diagonal


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_baseline_of_ones_own_features_leaves_nothing_to_explain(workspace: Workspace, projection: str) -> None:
    seen = workspace.inspect(workspace.images[17])
    parts = workspace.explain(seen, projection, baseline=seen.features)
    assert not parts.terms.any()
    assert not parts.changes.any()
    np.testing.assert_allclose(parts.intercept, seen.positions[projection], rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_the_way_leads_from_the_baseline_to_the_landing(workspace: Workspace, projection: str) -> None:
    seen = workspace.inspect(workspace.images[17])
    baseline = workspace.class_means[3]
    parts = workspace.explain(seen, projection, baseline=baseline)
    there = workspace.placer.place(baseline).positions[projection]
    np.testing.assert_allclose(parts.path[[0, -1]], [there, seen.positions[projection]], rtol=1e-3, atol=1e-2)
    np.testing.assert_allclose(parts.changes, seen.features - baseline, atol=1e-6)


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_what_a_unit_that_does_not_change_does_is_nothing(workspace: Workspace, projection: str) -> None:
    seen = workspace.inspect(workspace.images[40])
    baseline = workspace.mean_features.copy()
    baseline[:100] = seen.features[:100]
    assert not workspace.explain(seen, projection, baseline=baseline).terms[:100].any()


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_a_digit_of_the_map_does_not_hold_itself(workspace: Workspace, projection: str) -> None:
    parts = workspace.explain(17, projection)
    landing = workspace.placer.place(workspace.features[17], without=17).positions[projection]
    np.testing.assert_allclose(parts.path[-1], landing, rtol=1e-3, atol=1e-2)
