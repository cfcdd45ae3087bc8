from __future__ import annotations

from collections.abc import Callable

import pytest

from components.page import ids
from tests.e2e.journey import A_WHILE_MS, VIEWS, Journey, until
from tests.maps import COLOURINGS


def test_a_link_opens_the_view_it_describes(visit: Callable[..., Journey]) -> None:
    journey = visit("?projection=umap&digit=42&colour=predicted", shows="sample:42")
    assert "UMAP" in journey.element(ids.MAP_PROJECTION).inner_text()
    assert "No. 42" in journey.element(ids.DIGIT_PANEL).inner_text()
    assert journey.element(ids.URL_NOTICE).inner_text() == ""


def test_the_address_follows_the_view_and_a_reload_brings_it_back(journey: Journey) -> None:
    point = journey.probe("loneliest", ids.MAP_GRAPH, "tsne-1", "tsne-2")
    selection = journey.click_at(point)
    journey.wait_for(selection)
    journey.choose(ids.MAP_PROJECTION, "PCA")
    journey.wait_for_url(projection="pca", digit=str(point["digit"]))
    journey.page.reload()
    journey.wait_for(selection)
    journey.wait_for_projection("pca")


def test_back_and_forward_walk_through_the_views(journey: Journey) -> None:
    first = f"sample:{journey.default('digit')}"
    point = journey.probe("loneliest", ids.MAP_GRAPH, "tsne-1", "tsne-2")
    second = journey.click_at(point)
    journey.wait_for(second)
    journey.wait_for_url(digit=str(point["digit"]))
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    journey.wait_for_url(projection="umap")
    journey.page.go_back()
    journey.wait_for_projection("tsne")
    journey.wait_for(second)
    journey.page.go_back()
    journey.wait_for(first)
    journey.page.go_forward()
    journey.wait_for(second)
    journey.page.go_forward()
    journey.wait_for_projection("umap")
    journey.wait_for(second)


def test_a_digit_that_back_leads_to_stays_in_the_address_until_it_has_come(journey: Journey) -> None:
    first, second = journey.default("digit"), "5"
    journey.page.evaluate(f"probe.pick({second})")
    journey.wait_for_url(digit=second)
    with journey.held(ids.DIGIT_BODY) as questions:
        journey.page.go_back()
        journey.wait_for_held(questions)
        journey.choose(ids.MAP_COLOUR, COLOURINGS["predicted"])
        journey.wait_for_url(digit=first, colour="predicted")
    journey.nothing_follows(f"sample:{first}")


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?digit=10000000", "10000000"),
        ("?digit=-1", "-1"),
        ("?digit=seven", "seven"),
        ("?projection=isomap", "isomap"),
        ("?colour=<b>red</b>", "<b>red</b>"),
        ("?nonsense=1", "nonsense"),
    ],
)
def test_a_link_that_is_wrong_shows_the_default_view_and_says_so(
    visit: Callable[..., Journey], query: str, named: str
) -> None:
    journey = visit(query)
    notice = journey.element(ids.URL_NOTICE)
    assert notice.is_visible()
    assert named in notice.inner_text()


def test_what_is_right_in_a_wrong_link_is_kept(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=42&projection=isomap", shows="sample:42")
    assert "isomap" in journey.element(ids.URL_NOTICE).inner_text()


def test_the_share_button_copies_the_address(visit: Callable[..., Journey]) -> None:
    journey = visit(
        "?digit=42&projection=pca&colour=label", shows="sample:42", permissions=["clipboard-read", "clipboard-write"]
    )
    journey.element(ids.SHARE_LINK).click()
    journey.element(ids.SHARE_COPY).click()
    until(journey.page, "async (href) => (await navigator.clipboard.readText()) === href", journey.page.url)


def test_what_the_server_refuses_is_told_and_what_was_shown_stays(journey: Journey) -> None:
    refusal = {"status": 400, "json": {"message": "Digit 5 is not to be had."}}
    journey.page.route(VIEWS, lambda route: route.fulfill(**refusal))
    journey.page.evaluate("probe.pick(5)")
    journey.note(ids.DIGIT_PANEL).filter(has_text=refusal["json"]["message"]).wait_for()
    journey.nothing_follows(f"sample:{journey.default('digit')}", panels=(ids.DIGIT_PANEL,))
    assert {failure.split()[0] for failure in journey.failures} == {"400"}
    journey.failures.clear()
    journey.console.clear()  # where the browser says the same


def test_a_click_that_got_no_answer_gets_it_as_soon_as_there_is_one(journey: Journey) -> None:
    digits = journey.element(ids.DIGIT_PANEL).locator("[data-digit]")
    number = digits.first.get_attribute("data-digit")
    journey.page.route(VIEWS, lambda route: route.abort())
    digits.first.click()
    note = journey.note(ids.DIGIT_PANEL)
    note.filter(has_text="does not answer").wait_for()
    journey.page.wait_for_timeout(A_WHILE_MS)  # meanwhile the address follows, which asks nothing
    assert digits.first.get_attribute("data-digit") == number
    journey.page.unroute(VIEWS)
    journey.wait_for(f"sample:{number}")
    note.wait_for(state="detached")
    journey.console.clear()  # where the browser says that it got no answer
