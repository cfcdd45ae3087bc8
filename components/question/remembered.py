"""What has been computed of a workspace is remembered as long as that workspace is there, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, ref

from model.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")
OfWorkspace = Callable[Concatenate[Workspace, P], T]


def remembered(most: int) -> Callable[[OfWorkspace[P, T]], OfWorkspace[P, T]]:
    """Let a function of a workspace and more remember its ``most`` recent results, for each workspace.

    ``lru_cache`` would keep the workspaces themselves; the results must not know theirs either.
    """

    def decorate(function: OfWorkspace[P, T]) -> OfWorkspace[P, T]:
        memories: WeakKeyDictionary[Workspace, Callable[P, T]] = WeakKeyDictionary()

        def memory_of(workspace: Workspace) -> Callable[P, T]:
            known = ref(workspace)

            def compute(*more: P.args, **named: P.kwargs) -> T:
                asked = known()
                assert asked is not None, "who asks has it"
                return function(asked, *more, **named)

            return lru_cache(most)(compute)  # type: ignore[return-value]  # it has the same arguments

        @wraps(function)
        def remember(workspace: Workspace, /, *more: P.args, **named: P.kwargs) -> T:
            memory = memories.get(workspace) or memories.setdefault(workspace, memory_of(workspace))
            return memory(*more, **named)

        return remember

    return decorate
