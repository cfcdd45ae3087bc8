from __future__ import annotations

from typing import Any

import pytest

from components.page import ids
from tests.e2e.journey import RING, Journey, until
from tests.e2e.on_the_map import COLUMNS, group, span, spot

PICTURES = "#map-graph canvas.pictures"
TOGGLE = "[data-pictures]"
FIRST = 0  # a digit that has a picture whatever is selected: the first that is given room
NEAR = 6  # turns of the wheel after which there is room in any map
# Which pixels of the pictures' canvas are drawn, as a word that differs when others are.
DRAWN = f"document.querySelector('{PICTURES}').toDataURL()"
# Whether the point of a digit is at a place of the window.
IS_AT = """([id, columns, digit, [x, y]]) =>
  probe.pixel(id, ...columns, digit).then(([left, top]) => Math.hypot(left - x, top - y) < 0.6)"""


def zoom_in(journey: Journey, digit: int = FIRST) -> None:
    """Select a digit, zoom in on it and wait for its picture."""
    journey.settle()
    journey.probe("pick", digit)
    journey.wait_for(f"sample:{digit}")
    for _ in range(NEAR):
        whole = span(journey)
        journey.page.mouse.move(*spot(journey, digit))
        journey.page.mouse.wheel(0, -300)
        journey.wait_until("([id, whole]) => probe.span(id) < whole", ids.MAP_GRAPH, whole)
    journey.page.locator(f"{RING}.around-picture").wait_for()


def count(journey: Journey) -> int:
    """Return how many pictures are in view."""
    return int(journey.page.get_attribute(PICTURES, "data-count") or 0)


def edge(journey: Journey, digit: int = FIRST) -> dict[str, Any]:
    """Return a place at the edge of a selected digit's picture, far from its point."""
    box = journey.page.locator(RING).bounding_box()
    assert box
    return {"digit": digit, "x": box["x"] + box["width"] - 9, "y": box["y"] + box["height"] - 9}


def drag(journey: Journey, right: float, down: float) -> None:
    """Drag the map by a point of it."""
    x, y = (round(at) for at in spot(journey, FIRST))  # a press is told in whole pixels
    journey.page.mouse.move(x, y)
    journey.page.mouse.down()
    journey.page.mouse.move(x + right, y + down, steps=6)
    journey.page.mouse.up()


def test_zoomed_in_points_are_pictures_that_can_be_pointed_at_and_clicked_up_to_their_edge(journey: Journey) -> None:
    assert journey.page.locator(PICTURES).count() == 0, "nobody pays for them who does not zoom"
    assert not journey.page.locator(TOGGLE).is_visible()
    zoom_in(journey)
    assert count(journey) > 0
    point = edge(journey)
    journey.probe("pick", 3)
    journey.wait_for("sample:3")
    journey.point_at(point)
    journey.page.wait_for_selector(f".hover-card[data-shows='sample:{FIRST}']")
    journey.wait_for(journey.click_at(point))


def test_pictures_move_with_the_map_and_the_same_ones_are_there_again(journey: Journey) -> None:
    zoom_in(journey)
    before, asked = journey.page.evaluate(DRAWN), len(journey.requests)
    place = spot(journey, FIRST)
    drag(journey, 60, 40)
    assert spot(journey, FIRST) == pytest.approx((place[0] + 60, place[1] + 40), abs=1.5)
    journey.wait_for_mark(RING, FIRST, *COLUMNS)
    assert journey.page.evaluate(DRAWN) != before
    drag(journey, -60, -40)
    journey.wait_for_mark(RING, FIRST, *COLUMNS)
    journey.wait_until(IS_AT, ids.MAP_GRAPH, COLUMNS, FIRST, place)
    until(journey.page, f"(before) => {DRAWN} === before", before)
    assert [url for url in journey.requests[asked:] if "/view" in url or "/digits/" in url] == []


def test_what_is_hidden_is_no_picture_and_a_button_brings_the_points_back(journey: Journey) -> None:
    zoom_in(journey)
    journey.page.locator(f"{RING}.around-picture").wait_for()
    label = int(journey.probe("values", "label", FIRST)[0])
    group(journey, label).click()
    journey.page.locator(f"{RING}:not(.around-picture)").wait_for()
    group(journey, label).click()
    journey.page.locator(f"{RING}.around-picture").wait_for()
    button = journey.page.locator(TOGGLE)
    button.focus()
    journey.page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "false"
    journey.page.locator(f"{RING}:not(.around-picture)").wait_for()
    assert not journey.page.locator(PICTURES).is_visible()
    button.click()
    assert journey.page.locator(PICTURES).is_visible()
    journey.element(ids.MAP_STAGE).focus()
    journey.page.keyboard.press("0")
    journey.page.locator(PICTURES).wait_for(state="hidden")
