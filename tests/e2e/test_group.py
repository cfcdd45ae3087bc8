from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from components.page import ids
from tests.e2e.journey import Journey, until
from tests.e2e.on_the_map import COLUMNS
from tests.e2e.test_drawing import SEVEN, draw, landed
from tests.e2e.test_map_zoom import touch

BODY = f"#{ids.GROUP_BODY} .group-summary"


def press_tool(journey: Journey, name: str) -> None:
    """Choose a tool on the map."""
    journey.page.click(f'[data-tool-of-map="{name}"]')


def corners(journey: Journey, margin: float = 20) -> tuple[list[float], list[float]]:
    """Return two corners in the window, whole pixels, between which about half of the map lies."""
    box = journey.element(ids.MAP_GRAPH).bounding_box()
    assert box is not None
    left, top = round(box["x"] + 50 + margin), round(box["y"] + margin)
    return [left, top], [round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] - 60)]


def drag(journey: Journey, *way: list[float], key: str | None = None) -> None:
    """Press at the first place and let go at the last, with a key held down."""
    mouse = journey.page.mouse
    if key:
        journey.page.keyboard.down(key)
    mouse.move(*way[0])
    mouse.down()
    for place in way[1:]:
        mouse.move(*place, steps=4)
    mouse.up()
    if key:
        journey.page.keyboard.up(key)


def members(journey: Journey) -> int:
    """Return how many the panel says are in the group, once it says so."""
    journey.page.wait_for_selector(BODY)
    return int(journey.page.inner_text(BODY).split(" of ")[0].replace(",", ""))


def say_count(journey: Journey, count: str) -> None:
    """Wait until the panel says how many are in the group, in so many words."""
    journey.wait_until(
        "([selector, count]) => document.querySelector(selector).textContent.startsWith(count)", BODY, count
    )


def other_count(journey: Journey, before: int) -> int:
    """Wait until the panel says of another number, and return it."""
    said = f"{before:,} of "
    journey.wait_until(
        "([selector, said]) => !document.querySelector(selector).textContent.startsWith(said)", BODY, said
    )
    return members(journey)


@pytest.fixture
def mapped(journey: Journey) -> Journey:
    """A visitor who looks at t-SNE."""
    journey.choose(ids.MAP_PROJECTION, "t-SNE")
    journey.wait_for_projection("tsne")
    return journey


def test_a_box_selects_what_lies_in_it_and_shows_what_that_is(mapped: Journey) -> None:
    one, other = corners(mapped)
    expected = mapped.probe("inside", ids.MAP_GRAPH, *COLUMNS, one, other)
    press_tool(mapped, "box")
    drag(mapped, one, other)
    assert members(mapped) == pytest.approx(expected, abs=3)
    mapped.wait_for_url(tab="group")
    assert mapped.page.locator(f"#{ids.GROUP_BODY} .apart tbody tr").count() > 3
    mapped.page.click(f"#{ids.GROUP_BODY} .apart [data-unit] >> nth=0")
    mapped.wait_for_url(tab="units")


def test_the_group_is_asked_once_and_before_its_tab_is_on_the_page(mapped: Journey) -> None:
    mapped.page.evaluate(
        """(id) => {
            const ask = window.fetch;
            window.early = [];
            window.fetch = (address, options) => {
                if (String(options?.body).includes(id)) window.early.push(!document.getElementById(id));
                return ask(address, options);
            };
        }""",
        ids.GROUP_BODY,
    )
    press_tool(mapped, "box")
    drag(mapped, *corners(mapped))
    mapped.page.wait_for_selector(BODY)
    mapped.settle()
    assert mapped.page.evaluate("window.early") == [True]


def test_shift_adds_alt_takes_away_and_undo_goes_back(mapped: Journey) -> None:
    one, other = corners(mapped)
    middle = [other[0], (one[1] + other[1]) / 2]
    press_tool(mapped, "box")
    drag(mapped, one, middle)
    upper = members(mapped)
    drag(mapped, [one[0], middle[1]], other, key="Shift")
    both = other_count(mapped, upper)
    assert both > upper
    drag(mapped, one, middle, key="Alt")
    assert other_count(mapped, both) == pytest.approx(both - upper, abs=3)
    for _ in range(2):
        mapped.page.click('[data-group="undo"]')
    say_count(mapped, f"{upper:,} of ")
    mapped.page.click('[data-group="clear"]')
    mapped.page.locator(BODY).wait_for(state="hidden")
    mapped.page.click('[data-group="undo"]')
    mapped.page.locator(BODY).wait_for(state="visible")


