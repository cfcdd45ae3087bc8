from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator

from components.page import ids
from components.question.state import COLOURINGS
from tests.e2e.conftest import DESKTOP
from tests.e2e.journey import RING, Journey

COLUMNS = ("tsne-1", "tsne-2")
SCROLLED = "scrollY"
LEGEND = f"#{ids.MAP_LEGEND} [data-group]"

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


def group(journey: Journey, number: int) -> Locator:
    """Return the legend's button of a group."""
    return journey.page.locator(LEGEND).nth(number)


def wait_for_groups(journey: Journey, *hidden: int, count: int = 10) -> None:
    """Wait until legend and plot hide certain groups and no others."""
    shown = [number not in hidden for number in range(count)]
    same = "([id, shown]) => JSON.stringify(probe.visible(id).map((one) => one === true)) === JSON.stringify(shown)"
    journey.wait_until(same, ids.MAP_GRAPH, shown)
    pressed = [group(journey, number).get_attribute("aria-pressed") for number in range(count)]
    assert pressed == [str(one).lower() for one in shown]


def choose_colour(journey: Journey, name: str) -> None:
    """Colour the map otherwise and wait until it is."""
    journey.choose(ids.MAP_COLOUR, COLOURINGS[name])
    journey.wait_for_url(colour=name)


@pytest.fixture
def without_webgl(browser: Browser, address: str) -> Iterator[Journey]:
    """A visitor whose browser lends no WebGL."""
    with browser.new_context(viewport=DESKTOP) as context:
        context.add_init_script(NO_WEBGL)
        journey = Journey(context.new_page(), address)
        journey.open()
        yield journey
    assert journey.troubles() == []


def test_a_hidden_class_stays_hidden_on_the_next_map_and_in_other_colours_of_classes(journey: Journey) -> None:
    group(journey, 3).click()
    wait_for_groups(journey, 3)
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    wait_for_groups(journey, 3)
    choose_colour(journey, "correct")
    wait_for_groups(journey, count=2)
    choose_colour(journey, "predicted")
    wait_for_groups(journey, 3)


def test_a_double_click_shows_a_class_alone_hidden_or_not_and_the_next_shows_all(journey: Journey) -> None:
    group(journey, 5).click()
    wait_for_groups(journey, 5)
    journey.page.wait_for_timeout(500)  # or it would be a double click
    group(journey, 5).dblclick()
    wait_for_groups(journey, *{*range(10)} - {5})
    journey.page.wait_for_timeout(500)
    group(journey, 5).dblclick()
    wait_for_groups(journey)
    group(journey, 7).click(modifiers=["Shift"])
    wait_for_groups(journey, *{*range(10)} - {7})
    journey.element(ids.MAP_LEGEND_ALL).click()
    wait_for_groups(journey)


def test_the_legend_works_by_keyboard(journey: Journey) -> None:
    group(journey, 0).focus()
    for key in ("ArrowRight", "ArrowRight", "Space"):
        journey.page.keyboard.press(key)
    wait_for_groups(journey, 2)
    journey.page.keyboard.press("Shift+Enter")
    wait_for_groups(journey, *{*range(10)} - {2})


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_the_legend_breaks_evenly_and_a_finger_finds_every_class(visit: Callable[..., Journey], width: int) -> None:
    journey = visit(viewport={"width": width, "height": 640})
    boxes = [one.bounding_box() for one in journey.page.locator(LEGEND).all()]
    rows = [sum(box["y"] == top for box in boxes) for top in {box["y"] for box in boxes}]
    assert rows in ([10], [5, 5])
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)


def spot(journey: Journey, digit: int = 7) -> tuple[float, float]:
    """Return where the point of a digit is in the window."""
    x, y = journey.probe("pixel", ids.MAP_GRAPH, *COLUMNS, digit)
    return x, y


def span(journey: Journey) -> float:
    """Return how much of its horizontal axis the map shows."""
    return journey.probe("span", ids.MAP_GRAPH)


def wait_for_span(journey: Journey, low: float, high: float) -> None:
    """Wait until the map shows so much of its horizontal axis."""
    journey.wait_until("([id, low, high]) => low < probe.span(id) && probe.span(id) < high", ids.MAP_GRAPH, low, high)


def touch(journey: Journey, *paths: list[tuple[float, float]]) -> None:
    """Put fingers down, move each along its path, and lift them."""
    session = journey.page.context.new_cdp_session(journey.page)
    for kind, step in (("touchStart", 0), *(("touchMove", k) for k in range(1, len(paths[0]))), ("touchEnd", None)):
        places = [] if step is None else [path[step] for path in paths]
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def path(start: tuple[float, float], right: float, down: float) -> list[tuple[float, float]]:
    """Return a straight way in five steps."""
    return [(start[0] + right * k / 5, start[1] + down * k / 5) for k in range(6)]


def test_the_wheel_zooms_about_the_pointer_and_never_scrolls_the_page(journey: Journey) -> None:
    journey.page.evaluate("document.body.style.minHeight = '3000px'")
    whole, place = span(journey), spot(journey)
    journey.page.mouse.move(*place)
    journey.page.mouse.wheel(0, -300)
    wait_for_span(journey, 0, 0.7 * whole)
    assert spot(journey) == pytest.approx(place, abs=1.5), "what was under the pointer still is"
    for _ in range(4):  # more than there is
        journey.page.mouse.wheel(0, 900)
        journey.page.wait_for_timeout(100)
    wait_for_span(journey, 0.99 * whole, 1.01 * whole)
    assert journey.page.evaluate(SCROLLED) == 0


