from __future__ import annotations

from collections.abc import Callable

import pytest

from components.page import ids
from tests.e2e.journey import Journey
from tests.maps import PROJECTIONS

SEVEN = [(0.25, 0.25), (0.75, 0.25), (0.6, 0.5), (0.45, 0.8)]  # shares of the pad's side


def draw(journey: Journey, stroke: list[tuple[float, float]]) -> None:
    """Draw one stroke with the mouse."""
    box = journey.element(ids.DRAW_CANVAS).bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
    journey.page.mouse.move(*places[0])
    journey.page.mouse.down()
    for place in places[1:]:
        journey.page.mouse.move(*place, steps=5)
    journey.page.mouse.up()


def landed(journey: Journey, after: int = 0) -> int:
    """Wait until the last update, later than ``after``, has landed and all panels show it; return which one it is."""
    rest = "document.getElementById(id).ariaBusy === 'false'"
    number = "Number((probe.shows(id) ?? 'drawn:0').split(':')[1])"
    journey.wait_until(f"([id, after]) => {rest} && {number} > after", ids.LANDING_WORDS, after)
    same = "([all, one]) => probe.shows(one) && probe.allShow(all, probe.shows(one))"
    journey.wait_until(same, [ids.DIGIT_PANEL], ids.LANDING_WORDS)
    return int(journey.probe("shows", ids.LANDING_WORDS).split(":")[1])


def select_nearest(journey: Journey) -> str:
    """Select the digit that is nearest in the 128 dimensions and return its number."""
    nearest = journey.element(ids.DIGIT_PANEL).locator("[data-digit]").first
    number = nearest.get_attribute("data-digit")
    nearest.click()
    journey.wait_for(f"sample:{number}")
    return number


@pytest.fixture
def drawing(journey: Journey) -> Journey:
    """A visitor who has drawn a seven."""
    draw(journey, SEVEN)
    landed(journey)
    return journey


def attribute(journey: Journey, name: str) -> str | None:
    return journey.element(ids.LANDING_WORDS).get_attribute(f"data-{name}")


def test_a_drawing_lands_on_the_map_and_every_panel_follows(drawing: Journey) -> None:
    assert attribute(drawing, "projection") == drawing.default("projection")
    assert attribute(drawing, "predicted") in list("0123456789")
    low, high = drawing.page.evaluate(f"probe.plot('{ids.MAP_GRAPH}')._fullLayout.xaxis.range")
    assert low < float(attribute(drawing, "x")) < high
    words = drawing.element(ids.LANDING_WORDS).text_content()
    assert attribute(drawing, "predicted") in words
    assert PROJECTIONS[drawing.default("projection")] in words


def test_the_landing_is_on_the_map_that_is_in_view(drawing: Journey) -> None:
    seen = {(attribute(drawing, "x"), attribute(drawing, "y"))}
    for projection in ("pca", "umap"):
        drawing.choose(ids.MAP_PROJECTION, PROJECTIONS[projection])
        drawing.wait_until(
            "([id, name]) => document.getElementById(id).dataset.projection === name", ids.LANDING_WORDS, projection
        )
        seen.add((attribute(drawing, "x"), attribute(drawing, "y")))
    assert len(seen) == 3


def test_a_second_stroke_is_a_new_landing(drawing: Journey) -> None:
    first = landed(drawing)
    draw(drawing, [(0.4, 0.5), (0.7, 0.5)])
    assert landed(drawing, after=first) > first


def test_undo_takes_the_last_stroke_back(drawing: Journey) -> None:
    first, place = landed(drawing), (attribute(drawing, "x"), attribute(drawing, "y"))
    draw(drawing, [(0.1, 0.9), (0.9, 0.9)])
    second = landed(drawing, after=first)
    assert (attribute(drawing, "x"), attribute(drawing, "y")) != place
    drawing.element(ids.DRAW_UNDO).click()
    landed(drawing, after=second)
    assert (attribute(drawing, "x"), attribute(drawing, "y")) == place


def test_undo_brings_back_what_was_cleared(drawing: Journey) -> None:
    number, place = landed(drawing), (attribute(drawing, "x"), attribute(drawing, "y"))
    drawing.element(ids.DRAW_CLEAR).click()
    drawing.wait_for(f"sample:{drawing.default('digit')}")
    drawing.element(ids.DRAW_UNDO).click()
    assert landed(drawing, after=number) > number
    assert (attribute(drawing, "x"), attribute(drawing, "y")) == place


