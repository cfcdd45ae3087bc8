from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator

from components.page import ids
from tests.e2e.conftest import PHONE
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed


def dossier(journey: Journey, unit: int | str, shows: str | None = None) -> Locator:
    """Wait until the dossier of a unit (or of "two,units") is there for a selection; return its panel."""
    there = "([id, unit]) => document.getElementById(id).dataset.unit === unit"
    journey.wait_until(there, ids.UNIT_PANEL, str(unit))
    journey.wait_for(shows or journey.shown(), panels=(ids.UNIT_PANEL,))
    assert journey.probe("openTab") == journey.probe("tabOf", ids.UNIT_PANEL)
    return journey.element(ids.UNIT_PANEL)


def click_bar(journey: Journey, unit: int) -> None:
    """Click the bar of a unit in the chart of activations, by the order of the units."""
    journey.look_at(ids.ACTIVATIONS_PANEL)
    chart = journey.element(ids.ACTIVATIONS_CHART).locator("svg")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    journey.page.mouse.click(box["x"] + box["width"] * (unit + 0.5) / 128, box["y"] + box["height"] / 2)


def test_a_click_on_a_bar_opens_the_dossier_of_its_unit(journey: Journey) -> None:
    click_bar(journey, 45)
    assert dossier(journey, 45).get_by_role("heading", name="Unit 45", exact=True).is_visible()


def test_the_dossier_can_be_reached_and_walked_with_the_keyboard(journey: Journey) -> None:
    journey.look_at(ids.ACTIVATIONS_PANEL)
    journey.element(ids.ACTIVATIONS_CHART).focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        journey.page.keyboard.press(key)
    dossier(journey, 1)
    for key, unit in (("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowLeft", 0), ("ArrowLeft", 127)):
        journey.page.keyboard.press(key)
        dossier(journey, unit)


def test_the_same_dossier_opens_again_after_another_tab_was_looked_at(journey: Journey) -> None:
    for _ in range(2):
        journey.probe("open", [7])
        assert dossier(journey, 7).locator(".sheets").is_visible()
        journey.open_tab("see")


def test_the_tab_opens_with_the_strongest_unit_of_the_digit_when_none_was_asked_for(journey: Journey) -> None:
    panel = journey.look_at(ids.UNIT_PANEL)
    strongest = panel.locator(".active-units [data-unit]").first
    assert panel.get_attribute("data-unit") == strongest.get_attribute("data-unit")


def test_a_digit_of_the_dossier_is_selected_by_a_click_and_the_dossier_follows(journey: Journey) -> None:
    click_bar(journey, 45)
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
    journey.look_at(ids.PCA_PANEL)
    label = journey.element(ids.PCA_BIPLOT).locator(".annotation-text").last
    unit = label.text_content()
    box = label.bounding_box()
    journey.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    journey.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    dossier(journey, unit)


def test_an_arrow_of_the_biplot_can_be_opened_with_the_keyboard(journey: Journey) -> None:
    journey.look_at(ids.PCA_PANEL)
    label = journey.element(ids.PCA_BIPLOT).locator(".annotation-text-g[data-unit]").first
    unit = label.get_attribute("data-unit")
    label.press("Enter")
    dossier(journey, unit)


def test_what_is_no_unit_opens_nothing(journey: Journey) -> None:
    for wrong in ([128], ["x"], [-1], [1, 2, 3]):
        journey.probe("open", wrong)
    assert journey.probe("openTab") != journey.probe("tabOf", ids.UNIT_PANEL)


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
