from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from components.page import ids
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed

IMAGE = f"#{ids.DATA_IMAGE}"


def fetched(journey: Journey) -> list[str]:
    """Return the requests for the features."""
    return [url for url in journey.requests if "/features.bin" in url]


def told(journey: Journey) -> str:
    return journey.page.locator(f"{IMAGE} .readout").inner_text()


def test_the_features_are_fetched_once_and_only_when_they_are_looked_at(journey: Journey) -> None:
    journey.settle()
    assert fetched(journey) == []
    journey.look_at(ids.DATA_PANEL)
    assert len(fetched(journey)) == 1
    for canvas in journey.page.locator(f"{IMAGE} canvas").all():
        assert canvas.evaluate("probe.inked")
    journey.page.evaluate("probe.pick(5)")
    journey.wait_for("sample:5", panels=(ids.DATA_PANEL,))
    assert len(fetched(journey)) == 1


def test_pointing_names_digit_and_unit_and_a_click_selects_the_digit(journey: Journey) -> None:
    journey.look_at(ids.DATA_PANEL)
    for picture in (".overview", ".rows"):
        box = journey.page.locator(f"{IMAGE} {picture}").bounding_box()
        before = journey.shown()
        journey.point_at({"x": box["x"] + 0.3 * box["width"], "y": box["y"] + 0.2 * box["height"]})
        card = journey.page.locator("body > [data-shows]")
        card.wait_for(state="visible")
        digit = card.get_attribute("data-shows").split(":")[1]
        unit = re.search(r"unit \d+: [\d.]+", card.inner_text())[0]
        assert told(journey).startswith(f"No. {digit}, labelled ")
        assert told(journey).endswith(unit)
        journey.page.mouse.down()
        journey.page.mouse.up()
        assert journey.wait_for_other(before) == f"sample:{digit}"
        journey.wait_for(f"sample:{digit}", panels=(ids.DATA_PANEL,))
        assert journey.page.locator(f"{IMAGE} .name").inner_text() == f"No. {digit}"


def test_rows_and_columns_have_two_orders_each(journey: Journey) -> None:
    journey.look_at(ids.DATA_PANEL)
    assert journey.page.locator(f"{IMAGE} .bands b").all_inner_texts() == list("0123456789")
    first = journey.page.locator(f"{IMAGE} [data-unit]").first
    assert first.get_attribute("data-unit") == "0"
    order = journey.page.evaluate(f"JSON.parse(document.querySelector('{IMAGE}').dataset.order)")
    journey.element(ids.DATA_COLUMNS).get_by_role("radio").nth(1).click()
    journey.page.locator(f"{IMAGE} [data-place='0'][data-unit='{order[0]}']").wait_for()
    journey.element(ids.DATA_ROWS).get_by_role("radio").nth(1).click()
    journey.page.locator(f"{IMAGE} .bands b").first.wait_for(state="detached")


def test_the_rows_can_be_walked_with_the_arrow_keys(journey: Journey) -> None:
    journey.look_at(ids.DATA_PANEL)
    journey.page.locator(f"{IMAGE} .rows").focus()
    for key in ("ArrowRight", "PageDown", "ArrowDown"):
        journey.page.keyboard.press(key)
    digit = re.match(r"No\. (\d+)", told(journey))[1]
    assert "unit 1:" in told(journey)
    journey.page.keyboard.press("Enter")
    journey.wait_for(f"sample:{digit}", panels=(ids.DATA_PANEL,))


def test_a_drawing_has_a_line_of_its_own(journey: Journey) -> None:
    draw(journey, SEVEN)
    landed(journey)
    journey.look_at(ids.DATA_PANEL)
    assert journey.page.locator(f"{IMAGE} .name").inner_text() == "drawing"
    assert journey.page.locator(f"{IMAGE} .one canvas").evaluate("probe.inked")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_wider_than_the_screen(visit: Callable[..., Journey], size: dict[str, int]) -> None:
    journey = visit(viewport=size)
    journey.look_at(ids.DATA_PANEL)
    assert journey.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert journey.probe("silent") == []
