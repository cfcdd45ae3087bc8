from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

from components.question.remembered import remembered
from model.workspace import Workspace


def test_what_was_computed_of_a_workspace_is_not_computed_again(workspace: Workspace) -> None:
    asked = []

    @remembered(8)
    def first(space: Workspace, start: int, *, step: int = 1) -> int:
        asked.append((start, step))
        return int(space.labels[start + step])

    for _ in range(2):
        assert first(workspace, 3) == 4
        assert first(workspace, 3, step=2) == 5
    assert asked == [(3, 1), (3, 2)]


def test_every_workspace_has_results_of_its_own_and_only_the_recent_ones_are_kept(workspace: Workspace) -> None:
    asked = []

    @remembered(1)
    def count(space: Workspace, more: int) -> int:
        asked.append(more)
        return len(space.labels) + more

    other = replace(workspace, labels=workspace.labels[:10])
    assert (count(workspace, 1), count(other, 1), count(workspace, 1), count(other, 1)) == (301, 11, 301, 11)
    assert asked == [1, 1]
    assert (count(workspace, 2), count(workspace, 1)) == (302, 301)
    assert asked == [1, 1, 2, 1]


def test_a_workspace_that_nobody_needs_is_let_go(workspace: Workspace) -> None:
    @remembered(8)
    def count(space: Workspace) -> int:
        return len(space.labels)

    own = replace(workspace)
    watched = ref(own)
    assert count(own) == 300
    del own
    gc.collect()
    assert watched() is None
