from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from components.page import ids
from components.question.state import COLOURINGS
from tests.e2e.journey import Journey

LEGEND = f"#{ids.MAP_LEGEND} [data-group]"


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
