from __future__ import annotations

from dataclasses import replace

import pytest
from dash import html

from components.page.panel import Panel, Tab, always
from components.panels import PANELS, STAGE, TABS
from components.question.choice import Choice
from components.question.question import MAP, SCALES
from components.question.view import View
from model.workspace import Workspace
from tests.visitor import Visitor, element, walk

KIND, ORDER = (Choice(f"some-{name}", f"the {name}", {"a": "one", "b": "other"}, "a") for name in ("kind", "order"))
ASKED = View("some-body", lambda asked: {}, [MAP, KIND])
SOME = Panel(
    "some", "Some panel", lambda workspace: html.Section([html.Div(id="some-body")], id="some-panel"),
    views=[ASKED, View("some-stream", lambda asked: {}, [SCALES]), View("some-picture", None, [MAP])],
    choices=[ORDER],
)  # fmt: skip


def test_a_tab_has_its_panels_in_order_as_far_as_they_apply(workspace: Workspace) -> None:
    none = replace(SOME, name="none", layout=lambda workspace: html.Section(id="none-panel"), applies=lambda _: False)
    other = replace(SOME, name="other", layout=lambda workspace: html.Section(id="other-panel"))
    placed = Tab("some-tab", "Some tab", (SOME, none, other)).place(workspace)
    assert [child.id for child in placed.children] == ["some-panel", "other-panel"]
    assert placed.to_plotly_json()["props"]["data-tab"] == "some-tab"


def test_a_panel_offers_what_its_views_need_and_what_the_browser_makes_something_of() -> None:
    assert SOME.all_choices == [KIND, ORDER]


def test_a_panel_offers_a_choice_once_however_many_of_its_views_need_it() -> None:
    assert replace(SOME, views=[ASKED, replace(ASKED, element="other-body")], choices=[KIND]).all_choices == [KIND]


def test_a_panel_applies_to_every_workspace_unless_it_says_otherwise(workspace: Workspace) -> None:
    assert SOME.applies is always
    assert SOME.applies(workspace)
    assert not replace(SOME, applies=lambda workspace: False).applies(workspace)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_the_root_of_every_panel_is_named_after_it(workspace: Workspace, panel: Panel) -> None:
    assert panel.layout(workspace).id == f"{panel.name}-panel"


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_a_panel_has_room_for_each_of_its_views(visitor: Visitor, panel: Panel) -> None:
    whole = panel.name == "draw"  # a landing is told beside the small maps
    within = visitor.layout if whole else element(visitor.layout, f"{panel.name}-panel")
    named = {part["props"].get("id") for part in walk(within)}
    assert {view.element for view in panel.views} <= named


def test_the_page_has_every_panel_once_on_the_stage_or_in_a_tab(visitor: Visitor) -> None:
    roots = [part["props"].get("id") for part in walk(visitor.layout)]
    assert {panel.name: roots.count(f"{panel.name}-panel") for panel in PANELS} == {panel.name: 1 for panel in PANELS}
    assert {f"{panel.name}-panel" for panel in STAGE} <= {part["props"].get("id") for part in walk(visitor.layout[0])}


def test_the_browser_is_told_which_panels_a_tab_has(visitor: Visitor) -> None:
    told = {name: facts["panels"] for name, facts in visitor.told("tabs").items()}
    assert told == {tab.name: [f"{panel.name}-panel" for panel in tab.panels] for tab in TABS}


def test_every_tab_has_a_button_and_can_be_in_the_address(visitor: Visitor) -> None:
    buttons = [part["props"].get("data-tab") for part in walk(visitor.layout[0]) if part["props"].get("role") == "tab"]
    assert sorted(buttons) == sorted(visitor.told("address")["tab"]["allowed"])
    assert {tab.name for tab in TABS} <= set(buttons)


def test_no_two_panels_have_a_name_or_an_element_in_common() -> None:
    names = [panel.name for panel in PANELS]
    elements = [view.element for panel in PANELS for view in panel.views]
    assert len(set(names)) == len(names)
    assert len(set(elements)) == len(elements)


def test_no_two_choices_of_the_page_have_a_control_in_common() -> None:
    controls = [choice.id for choice in {choice for panel in PANELS for choice in panel.all_choices}]
    assert len(set(controls)) == len(controls)


def test_what_a_panel_needs_is_known_to_a_question_or_chosen_at_a_control(visitor: Visitor) -> None:
    for name in visitor.views:
        assert {need for need, part in visitor.question(name).items() if part is None} <= {"pin"}, name
