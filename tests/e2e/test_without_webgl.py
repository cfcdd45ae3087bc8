from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from components.page import ids
from tests.e2e.conftest import DESKTOP
from tests.e2e.journey import RING, Journey, until
from tests.e2e.on_the_map import COLUMNS, choose_colour, group, span, spot, wait_for_groups, wait_for_span
from tests.e2e.test_image_points import count, zoom_in

# What a browser without WebGL says when it is asked for it.
NO_WEBGL = """const { getContext } = HTMLCanvasElement.prototype;
HTMLCanvasElement.prototype.getContext = function (kind, ...options) {
  return String(kind).includes("webgl") ? null : getContext.call(this, kind, ...options);
};"""
# The colours of the canvas that stands for WebGL: at a place in the window, or how many there are.
COLOURS = """(at) => {
  const canvas = document.querySelector("#map-graph canvas.points");
  const { left, top, width } = canvas.getBoundingClientRect();
  const ratio = canvas.width / width;
  const whole = at ? [Math.round((at[0] - left) * ratio), Math.round((at[1] - top) * ratio), 1, 1] : null;
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d");
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(...(whole ?? [0, 0, canvas.width, canvas.height]));
  return whole ? [...data.slice(0, 3)] : new Set(new Uint32Array(data.buffer)).size - 1;
}"""


@pytest.fixture
def without_webgl(browser: Browser, address: str) -> Iterator[Journey]:
    """A visitor whose browser lends no WebGL."""
    with browser.new_context(viewport=DESKTOP) as context:
        context.add_init_script(NO_WEBGL)
        journey = Journey(context.new_page(), address)
        journey.open()
        yield journey
    assert journey.troubles() == []


def test_without_webgl_the_map_is_drawn_on_a_canvas_and_says_so(without_webgl: Journey) -> None:
    journey = without_webgl
    assert journey.element(ids.MAP_CANVAS_NOTE).is_visible()
    assert journey.page.evaluate(COLOURS) == 10
    point = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS)
    assert any(journey.page.evaluate(COLOURS, [point["x"], point["y"]]))
    journey.point_at(point)
    journey.page.wait_for_selector(f".hover-card[data-shows='sample:{point['digit']}']")
    journey.wait_for(journey.click_at(point))
    journey.wait_for_mark(RING, point["digit"], *COLUMNS)


def test_without_webgl_legend_zoom_and_glide_work_as_with_it(without_webgl: Journey) -> None:
    journey, whole = without_webgl, span(without_webgl)
    group(journey, 3).click()
    wait_for_groups(journey, 3)
    until(journey.page, f"() => ({COLOURS})() === 9")
    place = spot(journey)
    journey.page.mouse.move(*place)
    journey.page.mouse.wheel(0, -300)
    wait_for_span(journey, 0, 0.7 * whole)
    assert spot(journey) == pytest.approx(place, abs=1.5)
    assert any(journey.page.evaluate(COLOURS, list(place)))
    journey.probe("watchGlide")
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    assert journey.page.evaluate("probe.pictures.size") > 2
    choose_colour(journey, "correct")
    until(journey.page, f"() => ({COLOURS})() === 2")


def test_a_map_that_loses_webgl_goes_on_without_it(journey: Journey) -> None:
    journey.page.evaluate("""document.querySelectorAll("#map-graph canvas").forEach((canvas) =>
        canvas.getContext("webgl")?.getExtension("WEBGL_lose_context")?.loseContext())""")
    journey.page.wait_for_selector("#map-graph canvas.points")
    assert journey.page.evaluate(COLOURS) == 10
    journey.console.clear()  # the browser says what it has lost


def test_without_webgl_a_zoomed_map_shows_pictures_too(without_webgl: Journey) -> None:
    zoom_in(without_webgl)
    assert count(without_webgl) > 0
