from __future__ import annotations

import json

import numpy as np
import pytest

from components.panels.activations import ORDERS, ActivationsView, feature_order
from model.workspace import Workspace
from tests.visitor import Visitor

INDEX = 17
DICE = np.random.default_rng(7)
FEATURES, MEAN = (DICE.exponential(size=128).astype(np.float32) for _ in range(2))


def view(visitor: Visitor, order: str) -> ActivationsView:
    answer = visitor.ask("activations-chart.data-view", selection=f"sample:{INDEX}", activations_order=order)
    return json.loads(answer.shown["activations-chart.data-view"])


@pytest.mark.parametrize("order", ORDERS)
def test_the_bars_are_the_digits_features_and_the_line_its_predicted_class(
    visitor: Visitor, workspace: Workspace, order: str
) -> None:
    shown = view(visitor, order)
    assert sorted(shown["units"]) == list(range(128))
    np.testing.assert_allclose(shown["values"], workspace.features[INDEX][shown["units"]], atol=1e-3)
    mean = workspace.class_means[workspace.predicted[INDEX]]
    np.testing.assert_allclose(shown["means"], mean[shown["units"]], atol=1e-3)
    assert (shown["predicted"], shown["shows"]) == (workspace.predicted[INDEX], f"sample:{INDEX}")


def test_each_order_sorts_by_what_its_name_says() -> None:
    assert (np.diff(feature_order(FEATURES, MEAN, "index")) == 1).all()
    assert (np.diff(FEATURES[feature_order(FEATURES, MEAN, "value")]) <= 0).all()
    assert (np.diff((FEATURES - MEAN)[feature_order(FEATURES, MEAN, "difference")]) <= 0).all()


def test_units_that_are_equal_keep_their_order() -> None:
    assert list(feature_order(np.zeros(128, np.float32), np.zeros(128, np.float32), "value")) == list(range(128))
