from __future__ import annotations

import pytest
from playwright.sync_api import Locator

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed

ENDS = ".trust-layer.shown .end"
RINGS = ".trust-layer.shown .stranger"


@pytest.fixture
def judging(journey: Journey) -> Journey:
    """A visitor who asks how far to trust the default map where the default digit lies."""
    journey.look_at(ids.TRUST_PANEL)
    return journey


def pictures(journey: Journey, kind: str) -> Locator:
    return journey.element(ids.TRUST_PANEL).locator(f".trust-far.{kind} button")


def with_marks(journey: Journey) -> tuple[int, int]:
    """Select a digit with neighbours torn away and strangers; returns how many it has."""
    for digit in range(100):
        journey.page.evaluate("([digit]) => probe.pick(digit)", [digit])
        journey.wait_for(f"sample:{digit}", panels=(ids.TRUST_PANEL,))
        torn, strangers = (journey.page.locator(marks).count() for marks in (ENDS, RINGS))
        if min(torn, strangers) > 1:
            return torn, strangers
    raise AssertionError("the first hundred digits are kept too well")


def test_lines_and_rings_are_on_the_map_as_long_as_the_words_are_in_sight(judging: Journey) -> None:
    torn, strangers = with_marks(judging)
    assert (torn > 1, strangers > 1) == (True, True)
    assert (pictures(judging, "torn").count(), pictures(judging, "strangers").count()) == (torn, strangers)
    words = judging.element(ids.TRUST_PANEL).locator(".trust-sentence").inner_text()
    assert f"and {torn} were torn away; {strangers} of its" in words
    short = judging.element(ids.DIGIT_BODY).locator(".beside").inner_text()
    assert short.endswith(f", {torn} torn away; {strangers} strangers there")
    judging.choose(ids.TRUST_SHOWN, "hide")
    judging.page.locator(ENDS).first.wait_for(state="detached")
    judging.choose(ids.TRUST_SHOWN, "on the map")
    judging.page.locator(ENDS).first.wait_for()
    judging.open_tab("see")
    judging.page.locator(ENDS).first.wait_for(state="detached")


@pytest.mark.parametrize("marks", [ENDS, RINGS])
def test_a_mark_on_the_map_shows_its_digit_and_selects_it(judging: Journey, marks: str) -> None:
    with_marks(judging)
    mark = judging.page.locator(marks).last
    digit = mark.get_attribute("data-digit")
    mark.hover()
    judging.page.locator(f".hover-card[data-shows='sample:{digit}']").wait_for()
    mark.click()
    judging.wait_for(f"sample:{digit}", panels=(ids.TRUST_PANEL, ids.DIGIT_PANEL))


def test_a_neighbour_that_was_torn_away_can_be_gone_to_by_keyboard(judging: Journey) -> None:
    with_marks(judging)
    picture = pictures(judging, "torn").first
    digit = picture.get_attribute("data-digit")
    picture.focus()
    judging.page.keyboard.press("Enter")
    judging.wait_for(f"sample:{digit}", panels=(ids.TRUST_PANEL, ids.DIGIT_PANEL))


def test_a_drawing_is_judged_where_it_lands(judging: Journey) -> None:
    draw(judging, SEVEN)
    judging.wait_for(f"drawn:{landed(judging)}", panels=(ids.TRUST_PANEL,))
    words = judging.element(ids.TRUST_PANEL).locator(".trust-sentence").inner_text()
    assert f"{pictures(judging, 'strangers').count() or 'none'} of its" in words
