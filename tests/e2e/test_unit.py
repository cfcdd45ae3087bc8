from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator

from components.page import ids
from tests.e2e.conftest import PHONE
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed


def dossier(journey: Journey, unit: int | str, shows: str | None = None) -> Locator:
    """Wait until the dossier of a unit (or of "two,units") is there for a selection; return the dialog."""
    there = "([id, unit]) => document.getElementById(id).dataset.unit === unit"
    journey.wait_until(there, ids.UNIT_PANEL, str(unit))
    journey.wait_for(shows or f"sample:{journey.default('digit')}", panels=(ids.UNIT_PANEL,))
    return journey.element(ids.UNIT_PANEL)


def test_a_click_on_a_bar_opens_the_dossier_of_its_unit(journey: Journey) -> None:
    box = journey.element(ids.ACTIVATIONS_CHART).locator("svg").bounding_box()
    journey.page.mouse.click(box["x"] + box["width"] * 45.5 / 128, box["y"] + box["height"] / 2)
    dialog = dossier(journey, 45)
    assert dialog.get_by_role("heading", name="Unit 45", exact=True).is_visible()
    journey.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    journey.wait_until("([id]) => !probe.shows(id)", ids.UNIT_PANEL)  # closed, it shows nothing


def test_the_dossier_can_be_reached_and_walked_with_the_keyboard(journey: Journey) -> None:
    journey.element(ids.ACTIVATIONS_CHART).focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        journey.page.keyboard.press(key)
    dossier(journey, 1)
    for key, unit in (("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowLeft", 0), ("ArrowLeft", 127)):
        journey.page.keyboard.press(key)
        dossier(journey, unit)


def test_the_same_dossier_opens_again_after_it_was_closed(journey: Journey) -> None:
    for _ in range(2):
        journey.probe("open", [7])
        dialog = dossier(journey, 7)
        assert dialog.locator(".sheets").is_visible()
        dialog.get_by_role("button", name="Close").click()
        dialog.wait_for(state="hidden")


def test_a_digit_of_the_dossier_is_selected_by_a_click_and_the_dossier_follows(journey: Journey) -> None:
    box = journey.element(ids.ACTIVATIONS_CHART).locator("svg").bounding_box()
    journey.page.mouse.click(box["x"] + box["width"] * 45.5 / 128, box["y"] + box["height"] / 2)
    strongest = dossier(journey, 45).locator("[data-digit]").nth(3)
    index = strongest.get_attribute("data-digit")
    strongest.click()
    journey.wait_for(f"sample:{index}")
    dialog = dossier(journey, 45, shows=f"sample:{index}")
    assert f"on No. {index}" in dialog.locator(".standing").text_content()
    assert dialog.locator("[data-digit][aria-current]").get_attribute("data-digit") == index
    assert dialog.locator("[data-digit]").nth(3).locator("canvas").evaluate("probe.inked")


def test_a_correlated_unit_opens_beside_it(journey: Journey) -> None:
    journey.probe("open", [45])
    pair = dossier(journey, 45).locator("[data-units]").first
    units = pair.get_attribute("data-units")
    pair.click()
    dialog = dossier(journey, units)
    assert dialog.locator("article").count() == 2
    assert "r = " in dialog.locator(".summary").text_content()


def test_an_arrow_of_the_biplot_opens_its_unit(journey: Journey) -> None:
    journey.element(ids.PCA_PANEL).scroll_into_view_if_needed()
    journey.wait_for(f"sample:{journey.default('digit')}", panels=(ids.PCA_PANEL,))
    label = journey.element(ids.PCA_BIPLOT).locator(".annotation-text").last
    unit = label.text_content()
    box = label.bounding_box()
    journey.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    journey.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    dossier(journey, unit)


def test_an_arrow_of_the_biplot_can_be_opened_with_the_keyboard(journey: Journey) -> None:
    journey.element(ids.PCA_PANEL).scroll_into_view_if_needed()
    label = journey.element(ids.PCA_BIPLOT).locator(".annotation-text-g[data-unit]").first
    label.focus()
    journey.page.keyboard.press("Enter")
    dossier(journey, label.get_attribute("data-unit"))


def test_what_is_no_unit_opens_nothing(journey: Journey) -> None:
    for wrong in ([128], ["x"], [-1], [1, 2, 3]):
        journey.probe("open", wrong)
    assert not journey.element(ids.UNIT_PANEL).is_visible()


def test_a_drawing_has_its_place_in_the_dossier(journey: Journey) -> None:
    draw(journey, SEVEN)
    number = landed(journey)
    journey.probe("open", [5])
    dialog = dossier(journey, 5, shows=f"drawn:{number}")
    assert "your drawing" in dialog.locator(".standing").text_content()


def test_the_dossier_fits_on_a_phone(on_the_phone: Journey) -> None:
    for units in ([45], [45, 19]):
        on_the_phone.probe("open", units)
        dialog = dossier(on_the_phone, ",".join(map(str, units)))
        assert dialog.bounding_box()["width"] <= PHONE["width"]
        assert dialog.evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")


def test_every_button_of_a_dossier_says_what_it_does(visit: Callable[..., Journey]) -> None:
    journey = visit()
    journey.probe("open", [45])
    dossier(journey, 45)
    assert journey.probe("silent") == []
