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
from components.server.door import Door
from tests.server import PATIENCE_S, ask, serving, wait_for
from tests.structure.source import modules, nodes

DAY_S = 86_400
LOOKS = 5  # in which what has come is read, and a connection is closed that is to be
A_WHILE_S = 1.5  # longer than what counts as stuck below
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


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let a server look all the time for connections that say nothing; waits until it has, whatever is there now."""
    look, looked = Door.maintenance, []

    def note(door: Door, now: float) -> None:
        look(door, now)
        looked.append(now)

    def wait() -> None:
        before = len(looked)
        wait_for(lambda: len(looked) > before + LOOKS)

    monkeypatch.setattr(serving_of_page, "LOOK_S", 0)
    monkeypatch.setattr(Door, "maintenance", note)
    return wait


def echo() -> Flask:
    page = Flask("echo")
    page.add_url_rule("/", "hello", lambda: "hello", methods=["GET", "POST"])
    return page


@pytest.mark.parametrize("seconds", [DAY_S, -DAY_S])
def test_a_connection_at_rest_and_one_in_mid_request_outlive_it(
    looks: Callable[[], None], opened: Callable[[Flask], int], jump: Callable[[int], None], seconds: int
) -> None:
    port = opened(echo())
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as resting:
        assert ask(resting, "/") == (200, b"hello")
        socket_of_resting = resting.sock
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as asking:
            asking.sendall(HALF)
            looks()
            jump(seconds)
            looks()
            asking.sendall(b"2")
            assert asking.recv(12) == b"HTTP/1.1 200"
        assert ask(resting, "/") == (200, b"hello")
        assert resting.sock is socket_of_resting


def test_put_back_it_keeps_no_connection_that_says_nothing(
    looks: Callable[[], None],
    opened: Callable[[Flask], int],
    monkeypatch: pytest.MonkeyPatch,
    jump: Callable[[int], None],
) -> None:
    monkeypatch.setattr(serving_of_page, "IDLE_S", 1)
    with socket.create_connection(("127.0.0.1", opened(echo())), timeout=PATIENCE_S) as connection:
        looks()
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


WALL_CLOCKS = {
    "time.time", "time.time_ns", "time.clock_gettime", "time.clock_gettime_ns", "datetime.datetime.now",
    "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
}  # fmt: skip
IF_NOT_GIVEN = {"time.gmtime": 0, "time.localtime": 0, "time.ctime": 0, "time.asctime": 0, "time.strftime": 1}


def wall_clocks(tree: ast.Module) -> list[int]:
    """Return the lines in which a module asks what time it is, by whatever name."""
    names, lines = imported_names(tree), []
    for node in nodes(tree, ast.Name, ast.Attribute, ast.Call):
        if isinstance(node, ast.Call):
            asks = IF_NOT_GIVEN.get(full_name(node.func, names)) == len(node.args)
        else:
            asks = full_name(node, names) in WALL_CLOCKS
        lines += [node.lineno] if asks else []
    return lines


def imported_names(tree: ast.Module) -> dict[str, str]:
    """Return what a module imports by the name that it has there."""
    whole = {alias.asname: alias.name for node in nodes(tree, ast.Import) for alias in node.names if alias.asname}
    parts = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes(tree, ast.ImportFrom)
        for alias in node.names
    }
    return whole | parts


def full_name(node: ast.expr, names: dict[str, str]) -> str:
    """Return a name, with what it stands for in place of its first part."""
    first, dot, rest = ast.unparse(node).partition(".")
    return names.get(first, first) + dot + rest


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("import time; time.time()", True),
        ("import time as clock; clock.time_ns()", True),
        ("from time import time; time()", True),
        ("from time import time as now; told = now", True),
        ("import time; time.gmtime()", True),
        ("import time; time.strftime('%H')", True),
        ("import datetime; datetime.datetime.now()", True),
        ("from datetime import datetime as d; d.utcnow()", True),
        ("from datetime import date; date.today()", True),
        ("import time; time.monotonic()", False),
        ("import time; time.strftime('%H', time.gmtime(3))", False),
        ("from datetime import datetime; datetime(2026, 1, 1)", False),
        ("from time import sleep as time; time(1)", False),
    ],
)
def test_the_clock_on_the_wall_is_known_by_all_its_names(line: str, asks: bool) -> None:
    assert bool(wall_clocks(ast.parse(line))) == asks
