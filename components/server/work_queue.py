"""Costly work one piece at a time, while few wait: who waits holds a thread that somebody else's click may need."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

from flask import Flask, Response, g, request

T = TypeVar("T")


class BusyError(Exception):
    """Too much is waiting to be done."""


class WorkQueue:
    """Does one piece of work after the other, all in one thread.

    A thread keeps for itself some of the memory that it has freed, so work that takes much had better have its own.

    Args:
        waiting: How many pieces may wait behind the one that is being done.
        patience_s: How long one waits at most, seconds.
    """

    def __init__(self, *, waiting: int, patience_s: float) -> None:
        self._places = BoundedSemaphore(1 + waiting)
        self._worker = ThreadPoolExecutor(1)
        self._patience_s = patience_s

    def do(self, work: Callable[[], T]) -> T:
        """Do a piece of work when its turn has come, and return what it returns.

        Raises:
            BusyError: There is no place to wait, or waiting takes too long. Whatever ``work`` raises is raised too.
        """
        if not self._places.acquire(blocking=False):
            raise BusyError
        done = self._worker.submit(work)
        try:
            return done.result(self._patience_s)
        except TimeoutError:
            if done.cancel():  # it has not begun
                raise BusyError from None
            return done.result()
        finally:
            self._places.release()
            del done, work  # an error knows this frame: with these it would keep itself and all that it knows


class Places:
    """Answers that take long to be sent, few at once: each holds a thread until all of it is on its way.

    Args:
        at_once: How many.
    """

    def __init__(self, at_once: int) -> None:
        self._places = BoundedSemaphore(at_once)

    def give(self, make: Callable[[], Response]) -> Response:
        """Make an answer that holds its place until it was sent, or its visitor has gone.

        Raises:
            BusyError: All places are taken. Whatever ``make`` raises is raised too.
        """
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            response = make()
        except BaseException:
            self._places.release()
            raise
        response.call_on_close(self._places.release)
        return response


def admit_few(
    server: Flask, path: str, *, larger_than: int, places: BoundedSemaphore, refusal: Callable[[], Response]
) -> None:
    """Let few large requests to ``path`` be read at once: each takes five times its size while it is.

    Args:
        server: Whose requests they are.
        path: Where they are posted.
        larger_than: Bytes of a request's body that need no admission.
        places: As many as are admitted.
        refusal: Answers those who are not.
    """

    def admit() -> Response | None:
        if request.path != path or (request.content_length or 0) <= larger_than:
            return None
        g.has_place = places.acquire(blocking=False)
        return None if g.has_place else refusal()

    @server.teardown_request
    def leave(error: BaseException | None) -> None:
        if g.pop("has_place", False):
            places.release()

    server.before_request_funcs.setdefault(None, []).insert(0, admit)  # before anybody reads the body
