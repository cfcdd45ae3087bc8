from __future__ import annotations

from collections.abc import Callable

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.on_the_map import COLUMNS

SCALE = f"#{ids.MAP_LEGEND} .scale"
CHANGED = "([selector, before]) => document.querySelector(selector)?.ariaLabel !== before"


def test_distances_are_measured_from_what_is_pointed_at_or_else_selected(visit: Callable[..., Journey]) -> None:
    journey = visit("?colour=distance")
    label = journey.page.locator(SCALE)
    label.wait_for()
    selected = label.get_attribute("aria-label")
    assert "from 0 to" in selected
    point = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS)
    journey.point_at(point)
    journey.wait_until(CHANGED, SCALE, selected)
    pointed = label.get_attribute("aria-label")
    journey.page.mouse.move(2, 2)
    journey.wait_until(CHANGED, SCALE, pointed)
    assert label.get_attribute("aria-label") == selected
    journey.wait_for(journey.click_at(point))
    journey.page.mouse.move(2, 2)
    journey.wait_until(CHANGED, SCALE, selected)
    assert label.get_attribute("aria-label") == pointed
