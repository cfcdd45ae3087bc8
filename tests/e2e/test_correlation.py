from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from components.page import ids
from tests.e2e.conftest import PHONE
from tests.e2e.journey import Journey
from tests.e2e.test_unit import dossier

CHART = f"#{ids.CORRELATION_CHART}"


@pytest.fixture
def matrix(journey: Journey) -> Journey:
    """A visitor who looks at the matrix."""
    journey.look_at(ids.CORRELATION_PANEL)
    return journey


def told(journey: Journey) -> str:
    return journey.page.locator(f"{CHART} .readout").inner_text()


def point_at(journey: Journey, row: int, column: int) -> None:
    """Move the mouse to a cell."""
    cells = journey.page.locator(f"{CHART} .cells")
    cells.scroll_into_view_if_needed()
    box = cells.bounding_box()
    journey.page.mouse.move(
        box["x"] + (column + 0.5) / 128 * box["width"], box["y"] + (row + 0.5) / 128 * box["height"]
    )


def test_pointing_tells_the_pair_and_a_click_opens_both_units(matrix: Journey) -> None:
    matrix.element(ids.CORRELATION_ORDER).get_by_role("radio").nth(1).click()
    matrix.page.locator(f"{CHART} .ticks i").first.wait_for()
    point_at(matrix, 12, 87)
    matrix.wait_until(
        "([at]) => document.querySelector(at).textContent.startsWith('unit 12 and unit 87: ')", f"{CHART} .readout"
    )
    matrix.page.mouse.down()
    matrix.page.mouse.up()
    dossier(matrix, "12,87")


def test_the_matrix_can_be_walked_with_the_arrow_keys(matrix: Journey) -> None:
    matrix.page.locator(f"{CHART} .cells").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        matrix.page.keyboard.press(key)
    order = json.loads(matrix.page.get_attribute(f"#{ids.DATA_IMAGE}", "data-order"))
    assert told(matrix).startswith(f"unit {order[1]} and unit {order[2]}: ")
    matrix.page.keyboard.press("Enter")
    dossier(matrix, f"{order[1]},{order[2]}")


def test_the_strongest_pairs_open_too(matrix: Journey) -> None:
    pairs = matrix.page.locator(f"{CHART} [data-pair]")
    assert pairs.count() == 10
    pair = [int(unit) for unit in pairs.nth(7).get_attribute("data-pair").split()]
    pairs.nth(7).click()
    dossier(matrix, f"{pair[0]},{pair[1]}")
    assert told(matrix).startswith(f"unit {pair[0]} and unit {pair[1]}: r = −")


def test_units_that_never_fire_are_named_and_hatched(matrix: Journey) -> None:
    words = matrix.page.locator(f"{CHART} .silence").inner_text()
    named = matrix.page.locator(f"{CHART} .silence [data-unit]").count()
    assert ("never fire" in words) == (named > 0)
    assert (matrix.page.locator(f"{CHART} .silent i").count() > 0) == (named > 0)
    assert "NaN" not in matrix.element(ids.CORRELATION_PANEL).inner_text()


def test_the_matrix_fits_a_phone(visit: Callable[..., Journey]) -> None:
    journey = visit(viewport=PHONE)
    journey.look_at(ids.CORRELATION_PANEL)
    assert journey.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert journey.page.locator(f"{CHART} .values").evaluate("probe.inked")
