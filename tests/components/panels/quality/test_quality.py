from __future__ import annotations

from dataclasses import replace

import numpy as np

from components.panels.quality import view_quality
from components.question.state import PROJECTIONS
from model.workspace import Workspace
from tests.visitor import Visitor


def test_the_quality_table_has_every_measure_of_every_map(visitor: Visitor, workspace: Workspace) -> None:
    table = visitor.see("quality-table")
    assert table["maps"][1:] == [PROJECTIONS[name] for name in PROJECTIONS if name != "axes"]
    names = ("trustworthiness", "continuity", "knn_accuracy", "distance_correlation")
    for row, name in zip(table["measures"], names, strict=True):
        assert row["values"] == [f"{getattr(workspace.quality[projection], name):.3f}" for projection in PROJECTIONS]


def test_the_quality_table_says_between_how_many_digits_distances_were_compared(
    visitor: Visitor, workspace: Workspace
) -> None:
    many = replace(workspace, labels=np.zeros(10_000, np.uint8))
    for table, count in ((visitor.see("quality-table"), "300"), (view_quality(many), "2,000")):
        assert f"of {count} digits" in table["measures"][-1]["meaning"]
