from __future__ import annotations

import numpy as np
import pytest

from model.explain.intervention import MAX_SCALE, intervene, scale_units, turn_off_each
from model.workspace import Workspace


def test_only_the_units_named_are_scaled() -> None:
    features = np.arange(128, dtype=np.float32)
    changed = scale_units(features, {3: 0.0, 5: 2.0})
    assert (changed[3], changed[5]) == (0, 10)
    assert (np.delete(changed, [3, 5]) == np.delete(features, [3, 5])).all()
    assert features[3] == 3, "the digit itself stays as it is"


def test_a_scale_of_one_changes_nothing(workspace: Workspace) -> None:
    changed = intervene(workspace.classifier.head, workspace.placer, workspace.features[9], {4: 1.0})
    np.testing.assert_array_equal(changed.features, workspace.features[9])
    np.testing.assert_allclose(changed.probabilities, workspace.probabilities[9], atol=1e-5)
    np.testing.assert_allclose(changed.positions["pca"], workspace.positions["pca"][9], atol=1e-4)


def test_on_pca_a_unit_moves_the_digit_along_its_loading(workspace: Workspace) -> None:
    features = workspace.features[9]
    unit = int(features.argmax())
    moved = intervene(workspace.classifier.head, workspace.placer, features, {unit: 0.5}).positions["pca"]
    step = -0.5 * features[unit] * workspace.pca.components[:2, unit]
    np.testing.assert_allclose(moved - workspace.positions["pca"][9], step, atol=1e-4)


@pytest.mark.parametrize("scale", [0.0, MAX_SCALE])
def test_all_units_at_an_extreme_give_finite_numbers(workspace: Workspace, scale: float) -> None:
    scales = dict.fromkeys(range(128), scale)
    changed = intervene(workspace.classifier.head, workspace.placer, workspace.features[9], scales)
    assert changed.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert np.isfinite(changed.coordinates["pca"]).all()
    assert all(np.isfinite(place).all() for place in changed.positions.values())


@pytest.mark.parametrize("projection", ["axes", "pca", "tsne", "umap"])
def test_what_a_unit_alone_does_is_what_comes_of_turning_it_off(workspace: Workspace, projection: str) -> None:
    features = (workspace.features[9] + workspace.features[19]) / 2
    effects = turn_off_each(workspace.projections[projection], features)
    here = workspace.placer.place(features).positions[projection]
    assert not effects[features == 0].any()
    for unit in np.argsort(-features)[:3]:
        off = intervene(workspace.classifier.head, workspace.placer, features, {int(unit): 0.0})
        np.testing.assert_allclose(effects[unit], here - off.positions[projection], atol=1e-3)
