from __future__ import annotations

import pytest

from components.page import ids
from tests.e2e.journey import RING, Journey, until
from tests.e2e.on_the_map import COLUMNS, choose_colour, span, spot, wait_for_span

SCROLLED = "scrollY"


def touch(journey: Journey, *paths: list[tuple[float, float]]) -> None:
    """Put fingers down, move each along its path, and lift them."""
    journey.skip_in_firefox("Playwright gives it one finger, which stays where it is")
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
    until(on_the_phone.page, f"{SCROLLED} > 50")
    assert span(on_the_phone) == pytest.approx(whole)


def test_a_tap_on_a_point_selects_and_a_double_tap_zooms_about_the_finger(on_the_phone: Journey) -> None:
    journey = on_the_phone
    point, whole = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS), span(journey)
    journey.tap_at(point)
    journey.wait_for(f"sample:{point['digit']}")
    journey.wait_for_mark(RING, point["digit"], *COLUMNS)
    journey.page.wait_for_timeout(500)  # or three taps would be a double one and one more
    for _ in range(2):
        journey.tap_at(point)
    wait_for_span(journey, 0, 0.5 * whole)
    assert spot(journey, point["digit"]) == pytest.approx((point["x"], point["y"]), abs=2)
