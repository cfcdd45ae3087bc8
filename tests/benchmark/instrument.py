"""The map as an instrument: what somebody waits for who selects, filters, looks through the lens, takes along."""

from __future__ import annotations

import json
from functools import partial
from itertools import cycle, islice

from components.page import ids
from components.page.table_download import ADDRESS, KINDS
from tests.benchmark.bench import Bench
from tests.benchmark.in_page import HOVER_QUIET_MS, WARM_UP, problem_of
from tests.benchmark.in_process import clock
from tests.benchmark.posts import post
from tests.benchmark.result import Row, timing
from tests.benchmark.tabs import PATIENT_MS, counted
from tests.benchmark.visitor import POINTS, Run, Visitor, first, painted, visit
from tests.server import Server

ENCIRCLED = 5_000
MAP = "projection=tsne"
CELLS = 8  # of what is misread, which are selected one after the other


def lasso(bench: Bench) -> list[Row]:
    """Close a lasso → the tab Group has come, with all that its first screen shows."""
    times = lassos(bench, bench.server, bench.count)
    return [timing(f"lasso of {ENCIRCLED:,} → first screen of the group, painted", times, p95=200)]


def lassos(bench: Bench, server: Server, count: int) -> list[float]:
    """Encircle one side of the map and the other, each time from the tab See."""
    with visit(bench.browser, f"{server.address}?{MAP}") as visitor:
        visitor.run()
        sides = cycle(visitor.ask(f"bench.sides({ENCIRCLED})"))
        visitor.page.click('[data-tool-of-map="lasso"]')
        return [painted(encircle(visitor, next(sides))) for _ in range(WARM_UP + count)][WARM_UP:]


def encircle(visitor: Visitor, corners: list[tuple[float, float]]) -> Run:
    """Draw a lasso from corner to corner."""
    visitor.page.click(f"#{ids.TABS} [data-tab=see]")
    visitor.page.wait_for_timeout(PATIENT_MS)
    visitor.page.mouse.move(*corners[0])
    visitor.page.mouse.down()
    for corner in corners[1:]:
        visitor.page.mouse.move(*corner, steps=4)
    visitor.arm("pointerup", "group")
    visitor.page.mouse.up()
    return visitor.run()


def lens(bench: Bench) -> list[Row]:
    """Mouse over a point → all points in the colours of their distance to it, without a request."""
    with visit(bench.browser, f"{bench.server.address}?{MAP}&colour=distance") as visitor:
        visitor.run()
        visitor.page.wait_for_load_state("networkidle")
        visitor.requests.clear()
        times = [first(look_through(visitor), POINTS) for _ in counted(bench)][WARM_UP:]
        words = "hover → the map in the colours of distance, painted"
        return [timing(words, times, p95=30, problem=problem_of(visitor.requests))]


def look_through(visitor: Visitor) -> Run:
    """Move the mouse onto a random point; the frame in which the points have other colours counts to its end."""
    visitor.page.wait_for_timeout(visitor.dice.uniform(80, 160))
    visitor.arm("pointermove", "points", frames=0, quiet=HOVER_QUIET_MS)
    visitor.page.mouse.move(*next(visitor.places()))
    return visitor.run()


def filters(bench: Bench) -> list[Row]:
    """Let a value through or no longer; select a cell of the confusion matrix → the map."""
    return [
        timing("a value of the filter → the map, painted", filtered(bench), p95=150),
        timing("a cell of the confusion matrix → the map, painted", celled(bench), p95=150),
    ]


def filtered(bench: Bench) -> list[float]:
    """Let a second value through beside the first, and no longer."""
    with visit(bench.browser, f"{bench.server.address}?{MAP}") as visitor:
        visitor.run()
        visitor.page.click(f"#{ids.MAP_FILTER_OPEN}")
        buttons = visitor.page.locator(f"#{ids.MAP_FILTER} [data-filter-value]")
        visitor.click(buttons.nth(0), "points")
        runs = [visitor.click(buttons.nth(1), "points") for _ in counted(bench)][WARM_UP:]
        return [first(run, POINTS) for run in runs]


def celled(bench: Bench) -> list[float]:
    """Click on cells of what is misread, each time on another one."""
    with visit(bench.browser, f"{bench.server.address}?{MAP}&tab=errors") as visitor:
        visitor.run()
        cells = visitor.page.locator(f"#{ids.ERRORS_BODY} .wrong:not([aria-disabled])")
        turns = islice(cycle(range(CELLS)), WARM_UP + bench.count)
        return [first(visitor.click(cells.nth(k), "points"), POINTS) for k in turns][WARM_UP:]


def tables(bench: Bench) -> list[Row]:
    """Ask for the table of all images → all of it has come."""
    return [
        timing(f"table of all images as {kind} → all of it has come", taken(bench, kind), p95=1000) for kind in KINDS
    ]


def taken(bench: Bench, kind: str) -> list[float]:
    """Take the table along, without a browser."""
    wanted = json.dumps({"kind": kind, "part": "all"}).encode()
    return [clock(partial(post, bench.server, ADDRESS, wanted)) for _ in range(1 + bench.few)][1:]
