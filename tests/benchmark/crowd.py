"""A class that opens the page at once, and connections that only hang on: what others notice of them."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from threading import Event, Thread

from tests.benchmark.bench import Bench
from tests.benchmark.in_process import clock
from tests.benchmark.posts import click
from tests.benchmark.result import Row, timing
from tests.server import Server, ask_once, serving

BROWSERS, KEPT = 50, 6  # and the connections that each keeps
HANGERS_ON = 120
DRIBBLE_S = 0.5  # between two bytes of those that send something
AT_ONCE, STARTS = 16, 20
CLICKS = 100
PAGE = ("/", "/points.bin", "/digitscope.js", "/digitscope.css", "/_dash-layout", "/_dash-dependencies")
UNFINISHED_POST = b"POST /view HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{"


def crowd(bench: Bench) -> list[Row]:
    """Open the page in a class; click beside connections that hang on; ask a fresh server by many at once."""
    with serving(bench.artifacts) as server:
        opened = list(openings(server))
    with serving(bench.artifacts) as server, hanging_on(server):
        clicked = [clock(lambda digit=digit: click(server, digit)) for digit in range(1 + CLICKS)][1:]
    return [
        timing(f"{BROWSERS} browsers keep {KEPT} connections each: the next page is sent", opened, p95=1000),
        timing(f"click → answer beside {HANGERS_ON} connections that idle or dribble", clicked, p95=300),
        first_requests(bench),
    ]


def openings(server: Server) -> Iterator[float]:
    """Open the page in one browser after the other, all of which keep their connections; give the times."""
    with ExitStack() as stack:
        for _ in range(BROWSERS):
            connections = [kept(server, stack) for _ in range(KEPT)]
            yield clock(lambda connections=connections: fetch_page(connections))


def kept(server: Server, stack: ExitStack) -> http.client.HTTPConnection:
    """Return an open connection that lasts as long as ``stack``."""
    connection = server.connect()
    connection.connect()
    stack.callback(connection.close)
    return connection


def fetch_page(connections: list[http.client.HTTPConnection]) -> None:
    """Ask for all that a page is made of, one connection after the other."""
    for path, connection in zip(PAGE, cycle(connections), strict=False):
        ask(connection, path)


def ask(connection: http.client.HTTPConnection, path: str) -> bytes:
    """Return what is at ``path``."""
    connection.request("GET", path)
    return read(connection)


def read(connection: http.client.HTTPConnection) -> bytes:
    """Return the body of an answer.

    Raises:
        RuntimeError: It is a refusal.
    """
    answer = connection.getresponse()
    if answer.status != http.client.OK:
        raise RuntimeError(f"the server answered {answer.status}")
    return answer.read()


@contextmanager
def hanging_on(server: Server) -> Iterator[None]:
    """Keep connections open, every second of which sends a byte now and then."""
    done = Event()
    with ExitStack() as stack:
        connections = [kept(server, stack) for _ in range(HANGERS_ON)]
        for connection in connections[::2]:
            connection.sock.sendall(UNFINISHED_POST)
        thread = Thread(target=dribble, args=(connections[::2], done))
        thread.start()
        stack.callback(thread.join)
        stack.callback(done.set)
        yield
        if not thread.is_alive():
            raise RuntimeError("the server closed a connection that had more to send")


def dribble(connections: list[http.client.HTTPConnection], done: Event) -> None:
    """Send a byte on each connection now and then."""
    while not done.wait(DRIBBLE_S):
        for connection in connections:
            connection.sock.sendall(b" ")


def first_requests(bench: Bench) -> Row:
    """Start servers and ask each by many at once, first thing."""
    with serving(bench.artifacts) as server, ExitStack() as stack:
        page = ask(kept(server, stack), "/").decode()
    paths = [*re.findall(r'src="(/_dash-component-suites/[^"]+)"', page), *PAGE]
    failed = sum(not all_answered(bench, paths) for _ in range(STARTS))
    verdict = "yes" if failed == 0 else f"**no**: {failed}"
    return Row(f"fresh servers asked by {AT_ONCE} at once that fail one", "0", str(failed), "–", STARTS, verdict)


def all_answered(bench: Bench, paths: Sequence[str]) -> bool:
    """Start a server and return whether it answers all who ask first, each for one of ``paths``."""
    with serving(bench.artifacts) as server, ThreadPoolExecutor(AT_ONCE) as pool:
        return all(pool.map(lambda path: answered(server, path), islice(cycle(paths), AT_ONCE)))


def answered(server: Server, path: str) -> bool:
    """Return whether ``path`` is answered with 200."""
    try:
        return ask_once(server, path)[0] == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
