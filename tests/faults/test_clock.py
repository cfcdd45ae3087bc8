"""The clock on the wall is put forward and back by a day, again and again: nobody who is at work is sent away."""

from __future__ import annotations

import ast
import socket
import sys
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask

from components.page.index import PLOTLY
from components.server import serving as serving_of_page
from tests.server import PATIENCE_S, ask, serving
from tests.structure.source import modules

DAY_S = 86_400
A_WHILE_S = 1.5
PROGRAM = """
import itertools, runpy, sys, time
from components.server import workers
workers.LOOK_S, workers.STUCK_S = 0.2, 1
jumps, told = itertools.cycle([86_400, -86_400]), time.time
time.time = lambda: told() + next(jumps)
sys.argv[0] = "serve.py"
runpy.run_path("serve.py", run_name="__main__")
"""
HALF = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n1"


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Put the clock forward, or back, by so many seconds."""
    told = time.time

    def put(seconds: int) -> None:
        monkeypatch.setattr(time, "time", lambda: told() + seconds)

    return put


def echo() -> Flask:
    page = Flask("echo")
    page.add_url_rule("/", "hello", lambda: "hello", methods=["GET", "POST"])
    return page


@pytest.mark.parametrize("seconds", [DAY_S, -DAY_S])
def test_a_connection_at_rest_and_one_in_mid_request_outlive_it(
    opened: Callable[[Flask], int], monkeypatch: pytest.MonkeyPatch, jump: Callable[[int], None], seconds: int
) -> None:
    monkeypatch.setattr(serving_of_page, "LOOK_S", 0)
    port = opened(echo())
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as resting:
        assert ask(resting, "/") == (200, b"hello")
        socket_of_resting = resting.sock
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as asking:
            asking.sendall(HALF)
            time.sleep(0.2)
            jump(seconds)
            time.sleep(0.5)
            asking.sendall(b"2")
            assert asking.recv(12) == b"HTTP/1.1 200"
        assert ask(resting, "/") == (200, b"hello")
        assert resting.sock is socket_of_resting


def test_put_back_it_keeps_no_connection_that_says_nothing(
    opened: Callable[[Flask], int], monkeypatch: pytest.MonkeyPatch, jump: Callable[[int], None]
) -> None:
    monkeypatch.setattr(serving_of_page, "LOOK_S", 0)
    monkeypatch.setattr(serving_of_page, "IDLE_S", 1)
    with socket.create_connection(("127.0.0.1", opened(echo())), timeout=PATIENCE_S) as connection:
        jump(-DAY_S)
        assert connection.recv(1) == b""


def test_no_process_counts_as_stuck_and_what_a_browser_has_is_not_sent_again(artifact_folder: Path) -> None:
    options = ("--workers", "2", "--access-log", "off")
    with (
        serving(artifact_folder, *options, command=(sys.executable, "-c", PROGRAM)) as server,
        closing(server.connect()) as connection,
    ):
        connection.request("GET", PLOTLY)
        answer = connection.getresponse()
        answer.read()
        time.sleep(A_WHILE_S)
        assert ask(connection, PLOTLY, headers={"If-None-Match": answer.headers["ETag"]}) == (304, b"")
        assert server.errors() == ""


def test_nothing_that_serves_tells_an_age_by_it() -> None:
    """The clock on the wall is for dates that people read: when artifacts were built, and of a line in the log."""
    told = {name: wall_clocks(tree) for name, tree in modules().items() if not name.startswith("model.training")}
    assert {name for name, lines in told.items() if lines} == set()


def wall_clocks(tree: ast.Module) -> list[int]:
    """Return the lines in which a module asks what time it is."""
    attributes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return [node.lineno for node in attributes if ast.unparse(node) in {"time.time", "time.time_ns", "datetime.now"}]
