"""A journey over images that somebody brought: names that look like markup, colours, no square, no pad."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload

from components.page import ids
from model.spec import DIGITS
from tests.e2e.journey import RING, Journey
from tests.e2e.on_the_map import COLUMNS
from tests.own import MARKUP, NAMES, build_own
from tests.server import serving

MARKED_UP = """[...document.querySelectorAll("b")].some(({ textContent }) => textContent.includes('&"'))"""
TABS = {"see", "why", "pixels", "compare", "units", "maps", "errors", "group"}


@pytest.fixture(scope="module")
def address(artifact_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Images in colour with a network of three layers, and the digits behind them in the menu."""
    place = tmp_path_factory.mktemp("own") / "things"
    build_own(place, title=MARKUP)
    with serving(place, "--artifacts", str(artifact_folder)) as server:
        yield server.address


def wide_picture() -> FilePayload:
    """Return a picture in colour, twice as wide as it is high."""
    content = io.BytesIO()
    Image.new("RGB", (120, 60), (200, 30, 30)).save(content, "PNG")
    return {"name": "wide.png", "mimeType": "image/png", "buffer": content.getvalue()}


def stays_text(journey: Journey) -> bool:
    """Return whether no name has become an element."""
    return not journey.page.evaluate(MARKED_UP)


def test_a_click_on_a_point_shows_its_image_and_what_it_is(journey: Journey) -> None:
    assert journey.probe("count", ids.MAP_GRAPH) == journey.digits() == 90
    point = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS)
    journey.wait_for(journey.click_at(point))
    journey.wait_for_mark(RING, point["digit"], *COLUMNS)
    card = journey.element(ids.DIGIT_PANEL)
    assert NAMES[point["digit"] % 3] in card.inner_text()
    assert card.get_by_role("progressbar").count() == 3
    picture = card.get_by_role("img").first
    assert picture.evaluate("({ width, height }) => width / height") == pytest.approx(24 / 20)


def test_every_tab_is_filled_and_names_stay_text_in_it(journey: Journey) -> None:
    journey.page.evaluate("probe.pick(4)")
    journey.wait_for("sample:4")
    assert MARKUP in journey.element(ids.DIGIT_PANEL).inner_text()
    buttons = journey.page.locator(f"#{ids.TABS} [data-tab]:visible")
    tabs = buttons.evaluate_all("(all) => all.map((each) => each.dataset.tab)")
    assert set(tabs) >= TABS
    for tab in tabs:
        journey.open_tab(tab)
        journey.wait_for("sample:4")
        journey.page.wait_for_load_state("networkidle")
        assert journey.page.locator("#bench .view-note:visible").all_inner_texts() == [], tab
        assert stays_text(journey), tab


def test_all_three_layers_and_17_features_are_shown(journey: Journey) -> None:
    journey.look_at(ids.ACTIVATIONS_PANEL)
    assert journey.element(ids.ACTIVATIONS_CHART).locator(".values").get_attribute("d").count("M") == 17
    journey.wait_until("([id]) => probe.allPainted(id)", ids.FEATURE_MAPS_PANEL)
    assert journey.element(ids.FEATURE_MAPS_PANEL).locator("[data-layer]").count() >= 3


def test_a_picture_is_brought_and_its_card_says_what_the_network_got(journey: Journey) -> None:
    assert not journey.element(ids.DRAW_CANVAS).is_visible()
    before = journey.shown()
    journey.page.locator("input[type=file]").first.set_input_files(wide_picture())
    assert journey.wait_for_other(before).startswith("drawn:")
    journey.page.get_by_text("The network got the picture cut to the middle and resized to 20×24 pixels.").wait_for()
    assert stays_text(journey)


def test_the_menu_shows_the_title_as_text_and_leads_to_the_digits_and_back(journey: Journey) -> None:
    menu = journey.page.locator(".data-sets summary")
    assert MARKUP in menu.inner_text()
    for title in (DIGITS.title, MARKUP):
        menu.click()
        with journey.page.expect_navigation():
            journey.page.locator(".data-sets").get_by_role("link", name=title, exact=True).click()
        journey.wait_for(f"sample:{journey.default('digit')}")
        assert title in menu.inner_text()
    journey.page.evaluate("probe.pick(1)")
    journey.wait_for("sample:1")
    journey.wait_for_url(digit="1")
    assert stays_text(journey)
