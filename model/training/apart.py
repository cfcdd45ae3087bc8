"""Maps made in processes of their own, which tell over a pipe how far they are.

A process whose pipe is closed ends at its next word: none is left over where the one that asked was killed.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any

from model.training.progress import Progress, one_thread

TICK_S = 1.0  # between two looks at what was said


class WorkerError(RuntimeError):
    """A process ended before its maps were made."""


class Relay(Progress):
    """Says over a pipe how much of one job is done, which has some stages."""

    def __init__(self, link: Connection, place: int, stages: int) -> None:
        super().__init__((), silent=True)
        self.link, self.place, self.stages, self.begun = link, place, stages, 0

    def stage(self, name: str, count: int = 1) -> None:
        """Begin the next stage of the job."""
        self.begun += count
        self.part(0)

    def part(self, share: float) -> None:
        """Say what share of the present stage is done."""
        self.link.send((self.place, float(self.begun - 1 + share) / self.stages))


def make_apart(make: Any, jobs: Sequence[Any], progress: Progress, *, workers: int, stages: int) -> Iterator[Any]:
    """Yield what ``make`` returns of each of ``jobs`` with its place, as they are done.

    Args:
        make: Takes a job and a ``Progress``; can be pickled.
        jobs: Likewise.
        progress: Is told how much is done; all jobs are one stage of it, as long as their stages.
        workers: Processes.
        stages: That ``make`` tells of.

    Raises:
        WorkerError: A process ended.
    """
    progress.stage("maps", stages * len(jobs))
    waiting, shares = list(enumerate(jobs)), [0.0] * len(jobs)
    with team(min(workers, len(jobs)), make, stages) as busy:
        for link in busy:
            link.send(waiting.pop(0))
        while busy:
            ready = wait(busy, TICK_S)
            for link in [link for link in busy if link in ready]:
                place, said = hear(link)
                shares[place] = said if isinstance(said, float) else 1.0
                if not isinstance(said, float):
                    yield place, said
                    if waiting:
                        link.send(waiting.pop(0))
                    else:
                        busy.remove(link)
            progress.part(sum(shares) / len(shares))
            progress.detail(f"{sum(share == 1 for share in shares)} of {len(jobs)} runs of t-SNE and UMAP")


def hear(link: Any) -> tuple[int, Any]:
    """Return what a process says next.

    Raises:
        WorkerError: It ended.
    """
    try:
        said: tuple[int, Any] = link.recv()
    except (EOFError, ConnectionError) as error:
        raise WorkerError(
            "a process that makes maps ended before it was done; is there memory enough? "
            "The same command goes on where this one was"
        ) from error
    return said


@contextmanager
def team(count: int, make: Any, stages: int) -> Iterator[list[Connection]]:
    """Give pipes to ``count`` processes, which end with the context."""
    context = get_context("spawn")
    pairs = [context.Pipe() for _ in range(count)]
    processes = [context.Process(target=work, args=(far, make, stages), daemon=True) for _, far in pairs]
    try:
        with without_script(), without_interruption():
            for process in processes:
                process.start()
        for _, far in pairs:
            far.close()
        yield [near for near, _ in pairs]
    finally:
        for process in processes:
            if process.is_alive():
                process.terminate()
                process.join()


def work(link: Connection, make: Any, stages: int) -> None:
    """Do each job that comes over ``link``, until it is closed."""
    with one_thread(), suppress(EOFError, ConnectionError):
        while True:
            place, job = link.recv()
            link.send((place, make(job, Relay(link, place, stages))))


@contextmanager
def without_interruption() -> Iterator[None]:
    """Let processes start that leave Ctrl-C to the one that asked for them."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # its start would let interruptions through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def without_script() -> Iterator[None]:
    """Let processes start without the script that is run, which would build once more in each of them."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script
