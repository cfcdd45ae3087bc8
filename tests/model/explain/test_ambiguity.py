from __future__ import annotations

import numpy as np
import pytest

from model.explain.ambiguity import margins, most_ambiguous
from model.workspace import Workspace

SHARES = np.array([[0.9, 0.1, 0.0], [0.3, 0.36, 0.34], [0.5, 0.1, 0.4], [0.5, 0.4, 0.1]], dtype=np.float32)


def test_the_margin_is_what_the_first_is_ahead_of_the_second() -> None:
    np.testing.assert_allclose(margins(SHARES), [0.8, 0.02, 0.1, 0.1], atol=1e-6)


def test_the_most_ambiguous_digit_is_read_right() -> None:
    assert most_ambiguous(SHARES, np.array([0, 2, 1, 0], dtype=np.uint8)) == 3, "1 is misread, 2 too"
    assert most_ambiguous(SHARES, np.array([0, 1, 0, 0], dtype=np.uint8)) == 1


def test_where_nothing_is_read_right_the_least_margin_decides() -> None:
    assert most_ambiguous(SHARES, np.array([1, 2, 1, 1], dtype=np.uint8)) == 1


def test_no_digit_of_the_workspace_that_is_read_right_is_closer(workspace: Workspace) -> None:
    index = most_ambiguous(workspace.probabilities, workspace.labels)
    right = workspace.predicted == workspace.labels
    assert right[index]
    assert margins(workspace.probabilities)[right].min() == pytest.approx(margins(workspace.probabilities)[index])