def test_with_a_tool_a_click_still_selects_a_point_and_escape_puts_it_away(mapped: Journey) -> None:
    press_tool(mapped, "lasso")
    mapped.wait_for(mapped.click_at(mapped.probe("loneliest", ids.MAP_GRAPH, *COLUMNS)))
    mapped.page.keyboard.press("Escape")
    assert mapped.page.get_attribute('[data-tool-of-map="lasso"]', "aria-pressed") == "false"
    assert mapped.page.locator(BODY).count() == 0


def test_a_group_is_chosen_kept_and_compared_by_keyboard(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=13&tab=group", shows="sample:13")
    journey.page.focus('[data-group="label"]')
    journey.page.keyboard.press("Enter")
    assert members(journey) > 50
    journey.page.fill(".group-name input", "threes")
    journey.page.keyboard.press("Enter")
    journey.page.wait_for_selector('[data-group-kept="threes"][aria-pressed="true"]')
    journey.page.focus('[data-group="nearest"]')
    journey.page.keyboard.press("Enter")
    say_count(journey, "51 of ")
    journey.page.select_option("[data-group-against]", label="threes")
    until(journey.page, "document.querySelector('.apart thead').textContent.includes('threes')")
    journey.page.fill(".group-name input", "typed")
    journey.page.select_option("[data-group-against]", label="class 5")
    assert journey.page.input_value(".group-name input") == "typed"
    until(journey.page, "document.querySelector('.apart thead').textContent.includes('class 5')")


def test_what_is_read_as_a_drawing_is_can_be_selected(journey: Journey) -> None:
    draw(journey, SEVEN)
    landed(journey)
    reading = journey.element(ids.LANDING_WORDS).get_attribute("data-predicted")
    journey.open_tab("group")
    journey.page.click('[data-group="predicted"]')
    assert members(journey) > 50
    assert journey.page.input_value(".group-name input") == f"read as {reading}"


def test_the_focus_stays_in_the_panel_whatever_the_keyboard_does_there(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=13&tab=group", shows="sample:13")
    keyboard = journey.page.keyboard
    journey.page.click('[data-group="nearest"]')
    members(journey)
    journey.page.fill(".group-name input", "near")
    keyboard.press("Enter")
    journey.page.wait_for_selector('[data-group-kept="near"]')
    assert focused(journey, ".group-name input")
    journey.page.focus("[data-group-against]")
    keyboard.press("ArrowDown")  # opens the menu
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    journey.wait_until("() => document.querySelector('.apart thead').textContent.includes('others of class')")
    assert focused(journey, "[data-group-against]")
    journey.page.focus('[data-group="clear"]')
    keyboard.press("Enter")
    journey.page.locator(BODY).wait_for(state="hidden")
    assert focused(journey, '[data-group="undo"]')


def focused(journey: Journey, selector: str) -> bool:
    """Return whether an element, by its selector, has the focus."""
    return bool(journey.page.evaluate("(selector) => document.activeElement.matches(selector)", selector))


def test_a_small_group_is_in_the_link_and_the_strip_is_walked(visit: Callable[..., Journey]) -> None:
    journey = visit("?digit=13&tab=group", shows="sample:13")
    journey.page.click('[data-group="nearest"]')
    assert members(journey) == 51
    journey.wait_until("() => new URLSearchParams(location.search).has('group')")
    said = parse_qs(urlsplit(journey.page.url).query)["group"][0]
    other = visit(f"?digit=13&tab=group&group={said}", shows="sample:13")
    assert members(other) == 51
    first = other.page.locator(f"#{ids.GROUP_BODY} [data-strip] [data-digit]").first
    first.focus()
    other.page.keyboard.press("ArrowRight")
    second = other.page.locator(f"#{ids.GROUP_BODY} [data-strip] [data-digit]").nth(1).get_attribute("data-digit")
    other.wait_for(f"sample:{second}")


@pytest.mark.parametrize("said", ["AAAA", "A" * 9_000, "%3Cb%3E"])
def test_a_link_whose_group_cannot_be_read_says_so(visit: Callable[..., Journey], said: str) -> None:
    journey = visit(f"?group={said}&tab=group")
    assert "The link's group" in journey.page.inner_text(f"#{ids.URL_NOTICE}")
    assert journey.page.locator(BODY).count() == 0


def test_a_finger_draws_a_lasso_and_taps_a_point(on_the_phone: Journey) -> None:
    journey = on_the_phone
    one, other = corners(journey, margin=5)
    journey.page.tap('[data-tool-of-map="lasso"]')
    touch(journey, [(one[0], one[1]), (other[0], one[1]), (other[0], other[1]), (one[0], other[1])])
    assert members(journey) > 50
    point = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS)
    touch(journey, [(point["x"], point["y"])])
    journey.wait_for(f"sample:{point['digit']}", panels=(ids.MAP_PANEL,))


def test_a_box_begins_on_the_words_of_the_filter(visit: Callable[..., Journey]) -> None:
    journey = visit("?projection=tsne&filter=label:1,2,3")
    words = journey.element(ids.MAP_FILTER_WORDS)
    words.wait_for()
    place = words.bounding_box()
    assert place
    press_tool(journey, "box")
    drag(journey, [place["x"] + 10, place["y"] + 10], corners(journey)[1])
    assert members(journey) > 50
    words.locator("[data-filter-off]").click()
    words.wait_for(state="hidden")


def test_a_filter_that_lets_nothing_through_takes_no_group_away(visit: Callable[..., Journey]) -> None:
    journey = visit("?tab=group&filter=confidence:2~3")
    journey.page.click('[data-group="predicted"]')
    before = members(journey)
    journey.page.click('[data-group="filter"]')
    journey.page.get_by_text("There is none: the filter lets nothing through.").wait_for()
    assert members(journey) == before


def test_kept_groups_are_there_again_after_a_reload(visit: Callable[..., Journey]) -> None:
    journey = visit("?tab=group")
    journey.page.click('[data-group="predicted"]')
    journey.page.fill(".group-name input", "mine <b>")
    journey.page.keyboard.press("Enter")
    journey.page.get_by_role("button", name="mine <b>").first.wait_for()
    journey.page.reload()
    journey.page.get_by_role("button", name="mine <b>").first.wait_for()


def test_a_group_is_there_again_after_a_reload_whatever_a_link_can_say(mapped: Journey) -> None:
    press_tool(mapped, "box")
    drag(mapped, *corners(mapped))
    many = members(mapped)
    mapped.wait_until("() => !location.search.includes('group=') && location.search.includes('tab=group')")
    mapped.page.reload()
    assert members(mapped) == many
    assert mapped.page.input_value(".group-name input") == "box on t-SNE"
    mapped.page.click('[data-group="nearest"]')
    few = other_count(mapped, many)
    mapped.page.wait_for_url("**group=*")
    mapped.page.reload()
    assert members(mapped) == few
    assert mapped.page.input_value(".group-name input").startswith("50 nearest")
    mapped.page.click('[data-group="clear"]')
    mapped.wait_until("() => !location.search.includes('group=')")
    mapped.page.reload()
    mapped.page.get_by_text("Nothing is selected yet").wait_for()


def test_a_group_that_no_link_can_say_is_a_step_back_after_back_and_forward(visit: Callable[..., Journey]) -> None:
    journey = visit("?tab=group&projection=tsne")
    journey.page.click('[data-group="nearest"]')
    few = members(journey)
    journey.page.wait_for_url("**group=*")
    journey.open_tab("errors")
    journey.page.wait_for_url("**tab=errors**")
    journey.open_tab("group")
    journey.page.wait_for_url("**tab=group**")
    one, other = corners(journey)
    press_tool(journey, "box")
    drag(journey, one, other)
    many = other_count(journey, few)
    journey.wait_until("() => !location.search.includes('group=')")
    journey.page.go_back()
    journey.page.wait_for_url("**tab=errors**")
    journey.open_tab("group")
    assert members(journey) == few
    journey.page.click('[data-group="undo"]')
    say_count(journey, f"{many:,} of ")
