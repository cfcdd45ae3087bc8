from __future__ import annotations

import base64
import json

import numpy as np

from components.page.theme import viridis
from model.workspace import Workspace
from tests.visitor import VIEWS, Visitor, element, outputs


def test_the_panel_follows_the_selection_in_the_browser_only(visitor: Visitor) -> None:
    assert "digit" in visitor.views["data-image"]["needs"]
    assert visitor.views["data-image"]["road"] == "browser"
    assert "data-image-answer.data-view" not in {name for callback in visitor.callbacks for name in outputs(callback)}
    status, _ = visitor.tell(VIEWS, {"data-image": {"number": 1, "question": visitor.question("data-image")}})
    assert status == 400


def test_the_page_has_nothing_of_the_picture_until_it_is_looked_at(visitor: Visitor) -> None:
    assert len(json.dumps(element(visitor.layout, "data-panel"))) < 5_000


def test_the_browser_knows_the_clustered_order_and_the_colours(visitor: Visitor, workspace: Workspace) -> None:
    assert json.loads(visitor.page["data-image.data-order"]) == workspace.cluster_order.tolist()
    palette = np.frombuffer(base64.b64decode(visitor.page["data-image.data-palette"]), "u1").reshape(256, 3)
    np.testing.assert_array_equal(palette, viridis())


def test_rows_are_by_class_and_columns_by_index_at_first(visitor: Visitor) -> None:
    assert visitor.choices["data-rows"] == "class"
    assert visitor.choices["data-columns"] == "index"
