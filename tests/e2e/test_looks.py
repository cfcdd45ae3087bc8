from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from components.page import ids
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.journey import Journey, until
from tests.e2e.on_the_map import span, wait_for_span

WIDTH = "document.documentElement.scrollWidth"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_points_glide_from_map_to_map(journey: Journey) -> None:
    journey.probe("watchGlide")
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    assert journey.page.evaluate("probe.pictures.size") > 2
    until(journey.page, "!document.querySelector('#map-stage > canvas')")


def test_for_those_who_want_no_motion_nothing_glides(visit: Callable[..., Journey]) -> None:
    journey = visit(reduced_motion="reduce")
    journey.skip_in_firefox("Playwright does not tell it to move less")
    journey.probe("watchGlide")
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    assert journey.page.evaluate("probe.pictures.size") == 1, "the points are where they go, at once"


def test_the_theme_can_be_switched_and_is_remembered(journey: Journey) -> None:
    light = journey.page.evaluate(BACKGROUND)
    journey.element(ids.THEME_SWITCH).click()
    until(journey.page, f"(light) => {BACKGROUND} !== light", light)
    dark = journey.page.evaluate(BACKGROUND)
    journey.open()
    assert journey.page.evaluate(BACKGROUND) == dark
    journey.element(ids.THEME_SWITCH).click()
    until(journey.page, f"(light) => {BACKGROUND} === light", light)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_starts_in_the_systems_theme(visit: Callable[..., Journey], scheme: str) -> None:
    journey = visit(color_scheme=scheme)
    red, green, blue = (int(part) for part in journey.page.evaluate(BACKGROUND)[4:-1].split(","))
    assert (red + green + blue > 3 * 128) == (scheme == "light")


def test_nothing_is_wider_than_a_phone(on_the_phone: Journey) -> None:
    assert on_the_phone.page.evaluate(WIDTH) <= PHONE["width"]
    on_the_phone.look_at(ids.PCA_PANEL)
    assert on_the_phone.page.evaluate(WIDTH) <= PHONE["width"]


def test_nothing_is_wider_than_a_desktop(journey: Journey) -> None:
    journey.look_at(ids.PCA_PANEL)
    assert journey.page.evaluate(WIDTH) <= DESKTOP["width"]


def test_a_tap_on_the_phone_selects_too(on_the_phone: Journey) -> None:
    on_the_phone.open_tab("digit")
    nearest = on_the_phone.element(ids.DIGIT_PANEL).locator("[data-digit]").first
    other = nearest.get_attribute("data-digit")
    nearest.tap()
    on_the_phone.wait_for(f"sample:{other}")


def test_a_feature_map_enlarges_in_a_dialog_that_escape_closes(journey: Journey) -> None:
    journey.page.locator("[data-layer=conv2][data-channel='5']").click()
    dialog = journey.page.get_by_role("dialog")
    dialog.wait_for(state="visible")
    dialog.get_by_role("heading", name="conv2, channel 5").wait_for()
    dialog.locator(".cells").hover()
    dialog.get_by_text(re.compile(r"^row 1\d, column 1\d: \d+\.\d\d$")).wait_for()
    journey.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_the_dialog_follows_the_map_that_is_picked_next(journey: Journey) -> None:
    dialog = journey.page.get_by_role("dialog")
    for layer, channel in (("conv1", 0), ("conv1", 31), ("conv2", 63)):
        journey.page.locator(f"[data-layer={layer}][data-channel='{channel}']").click()
        dialog.get_by_role("heading", name=f"{layer}, channel {channel}", exact=True).wait_for()
        dialog.get_by_role("button", name="Close").click()
        dialog.wait_for(state="hidden")


def test_the_dialog_leads_to_the_maps_before_and_after_and_gives_the_focus_back(journey: Journey) -> None:
    focused = "() => document.activeElement.getAttribute('aria-label') === 'conv1, channel 31'"
    journey.page.locator("[data-layer=conv1][data-channel='31']").focus()
    journey.page.keyboard.press("Enter")
    dialog = journey.page.get_by_role("dialog")
    dialog.get_by_role("heading", name="conv1, channel 31", exact=True).wait_for()
    journey.page.keyboard.press("ArrowRight")
    dialog.get_by_role("heading", name="conv2, channel 0", exact=True).wait_for()
    for button, channel in (("Next", 1), ("Previous", 0)):
        dialog.get_by_role("button", name=button).click()
        dialog.get_by_role("heading", name=f"conv2, channel {channel}", exact=True).wait_for()
    journey.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    journey.wait_until(focused)


def test_the_feature_maps_can_be_walked_with_the_arrow_keys(journey: Journey) -> None:
    journey.page.locator("[data-layer=conv1][data-channel='0']").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        journey.page.keyboard.press(key)
    assert journey.page.evaluate("document.activeElement.dataset.channel") == "8"
    journey.page.keyboard.press("Enter")
    journey.page.get_by_role("dialog").wait_for(state="visible")


def test_every_button_says_what_it_does(journey: Journey) -> None:
    assert journey.probe("silent") == []


def test_the_map_is_as_large_as_before_when_the_window_is(journey: Journey) -> None:
    fits = "([id]) => probe.plot(id)._fullLayout.width === probe.plot(id).clientWidth"
    before = journey.probe("span", ids.MAP_GRAPH)
    for width, height in ((1000, 900), (1440, 620), (DESKTOP["width"], DESKTOP["height"])):
        journey.page.set_viewport_size({"width": width, "height": height})
        journey.wait_until(fits, ids.MAP_GRAPH)
    journey.wait_until("([id, before]) => Math.abs(probe.span(id) / before - 1) < 0.01", ids.MAP_GRAPH, before)


def test_a_zoomed_map_stays_zoomed_when_the_window_changes(journey: Journey) -> None:
    zoomed = span(journey)
    for _ in range(2):
        journey.page.locator("[data-zoom=in]").click()
        wait_for_span(journey, 0, 0.8 * zoomed)
        zoomed = span(journey)
    for width in (1400, DESKTOP["width"]):
        journey.page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
        journey.wait_until("([id]) => probe.plot(id)._fullLayout.width === probe.plot(id).clientWidth", ids.MAP_GRAPH)
    journey.wait_until("([id, zoomed]) => Math.abs(probe.span(id) / zoomed - 1) < 0.05", ids.MAP_GRAPH, zoomed)


def test_a_browser_that_cannot_fill_the_screen_offers_no_button(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESKTOP) as context:
        context.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
        journey = Journey(context.new_page(), address)
        journey.open()
        assert journey.page.locator("[data-zoom=in]").is_visible()
        assert not journey.element(ids.MAP_FULL_SCREEN).is_visible()


def test_a_window_that_becomes_narrow_has_the_map_of_a_phone_at_once(journey: Journey) -> None:
    margin = "([id, left]) => probe.plot(id)._fullLayout.margin.l === left"
    journey.wait_until(margin, ids.MAP_GRAPH, 52)
    journey.page.set_viewport_size({"width": 390, "height": 664})
    journey.wait_until(margin, ids.MAP_GRAPH, 4)
    journey.page.set_viewport_size(DESKTOP)
    journey.wait_until(margin, ids.MAP_GRAPH, 52)
