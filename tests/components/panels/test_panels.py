from __future__ import annotations

import pytest

from app import create_app
from components.page.panel import Panel, Tab
from components.panels import PANELS, TABS
from model.workspace import Workspace
from tests.visitor import Visitor, walk


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
def test_nothing_of_a_panel_that_does_not_apply_is_on_the_page(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, panel: Panel
) -> None:
    monkeypatch.setitem(vars(panel), "applies", lambda workspace: False)
    visitor = Visitor(create_app(workspace))
    root, tabs = f"{panel.name}-panel", visitor.told("tabs")
    assert root not in {part["props"].get("id") for part in walk(visitor.layout)}
    assert all(root not in tab["panels"] and tab["panels"] for tab in tabs.values())
    assert visitor.views.keys().isdisjoint(view.element for view in panel.views)
    asked = {callback["output"] for callback in visitor.callbacks}
    assert asked.isdisjoint(f"{view.answer_id}.data-view" for view in panel.views)
    assert visitor.choices.keys() == {choice.id for other in PANELS if other != panel for choice in other.all_choices}


@pytest.mark.parametrize("tab", [tab for tab in TABS if len(tab.panels) == 1], ids=lambda tab: tab.name)
def test_a_tab_none_of_whose_panels_applies_cannot_be_opened(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tab: Tab
) -> None:
    monkeypatch.setitem(vars(tab.panels[0]), "applies", lambda workspace: False)
    visitor = Visitor(create_app(workspace))
    assert tab.name not in visitor.told("address")["tab"]["allowed"]
    assert tab.name not in {part["props"].get("data-tab") for part in walk(visitor.layout)}
