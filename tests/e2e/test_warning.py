"""What stands beside a reading that is not to be trusted."""

from __future__ import annotations

import pytest

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import draw, landed

STAR = [[(0.2, 0.2), (0.8, 0.8)], [(0.8, 0.2), (0.2, 0.8)], [(0.5, 0.1), (0.5, 0.9)], [(0.1, 0.5), (0.9, 0.5)]]
WITHOUT = "(id, words) => !document.getElementById(id).textContent.includes(words)"


def test_what_is_being_drawn_is_read_so_far(journey: Journey) -> None:
    box = journey.element(ids.DRAW_CANVAS).bounding_box()
    journey.page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.2 * box["height"])
    journey.page.mouse.down()
    journey.page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.8 * box["height"], steps=5)
    for element in (ids.LANDING_WORDS, ids.DIGIT_BODY):
        journey.wait_for_words(element, "Your drawing so far")
    journey.page.mouse.up()
    for element in (ids.LANDING_WORDS, ids.DIGIT_BODY):
        journey.wait_until(f"([id, words]) => ({WITHOUT})(id, words)", element, "so far")


@pytest.mark.parametrize("tab", ["see", "compare"])
def test_what_may_be_no_digit_says_so_wherever_its_reading_stands(journey: Journey, tab: str) -> None:
    journey.open_tab(tab)
    for stroke in STAR:
        draw(journey, stroke)
    landed(journey)
    journey.wait_for_words(ids.LANDING_WORDS, "may be no digit: it")
    journey.wait_for_words(ids.DIGIT_BODY, "maybe no digit")
    if tab == "compare":
        journey.wait_for_words(ids.COMPARE_BODY, "maybe no digit")
    journey.element(ids.DIGIT_BODY).get_by_role("button", name="maybe no digit").first.hover()
    journey.page.locator(".popover").filter(has_text="that the network was not trained on").wait_for()
