from __future__ import annotations

from dataclasses import replace

import numpy as np

from components.panels import tabs_for
from components.panels.errors import PANEL, SHOWN
from model.workspace import Workspace


def test_it_asks_no_server() -> None:
    assert [view.road for view in PANEL.views] == ["browser"]
    assert SHOWN in PANEL.all_choices


def test_without_labels_nothing_is_misread_and_the_tab_is_left_out(workspace: Workspace) -> None:
    assert "errors" in [tab.name for tab in tabs_for(workspace)]
    unlabelled = replace(workspace, labels=np.full(len(workspace.labels), -1, np.int16))
    assert "errors" not in [tab.name for tab in tabs_for(unlabelled)]


def test_it_stands_between_the_maps_and_the_group(workspace: Workspace) -> None:
    names = [tab.name for tab in tabs_for(workspace)]
    assert names[names.index("maps") :] == ["maps", "errors", "group"]
