"""A filter is chosen in its box, told in words over the map, and stands in the link; what a link cannot say is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from components.page import ids
from tests.e2e.conftest import PHONE
from tests.e2e.journey import Journey

LONG = "x" * 10_000


def open_box(journey: Journey) -> None:
    """Open the box of the filter."""
    journey.element(ids.MAP_FILTER_OPEN).click()
    journey.element(ids.MAP_FILTER).locator("section").first.wait_for()


def press(journey: Journey, column: str, value: int) -> None:
    """Let a value through, or no longer."""
    journey.element(ids.MAP_FILTER).locator(f"[data-column={column}][data-filter-value='{value}']").click()


def test_a_filter_is_told_in_words_and_numbers_is_in_the_link_and_goes(journey: Journey) -> None:
    count = len(journey.probe("misread"))
    open_box(journey)
    press(journey, "correct", 0)
    journey.wait_for_words(ids.MAP_FILTER_WORDS, f"read wrongly: {count} of {journey.digits():,}")
    journey.wait_until("() => location.search.includes('filter=correct')")
    journey.page.reload()
    journey.wait_for_words(ids.MAP_FILTER_WORDS, f"read wrongly: {count} of {journey.digits():,}")
    journey.page.locator(f"#{ids.MAP_FILTER_WORDS} [data-filter-off]").click()
    journey.element(ids.MAP_FILTER_WORDS).wait_for(state="hidden")
    journey.wait_until("() => !location.search.includes('filter=')")


def test_a_filter_that_leaves_nothing_says_so_and_the_page_goes_on(journey: Journey) -> None:
    before = journey.shown()
    open_box(journey)
    for column, value in (("label", 4), ("correct", 1), ("predicted", 9)):
        press(journey, column, value)
    journey.wait_for_words(ids.MAP_FILTER_WORDS, f"none of {journey.digits():,}")
    assert journey.shown() == before
    assert journey.element(ids.MAP_RING).is_visible()
    journey.page.locator("[data-pick=random]").click()
    journey.wait_for_other(before)


def test_a_range_is_drawn_over_the_histogram_or_typed(journey: Journey) -> None:
    open_box(journey)
    bars = journey.element(ids.MAP_FILTER).locator("[data-column=confidence].brush")
    bars.scroll_into_view_if_needed()
    box = bars.bounding_box()
    assert box
    journey.page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 9)
    journey.page.mouse.down()
    journey.page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 9, steps=3)
    journey.page.mouse.up()
    journey.wait_for_words(ids.MAP_FILTER_WORDS, "confidence 0.")
    first, last = journey.element(ids.MAP_FILTER).locator("[data-column=confidence][data-filter-end]").all()
    assert 0 < float(first.input_value()) < float(last.input_value()) < 1
    first.select_text()
    first.press_sequentially("0.99")
    first.press("Enter")
    assert first.get_attribute("aria-invalid") == "true"  # it begins after its end
    last.select_text()
    last.press("Delete")
    last.press("Tab")
    journey.wait_for_words(ids.MAP_FILTER_WORDS, "confidence 0.99 to 1")


def test_the_box_is_opened_used_and_left_with_the_keyboard(journey: Journey) -> None:
    keyboard = journey.page.keyboard
    journey.element(ids.MAP_FILTER_OPEN).focus()
    keyboard.press("Enter")
    journey.wait_until("([id]) => document.getElementById(id).contains(document.activeElement)", ids.MAP_FILTER)
    keyboard.press("Space")
    journey.wait_for_words(ids.MAP_FILTER_WORDS, "label 0")
    keyboard.press("Escape")
    journey.element(ids.MAP_FILTER).wait_for(state="hidden")
    assert journey.page.evaluate("document.activeElement.id") == ids.MAP_FILTER_OPEN
    assert journey.page.locator(".popover:popover-open").count() == 0, "nothing covers the tools"


def test_on_a_phone_the_box_fits_and_the_map_does_not_move(on_the_phone: Journey) -> None:
    stage = on_the_phone.element(ids.MAP_STAGE).bounding_box()
    on_the_phone.element(ids.MAP_FILTER_OPEN).tap()
    box = on_the_phone.element(ids.MAP_FILTER)
    box.locator("[data-column=predicted]").first.tap()
    on_the_phone.wait_for_words(ids.MAP_FILTER_WORDS, "read as")
    place = box.bounding_box()
    assert place
    assert 0 <= place["x"] <= place["x"] + place["width"] <= PHONE["width"]
    assert on_the_phone.element(ids.MAP_STAGE).bounding_box() == stage
    on_the_phone.page.locator("[data-filter-close]").tap()
    box.wait_for(state="hidden")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("filter=label:77", "asks for what is not known here"),
        (f"filter={LONG}", "asks for what is not known here"),
        (f"group={LONG}", "has 10000 characters"),
        ("group=AAAAAAAAAAAA", "The link's group"),
        ("digit=999999999", "must be a number from 0"),
        ("digit=-3", "must be a number from 0"),
        (f"nonsense={LONG}", "is not known here"),
    ],
    ids=["filter", "long-filter", "long-group", "group", "digit", "negative", "long"],
)
def test_what_a_link_cannot_say_is_told_and_nothing_is_lost(
    visit: Callable[..., Journey], said: str, told: str
) -> None:
    journey = visit(f"?{said}")
    journey.wait_for_words(ids.URL_NOTICE, told)
    assert len(journey.element(ids.URL_NOTICE).inner_text()) < 300
    assert journey.element(ids.MAP_FILTER_WORDS).is_hidden()
    before = journey.shown()
    journey.page.locator("[data-pick=random]").click()
    journey.wait_for_other(before)


def test_the_selected_image_keeps_its_ring_where_legend_and_filter_keep_it_back(
    visit: Callable[..., Journey],
) -> None:
    link = "?digit=7&hidden=0,1,2,3,4,5,6,7,8,9&filter=confidence:0~0.4"
    journey = visit(link, shows="sample:7")
    journey.wait_for_words(ids.MAP_FILTER_WORDS, "confidence 0 to 0.4")
    journey.wait_for_mark(f"#{ids.MAP_RING}", 7, "tsne-1", "tsne-2")
    assert journey.element(ids.MAP_RING).is_visible()
