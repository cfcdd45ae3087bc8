"""How a long computation is run: in one thread, and with a bar, or lines in a log, that say how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Event, RLock, Thread
from time import monotonic

from tqdm import tqdm

TICK_S = 1.0  # after which the bar says anew what time it is
LINE_S = 60.0  # ... and a log gets a further line
SHORT, LONG = 1, 6  # how much of the bar a stage is
LONG_STAGES = ("features", "t-SNE", "UMAP", "maps", "trials", "quality")  # by how their names begin

tqdm.set_lock(RLock())  # its own is a semaphore, which a process that is ended leaves behind


@contextmanager
def one_thread() -> Iterator[None]:
    """Let every library compute in one thread: sums come in the same order, so the same input gives the same bytes."""
    from threadpoolctl import threadpool_limits

    import_module("sklearn.linear_model")  # only libraries that are loaded already can be limited
    with threadpool_limits(1):
        yield


class Progress:
    """Named stages; a terminal shows a bar that moves every second, with the time left, and a log a line a stage."""

    def __init__(self, stages: Sequence[str], *, silent: bool = False) -> None:
        layout = "{desc} {bar} {percentage:.0f} % [{elapsed} < {remaining}{postfix}]"
        self.logged = not silent and not sys.stderr.isatty()
        self.total = sum(map(weight, stages))
        self.bar = tqdm(total=self.total, disable=silent or self.logged, bar_format=layout)
        self.began = monotonic()
        self.name, self.more = "", ""  # of the present stage, and how far it is
        self.weight = 0  # of the present stage
        self.done = 0.0  # of it
        self.past = 0  # weight of the stages before
        self.over = Event()
        if not silent:
            Thread(target=self.tick, daemon=True).start()

    def tick(self) -> None:
        """Show the time until all is over."""
        while not self.over.wait(LINE_S if self.logged else TICK_S):
            self.refresh()

    def refresh(self) -> None:
        """Show how far all is: the bar anew, or one more line."""
        if not self.logged:
            self.bar.refresh()
            return
        share = (self.past + self.done) / max(self.total, 1)
        time = tqdm.format_interval(int(monotonic() - self.began))
        sys.stderr.write(f"[{time}] {100 * share:3.0f} % {', '.join(filter(None, [self.name, self.more]))}\n")

    def stage(self, name: str, count: int = 1) -> None:
        """Say that the stage before is done and ``name`` begins, which stands for ``count`` stages."""
        self.finish()
        self.name, self.weight = name, weight(name) * count
        self.bar.set_description(name)
        self.detail("")
        if self.logged:
            self.refresh()

    def finish(self) -> None:
        """Say that the present stage is done."""
        self.part(1)
        self.past += self.weight
        self.name, self.weight, self.done = "", 0, 0.0

    def detail(self, text: str) -> None:
        """Say how far the present stage is."""
        self.more = text
        self.bar.set_postfix_str(text)

    def part(self, share: float) -> None:
        """Say that a share of the present stage, 0 to 1, is done, so that the bar and the time left go on within it."""
        self.bar.update(share * self.weight - self.done)
        self.done = share * self.weight

    def say(self, text: str) -> None:
        """Write a line above the bar."""
        self.bar.write(text)
        sys.stdout.flush()  # or it would come after all stages, where both go into one log

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self.stage("done", 0)
        self.over.set()
        self.bar.close()


def weight(stage: str) -> int:
    """Return how much of the bar ``stage`` is."""
    return LONG if stage.startswith(LONG_STAGES) else SHORT
