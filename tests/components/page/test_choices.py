from __future__ import annotations

import json
from typing import Any

import pytest
from plotly.io.json import to_json_plotly

from components.page import ids
from components.page.choices import menu, named_menu, segments
from components.panels import PANELS
from components.question.choice import Choice
from model.workspace import Workspace
from tests.visitor import Visitor, element, walk, words

COUNT = Choice("some-count", "the number of arrows", {5: "5 arrows", 10: "10 arrows"}, 10)
CHOICES = list({choice.id: choice for panel in PANELS for choice in panel.all_choices}.values())


def as_json(component: Any) -> dict[str, Any]:
    """Return a component as the browser gets it."""
    return json.loads(to_json_plotly(component))


def parts(component: Any, kind: str) -> list[dict[str, Any]]:
    """Return the properties of the components of a kind within another one."""
    return [part["props"] for part in walk(as_json(component)) if part["type"] == kind]


def test_a_menu_is_the_browsers_own_with_every_value_as_text() -> None:
    (select,) = parts(menu(COUNT, label="Arrows"), "Select")
    assert (select["id"], select["data-choice"]) == ("some-count", "some-count")
    options = parts(menu(COUNT, label="Arrows"), "Option")
    assert [(option["value"], option["children"]) for option in options] == [("5", "5 arrows"), ("10", "10 arrows")]


def test_a_menu_has_a_name_and_says_what_it_does_if_there_is_more_to_say() -> None:
    (plain,) = parts(menu(COUNT, label="Arrows"), "Select")
    assert plain["aria-label"] == "Arrows"
    assert "aria-description" not in plain
    assert parts(menu(COUNT, label="Arrows", explanation="How many"), "Select")[0]["aria-description"] == "How many"


def test_the_words_beside_a_menu_are_its_label() -> None:
    (label,) = parts(named_menu("Arrows", COUNT, explanation="How many"), "Label")
    assert label["data-tip"] == "How many"
    assert words(label["children"]).startswith("Arrows")
    assert [part["props"]["id"] for part in walk(label["children"]) if part["type"] == "Select"] == ["some-count"]


def test_segments_are_a_named_group_of_radio_buttons() -> None:
    (group,) = [part["props"] for part in walk(as_json(segments(COUNT))) if part["props"].get("role") == "radiogroup"]
    assert (group["id"], group["data-choice"], group["aria-label"]) == ("some-count", "some-count", "Number of arrows")
    buttons = parts(segments(COUNT), "Button")
    assert [(button["data-value"], button["children"]) for button in buttons] == [
        ("5", "5 arrows"),
        ("10", "10 arrows"),
    ]
    assert {(button["role"], button["type"]) for button in buttons} == {("radio", "button")}


def test_the_segment_that_is_chosen_at_first_is_the_one_that_tab_reaches() -> None:
    states = [
        (button["data-value"], button["aria-checked"], button["tabIndex"])
        for button in parts(segments(COUNT), "Button")
    ]
    assert states == [("5", "false", -1), ("10", "true", 0)]


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.id)
def test_the_control_of_every_choice_offers_its_values_and_no_others(
    visitor: Visitor, workspace: Workspace, choice: Choice
) -> None:
    choice, control = choice.of(workspace), element(visitor.layout, choice.id)
    assert control["props"]["data-choice"] == choice.id
    if choice.id == ids.MAP_COLOUR_UNIT:
        return  # the browser fills it
    within = [part["props"] for part in walk(control["props"]["children"])]
    offered = [part["value"] if control["type"] == "Select" else part["data-value"] for part in within]
    assert offered == [str(value) for value in choice.labels]
    assert [part["children"] for part in within] == list(choice.labels.values())


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.id)
def test_every_control_says_what_it_is_for(visitor: Visitor, choice: Choice) -> None:
    labels = [part for part in walk(visitor.layout) if part["type"] == "Label"]
    labelled = {inner["props"].get("id") for label in labels for inner in walk(label["props"]["children"])}
    assert element(visitor.layout, choice.id)["props"].get("aria-label") or choice.id in labelled


def test_the_browser_is_told_what_is_chosen_at_first(visitor: Visitor, workspace: Workspace) -> None:
    assert visitor.choices == {choice.id: str(choice.of(workspace).default) for choice in CHOICES}
