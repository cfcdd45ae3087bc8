"""What somebody who draws waits for: the pen moves, the landing moves."""

from __future__ import annotations

from itertools import cycle, islice

from components.page import ids
from tests.benchmark.bench import Bench
from tests.benchmark.in_page import WARM_UP
from tests.benchmark.result import Row, timing
from tests.benchmark.visitor import Run, Visitor, first, visit
from tests.maps import PROJECTIONS
from tests.server import Server, serving

LIMIT_MS = 60
INSET = 0.25  # of the pad's side: strokes stay this far from its edges


def pen(bench: Bench) -> list[Row]:
    """Pen moves → landing moves, on each map, with all panels following."""
    return [
        timing(f"pen moves → landing moves, {words}", moves(bench, bench.server, name, bench.count), p95=LIMIT_MS)
        for name, words in PROJECTIONS.items()
    ]


def moves(bench: Bench, server: Server, projection: str, count: int) -> list[float]:
    """Move the pen ``count`` times, each time waiting until everything shows the drawing."""
    with visit(bench.browser, f"{server.address}?projection={projection}") as visitor:
        visitor.run()
        press(visitor)
        return [landed(move(visitor)) for _ in range(WARM_UP + count)][WARM_UP:]


def first_stroke(bench: Bench) -> list[Row]:
    """The very first stroke after a server has started, on each map in turn."""
    times = []
    for name in islice(cycle(PROJECTIONS), bench.count):
        with serving(bench.artifacts) as server:
            times.append(first_move(bench, server, name))
    return [timing("first stroke after the start → landing, each map in turn", times, p95=LIMIT_MS)]


def first_move(bench: Bench, server: Server, projection: str) -> float:
    """Press the pen on a server that nobody has drawn on."""
    with visit(bench.browser, f"{server.address}?projection={projection}") as visitor:
        visitor.run()
        visitor.aim(place(visitor))
        visitor.arm("pointerdown", "landing")
        visitor.page.mouse.down()
        return landed(visitor.run())


def press(visitor: Visitor) -> None:
    """Put the pen on the pad."""
    visitor.aim(place(visitor))
    visitor.arm("pointerdown", "landing")
    visitor.page.mouse.down()
    visitor.run()


def move(visitor: Visitor) -> Run:
    """Move the pen somewhere else on the pad."""
    visitor.arm("pointermove", "landing")
    visitor.page.mouse.move(*place(visitor))
    return visitor.run()


def place(visitor: Visitor) -> tuple[float, float]:
    """Return a random place on the pad."""
    box = visitor.page.locator(f"#{ids.DRAW_CANVAS}").bounding_box()
    assert box is not None, "the pad is not on the page"
    across, down = (visitor.dice.uniform(INSET, 1 - INSET) for _ in range(2))
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def landed(run: Run) -> float:
    """Return when the landing was painted in its new place."""
    return first(run, f"shows {ids.LANDING_WORDS}")
