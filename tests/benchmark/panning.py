"""What a hand feels that drags the zoomed map: how long a frame takes, with pictures in place of points or without."""

from __future__ import annotations

from components.page import ids
from tests.benchmark.bench import Bench
from tests.benchmark.result import Row, frames
from tests.benchmark.visitor import Visitor, visit
from tests.server import Server

LEAST = 50  # frames a second, with software rendering
DRAGS, STEPS = 8, 40
AWAY_PX = (200, 120)  # of a drag, to the right and down
TURN = -250  # of the wheel
TURNS, ON_MANY = 4, 6  # of the wheel until there is room for pictures, with 10,000 points and with 70,000
QUIET_MS = 500
# The times from a frame before which the map has moved to the next one: what moving it takes, painting included.
WATCH = """() => {
  const axis = () => document.querySelector("#map-graph .js-plotly-plot")._fullLayout.xaxis.range[0];
  let [last, place] = [performance.now(), axis()];
  window.panned = [];
  const frame = (now) => {
    if (axis() !== place) window.panned.push(now - last);
    [last, place] = [now, axis()];
    window.panning = requestAnimationFrame(frame);
  };
  window.panning = requestAnimationFrame(frame);
}"""
STOP = "() => { cancelAnimationFrame(window.panning); return window.panned; }"


def panning(bench: Bench) -> list[Row]:
    """Drag the zoomed map of 10,000 points, of pictures and of points alone."""
    return [
        panned(bench, bench.server, "frame of a dragged map with pictures"),
        panned(bench, bench.server, "frame of a dragged map with points alone", pictures=False),
    ]


def panned(bench: Bench, server: Server, what: str, *, turns: int = TURNS, pictures: bool = True) -> Row:
    """Zoom in on the selected image and drag the map to and fro with the mouse.

    Raises:
        RuntimeError: There are no pictures where there should be, or the other way round.
    """
    with visit(bench.browser, server.address) as visitor:
        visitor.run()
        visitor.page.wait_for_load_state("networkidle")
        zoom_in(visitor, turns)
        if not pictures:
            visitor.page.locator("[data-pictures]").click()
        if visitor.page.locator("canvas.pictures").is_visible() != pictures:
            raise RuntimeError(f"the map should have pictures: {pictures}")
        times = [interval for k in range(DRAGS) for interval in drag(visitor, 1 if k % 2 else -1)]
    return frames(what, times, least=LEAST if pictures else None)


def zoom_in(visitor: Visitor, turns: int) -> None:
    """Turn the wheel over the selected image."""
    ring = visitor.page.locator(f"#{ids.MAP_RING}").bounding_box()
    assert ring is not None
    visitor.aim((ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2))
    for _ in range(turns):
        visitor.page.mouse.wheel(0, TURN)
        visitor.page.wait_for_timeout(QUIET_MS)


def drag(visitor: Visitor, sign: int) -> list[float]:
    """Drag the map by the mouse across its middle and return its frames, ms."""
    box = visitor.page.locator(f"#{ids.MAP_GRAPH}").bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    start, end = ([at + way * sign * px / 2 for at, px in zip(middle, AWAY_PX, strict=True)] for way in (-1, 1))
    visitor.aim((start[0], start[1]))
    visitor.page.mouse.down()
    visitor.page.evaluate(WATCH)
    visitor.page.mouse.move(*end, steps=STEPS)
    intervals: list[float] = visitor.page.evaluate(STOP)
    visitor.page.mouse.up()
    visitor.page.wait_for_timeout(QUIET_MS)
    return intervals
