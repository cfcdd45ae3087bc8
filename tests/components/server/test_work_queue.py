from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Event, Lock, get_ident
from weakref import finalize

import pytest

from components.server.work_queue import BusyError, WorkQueue

LONG_S = 20.0  # longer than any test waits


def nothing() -> str:
    return "done"


@contextmanager
def at_work(queue: WorkQueue) -> Iterator[None]:
    """Keep ``queue`` busy with something."""
    begun, over = Event(), Event()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(queue.do, lambda: begun.set() or over.wait(LONG_S))
        assert begun.wait(LONG_S)
        yield
        over.set()
        assert work.result(LONG_S)


def test_all_who_wait_have_their_turn_one_at_a_time_and_in_one_thread() -> None:
    queue, alone = WorkQueue(waiting=7, patience_s=LONG_S), Lock()

    def work(number: int) -> tuple[int, int]:
        assert alone.acquire(blocking=False), "two at once"
        alone.release()
        return number, get_ident()

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda number: queue.do(lambda: work(number)), range(8)))
    assert [number for number, _ in done] == list(range(8))
    assert len({thread for _, thread in done}) == 1


def test_who_finds_no_place_is_told_so_at_once() -> None:
    queue = WorkQueue(waiting=0, patience_s=LONG_S)
    with at_work(queue), pytest.raises(BusyError):
        queue.do(nothing)
    assert queue.do(nothing) == "done"


def test_who_waited_in_vain_gives_the_place_back() -> None:
    queue = WorkQueue(waiting=1, patience_s=0.01)
    with at_work(queue):
        for _ in range(3):
            with pytest.raises(BusyError):
                queue.do(nothing)
    assert queue.do(nothing) == "done"


def test_work_that_has_begun_is_waited_for() -> None:
    assert WorkQueue(waiting=0, patience_s=0).do(lambda: Event().wait(0.01) or "late") == "late"


def test_an_error_is_handed_on_and_ends_the_turn() -> None:
    queue = WorkQueue(waiting=0, patience_s=LONG_S)
    with pytest.raises(KeyError, match="seven"):
        queue.do(lambda: {}["seven"])
    assert queue.do(nothing) == "done"


class Picture:
    """Something that takes memory."""


def test_an_error_keeps_nothing_of_the_work_alive() -> None:
    queue, picture = WorkQueue(waiting=0, patience_s=LONG_S), Picture()
    gone = Event()
    finalize(picture, gone.set)
    gc.disable()  # what refers to itself would be found some time later
    try:
        with pytest.raises(ValueError, match="no digit"):
            queue.do(partial(refuse, picture))
        del picture
        assert gone.wait(LONG_S)
    finally:
        gc.enable()


def refuse(picture: Picture) -> None:
    raise ValueError(f"no digit in {type(picture).__name__}")
