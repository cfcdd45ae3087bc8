"""Two pages open in one browser: what is done in one is not seen in the other, now or when it is reloaded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from components.page import ids
from tests.e2e.conftest import DESKTOP
from tests.e2e.journey import A_WHILE_MS, Journey
from tests.e2e.test_drawing import SEVEN, draw, landed


@pytest.fixture
def tabs(browser: Browser, address: str) -> Iterator[list[Journey]]:
    """Give two pages of one visitor, who has looked at the hints; neither may get into trouble."""
    with browser.new_context(viewport=DESKTOP) as context:
        pages = [Journey(context.new_page(), address) for _ in range(2)]
        for each in pages:
            each.open()
        yield pages
        assert [trouble for each in pages for trouble in each.troubles()] == []


def test_selection_drawing_and_choices_of_one_leave_the_other_alone(tabs: list[Journey]) -> None:
    one, other = tabs
    first, address = other.shown(), other.page.url
    draw(one, SEVEN)
    landed(one)
    one.choose(ids.MAP_PROJECTION, "PCA")
    one.wait_for_projection("pca")
    one.open_tab("why")
    other.page.wait_for_timeout(A_WHILE_MS)
    assert (other.shown(), other.page.url) == (first, address)
    other.page.evaluate("probe.pick(5)")
    other.wait_for("sample:5")
    other.wait_for_url(digit="5")
    assert landed(one) > 0
    for each in tabs:
        each.page.reload()
        each.element(ids.LANDING_WORDS).wait_for(state="attached")
    other.wait_for("sample:5")
    other.wait_for_projection(other.default("projection"))
    assert other.element(ids.LANDING_WORDS).text_content() == ""
    assert landed(one) > 0
    one.wait_for_projection("pca")
    one.wait_for_tab("why")
