from __future__ import annotations

import base64
import json

import numpy as np

from components.page.theme import viridis
from components.panels.data import COLUMNS, ROWS
from model.workspace import Workspace
from tests.visitor import Visitor, walk


def test_the_panel_follows_the_selection_in_the_browser_only(visitor: Visitor) -> None:
    assert visitor.page["data-panel.data-follow"] == "data-asked"
    read = [f"{entry['id']}.{entry['property']}" for callback in visitor.callbacks for entry in callback["inputs"]]
    assert "data-asked.data" not in read


def test_the_page_has_nothing_of_the_picture_until_it_is_looked_at(visitor: Visitor) -> None:
    panel = next(
        part for part in walk(visitor.client.get("/_dash-layout").json) if part["props"].get("id") == "data-panel"
    )
    assert len(json.dumps(panel)) < 5_000


def test_the_browser_knows_the_clustered_order_and_the_colours(visitor: Visitor, workspace: Workspace) -> None:
    assert json.loads(visitor.page["data-image.data-order"]) == workspace.cluster_order.tolist()
    palette = np.frombuffer(base64.b64decode(visitor.page["data-image.data-palette"]), "u1").reshape(256, 3)
    np.testing.assert_array_equal(palette, viridis())


def test_rows_are_by_class_and_columns_by_index_at_first(visitor: Visitor) -> None:
    assert visitor.page["data-rows.value"] == "class"
    assert visitor.page["data-columns.value"] == "index"
    for name, choices in (("data-rows", ROWS), ("data-columns", COLUMNS)):
        assert [option["value"] for option in visitor.page[f"{name}.options"]] == list(choices)
