from __future__ import annotations

import numpy as np
import pytest

from components.question.map_choice import MapChoice
from components.question.subject import sample_subject
from components.question.way import explain_subject
from model.workspace import Workspace
from tests.maps import PROJECTIONS

A, B = 11, 47


def on(workspace: Workspace, projection: str) -> MapChoice:
    chosen = workspace.projection(projection)
    return MapChoice(chosen, chosen.usual)


@pytest.mark.parametrize("from_other", [False, True])
@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_way_that_is_asked_for_again_is_what_the_workspace_says(
    workspace: Workspace, projection: str, from_other: bool
) -> None:
    baseline = workspace.features[B] if from_other else None
    expected = workspace.explain(A, projection, baseline=baseline)
    for _ in range(2):
        said = explain_subject(workspace, sample_subject(workspace, A), on(workspace, projection), baseline)
        for part in vars(expected):
            np.testing.assert_array_equal(getattr(said, part), getattr(expected, part))


def test_one_that_is_compared_with_many_is_explained_once(workspace: Workspace) -> None:
    pinned, shown = sample_subject(workspace, A), on(workspace, "umap")
    first = explain_subject(workspace, pinned, shown)
    explain_subject(workspace, sample_subject(workspace, B), shown, pinned.features)
    assert explain_subject(workspace, pinned, shown) is first
