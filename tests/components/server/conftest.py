from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask

from components.server.serving import finish, listen, open_server, poll_once


@pytest.fixture
def opened() -> Iterator[Callable[..., int]]:
    """Serve an application in a thread of this process, with options of ``open_server``: returns the port."""
    with ExitStack() as stack:

        def start(page: Flask, **options: Any) -> int:
            listener = stack.enter_context(listen("127.0.0.1", 0))
            server, done = open_server(page, listener, largest_request=2_000_000, **options), Event()
            thread = Thread(target=turn_until, args=(server, done))
            thread.start()
            stack.callback(stop, server, done, thread)
            return listener.getsockname()[1]

        yield start


def turn_until(server: Any, done: Event) -> None:
    while not done.is_set():
        poll_once(server, timeout=0.05)


def stop(server: Any, done: Event, thread: Thread) -> None:
    done.set()
    thread.join()
    finish(server)
