from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Route

from components.page import ids
from tests.e2e.conftest import DESKTOP
from tests.e2e.journey import A_WHILE_MS, VIEWS, Journey

ASKED = (VIEWS, "**/_dash-update-component*", "**/health")  # all that a page asks once it is there
ASKED_AGAIN_MS = 10_000  # after which a callback that failed has been asked again
CHOOSE_NONSENSE = """(menu) => {
  menu.append(new Option("nonsense", "nonsense"));
  probe.choose(menu.id, "nonsense");
}"""


@contextmanager
def away(journey: Journey) -> Iterator[None]:
    """Let the server not answer."""
    for address in ASKED:
        journey.page.route(address, lambda route: route.abort())
    yield
    for address in ASKED:
        journey.page.unroute(address)


def test_a_server_that_is_away_is_said_so_and_what_was_asked_comes_when_it_is_back(journey: Journey) -> None:
    before, notice = journey.shown(), journey.element(ids.CONNECTION_NOTICE)
    with away(journey):
        journey.page.evaluate("probe.pick(5)")
        notice.filter(has_text="does not answer").wait_for()
        assert journey.shown() == before
    journey.wait_for("sample:5")
    notice.filter(has_text="does not answer").wait_for(state="hidden")
    assert journey.note(ids.DIGIT_PANEL).count() == 0
    journey.console.clear()  # where the browser says that it got no answers


def test_a_group_whose_numbers_are_of_the_one_before_is_greyed_while_the_server_is_away(journey: Journey) -> None:
    journey.open_tab("group")
    journey.page.click('[data-group="label"]')
    body = journey.page.locator(f"#{ids.GROUP_BODY}:not(.stale):has(.group-summary)")
    body.wait_for()
    with away(journey):
        journey.page.click('[data-group="predicted"]')
        journey.page.locator(f"#{ids.GROUP_BODY}.stale").wait_for()
        journey.note(ids.GROUP_PANEL).wait_for()
    body.wait_for()
    journey.note(ids.GROUP_PANEL).wait_for(state="detached")
    journey.console.clear()  # where the browser says that it got no answers


def test_a_tab_that_is_opened_while_the_server_is_away_fills_when_it_is_back(journey: Journey) -> None:
    with away(journey):
        for name, panel in (("why", ids.WHY_PANEL), ("pixels", ids.SALIENCY_PANEL)):
            journey.open_tab(name)
            journey.note(panel).wait_for()
            assert journey.probe("shows", panel) is None
    journey.wait_for(journey.shown(), panels=(ids.SALIENCY_PANEL,))
    journey.note(ids.SALIENCY_PANEL).wait_for(state="detached")
    journey.look_at(ids.WHY_PANEL)
    journey.console.clear()  # where the browser says that it got no answers


def test_a_view_that_the_server_refuses_says_so_in_its_place_and_leaves_the_others_alone(journey: Journey) -> None:
    journey.look_at(ids.SALIENCY_PANEL)
    journey.element(ids.SALIENCY_CLASS).evaluate(CHOOSE_NONSENSE)
    journey.note(ids.SALIENCY_PANEL).filter(has_text="class").wait_for()
    journey.page.evaluate("probe.pick(5)")
    journey.wait_until("([id]) => probe.shows(id) === 'sample:5'", ids.DIGIT_PANEL)
    assert journey.note(ids.DIGIT_PANEL).count() == 0
    assert journey.note(ids.SALIENCY_PANEL).count() == 1
    journey.choose(ids.SALIENCY_CLASS, "class 8")
    journey.wait_for("sample:5", panels=(ids.SALIENCY_PANEL,))
    journey.note(ids.SALIENCY_PANEL).wait_for(state="detached")


@pytest.mark.parametrize("file", ["**/points.bin*", "**/vendor/plotly*"])
def test_a_map_whose_files_have_not_come_is_drawn_once_they_do(browser: Browser, address: str, file: str) -> None:
    with browser.new_context(viewport=DESKTOP) as context:
        journey = Journey(context.new_page(), address)
        journey.page.route(file, lambda route: route.abort())
        journey.page.goto(address)
        journey.wait_until("([id]) => probe.shows(id)", ids.DIGIT_PANEL)
        journey.page.wait_for_timeout(A_WHILE_MS)
        assert journey.probe("shows", ids.MAP_PANEL) is None
        journey.page.unroute(file)
        journey.wait_for_projection(journey.default("projection"))
        journey.wait_for(journey.shown())


def test_a_callback_that_fails_once_is_asked_again(journey: Journey) -> None:
    journey.page.route(ASKED[1], lambda route: route.abort())
    journey.open_tab("maps")
    journey.element(ids.PCA_PANEL).scroll_into_view_if_needed()
    journey.note(ids.PCA_PANEL).first.wait_for()
    journey.page.unroute(ASKED[1])
    journey.wait_for(journey.shown(), panels=(ids.PCA_PANEL,))
    journey.note(ids.PCA_PANEL).first.wait_for(state="detached")
    journey.console.clear()  # where the browser says that it got no answer


def test_a_callback_that_the_server_is_still_at_is_asked_again_only_once_it_is_cut(journey: Journey) -> None:
    journey.skip_in_firefox("Playwright does not see what it posts")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    journey.page.route(ASKED[1], hold)
    journey.open_tab("maps")
    journey.element(ids.PCA_PANEL).scroll_into_view_if_needed()
    journey.note(ids.PCA_PANEL).first.wait_for()
    journey.page.wait_for_timeout(ASKED_AGAIN_MS)
    asked = [route.request.post_data_json["output"] for route in held]
    assert len(asked) == len(set(asked)) > 0
    for route in list(held):  # asked again they go through
        route.abort()
    journey.page.unroute(ASKED[1])
    journey.wait_for(journey.shown(), panels=(ids.PCA_PANEL,))
    journey.note(ids.PCA_PANEL).first.wait_for(state="detached")
    journey.console.clear()  # where the browser says that it got no answers


def as_of_another_version(route: Route) -> None:
    """Let a callback be asked as by a page of another version."""
    route.continue_(post_data=re.sub(r'"version":"[^"]*"', '"version":"0123456789ab"', route.request.post_data or ""))


def test_a_callback_is_told_that_the_server_has_another_version_as_whatever_else_is_asked(journey: Journey) -> None:
    journey.skip_in_firefox("Playwright does not see what it posts")
    notice = journey.element(ids.CONNECTION_NOTICE).filter(has_text="has been renewed")
    journey.page.route(ASKED[1], as_of_another_version)
    journey.open_tab("maps")
    journey.element(ids.PCA_PANEL).scroll_into_view_if_needed()
    journey.note(ids.PCA_PANEL).filter(has_text="reload the page").first.wait_for()
    notice.wait_for()
    journey.page.unroute(ASKED[1])
    journey.page.evaluate("probe.pick(5)")
    notice.wait_for(state="hidden")
