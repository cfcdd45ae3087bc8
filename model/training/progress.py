"""How a long computation is run: in one thread, and with a bar that says how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Event, Thread

from tqdm import tqdm

TICK_S = 1.0  # after which the bar says anew what time it is
SHORT, LONG = 1, 6  # how much of the bar a stage is
LONG_STAGES = ("features", "t-SNE", "UMAP", "maps", "trials", "quality")  # by how their names begin


@contextmanager
def one_thread() -> Iterator[None]:
    """Let every library compute in one thread: sums come in the same order, so the same input gives the same bytes."""
    from threadpoolctl import threadpool_limits

    import_module("sklearn.linear_model")  # only libraries that are loaded already can be limited
    with threadpool_limits(1):
        yield


class Progress:
    """A progress bar over named stages; it shows every second that something is going on, and the time that is left."""

    def __init__(self, stages: Sequence[str], *, silent: bool = False) -> None:
        layout = "{desc} {bar} {percentage:.0f} % [{elapsed} < {remaining}{postfix}]"
        self.bar = tqdm(total=sum(map(weight, stages)), disable=silent, bar_format=layout)
        self.name = ""
        self.weight = 0  # of the present stage
        self.done = 0.0  # of it
        self.over = Event()
        if not silent:
            Thread(target=self.tick, daemon=True).start()

    def tick(self) -> None:
        """Show the time until all is over."""
        while not self.over.wait(TICK_S):
            self.bar.refresh()

    def stage(self, name: str, count: int = 1) -> None:
        """Say that the stage before is done and ``name`` begins, which stands for ``count`` stages."""
        self.finish()
        self.name, self.weight = name, weight(name) * count
        self.bar.set_description(name)
        self.detail("")

    def finish(self) -> None:
        """Say that the present stage is done."""
        self.part(1)
        self.name, self.weight, self.done = "", 0, 0.0

    def detail(self, text: str) -> None:
        """Say how far the present stage is."""
        self.bar.set_postfix_str(text)

    def part(self, share: float) -> None:
        """Say that a share of the present stage, 0 to 1, is done, so that the bar and the time left go on within it."""
        self.bar.update(share * self.weight - self.done)
        self.done = share * self.weight

    def say(self, text: str) -> None:
        """Write a line above the bar."""
        self.bar.write(text)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self.finish()
        self.over.set()
        self.bar.close()


def weight(stage: str) -> int:
    """Return how much of the bar ``stage`` is."""
    return LONG if stage.startswith(LONG_STAGES) else SHORT
