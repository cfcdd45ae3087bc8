from __future__ import annotations

import numpy as np
import pytest

from model.explain.unit import open_dossier, related_units, strongest_digits, strongest_units
from model.workspace import Workspace


def live_unit(workspace: Workspace) -> int:
    return int(workspace.features.mean(axis=0).argmax())


def dead_unit(workspace: Workspace) -> int:
    return int(workspace.features.max(axis=0).argmin())


def test_the_strongest_digits_are_those_with_the_greatest_activations(workspace: Workspace) -> None:
    dossier = open_dossier(workspace, live_unit(workspace))
    expected = np.sort(workspace.features[:, dossier.unit])[::-1][:12]
    np.testing.assert_array_equal(dossier.activations[dossier.strongest], expected)


def test_a_digit_on_which_the_unit_is_silent_is_none_of_the_strongest() -> None:
    assert strongest_digits(np.array([0, 3, 0, 5, 0], np.float32)).tolist() == [3, 1]
    assert strongest_digits(np.zeros(5, np.float32)).size == 0
    assert strongest_units(np.array([1, 9, 0, 2], np.float32), 2).tolist() == [1, 3]


def test_the_class_means_together_give_the_mean_of_all_digits(workspace: Workspace) -> None:
    dossier = open_dossier(workspace, live_unit(workspace))
    shares = np.bincount(workspace.labels, minlength=10) / len(workspace.labels)
    assert dossier.class_means @ shares == pytest.approx(dossier.activations.mean(), rel=1e-4)


def test_every_digit_fires_or_is_silent(workspace: Workspace) -> None:
    for unit in range(workspace.features.shape[1]):
        dossier = open_dossier(workspace, unit)
        silent = float((workspace.features[:, unit] == 0).mean())
        assert dossier.firing + silent == pytest.approx(1)
        assert dossier.dead == (silent == 1)


def test_the_weights_in_the_scores_and_the_activations_of_all_units_give_the_probabilities(
    workspace: Workspace,
) -> None:
    outputs = np.stack([open_dossier(workspace, unit).outputs for unit in range(workspace.features.shape[1])])
    logits = workspace.features[3] @ outputs + workspace.classifier.head.biases
    powers = np.exp(logits - logits.max())
    np.testing.assert_allclose(powers / powers.sum(), workspace.probabilities[3], atol=1e-4)


def test_the_most_correlated_units_are_those_that_numpy_finds(workspace: Workspace) -> None:
    dossier = open_dossier(workspace, live_unit(workspace))
    varying = np.flatnonzero(workspace.features.std(axis=0) > 0)
    table = np.zeros(workspace.features.shape[1])
    table[varying] = np.corrcoef(workspace.features[:, varying].T)[list(varying).index(dossier.unit)]
    others = np.abs(np.delete(table, dossier.unit))
    assert len({*dossier.related.tolist(), dossier.unit}) == 6
    np.testing.assert_allclose(np.abs(table[dossier.related]), np.sort(others)[::-1][:5], atol=1e-5)
    np.testing.assert_allclose(dossier.correlations, table[dossier.related], atol=1e-5)


def test_a_unit_is_not_related_to_itself_nor_to_one_that_never_varies() -> None:
    correlation = np.array([[1, -0.5, 0], [-0.5, 1, 0], [0, 0, 0]], np.float32)
    assert related_units(correlation, 0).tolist() == [1]
    assert related_units(correlation, 2).size == 0
    assert correlation[0, 0] == 1, "the table itself stays as it is"


def test_a_standing_is_the_share_of_the_digits_below(workspace: Workspace) -> None:
    dossier = open_dossier(workspace, live_unit(workspace))
    assert dossier.share_below(0) == 0
    assert dossier.share_below(float(dossier.activations.max()) + 1) == 1
    assert dossier.share_below(float(np.median(dossier.activations))) == pytest.approx(0.5, abs=0.02)


def test_the_histogram_counts_every_digit_on_which_the_unit_fires(workspace: Workspace) -> None:
    dossier = open_dossier(workspace, live_unit(workspace))
    counts = dossier.histogram(float(dossier.activations.max()), 40)
    assert len(counts) == 40
    assert counts.sum() == (dossier.activations > 0).sum()


def test_a_unit_that_never_fires_has_finite_numbers_and_empty_lists(workspace: Workspace) -> None:
    dossier = open_dossier(workspace, dead_unit(workspace))
    assert dossier.dead
    assert dossier.strongest.size == dossier.related.size == 0
    assert dossier.histogram(1.0, 40).sum() == 0
    for numbers in (dossier.class_means, dossier.outputs, dossier.correlations):
        assert np.isfinite(numbers).all()
    np.testing.assert_array_equal(dossier.class_means, 0)
