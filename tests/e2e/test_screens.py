from __future__ import annotations

from collections.abc import Callable

import pytest

from components.page import ids
from components.panels import TABS
from tests.e2e.journey import A_WHILE_MS, Journey

DESKS = [(1440, 900), (1366, 633), (1920, 1080)]
PHONE = {"viewport": {"width": 390, "height": 664}, "has_touch": True, "is_mobile": True}  # below the browser's bar
TABLET = PHONE | {"viewport": {"width": 1024, "height": 768}}
NARROW = PHONE | {"viewport": {"width": 320, "height": 664}}
OUTSIDE = """(ids) => ids.filter((id) => {
  const { left, top, right, bottom, width, height } = document.getElementById(id).getBoundingClientRect();
  const inside = left > -1 && top > -1 && right < innerWidth + 1 && bottom < innerHeight + 1;
  return !(inside && width && height);
})"""
CUT = "(element) => [element.scrollWidth > element.clientWidth, element.scrollHeight > element.clientHeight]"
PLACES = "(ids) => ids.map((id) => document.getElementById(id).getBoundingClientRect().toJSON())"
SCROLLS = """() => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return [scrollWidth > innerWidth, scrollHeight > innerHeight];
}"""


def outside(journey: Journey, *names: str) -> list[str]:
    """Return which elements are not all in the window."""
    return journey.page.evaluate(OUTSIDE, list(names))


@pytest.mark.parametrize(("width", "height"), DESKS, ids=[f"{width}x{height}" for width, height in DESKS])
def test_on_a_desk_the_page_does_not_scroll_and_the_main_job_is_in_sight(
    visit: Callable[..., Journey], width: int, height: int
) -> None:
    journey = visit(viewport={"width": width, "height": height})
    for tab in TABS:
        journey.open_tab(tab.name)
        assert journey.page.evaluate(SCROLLS) == [False, False], tab.name
        assert outside(journey, ids.MAP_GRAPH, ids.DRAW_CANVAS, ids.DIGIT_PANEL, ids.TABS) == [], tab.name


def test_on_a_phone_the_map_is_on_top_and_the_pad_fits_under_it(visit: Callable[..., Journey]) -> None:
    journey = visit(**PHONE)
    tops = journey.page.evaluate(
        "(ids) => ids.map((id) => document.getElementById(id).getBoundingClientRect().top)",
        [ids.MAP_GRAPH, ids.DIGIT_PANEL, ids.TABS, ids.BENCH],
    )
    assert tops == sorted(tops)
    assert outside(journey, ids.MAP_GRAPH, ids.TABS) == []
    journey.open_tab("draw")
    assert outside(journey, ids.MAP_GRAPH, ids.DRAW_CANVAS) == []


def test_on_a_phone_a_tap_on_a_digit_shows_it_and_its_reading_without_scrolling(visit: Callable[..., Journey]) -> None:
    journey = visit(**PHONE)
    journey.page.locator("[data-pick=random]").tap()
    journey.wait_for_other(f"sample:{journey.default('digit')}")
    for words in (journey.shown().replace("sample:", "No. "), "read as"):
        place = journey.element(ids.DIGIT_PANEL).get_by_text(words).first.bounding_box()
        assert place["y"] + place["height"] <= PHONE["viewport"]["height"]


def test_on_a_tablet_the_map_is_on_top_and_half_of_the_window_is_left_for_the_rest(
    visit: Callable[..., Journey],
) -> None:
    journey = visit(**TABLET)
    for name in ("draw", "digit", *(tab.name for tab in TABS)):
        journey.open_tab(name)
        assert journey.page.evaluate("document.documentElement.scrollWidth") <= TABLET["viewport"]["width"], name
    tabs = journey.element(ids.TABS).bounding_box()
    assert tabs["y"] + tabs["height"] < 0.8 * TABLET["viewport"]["height"]


def test_nothing_is_wider_than_the_narrowest_phone(visit: Callable[..., Journey]) -> None:
    journey = visit(**NARROW)
    for name in ("draw", "digit", *(tab.name for tab in TABS)):
        journey.open_tab(name)
        assert journey.page.evaluate("document.documentElement.scrollWidth") <= NARROW["viewport"]["width"], name


@pytest.mark.parametrize("size", [*DESKS, (390, 664)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_moves_under_the_pen_when_the_server_stops_answering(
    visit: Callable[..., Journey], size: tuple[int, int]
) -> None:
    journey = visit(viewport={"width": size[0], "height": size[1]})
    if size[0] == PHONE["viewport"]["width"]:
        journey.open_tab("draw")
    places = journey.page.evaluate(PLACES, [ids.MAP_GRAPH, ids.DRAW_CANVAS])
    for address in ("**/view", "**/health"):
        journey.page.route(address, lambda route: route.abort())
    pad = places[1]
    journey.page.mouse.move(pad["x"] + 0.3 * pad["width"], pad["y"] + 0.5 * pad["height"])
    journey.page.mouse.down()
    journey.page.mouse.move(pad["x"] + 0.5 * pad["width"], pad["y"] + 0.5 * pad["height"], steps=5)
    notice = journey.element(ids.CONNECTION_NOTICE).filter(has_text="does not answer")
    notice.wait_for()
    journey.page.wait_for_timeout(A_WHILE_MS)
    assert journey.page.evaluate(PLACES, [ids.MAP_GRAPH, ids.DRAW_CANVAS]) == places
    assert notice.bounding_box()["y"] + notice.bounding_box()["height"] < pad["y"]
    journey.page.mouse.up()
    journey.page.unroute_all()
    notice.wait_for(state="hidden")
    journey.console.clear()  # where the browser says that it got no answers


def test_on_a_wide_desk_all_that_is_said_of_positions_is_to_be_read(visit: Callable[..., Journey]) -> None:
    journey = visit(viewport={"width": 1920, "height": 1080})
    for words in (f"#{ids.DIGIT_PANEL} .beside", f".map-foot .words:has(#{ids.MAP_QUALITY})"):
        assert journey.page.locator(words).evaluate(CUT) == [False, False], words


def test_in_a_wide_and_low_window_the_digit_leaves_the_pad_free(visit: Callable[..., Journey]) -> None:
    journey = visit(viewport={"width": 1920, "height": 900})
    pad = journey.element(ids.DRAW_CANVAS).bounding_box()
    spot = [pad["x"] + pad["width"] / 2, pad["y"] + 4]
    assert journey.page.evaluate("([x, y]) => document.elementFromPoint(x, y).id", spot) == ids.DRAW_CANVAS
