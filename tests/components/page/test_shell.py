from __future__ import annotations

from typing import Any

from components.page.shell import ON_THE_PHONE
from components.panels import STAGE, TABS
from tests.visitor import Visitor, element, walk


def ids_within(content: Any) -> set[str]:
    """Return the ids of the components within ``content``."""
    return {part["props"]["id"] for part in walk(content) if "id" in part["props"]}


def tab_buttons(visitor: Visitor, kind: str) -> list[str]:
    """Return the tabs whose buttons are of a kind: "phone" and "last" are told apart by the style sheet."""
    buttons = (part["props"] for part in walk(element(visitor.layout, "tabs")) if part["type"] == "Button")
    return [button["data-tab"] for button in buttons if button["className"] == kind]


def test_the_stage_is_on_the_page_at_once_and_the_bench_is_empty(visitor: Visitor) -> None:
    at_first = ids_within(visitor.layout[0])
    assert {f"{panel.name}-panel" for panel in STAGE} <= at_first
    assert at_first.isdisjoint(f"{panel.name}-panel" for tab in TABS for panel in tab.panels)
    assert element(visitor.layout, "bench")["props"]["children"] is None


def test_questions_and_answers_have_their_place_outside_the_tabs_that_come_and_go(visitor: Visitor) -> None:
    asked = {name for name, facts in visitor.views.items() if facts["road"] == "callback"}
    boxes = {f"{name}-{box}" for name in asked for box in ("question", "answer")}
    assert boxes
    assert boxes <= ids_within(visitor.layout[0])
    assert boxes.isdisjoint(ids_within(visitor.layout[1:]))


def test_the_parts_of_the_stage_that_a_phone_shows_one_at_a_time_are_marked_among_the_tabs(visitor: Visitor) -> None:
    assert tab_buttons(visitor, "phone") == [panel.name for panel in ON_THE_PHONE]


def test_what_has_no_room_as_a_button_on_a_phone_is_in_a_menu_there(visitor: Visitor) -> None:
    menu = [part["props"] for part in walk(element(visitor.layout, "tabs-more")) if part["type"] == "Option"]
    last = tab_buttons(visitor, "last")
    assert last
    assert [(option["value"], option["children"]) for option in menu] == [
        ("", "More"), *((tab.name, tab.title) for tab in TABS if tab.name in last)
    ]  # fmt: skip
