from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from components.page import ids
from tests.e2e.conftest import PHONE
from tests.e2e.journey import Journey, until
from tests.e2e.test_drawing import SEVEN, draw, landed

LAYER = ".why-layer.shown"


@pytest.fixture
def receipt(journey: Journey) -> Journey:
    """A visitor who looks at the receipt of the default digit on the default map."""
    journey.look_at(ids.WHY_PANEL)
    return journey


def part(journey: Journey, selector: str) -> Locator:
    return journey.element(ids.WHY_PANEL).locator(selector)


def number(words: str) -> float:
    return float(words.replace("−", "-").replace("=", "").replace("+", ""))


def test_the_receipt_follows_the_selection_and_its_numbers_add_up(receipt: Journey) -> None:
    before = part(receipt, ".why-axes").inner_text()
    receipt.page.evaluate("probe.pick(25)")
    receipt.wait_for("sample:25", panels=(ids.WHY_PANEL,))
    assert part(receipt, ".why-axes").inner_text() != before
    for waterfall in part(receipt, ".waterfall").all():
        *amounts, total = [number(words) for words in waterfall.locator(".amount").all_inner_texts()]
        assert sum(amounts) == pytest.approx(total, abs=1e-6)


def test_what_went_wrong_with_a_digit_before_is_not_told(receipt: Journey) -> None:
    with receipt.held(ids.WHY_BODY) as questions:
        receipt.page.evaluate("probe.pick(25)")
        receipt.wait_for_held(questions)
        receipt.page.evaluate("probe.pick(26)")
        receipt.lose(questions)
        receipt.wait_for_held(questions)
    receipt.nothing_follows("sample:26", panels=(ids.WHY_PANEL,))
    assert part(receipt, ".view-note").count() == 0
    receipt.console.clear()  # where the browser says that a request got no answer


def test_the_notice_goes_when_there_is_an_answer(receipt: Journey) -> None:
    notice, slider = part(receipt, ".view-note"), part(receipt, "[data-scale]").first
    slider.focus()
    with receipt.held(ids.WHY_BODY) as questions:
        slider.press("Home")
        receipt.lose(questions)
        notice.filter(has_text="does not answer").wait_for()
    slider.press("End")
    part(receipt, ".why-scaled").filter(has_text="to 200 %").wait_for()
    notice.wait_for(state="detached")
    receipt.console.clear()  # where the browser says that a request got no answer


def test_the_way_is_on_the_map_and_pca_has_none(receipt: Journey) -> None:
    receipt.page.locator(LAYER).wait_for()
    assert "the line on the map" in part(receipt, ".why-sentence").inner_text()
    assert part(receipt, ".step.residual").count() == 2
    receipt.choose(ids.MAP_PROJECTION, "PCA")
    part(receipt, ".why-sentence").filter(has_text="exact").wait_for()
    assert part(receipt, ".step.residual").count() == 0
    receipt.wait_until("() => !document.querySelector('.why-layer :is(.way, .baseline)')")


def test_what_the_receipt_draws_on_the_map_goes_with_it_and_comes_back(receipt: Journey) -> None:
    receipt.page.locator(f"{LAYER} .baseline").wait_for()
    receipt.open_tab("see")
    receipt.page.locator(LAYER).wait_for(state="detached")
    receipt.open_tab("why")
    receipt.page.locator(f"{LAYER} .baseline").wait_for()


def test_a_switch_of_the_map_meanwhile_shows_when_the_receipt_comes_back(receipt: Journey) -> None:
    receipt.open_tab("see")
    receipt.choose(ids.MAP_PROJECTION, "PCA")
    receipt.wait_for_projection("pca")
    receipt.look_at(ids.WHY_PANEL)
    part(receipt, ".why-sentence").filter(has_text="exact").wait_for()


def test_a_unit_turned_down_moves_the_digit_and_reset_brings_it_back(receipt: Journey) -> None:
    total = part(receipt, ".step.total .amount").first
    before = total.inner_text()
    slider = part(receipt, "[data-scale]").first
    slider.focus()
    slider.press("Home")
    part(receipt, ".why-scaled").filter(has_text="to 0 %").wait_for()
    receipt.page.locator("#map-stage .ghost").wait_for()
    for what in (".ghost", ".trail"):
        assert receipt.page.locator(f"{LAYER} {what}").count() == 1
    assert receipt.page.evaluate("document.activeElement.dataset.scale") == slider.get_attribute("data-scale")
    part(receipt, "[data-why-reset]").click()
    receipt.page.locator("#map-stage .ghost").wait_for(state="detached")
    assert total.inner_text() == before
    assert slider.input_value() == "100"


def test_all_named_units_can_be_turned_at_once(receipt: Journey) -> None:
    slider = part(receipt, "[data-scale-all]")
    slider.focus()
    slider.press("Home")
    part(receipt, ".why-scaled").filter(has_text="to 0 %").wait_for()
    assert {one.input_value() for one in part(receipt, "[data-scale]").all()} == {"0"}
    slider.press("End")
    part(receipt, ".why-scaled").filter(has_text="to 200 %").wait_for()
    assert "NaN" not in part(receipt, ".why").inner_text()


def test_units_that_are_turned_unlike_are_not_said_to_be_alike(receipt: Journey) -> None:
    slider, words = part(receipt, "[data-scale-all]"), part(receipt, "[data-scale-all] + output")
    slider.focus()
    slider.press("End")
    words.filter(has_text="200 %").wait_for()
    part(receipt, "[data-scale]").first.press("Home")
    words.filter(has_text="mixed").wait_for()


def test_another_digit_has_its_units_as_they_are(receipt: Journey) -> None:
    slider = part(receipt, "[data-scale]").first
    slider.focus()
    slider.press("End")
    part(receipt, ".why-scaled").filter(has_text="to 200 %").wait_for()
    receipt.page.evaluate("probe.pick(25)")
    receipt.wait_for("sample:25", panels=(ids.WHY_PANEL,))
    assert receipt.page.locator("#map-stage .ghost").count() == 0
    assert {one.input_value() for one in part(receipt, "[data-scale]").all()} == {"100"}


def test_the_sum_can_begin_at_the_middle_of_the_class(receipt: Journey) -> None:
    receipt.element(ids.WHY_BASELINE).get_by_role("radio", name="its class").click()
    part(receipt, ".why-sentence").filter(has_text="the mean of all ").wait_for()
    receipt.page.locator(f"{LAYER} .way").wait_for()


def test_the_equation_is_set_offline_when_it_is_opened(receipt: Journey) -> None:
    assert receipt.element(ids.WHY_EQUATION).locator("mjx-container").count() == 0
    part(receipt, "summary").click()
    until(receipt.page, "document.querySelectorAll('#why-equation mjx-container').length === 2")


def test_a_drawing_has_a_receipt(journey: Journey) -> None:
    draw(journey, SEVEN)
    landed(journey)
    journey.look_at(ids.WHY_PANEL)
    assert part(journey, ".waterfall").count() == 2


def test_the_receipt_fits_on_a_phone(visit: Callable[..., Journey]) -> None:
    phone = visit(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    phone.look_at(ids.WHY_PANEL)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert part(phone, ".waterfall").count() == 2
