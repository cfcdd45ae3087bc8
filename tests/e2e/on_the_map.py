"""What the journeys do on the map, and what they see there."""

from __future__ import annotations

from playwright.sync_api import Locator

from components.page import ids
from tests.e2e.journey import Journey
from tests.maps import COLOURINGS

COLUMNS = ("tsne-1", "tsne-2")
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
