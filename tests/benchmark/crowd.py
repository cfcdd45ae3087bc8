"""A class whose browsers keep their connections, and one that asks first thing: whether all get the page."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice

from tests.benchmark.bench import Bench
from tests.benchmark.in_process import clock
from tests.benchmark.result import Row, tally, timing
from tests.server import Server, ask, ask_once, serving

BROWSERS, KEPT = 50, 6  # and the connections that each keeps
AT_ONCE, STARTS = 16, 20
PAGE = ("/", "/points.bin", "/digitscope.js", "/digitscope.css", "/_dash-layout", "/_dash-dependencies")


def crowd(bench: Bench) -> list[Row]:
    """Open the page in a class; ask a fresh server by many at once."""
    with serving(bench.artifacts) as server:
        opened = list(openings(server))
    return [
        timing(f"{BROWSERS} browsers keep {KEPT} connections each: the next page is sent", opened, p95=1000),
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
    """Ask for all that a page is made of, one connection after the other.

    Raises:
        RuntimeError: Something is refused.
    """
    for path, connection in zip(PAGE, cycle(connections), strict=False):
        status, _ = ask(connection, path)
        if status != http.client.OK:
            raise RuntimeError(f"the server answered {status}")


def first_requests(bench: Bench) -> Row:
    """Start servers and ask each by many at once, first thing."""
    with serving(bench.artifacts) as server:
        _, page = ask_once(server, "/")
    paths = [*re.findall(r'src="(/_dash-component-suites/[^"]+)"', page.decode()), *PAGE]
    failed = sum(not all_answered(bench, paths) for _ in range(STARTS))
    return tally(f"fresh servers asked by {AT_ONCE} at once that fail one", {"servers": failed}, STARTS)


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
