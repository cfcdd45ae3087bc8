from __future__ import annotations

from dataclasses import replace

import pytest
from dash import html

from components.page.panel import Panel, always
from components.panels import PANELS
from components.question.choice import Choice
from components.question.question import DIGIT, SCALES
from components.question.view import View
from model.workspace import Workspace
from tests.visitor import Visitor, element, walk

KIND, ORDER = (Choice(f"some-{name}", f"the {name}", {"a": "one", "b": "other"}, "a") for name in ("kind", "order"))
ASKED = View("some-body", lambda asked: {}, [DIGIT, KIND])
SOME = Panel(
    "some", "Some panel", lambda workspace: html.Section([html.Div(id="some-body")], id="some-panel"),
    views=[ASKED, View("some-stream", lambda asked: {}, [SCALES]), View("some-picture", None, [DIGIT])],
    choices=[ORDER],
)  # fmt: skip


def test_a_panel_stands_on_the_page_with_the_stores_of_what_a_callback_answers(workspace: Workspace) -> None:
    root = SOME.place(workspace)
    assert root.id == "some-panel"
    assert [child.id for child in root.children] == ["some-body", "some-body-question"]


def test_a_panel_can_be_placed_twice_without_carrying_anything_over(workspace: Workspace) -> None:
    SOME.place(workspace)
    assert len(SOME.place(workspace).children) == 2


def test_a_panel_offers_what_its_views_need_and_what_the_browser_makes_something_of() -> None:
    assert SOME.all_choices == [KIND, ORDER]


def test_a_panel_applies_to_every_workspace_unless_it_says_otherwise(workspace: Workspace) -> None:
    assert SOME.applies is always
    assert SOME.applies(workspace)
    assert not replace(SOME, applies=lambda workspace: False).applies(workspace)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_the_root_of_every_panel_is_named_after_it(workspace: Workspace, panel: Panel) -> None:
    assert panel.place(workspace).id == f"{panel.name}-panel"


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_a_panel_has_room_for_each_of_its_views(visitor: Visitor, panel: Panel) -> None:
    where = "map-panel" if panel.name == "draw" else f"{panel.name}-panel"  # where a drawing lands
    within = element(visitor.layout, where)
    named = {part["props"].get("id") for part in walk(within)}
    assert {view.element for view in panel.views} <= named


def test_no_two_panels_have_a_name_or_an_element_in_common() -> None:
    names = [panel.name for panel in PANELS]
    elements = [view.element for panel in PANELS for view in panel.views]
    assert len(set(names)) == len(names)
    assert len(set(elements)) == len(elements)


def test_what_a_panel_needs_is_known_to_a_question_or_chosen_at_a_control(visitor: Visitor) -> None:
    for name in visitor.views:
        assert {need for need, part in visitor.question(name).items() if part is None} <= {"pin"}, name
