"""What a visitor waits for: the page, a click, a hover, another projection, another theme."""

from __future__ import annotations

from itertools import cycle, islice

from components.page import ids
from tests.benchmark.bench import Bench
from tests.benchmark.result import Row, timing
from tests.benchmark.visitor import Motion, Run, Visitor, painted, visit
from tests.maps import PROJECTIONS
from tests.server import Server, serving

WARM_UP = 2  # clicks and the like that are not counted: the browser compiles the scripts that run often
HOVER_QUIET_MS = 60


def load(bench: Bench) -> list[Row]:
    """Navigation → map painted, in a fresh browser context each time."""
    runs = loads(bench, bench.server, bench.count)
    return [
        timing("warm server: navigation → the map's points on the screen", [canvas_painted(run) for run in runs]),
        timing("warm server: navigation → map painted", [map_painted(run) for run in runs], p95=1500),
        timing("warm server: navigation → every panel painted", [painted(run) for run in runs]),
    ]


def loads(bench: Bench, server: Server, count: int) -> list[Run]:
    """Open the page ``count`` times."""
    runs = []
    for _ in range(count):
        with visit(bench.browser, server.address) as visitor:
            runs.append(visitor.run())
    return runs


def canvas_painted(run: Run) -> float:
    """Return when the points were painted on the canvas from which the plot takes them over."""
    return next(change["painted"] for change in run["changes"] if change["name"] == "canvas")


def map_painted(run: Run) -> float:
    """Return when Plotly had painted the map with all its points."""
    return next(change["painted"] for change in run["changes"] if change.get("points") == run["digits"])


def first_visit(bench: Bench) -> list[Row]:
    """Start of the process → a visitor who comes at once sees everything; the network is still loading."""
    times = []
    for _ in range(bench.few):
        with serving(bench.artifacts) as server, visit(bench.browser, server.address) as visitor:
            run = visitor.run()
            times.append(run["origin"] - 1000 * server.began + painted(run))
    return [timing("start of the process → a first visitor sees every panel", times)]


def click(bench: Bench) -> list[Row]:
    """Click on a point of the map → every panel shows the digit; the page opens with the tab See."""
    times = [painted(run) for run in clicks(bench, bench.server, bench.count)]
    return [timing("click → every panel shows the digit, painted", times, median=70, p95=100)]


def clicks(bench: Bench, server: Server, count: int, query: str = "") -> list[Run]:
    """Click ``count`` random points of the map with the mouse."""
    with visit(bench.browser, server.address + query) as visitor:
        visitor.run()
        return [click_point(visitor) for _ in range(WARM_UP + count)][WARM_UP:]


def click_point(visitor: Visitor) -> Run:
    """Click a random point that is not selected yet.

    Raises:
        RuntimeError: The panels show another digit than the one that was under the mouse.
    """
    for place in visitor.places():
        visitor.aim(place)
        digit = visitor.hovered()
        if digit and digit not in visitor.ask("bench.shown()"):
            break
    visitor.arm("pointerup", "panels")
    visitor.press()
    run = visitor.run()
    if run["shown"] != [digit]:
        raise RuntimeError(f"{digit} was clicked, the panels show {run['shown']}")
    return run


def hover(bench: Bench) -> list[Row]:
    """Mouse over a point → its picture beside the pointer, without a request."""
    with visit(bench.browser, bench.server.address) as visitor:
        visitor.run()
        visitor.page.wait_for_load_state("networkidle")
        visitor.requests.clear()
        times = [painted(hover_point(visitor)) for _ in range(WARM_UP + bench.count)][WARM_UP:]
        return [timing("hover → thumbnail, painted", times, p95=20, problem=problem_of(visitor.requests))]


def hover_point(visitor: Visitor) -> Run:
    """Move the mouse onto a random point; the frame in which its picture appears counts to its end."""
    visitor.page.wait_for_timeout(visitor.dice.uniform(80, 160))
    visitor.arm("pointermove", "card", frames=0, quiet=HOVER_QUIET_MS)
    visitor.page.mouse.move(*next(visitor.places()))
    return visitor.run()


def problem_of(requests: list[str]) -> str:
    """Return in words what was asked of the server where nothing should be."""
    return f"{len(requests)} requests, the first {requests[0]}" if requests else ""


def switch(bench: Bench) -> list[Row]:
    """Another projection → the new map painted, for visitors with and without motion; the glide itself."""
    still, asked = switches(bench, "reduce")
    moving, asked_too = switches(bench, "no-preference")
    problem = problem_of(asked + asked_too)
    frames = [interval for run in moving for interval in run["intervals"]]
    return [
        timing(
            "switch, reduced motion → new map painted", [canvas_painted(run) for run in still], p95=150, problem=problem
        ),
        timing("switch, reduced motion → the plot has replaced it", [map_moved(run) for run in still]),
        timing("switch, with the glide → new map painted under it", [map_moved(run) for run in moving], p95=150),
        timing("switch, with the glide → points have arrived", [painted(run) for run in moving]),
        timing("interval between two frames of the glide", frames),
    ]


def switches(bench: Bench, motion: Motion) -> tuple[list[Run], list[str]]:
    """Go from projection to projection; returns the runs and what was asked of the server after the first."""
    with visit(bench.browser, bench.server.address, motion=motion) as visitor:
        visitor.run()
        visitor.page.wait_for_load_state("networkidle")
        names = cycle(PROJECTIONS.values())
        switch_to(visitor, next(names))
        visitor.requests.clear()
        return [switch_to(visitor, name) for name in islice(names, bench.count)], visitor.requests


def switch_to(visitor: Visitor, name: str) -> Run:
    """Choose a projection that is not the present one with the mouse."""
    return visitor.click(visitor.button(ids.MAP_PROJECTION, name), "map")


def map_moved(run: Run) -> float:
    """Return when the points were painted in their new places."""
    before = run["before"]["places"]
    return next(change["painted"] for change in run["changes"] if change.get("places", before) != before)


def theme(bench: Bench) -> list[Row]:
    """Light to dark and back."""
    with visit(bench.browser, bench.server.address) as visitor:
        visitor.run()
        button = visitor.page.locator(f"#{ids.THEME_SWITCH}")
        times = [painted(visitor.click(button, "theme")) for _ in range(WARM_UP + bench.count)][WARM_UP:]
        return [timing("theme switch → painted", times)]
