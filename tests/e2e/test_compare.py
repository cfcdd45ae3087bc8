from __future__ import annotations

from collections.abc import Callable

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed

SIDES = """([id]) => [...document.querySelectorAll(`#${id} .face`)].slice(0, 2)
  .map(({ dataset: { digit } }) => (digit ? `sample:${digit}` : "drawing"))"""


def sides(journey: Journey) -> list[str]:
    """Return what A and B are: selections, or "drawing"."""
    return journey.page.evaluate(SIDES, [ids.COMPARE_BODY])


def wait_for_sides(journey: Journey, one: str, other: str) -> None:
    """Come to the panel and wait until it compares two selections."""
    journey.look_at(ids.COMPARE_PANEL)
    journey.wait_until(f"([id, ...all]) => ({SIDES})([id]).join() === all.join()", ids.COMPARE_BODY, one, other)


def pin(journey: Journey) -> None:
    """Press the button at the digit."""
    journey.element(ids.DIGIT_PANEL).get_by_role("button", name="Pin").click()


def button(journey: Journey, name: str) -> None:
    """Press a button of the panel."""
    journey.element(ids.COMPARE_PANEL).get_by_role("button", name=name, exact=True).click()


def test_without_a_pin_the_selected_digit_is_compared_with_one_of_another_class(journey: Journey) -> None:
    journey.look_at(ids.COMPARE_PANEL)
    one, other = sides(journey)
    assert (one != other, other) == (True, journey.shown())
    assert "Nothing is pinned" in journey.element(ids.COMPARE_BODY).inner_text()


def test_a_pinned_digit_stays_while_others_are_selected_and_can_be_swapped_and_unpinned(
    visit: Callable[..., Journey],
) -> None:
    journey = visit("?digit=5", shows="sample:5")
    pin(journey)
    journey.wait_for_url(pin="5")
    nearest = journey.element(ids.DIGIT_PANEL).locator("[data-digit]").first
    other = f"sample:{nearest.get_attribute('data-digit')}"
    nearest.click()
    wait_for_sides(journey, "sample:5", other)
    button(journey, "Swap")
    wait_for_sides(journey, other, "sample:5")
    button(journey, "Unpin")
    journey.element(ids.COMPARE_BODY).get_by_text("Nothing is pinned").wait_for()
    journey.wait_until("() => !location.search.includes('pin=')")


def test_the_line_from_a_to_b_is_on_the_map_as_long_as_the_comparison_is_open(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=5&pin=8&projection=pca&tab=compare", shows="sample:5")
    wait_for_sides(journey, "sample:8", "sample:5")
    for place, digit in ((1, 8), (2, 5)):
        journey.wait_for_mark(f"#map-stage .spot:nth-of-type({place})", digit, "pca-1", "pca-2")
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_words(ids.COMPARE_BODY, "apart on UMAP")
    for place, digit in ((1, 8), (2, 5)):
        journey.wait_for_mark(f"#map-stage .spot:nth-of-type({place})", digit, "umap-1", "umap-2")
    journey.open_tab("see")
    journey.page.locator("#map-stage .spot").first.wait_for(state="detached")


def test_a_drawing_can_be_pinned_and_compared_with_a_digit(journey: Journey) -> None:
    draw(journey, SEVEN)
    landed(journey)
    pin(journey)
    nearest = journey.element(ids.DIGIT_PANEL).locator("[data-digit]").first
    digit = f"sample:{nearest.get_attribute('data-digit')}"
    nearest.click()
    wait_for_sides(journey, "drawing", digit)
    button(journey, "Swap")
    wait_for_sides(journey, digit, "drawing")


def test_a_digit_compared_with_itself_says_so(journey: Journey) -> None:
    pin(journey)
    wait_for_sides(journey, journey.shown(), journey.shown())
    words = journey.element(ids.COMPARE_BODY).inner_text()
    assert "A and B are the same digit" in words
    assert "NaN" not in words


def test_the_pinned_digit_keeps_a_mark_on_the_map(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=5&pin=7", shows="sample:5")
    journey.wait_for_mark(".pin-mark", 7, "tsne-1", "tsne-2")
    journey.look_at(ids.COMPARE_PANEL).get_by_role("button", name="Unpin").click()
    journey.page.locator(".pin-mark").wait_for(state="hidden")


def test_on_a_phone_the_line_goes_with_the_comparison_and_comes_back(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=5&pin=8&tab=compare", shows="sample:5", viewport={"width": 390, "height": 844})
    spot = journey.page.locator("#map-stage .comparison-line.shown .spot").first
    spot.wait_for()
    journey.open_tab("draw")
    spot.wait_for(state="detached")
    journey.page.locator(f"#{ids.TABS_MORE}").select_option("compare")
    spot.wait_for()
