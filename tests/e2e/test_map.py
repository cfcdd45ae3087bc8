from __future__ import annotations

from collections.abc import Callable

import pytest

from components.page import ids
from tests.e2e.conftest import DESKTOP
from tests.e2e.journey import Journey, until
from tests.e2e.on_the_map import COLUMNS, LEGEND, choose_colour, group, span, wait_for_groups, wait_for_span

WATCH_PROJECTIONS = """(id) => {
  const [stage, shown] = [document.getElementById(id), (window.projections = [])];
  const note = () => shown.push(stage.dataset.projection);
  new MutationObserver(note).observe(stage, { attributeFilter: ["data-projection"] });
}"""


def test_a_hidden_class_stays_hidden_on_the_next_map_and_in_other_colours_of_classes(journey: Journey) -> None:
    group(journey, 3).click()
    wait_for_groups(journey, 3)
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    wait_for_groups(journey, 3)
    choose_colour(journey, "correct")
    wait_for_groups(journey, count=2)
    choose_colour(journey, "predicted")
    wait_for_groups(journey, 3)


def test_a_double_click_shows_a_class_alone_hidden_or_not_and_the_next_shows_all(journey: Journey) -> None:
    group(journey, 5).click()
    wait_for_groups(journey, 5)
    journey.page.wait_for_timeout(500)  # or it would be a double click
    group(journey, 5).dblclick()
    wait_for_groups(journey, *{*range(10)} - {5})
    journey.page.wait_for_timeout(500)
    group(journey, 5).dblclick()
    wait_for_groups(journey)
    group(journey, 7).click(modifiers=["Shift"])
    wait_for_groups(journey, *{*range(10)} - {7})
    journey.element(ids.MAP_LEGEND_ALL).click()
    wait_for_groups(journey)


def test_the_legend_works_by_keyboard(journey: Journey) -> None:
    group(journey, 0).focus()
    for key in ("ArrowRight", "ArrowRight", "Space"):
        journey.page.keyboard.press(key)
    wait_for_groups(journey, 2)
    journey.page.keyboard.press("Shift+Enter")
    wait_for_groups(journey, *{*range(10)} - {2})
    journey.element(ids.MAP_LEGEND_ALL).press("Enter")
    wait_for_groups(journey)
    assert journey.page.evaluate("document.activeElement.dataset.group") == "2", "the button has gone"


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_the_legend_breaks_evenly_and_a_finger_finds_every_class(visit: Callable[..., Journey], width: int) -> None:
    journey = visit(viewport={"width": width, "height": 640})
    boxes = [one.bounding_box() for one in journey.page.locator(LEGEND).all()]
    rows = [sum(box["y"] == top for box in boxes) for top in {box["y"] for box in boxes}]
    assert rows in ([10], [5, 5])
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)


def test_the_map_fills_the_screen_beside_pad_and_words_and_comes_back(journey: Journey) -> None:
    before, button = journey.element(ids.MAP_PANEL).bounding_box(), journey.element(ids.MAP_FULL_SCREEN)
    button.click()
    until(journey.page, "document.fullscreenElement !== null")
    box = journey.element(ids.MAP_PANEL).bounding_box()
    assert (box["x"], box["y"], box["height"]) == (0, 0, DESKTOP["height"])
    assert box["width"] > 0.7 * DESKTOP["width"]
    assert journey.element(ids.MAP_QUALITY).is_visible()
    assert journey.element(ids.DRAW_CANVAS).is_visible()
    assert not journey.element(ids.DIGIT_PANEL).is_visible()
    group(journey, 3).click()
    wait_for_groups(journey, 3)
    point = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS)
    journey.point_at(point)
    journey.page.wait_for_selector(f".hover-card[data-shows='sample:{point['digit']}']")
    button.click()
    until(journey.page, "document.fullscreenElement === null")
    journey.element(ids.DIGIT_PANEL).wait_for(state="visible")
    assert journey.element(ids.MAP_PANEL).bounding_box() == before


def test_a_reload_keeps_hidden_classes_and_the_part_of_the_map_in_view(journey: Journey) -> None:
    whole, shown = span(journey), journey.shown()
    group(journey, 3).click()
    journey.page.locator("[data-zoom=in]").click()
    wait_for_span(journey, 0, 0.9 * whole)
    journey.wait_for_url(hidden="3")
    journey.wait_until("() => new URLSearchParams(location.search).get('zoom')")
    zoomed = span(journey)
    journey.page.reload()
    journey.wait_for(shown)
    wait_for_groups(journey, 3)
    assert span(journey) == pytest.approx(zoomed, rel=1e-3)


def test_a_screen_reader_is_told_which_digit_an_arrow_key_selects(journey: Journey) -> None:
    before = journey.shown()
    journey.element(ids.MAP_STAGE).focus()
    journey.page.keyboard.press("ArrowLeft")
    digit = journey.wait_for_other(before).split(":")[1]
    said = journey.element(ids.MAP_ANNOUNCEMENT).text_content()
    assert said.startswith(f"No. {digit}, labelled ")


def test_of_projections_chosen_faster_than_the_map_can_show_them_it_shows_the_last(journey: Journey) -> None:
    journey.page.evaluate(WATCH_PROJECTIONS, ids.MAP_STAGE)
    journey.page.evaluate(
        "([id, names]) => names.forEach((name) => probe.choose(id, name))",
        [ids.MAP_PROJECTION, ["umap", "axes", "umap", "axes", "pca"]],
    )
    journey.wait_for_projection("pca")
    assert journey.page.evaluate("projections") == ["pca"]
