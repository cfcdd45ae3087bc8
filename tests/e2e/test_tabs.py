from __future__ import annotations

from collections.abc import Callable

import pytest

from components.page import ids
from components.panels import TABS
from tests.e2e.conftest import PHONE
from tests.e2e.journey import Journey
from tests.e2e.test_compare import pin, wait_for_sides

NAMES = [tab.name for tab in TABS]
OPENINGS = 8  # with two contexts or more a plot, what a browser has in all
FULL = """([id]) => [...document.querySelectorAll(`#${id} :is(canvas, img)`)].filter((one) => one.checkVisibility())
  .every((one) => (one.tagName === "IMG" ? probe.painted(one) : one.width && one.height))"""


def wait_for_panels(journey: Journey, name: str) -> None:
    """Wait until the first panel of a tab shows what is selected and each of its pictures is there."""
    journey.wait_for_tab(name)
    first = next(f"{tab.panels[0].name}-panel" for tab in TABS if tab.name == name)
    journey.wait_for(journey.shown(), panels=(first,))
    journey.wait_until(FULL, first)


@pytest.mark.parametrize("name", NAMES)
def test_a_link_with_a_tab_opens_there(visit: Callable[..., Journey], name: str) -> None:
    journey = visit(f"?tab={name}&digit=7", shows="sample:7")
    wait_for_panels(journey, name)
    assert journey.element(ids.URL_NOTICE).inner_text() == ""


def test_a_link_to_what_was_a_section_opens_its_tab(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=4&pin=9#compare-panel", shows="sample:4")
    journey.wait_for_tab("compare")
    wait_for_sides(journey, "sample:9", "sample:4")


def test_a_tab_that_there_is_not_is_the_first_and_said_so(visit: Callable[..., Journey]) -> None:
    journey = visit("?tab=everything&digit=7", shows="sample:7")
    wait_for_panels(journey, journey.default("tab"))
    assert "everything" in journey.element(ids.URL_NOTICE).inner_text()


def test_the_tab_is_in_the_address_and_back_leads_to_the_one_before(journey: Journey) -> None:
    journey.open_tab("why")
    journey.wait_for_url(tab="why")
    journey.open_tab("pixels")
    journey.wait_for_url(tab="pixels")
    journey.page.go_back()
    wait_for_panels(journey, "why")
    journey.page.reload()
    wait_for_panels(journey, "why")


def test_the_tabs_can_be_walked_with_the_keyboard(journey: Journey) -> None:
    tabs = journey.element(ids.TABS).get_by_role("tab")
    tabs.filter(has_text="See").focus()
    for key, name in (("ArrowRight", "why"), ("End", NAMES[-1]), ("ArrowRight", NAMES[0]), ("ArrowLeft", NAMES[-1])):
        journey.page.keyboard.press(key)
        journey.wait_for_tab(name)
        assert journey.page.evaluate("document.activeElement.dataset.tab") == name
    assert tabs.evaluate_all("(all) => all.filter(({ tabIndex }) => tabIndex === 0).length") == 1


def test_every_tab_can_be_opened_on_a_phone(on_the_phone: Journey) -> None:
    for name in NAMES:
        on_the_phone.open_tab(name)
        assert on_the_phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_a_tab_shows_is_there_again_when_it_is_opened_again(journey: Journey) -> None:
    middle = journey.element(ids.BENCH).bounding_box()
    for name in [*NAMES, *NAMES]:
        journey.open_tab(name)
        wait_for_panels(journey, name)
        for share in (0.3, 0.6):  # the pointer is over whatever comes next
            journey.page.mouse.move(middle["x"] + share * middle["width"], middle["y"] + share * middle["height"])


def test_the_biplots_can_be_opened_as_often_as_one_likes(journey: Journey) -> None:
    plotted = "(all) => all.every((id) => document.querySelector(`#${id} canvas.points`))"
    for _ in range(OPENINGS):
        journey.open_tab("maps")
        journey.wait_until(plotted, ids.PCA_BIPLOT)
        journey.open_tab("see")
    assert journey.probe("count", ids.MAP_GRAPH) == journey.digits()


def test_one_can_go_to_a_digit_by_its_number(journey: Journey) -> None:
    journey.element(ids.GO_TO).fill("12")
    journey.element(ids.GO_TO).press("Enter")
    journey.wait_for("sample:12")
    for nonsense in (str(journey.digits()), "-1", "seven"):
        journey.element(ids.GO_TO).fill(nonsense)
        journey.element(ids.GO_TO).press("Enter")
        journey.wait_until("([id]) => document.getElementById(id).ariaInvalid === 'true'", ids.GO_TO)
    journey.nothing_follows("sample:12")


def test_a_pinned_digit_can_be_compared_as_soon_as_another_is_selected(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=5", shows="sample:5")
    compare = journey.element(ids.DIGIT_PANEL).get_by_role("button", name="Compare with A")
    assert not compare.is_visible()
    pin(journey)
    assert not compare.is_visible()
    journey.page.evaluate("probe.pick(8)")
    journey.wait_for("sample:8")
    compare.click()
    journey.wait_for_tab("compare")
    wait_for_sides(journey, "sample:5", "sample:8")
