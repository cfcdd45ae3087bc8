"""How a long computation is run: in one thread, and with a bar that says how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from tqdm import tqdm


@contextmanager
def one_thread() -> Iterator[None]:
    """Let every library compute in one thread: sums come in the same order, so the same input gives the same bytes."""
    from threadpoolctl import threadpool_limits

    import_module("sklearn.linear_model")  # only libraries that are loaded already can be limited
    with threadpool_limits(1):
        yield


class Progress:
    """A progress bar over named stages."""

    def __init__(self, stages: Sequence[str], *, silent: bool = False) -> None:
        layout = "{desc} {bar} {n_fmt}/{total_fmt} [{elapsed}{postfix}]"
        self.bar = tqdm(total=len(stages), disable=silent, bar_format=layout)
        self.begun = False

    def stage(self, name: str) -> None:
        """Say that the stage before is done and ``name`` begins."""
        self.bar.update(int(self.begun))
        self.begun = True
        self.bar.set_description(name)
        self.detail("")

    def detail(self, text: str) -> None:
        """Say how far the present stage is."""
        self.bar.set_postfix_str(text)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self.bar.update(int(self.begun and kind is None))
        self.bar.close()
