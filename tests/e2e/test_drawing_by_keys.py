from __future__ import annotations

from collections.abc import Callable

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import landed


def test_a_digit_is_drawn_by_keys_alone(journey: Journey) -> None:
    keys = journey.page.keyboard
    journey.element(ids.DRAW_PICTURE).focus()
    keys.press("Tab")
    assert journey.page.evaluate("document.activeElement.id") == ids.DRAW_CANVAS
    for key in ("Shift+ArrowUp", "Space", *["ArrowDown"] * 8, "Space", "Shift+ArrowLeft"):
        keys.press(key)
    number = landed(journey)
    assert journey.element(ids.DRAW_CANVAS).evaluate("probe.inked")
    journey.wait_for_words(ids.DRAW_STATUS, "Column 11 of 28, row 19, blank.")
    keys.press("Backspace")
    journey.wait_until("([id]) => !probe.shows(id)", ids.LANDING_WORDS)
    keys.press("Control+y")
    assert landed(journey, after=number) > number
    keys.press("Escape")
    assert journey.page.evaluate("document.activeElement.id") == ids.DRAW_UNDO


def test_a_digit_that_is_edited_has_the_focus_and_can_be_changed_by_keys(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=7", shows="sample:7")
    journey.settle()
    journey.element(ids.DRAW_EDIT).press("Enter")
    number = landed(journey)
    assert journey.page.evaluate("document.activeElement.id") == ids.DRAW_CANVAS
    journey.page.keyboard.press("Space")
    assert landed(journey, after=number) > number
