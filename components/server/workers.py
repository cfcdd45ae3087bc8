"""Several processes that do the same work: forked from one that has loaded everything, and replaced when one dies.

The system keeps one copy of all that none of them changes, such as the arrays of the data sets. gunicorn forks as well,
but its threads wait for slow senders, and its workers need a folder for temporary files; granian loads everything once
for each process. Here each process runs the server that ``make run`` has, which takes in what is sent slowly in one
thread for all.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from components.server.serving import STOPS

MOST_DEATHS, WITHIN_S = 10, 60  # so many workers that die in so short a time have a cause that another cannot mend
logger = logging.getLogger("digitscope")

Wanted = Callable[[], bool]  # whether a worker is to go on


class Workers:
    """Processes that each do ``work`` until SIGTERM.

    Args:
        count: How many.
        work: What a process does; it is over when that returns. It is given what says whether to go on: no longer when
            the first process has gone.
        leave: What the first process does when it is told to end, such as to listen no more.
    """

    def __init__(self, count: int, work: Callable[[Wanted], None], *, leave: Callable[[], None]) -> None:
        self._count, self._work, self._leave = count, work, leave
        self._running: set[int] = set()
        self._deaths: deque[float] = deque(maxlen=MOST_DEATHS)
        self._is_stopping = False

    def run(self) -> bool:
        """Let them work until SIGINT or SIGTERM, and return when all have ended; a second signal ends them at once.

        Returns:
            Whether they were told to end; otherwise too many have died.

        Raises:
            OSError: The system allows no other process.
        """
        gc.collect()
        gc.freeze()  # or the collector would write into memory that is shared
        for number in STOPS:
            signal.signal(number, self._stop)
        try:
            for _ in range(self._count):
                self._start()
            while self._running and not self._is_failing():
                self._replace(*os.wait())
        finally:
            self._end()
        return not self._is_failing()

    def _start(self) -> None:
        """Start another process."""
        first = os.getpid()
        with held_signals():
            process = os.fork()
            if process == 0:
                self._become_worker(lambda: os.getppid() == first)
            self._running.add(process)
        if self._is_stopping:
            tell(process)

    def _become_worker(self, is_wanted: Wanted) -> NoReturn:
        """Work, and end this process without what the first one does at its end."""
        status = 1
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the first process tells them
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
            self._work(is_wanted)
            status = 0
        except BaseException:
            logger.exception("a worker fails")
        finally:
            os._exit(status)

    def _replace(self, process: int, status: int) -> None:
        """Start another process for one that has ended, unless all are to end or too many have died."""
        self._running.discard(process)
        if self._is_stopping:
            return
        self._deaths.append(time.monotonic())
        if self._is_failing():
            logger.error("%d workers have died within %d s; the server ends", MOST_DEATHS, WITHIN_S)
        else:
            logger.warning("worker %d has died (%s); another takes its place", process, cause(status))
            self._start()

    def _is_failing(self) -> bool:
        """Return whether so many have died in so short a time that starting others has no point."""
        return len(self._deaths) == MOST_DEATHS and self._deaths[-1] - self._deaths[0] < WITHIN_S

    def _stop(self, number: int, frame: object) -> None:
        """Tell all processes to end."""
        self._is_stopping = True
        self._leave()
        for process in list(self._running):
            tell(process)

    def _end(self) -> None:
        """End what still runs, and wait for it."""
        self._stop(signal.SIGTERM, None)
        while self._running:
            self._running.discard(os.wait()[0])


@contextmanager
def held_signals() -> Iterator[None]:
    """Let signals to stop wait: one that comes between a fork and its record would be lost."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def tell(process: int) -> None:
    """Tell a process to end, unless it has."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)


def cause(status: int) -> str:
    """Return why a process has ended, given what ``os.wait`` says of it."""
    code = os.waitstatus_to_exitcode(status)
    return f"status {code}" if code >= 0 else signal.Signals(-code).name