def test_keys_undo_and_redo_wherever_nobody_writes(drawing: Journey) -> None:
    number, place = landed(drawing), (attribute(drawing, "x"), attribute(drawing, "y"))
    drawing.page.keyboard.press("Control+z")
    drawing.wait_for(f"sample:{drawing.default('digit')}")
    drawing.page.keyboard.press("Control+Shift+Z")
    assert landed(drawing, after=number) > number
    assert (attribute(drawing, "x"), attribute(drawing, "y")) == place


def test_undo_and_redo_are_disabled_when_there_is_nothing_to_do(journey: Journey) -> None:
    undo, redo = journey.element(ids.DRAW_UNDO), journey.element(ids.DRAW_REDO)
    assert (undo.is_enabled(), redo.is_enabled()) == (False, False)
    draw(journey, SEVEN)
    number = landed(journey)
    assert (undo.is_enabled(), redo.is_enabled()) == (True, False)
    undo.click()
    assert (undo.is_enabled(), redo.is_enabled()) == (False, True)
    redo.click()
    assert landed(journey, after=number) > number
    assert (undo.is_enabled(), redo.is_enabled()) == (True, False)


def test_only_a_digit_of_the_data_set_can_be_put_on_the_pad(drawing: Journey) -> None:
    assert drawing.element(ids.DRAW_EDIT).is_disabled()
    select_nearest(drawing)
    assert drawing.element(ids.DRAW_EDIT).is_enabled()


def test_clear_brings_the_digit_of_before_back(drawing: Journey) -> None:
    drawing.element(ids.DRAW_CLEAR).click()
    drawing.wait_for(f"sample:{drawing.default('digit')}")
    drawing.wait_until("([id]) => !probe.shows(id)", ids.LANDING_WORDS)


def test_a_drawing_that_is_undone_to_nothing_is_no_drawing(drawing: Journey) -> None:
    drawing.element(ids.DRAW_UNDO).click()
    drawing.wait_for(f"sample:{drawing.default('digit')}")


def test_a_digit_of_the_map_can_be_selected_while_a_drawing_is_there(drawing: Journey) -> None:
    select_nearest(drawing)
    assert attribute(drawing, "predicted")


def test_a_click_on_the_star_brings_the_drawing_back(drawing: Journey) -> None:
    select_nearest(drawing)
    drawing.page.locator("#map-stage .star").click()
    drawing.wait_until("([id]) => probe.shows(id)?.startsWith('drawn:')", ids.DIGIT_PANEL)


def test_a_digit_selected_while_the_last_landing_is_under_way_stays_selected(drawing: Journey) -> None:
    with drawing.held("strokes") as landings:
        draw(drawing, [(0.2, 0.8), (0.8, 0.8)])
        drawing.wait_for_held(landings)
        other = select_nearest(drawing)
    drawing.wait_until("([id]) => document.getElementById(id).ariaBusy === 'false'", ids.LANDING_WORDS)
    drawing.nothing_follows(f"sample:{other}")


def test_a_drawing_made_while_the_server_is_away_lands_by_itself_when_it_is_back(drawing: Journey) -> None:
    number, place = landed(drawing), attribute(drawing, "x")
    addresses = ("**/view", "**/health")
    for address in addresses:
        drawing.page.route(address, lambda route: route.abort())
    draw(drawing, [(0.2, 0.8), (0.8, 0.8)])
    drawing.wait_for_words(ids.DRAW_MESSAGE, "The server does not answer. Your drawing stays")
    draw(drawing, [(0.2, 0.9), (0.8, 0.9)])
    assert attribute(drawing, "x") == place
    for address in addresses:
        drawing.page.unroute(address)
    assert landed(drawing, after=number) > number
    assert attribute(drawing, "x") != place
    assert drawing.element(ids.DRAW_MESSAGE).text_content() == ""
    drawing.console.clear()  # the browser says there what failed


def test_a_drawing_that_is_wiped_before_the_panels_show_it_is_not_shown(journey: Journey) -> None:
    with journey.held(ids.DIGIT_BODY) as questions:
        draw(journey, SEVEN)
        journey.wait_for_held(questions)
        journey.element(ids.DRAW_CLEAR).click()
    journey.nothing_follows(f"sample:{journey.default('digit')}")


def test_the_panels_follow_the_pen_again_after_a_digit_was_selected(drawing: Journey) -> None:
    first = landed(drawing)
    select_nearest(drawing)
    draw(drawing, [(0.2, 0.8), (0.8, 0.8)])
    second = landed(drawing, after=first)
    draw(drawing, [(0.2, 0.7), (0.8, 0.7)])
    assert landed(drawing, after=second) > second


def test_a_tool_that_changes_nothing_leaves_the_selection_alone(drawing: Journey) -> None:
    other = select_nearest(drawing)
    drawing.element(ids.DRAW_TOOL).click()
    drawing.nothing_follows(f"sample:{other}")


