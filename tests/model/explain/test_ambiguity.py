from __future__ import annotations

from dataclasses import replace

import numpy as np

from model.explain.ambiguity import by_ambiguity, margins, most_ambiguous
from model.workspace import Workspace

SHARES = np.array([[0.9, 0.1, 0.0], [0.3, 0.36, 0.34], [0.5, 0.1, 0.4], [0.5, 0.4, 0.1]], dtype=np.float32)


def test_the_margin_is_what_the_first_is_ahead_of_the_second() -> None:
    np.testing.assert_allclose(margins(SHARES), [0.8, 0.02, 0.1, 0.1], atol=1e-6)


def test_digits_that_are_read_right_come_first() -> None:
    assert by_ambiguity(SHARES, np.array([0, 2, 1, 0], dtype=np.uint8)).tolist() == [3, 0, 1, 2]
    assert by_ambiguity(SHARES, np.array([0, 1, 0, 0], dtype=np.uint8)).tolist()[0] == 1
    assert by_ambiguity(SHARES, np.array([1, 2, 1, 1], dtype=np.uint8)).tolist()[0] == 1


def test_the_most_ambiguous_digit_is_read_right_and_like_others(workspace: Workspace) -> None:
    order = by_ambiguity(workspace.probabilities, workspace.labels).tolist()
    strange = [workspace.judge_own(index).is_strange for index in order]
    assert most_ambiguous(workspace) == order[strange.index(False)]


def test_where_all_are_unlike_others_the_first_of_them_is_shown(workspace: Workspace) -> None:
    everything = replace(workspace, strangeness=replace(workspace.strangeness, allowed=1.1))
    assert most_ambiguous(everything) == by_ambiguity(workspace.probabilities, workspace.labels)[0]
