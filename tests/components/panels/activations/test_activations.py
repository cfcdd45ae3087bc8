from __future__ import annotations

import numpy as np

from model.workspace import Workspace
from tests.visitor import Visitor

INDEX = 17


def test_the_bars_are_the_digits_features_and_the_line_its_predicted_class(
    visitor: Visitor, workspace: Workspace
) -> None:
    shown = visitor.see("activations-chart", selection=f"sample:{INDEX}")
    np.testing.assert_allclose(shown["values"], workspace.features[INDEX], atol=1e-3)
    np.testing.assert_allclose(shown["means"], workspace.class_means[workspace.predicted[INDEX]], atol=1e-3)
    reading = workspace.spec.many(workspace.predicted[INDEX])
    assert (shown["reading"], shown["shows"]) == (reading, f"sample:{INDEX}")