def test_a_dot_is_a_drawing_and_can_be_seen(journey: Journey) -> None:
    draw(journey, [(0.5, 0.5)])
    assert landed(journey) > 0
    pixels = "pad.getContext('2d').getImageData(0, 0, pad.width, pad.height).data"
    red = f"(pad) => {pixels}.filter((value, k) => k % 4 === 0 && value > 200).length"
    assert journey.element(ids.DRAW_CANVAS).evaluate(red) > 100


def test_a_scribble_of_thousands_of_points_lands(journey: Journey) -> None:
    scribble = [(0.1 + 0.8 * (k % 2), 0.1 + 0.8 * k / 6_000) for k in range(6_000)]
    journey.element(ids.DRAW_CANVAS).evaluate("probe.stroke", scribble)
    assert landed(journey) > 0
    assert journey.element(ids.DRAW_MESSAGE).text_content() == ""


def test_more_strokes_than_are_drawn_are_told_so_and_stay_on_the_pad(drawing: Journey) -> None:
    pad, place = drawing.element(ids.DRAW_CANVAS), attribute(drawing, "x")
    pad.evaluate("(pad) => { for (let k = 0; k < 501; k++) probe.stroke(pad, [[k / 501, 0.5]]); }")
    drawing.wait_until("([id]) => document.getElementById(id).textContent", ids.DRAW_MESSAGE)
    assert "502 strokes; at most 500 are drawn" in drawing.element(ids.DRAW_MESSAGE).text_content()
    for _ in range(2):
        drawing.element(ids.DRAW_UNDO).click()
    drawing.wait_until("([id]) => !document.getElementById(id).textContent", ids.DRAW_MESSAGE)
    assert attribute(drawing, "x") != place


def test_a_new_drawing_begins_with_the_pen(drawing: Journey) -> None:
    drawing.element(ids.DRAW_TOOL).click()
    drawing.element(ids.DRAW_CLEAR).click()
    assert drawing.element(ids.DRAW_TOOL).get_attribute("aria-pressed") == "false"


def test_a_digit_of_the_data_set_can_be_put_on_the_pad(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=7&projection=pca", shows="sample:7")
    journey.settle()
    expected = journey.probe("values", "pca-1", "pca-2", 7)
    journey.element(ids.DRAW_EDIT).click()
    landed(journey)
    place = [float(attribute(journey, axis)) for axis in ("x", "y")]
    assert place == pytest.approx(expected, abs=0.01), "the same picture lands on its own point"


def test_drawing_works_with_a_finger_on_a_phone(on_the_phone: Journey) -> None:
    on_the_phone.open_tab("draw")
    on_the_phone.element(ids.DRAW_CANVAS).evaluate("probe.stroke", SEVEN)
    landed(on_the_phone)


def test_a_drawing_survives_another_window_another_theme_and_another_map(drawing: Journey) -> None:
    number, place = landed(drawing), (attribute(drawing, "x"), attribute(drawing, "y"))
    inked = "(pad) => pad.getContext('2d').getImageData(0, 0, pad.width, pad.height).data.some((value) => value > 200)"
    drawing.page.set_viewport_size({"width": 1200, "height": 760})
    drawing.element(ids.THEME_SWITCH).click()
    for projection in ("pca", drawing.default("projection")):
        drawing.choose(ids.MAP_PROJECTION, PROJECTIONS[projection])
        drawing.wait_for_projection(projection)
    inside = """() => {
      const boxes = ["#map-stage .star", "#map-stage"].map((at) => document.querySelector(at).getBoundingClientRect());
      const [star, stage] = boxes;
      return stage.left < star.left && star.right < stage.right && stage.top < star.top && star.bottom < stage.bottom;
    }"""
    drawing.wait_until(inside)
    assert drawing.probe("shows", ids.LANDING_WORDS) == f"drawn:{number}"
    assert (attribute(drawing, "x"), attribute(drawing, "y")) == place
    assert drawing.element(ids.DRAW_CANVAS).evaluate(inked)


def test_the_marker_travels_while_the_pen_moves(journey: Journey) -> None:
    box = journey.element(ids.DRAW_CANVAS).bounding_box()
    journey.page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.2 * box["height"])
    journey.page.mouse.down()
    places = set()
    for step in range(1, 7):
        journey.page.mouse.move(
            box["x"] + (0.3 + 0.06 * step) * box["width"], box["y"] + (0.2 + 0.1 * step) * box["height"]
        )
        journey.page.wait_for_timeout(200)
        places.add(journey.page.locator("#map-stage .star").get_attribute("transform"))
    journey.page.mouse.up()
    assert len(places - {None}) >= 4
