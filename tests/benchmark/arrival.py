"""Somebody arrives: when the points can be used, and what the browser has fetched until everything is there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count, takewhile

from tests.benchmark.bench import Bench
from tests.benchmark.in_page import WARM_UP
from tests.benchmark.result import Row, amount, timing, weight
from tests.benchmark.visitor import Run, Visitor, visit

LIMIT_MS = 800
PATIENCE_S = 20.0
STEP_PX = 2  # a hand that waits for something trembles
PAUSE_MS = 16  # as often as a mouse tells where it is
FETCHED = """() => {
  const entries = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type));
  const sum = (size) => entries.reduce((all, entry) => all + entry[size], 0);
  return [sum("transferSize"), sum("decodedBodySize"), entries.length];
}"""

RINGED = """([x, y]) => {
  const ring = [...document.querySelectorAll(".stage > .ring")].find((one) => one.style.visibility === "visible");
  const { left, top, width, height } = ring?.getBoundingClientRect() ?? { left: NaN };
  return Math.hypot(left + width / 2 - x, top + height / 2 - y) < 4 ? performance.now() : null;
}"""  # asked after a press, so the time is at most one question late

Place = tuple[float, float]


def usable(bench: Bench) -> list[Row]:
    """Navigation → the digit under the mouse shows; navigation → a click has marked it, and is shown everywhere."""
    place, digit = lonely_point(bench)
    hovers = [hover_early(bench, place, digit) for _ in range(WARM_UP + bench.count)][WARM_UP:]
    clicks = [click_early(bench, place, digit) for _ in range(WARM_UP + bench.count)][WARM_UP:]
    marked, shown = zip(*clicks, strict=True)
    return [
        timing("warm server: navigation → the point under the mouse shows its digit", hovers, p95=LIMIT_MS),
        timing("warm server: navigation → a click on a point has put the ring there", marked, p95=LIMIT_MS),
        timing("warm server: navigation → the panels show the digit of such a click", shown),
    ]


def lonely_point(bench: Bench) -> tuple[Place, str]:
    """Return where a point lies that the mouse cannot miss, and the digit that it is; both are the same each time."""
    with visit(bench.browser, bench.server.address) as visitor:
        visitor.run()
        x, y = visitor.ask("bench.loneliest()")
        visitor.aim((x, y))
        digit = visitor.hovered()
        assert digit is not None, "nothing is under the mouse"
        return (x, y), digit


def hover_early(bench: Bench, place: Place, digit: str) -> float:
    """Hold the mouse where the point will be, from the first moment, until its digit shows."""
    with visit(bench.browser, bench.server.address) as visitor:
        for k in patiently():
            tremble(visitor, place, k)
            if visitor.ask("window.bench?.hovered()") == digit:
                return first_shown(visitor.run(), digit, of_card=True)
    raise TimeoutError("no digit shows under the mouse")


def click_early(bench: Bench, place: Place, digit: str) -> tuple[float, float]:
    """Click where the point will be until its digit is shown; return when the ring was there, and when it was shown."""
    marked = None
    with visit(bench.browser, bench.server.address) as visitor:
        for k in patiently():
            tremble(visitor, place, k)
            visitor.press()
            if marked is None:
                marked = visitor.page.evaluate(RINGED, place)
            if visitor.ask("window.bench?.shown()") == [digit]:
                assert marked is not None, "the digit is shown without its ring"
                return marked, first_shown(visitor.run(), digit, of_card=False)
    raise TimeoutError("no click selects anything")


def tremble(visitor: Visitor, place: Place, k: int) -> None:
    """Hold the mouse at a place, as still as a hand does."""
    visitor.page.mouse.move(place[0] + STEP_PX * (k % 2), place[1])
    visitor.page.wait_for_timeout(PAUSE_MS)


def patiently() -> Iterator[int]:
    """Count for as long as a visitor stays."""
    end = time.monotonic() + PATIENCE_S
    return takewhile(lambda _: time.monotonic() < end, count())


def first_shown(run: Run, digit: str, *, of_card: bool) -> float:
    """Return when a digit was first painted, in the card beside the pointer or in a panel."""
    return next(
        change["painted"]
        for change in run["changes"]
        if change.get("shows") == digit and change["name"].endswith("hover-card") == of_card
    )


def fetched(bench: Bench) -> list[Row]:
    """Weigh what a first visitor's browser fetches until everything is there."""
    with visit(bench.browser, bench.server.address) as visitor:
        visitor.run()
        visitor.page.wait_for_load_state("networkidle")
        transferred, content, requests = visitor.page.evaluate(FETCHED)
    return [
        weight("first visit: transferred", transferred),
        weight("first visit: the same without compression and headers", content),
        amount("first visit: requests", requests),
    ]
