"""Both roads on which a view can be asked, in one run: Dash's callbacks, and the stream that the page takes."""

from __future__ import annotations

import sys

from tests.benchmark.bench import Bench
from tests.benchmark.in_page import click_point, clicks
from tests.benchmark.result import Row, beside
from tests.benchmark.visitor import painted, visit
from tests.server import Server, serving

BY_CALLBACK = (sys.executable, "-m", "tests.benchmark.by_callback")
TURNS = 3
CALLED = "/_dash-update-component"


def roads(bench: Bench) -> list[Row]:
    """Click by turns on two pages, one of which asks what needs the digit by callbacks."""
    times: tuple[list[float], list[float]] = ([], [])
    with serving(bench.artifacts, command=BY_CALLBACK) as server:
        assert calls(bench, server), "the views are not asked by callbacks"
        assert not calls(bench, bench.server), "the views are asked by callbacks"
        for _ in range(TURNS):
            for clicked, at in zip(times, (server, bench.server), strict=True):
                clicked += [painted(run) for run in clicks(bench, at, -(-bench.count // TURNS))]
    return [beside("click by callback → every panel shows the digit, painted", *times, "by the stream")]


def calls(bench: Bench, server: Server) -> int:
    """Return how many callbacks a click asks."""
    with visit(bench.browser, server.address) as visitor:
        visitor.run()
        visitor.page.wait_for_load_state("networkidle")
        visitor.requests.clear()
        click_point(visitor)
        return sum(CALLED in request for request in visitor.requests)
