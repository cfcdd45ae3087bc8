"""Several processes that do the same work: forked from one that has loaded everything, and replaced when one dies.

The system keeps one copy of all that none of them changes, such as the arrays of the data sets. gunicorn forks as well,
but its threads wait for slow senders, and its workers need a folder for temporary files; granian loads everything once
for each process. Here each process runs the server that ``make run`` has, which takes in what is sent slowly in one
thread for all.
"""

from __future__ import annotations

import gc
import logging
import math
import mmap
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from components.server.serving import STOPS

MOST_DEATHS, WITHIN_S = 10, 60  # so many workers that die in so short a time have a cause that another cannot mend
LOOK_S = 10  # between two looks whether all are at work
HASTE_S = 0.2  # after which a second signal is one: make passes on what its children have got already
STUCK_S = 60  # after which one that has not said so is none any more
logger = logging.getLogger("digitscope")

Wanted = Callable[[], bool]  # whether a worker is to go on; asking says that it is at work


class Workers:
    """Processes that each do ``work`` until SIGTERM.

    Args:
        count: How many.
        work: What a process does; it is over when that returns. It is given what says whether to go on: no longer when
            the first process has gone. Who does not ask that for ``STUCK_S`` is killed. A second SIGTERM is no haste:
            systemd tells each process, and so does the first one.
        leave: What the first process does when it is told to end, such as to listen no more.
    """

    def __init__(self, count: int, work: Callable[[Wanted], None], *, leave: Callable[[], None]) -> None:
        self._count, self._work, self._leave = count, work, leave
        self._running: dict[int, int] = {}  # to the place of each
        self._at_work = memoryview(mmap.mmap(-1, 8 * count)).cast("d")  # when each last said so; all share it
        self._looked = time.monotonic()
        self._deaths: deque[float] = deque(maxlen=MOST_DEATHS)
        self._told = math.inf  # when, to end

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
            for place in range(self._count):
                self._start(place)
            signal.signal(signal.SIGALRM, self._look)
            signal.setitimer(signal.ITIMER_REAL, LOOK_S, LOOK_S)
            while self._running and not self._is_failing():
                self._replace(*os.wait())
        finally:
            self._end()
        return not self._is_failing()

    @property
    def _is_stopping(self) -> bool:
        """Whether it was told to end."""
        return self._told < math.inf

    def _start(self, place: int) -> None:
        """Start another process."""
        first = os.getpid()

        def is_wanted() -> bool:
            self._at_work[place] = time.monotonic()
            return os.getppid() == first

        self._at_work[place] = time.monotonic()
        with held_signals():
            process = os.fork()
            if process == 0:
                self._become_worker(is_wanted)
            self._running[process] = place
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
        place = self._running.pop(process, None)
        if self._is_stopping or place is None:
            return
        self._deaths.append(time.monotonic())
        if self._is_failing():
            logger.error("%d workers have died within %d s; the server ends", MOST_DEATHS, WITHIN_S)
        else:
            logger.warning("worker %d has died (%s); another takes its place", process, cause(status))
            self._start(place)

    def _look(self, number: int, frame: object) -> None:
        """Kill those that are stuck, unless this process was stopped too, as by Ctrl-Z or with the whole machine."""
        now, before = time.monotonic(), self._looked
        self._looked = now
        for process, place in list(self._running.items()):
            if now - self._at_work[place] > STUCK_S and now - before < 2 * LOOK_S:
                logger.warning("worker %d is stuck", process)
                tell(process, signal.SIGKILL)

    def _is_failing(self) -> bool:
        """Return whether so many have died in so short a time that starting others has no point."""
        return len(self._deaths) == MOST_DEATHS and self._deaths[-1] - self._deaths[0] < WITHIN_S

    def _stop(self, number: int, frame: object) -> None:
        """Tell all processes to end; told once more a while later, end them."""
        now = time.monotonic()
        deed = signal.SIGKILL if now - self._told > HASTE_S else signal.SIGTERM
        self._told = min(self._told, now)
        self._leave()
        for process in list(self._running):
            tell(process, deed)

    def _end(self) -> None:
        """End what still runs, and wait for it."""
        self._stop(signal.SIGTERM, None)
        while self._running:
            self._running.pop(os.wait()[0], None)
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def held_signals() -> Iterator[None]:
    """Let signals to stop wait: one that comes between a fork and its record would be lost."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def tell(process: int, number: signal.Signals = signal.SIGTERM) -> None:
    """Tell a process to end, unless it has."""
    with suppress(ProcessLookupError):
        os.kill(process, number)


def cause(status: int) -> str:
    """Return why a process has ended, given what ``os.wait`` says of it."""
    code = os.waitstatus_to_exitcode(status)
    return f"status {code}" if code >= 0 else signal.Signals(-code).name
