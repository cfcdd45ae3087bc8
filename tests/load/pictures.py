"""Eight who bring the worst pictures, all at once: such as are read, and such as are refused."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from threading import Event, Thread

from components.panels.draw.picture import ADDRESS, BUSY
from tests.benchmark.in_process import clock
from tests.benchmark.posts import post
from tests.benchmark.result import Row, size, timing
from tests.hostile.pictures import costly_pictures, refused_pictures
from tests.load.hostile import use
from tests.load.trial import Trial
from tests.load.visiting import beside, visiting
from tests.load.weight import memory
from tests.server import Server

SENDERS = 8
LONG_S = 60.0
ANSWERS = (http.client.OK, http.client.BAD_REQUEST, BUSY)  # who has no place is told so
ANSWER_MS, MORE_MB = 5_000, 300
LOOK_S = 0.05


@dataclass
class Weighed:
    """The most that a server held."""

    most: float = 0.0  # MB
    done: Event = field(default_factory=Event)


def pictures(trial: Trial) -> list[Row]:
    """Bring the worst that are read, to several processes and to one, then the worst that are refused."""
    costly = costly_pictures()
    return [
        *bring(trial, trial.serve_many(), f"{SENDERS} costly pictures at once", costly),
        *bring(trial, trial.serve_many(), f"{SENDERS} bombs and lies at once", refused_pictures()),
        *bring(trial, trial.serve_one(), f"{SENDERS} costly pictures at once at `make run`", costly),
    ]


def bring(trial: Trial, serving: AbstractContextManager[Server], what: str, files: Sequence[bytes]) -> list[Row]:
    """Bring ``files``, eight at once, again and again, beside a visitor; the rows call it ``what``."""
    with serving as server:
        use(server, trial.surface)
        before = memory(server)
        with visiting(trial, server) as visits, weighed(server) as weight:
            answers = list(all_at_once(server, files, trial.long(LONG_S)))
    return [
        *beside(what, visits),
        timing(f"{what} → each is answered", answers, p95=ANSWER_MS, problem=latest(answers)),
        size(f"{what}: memory over before", weight.most - before, limit=MORE_MB),
    ]


def latest(answers: Sequence[float]) -> str:
    """Say by how much the last answer was too late, if it was."""
    return f"the slowest took {max(answers):.0f} ms" if max(answers) > ANSWER_MS else ""


def all_at_once(server: Server, files: Sequence[bytes], long_s: float) -> Iterator[float]:
    """Send eight of the files at a time, until some seconds are over; give how long each answer took, ms."""
    begun, waiting = time.monotonic(), cycle(files)
    with ThreadPoolExecutor(SENDERS) as pool:
        while time.monotonic() - begun < long_s:
            some = islice(waiting, SENDERS)
            sent = [pool.submit(clock, partial(post, server, ADDRESS, body, ANSWERS)) for body in some]
            yield from [answer.result() for answer in sent]


@contextmanager
def weighed(server: Server) -> Iterator[Weighed]:
    """Watch what a server holds."""
    weight = Weighed()

    def watch() -> None:
        while not weight.done.wait(LOOK_S):
            weight.most = max(weight.most, memory(server))

    thread = Thread(target=watch)
    thread.start()
    try:
        yield weight
    finally:
        weight.done.set()
        thread.join()