def test_a_drag_moves_a_zoomed_map_and_selects_nothing(journey: Journey) -> None:
    journey.page.locator("[data-zoom=in]").click()
    journey.page.locator("[data-zoom=in]").click()
    wait_for_span(journey, 0, 100)
    before, (x, y) = journey.shown(), spot(journey)
    journey.page.mouse.move(x, y)
    journey.page.mouse.down()
    journey.page.mouse.move(x + 30, y - 20, steps=4)
    journey.page.mouse.up()
    journey.wait_until(
        "async (all) => Math.hypot(...(await probe.pixel(...all.slice(2))).map((at, k) => at - all[k])) < 2",
        x + 30,
        y - 20,
        ids.MAP_GRAPH,
        *COLUMNS,
        7,
    )
    journey.nothing_follows(before)


def test_keys_zoom_move_and_show_all_and_the_zoom_survives_other_colours_but_not_other_axes(journey: Journey) -> None:
    whole = span(journey)
    journey.element(ids.MAP_STAGE).focus()
    journey.page.keyboard.press("+")
    journey.page.keyboard.press("+")
    wait_for_span(journey, 0.4 * whole, 0.55 * whole)
    zoomed, (x, _) = span(journey), spot(journey)
    choose_colour(journey, "confidence")
    journey.wait_until("([id]) => probe.plot(id).data.length === 5", ids.MAP_GRAPH)
    assert span(journey) == pytest.approx(zoomed)
    journey.element(ids.MAP_STAGE).focus()
    journey.page.keyboard.press("Shift+ArrowRight")
    journey.wait_until("async ([x, ...all]) => (await probe.pixel(...all))[0] < x - 20", x, ids.MAP_GRAPH, *COLUMNS, 7)
    journey.page.keyboard.press("0")
    wait_for_span(journey, 0.99 * whole, 1.01 * whole)
    journey.page.keyboard.press("+")
    wait_for_span(journey, 0, 0.9 * whole)
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    journey.choose(ids.MAP_PROJECTION, "t-SNE")
    journey.wait_for_projection("tsne")
    assert span(journey) == pytest.approx(whole)


def test_two_fingers_zoom_the_map_and_one_then_moves_it(on_the_phone: Journey) -> None:
    journey = on_the_phone
    whole, place = span(journey), spot(journey)
    touch(journey, path((place[0] - 20, place[1]), -20, -10), path((place[0] + 20, place[1]), 20, 10))
    wait_for_span(journey, 0, 0.6 * whole)
    x, y = spot(journey)
    assert (x, y) == pytest.approx(place, abs=8)
    touch(journey, path(place, 40, 30))
    journey.wait_until("async ([x, ...all]) => (await probe.pixel(...all))[0] > x + 25", x, ids.MAP_GRAPH, *COLUMNS, 7)
    assert journey.page.evaluate(SCROLLED) == 0


def test_a_finger_scrolls_the_page_over_a_map_that_shows_all(on_the_phone: Journey) -> None:
    whole, place = span(on_the_phone), spot(on_the_phone)
    touch(on_the_phone, path(place, 0, -100))
    on_the_phone.page.wait_for_function(f"{SCROLLED} > 50")
    assert span(on_the_phone) == pytest.approx(whole)


def test_a_tap_on_a_point_selects_and_a_double_tap_zooms_about_the_finger(on_the_phone: Journey) -> None:
    journey = on_the_phone
    point, whole = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS), span(journey)
    journey.page.touchscreen.tap(point["x"], point["y"])
    journey.wait_for(f"sample:{point['digit']}")
    journey.wait_for_mark(RING, point["digit"], *COLUMNS)
    journey.page.wait_for_timeout(500)  # or three taps would be a double one and one more
    for _ in range(2):
        journey.page.touchscreen.tap(point["x"], point["y"])
    wait_for_span(journey, 0, 0.5 * whole)
    assert spot(journey, point["digit"]) == pytest.approx((point["x"], point["y"]), abs=2)


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
    journey.page.wait_for_function(f"() => ({COLOURS})() === 9")
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
    journey.page.wait_for_function(f"() => ({COLOURS})() === 2")


def test_a_map_that_loses_webgl_goes_on_without_it(journey: Journey) -> None:
    journey.page.evaluate("""document.querySelectorAll("#map-graph canvas").forEach((canvas) =>
        canvas.getContext("webgl")?.getExtension("WEBGL_lose_context")?.loseContext())""")
    journey.page.wait_for_selector("#map-graph canvas.points")
    assert journey.page.evaluate(COLOURS) == 10
    journey.console.clear()  # the browser says what it has lost


def test_the_map_fills_the_screen_beside_pad_and_words_and_comes_back(journey: Journey) -> None:
    before, button = journey.element(ids.MAP_PANEL).bounding_box(), journey.element(ids.MAP_FULL_SCREEN)
    button.click()
    journey.page.wait_for_function("document.fullscreenElement !== null")
    box = journey.element(ids.MAP_PANEL).bounding_box()
    assert (box["x"], box["y"], box["height"]) == (0, 0, DESKTOP["height"])
    assert box["width"] > 0.7 * DESKTOP["width"]
    assert journey.element(ids.MAP_QUALITY).is_visible()
    assert journey.element(ids.DRAW_CANVAS).is_visible()
    assert not journey.element(ids.DIGIT_PANEL).is_visible()
    group(journey, 3).click()
    wait_for_groups(journey, 3)
    point = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS)
    journey.point_at(point)
    journey.page.wait_for_selector(f".hover-card[data-shows='sample:{point['digit']}']")
    button.click()
    journey.page.wait_for_function("document.fullscreenElement === null")
    journey.element(ids.DIGIT_PANEL).wait_for(state="visible")
    assert journey.element(ids.MAP_PANEL).bounding_box() == before
