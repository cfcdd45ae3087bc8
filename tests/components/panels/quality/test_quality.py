from __future__ import annotations

from dataclasses import replace

import numpy as np

from components.panels.quality import view_quality
from model.workspace import Workspace
from tests.maps import PROJECTIONS
from tests.visitor import Visitor


def test_the_quality_table_has_every_measure_of_every_map(visitor: Visitor, workspace: Workspace) -> None:
    table = visitor.see("quality-table")
    assert table["maps"][1:] == [PROJECTIONS[name] for name in PROJECTIONS if name != "axes"]
    decimals = {
        "trustworthiness": 3,
        "continuity": 3,
        "neighbours_kept": 2,
        "neighbours_again": 2,
        "knn_accuracy": 3,
    }
    for row, (name, count) in zip(table["measures"], decimals.items(), strict=False):
        known = [getattr(workspace.quality[projection], name) for projection in PROJECTIONS]
        assert row["values"] == [f"{value:.{count}f}" for value in known]
    for value, projection in zip(table["measures"][-1]["values"], PROJECTIONS, strict=True):
        quality = workspace.quality[projection]
        assert value == f"{quality.distance_correlation:.2f} ± {quality.distance_deviation:.2f}"


def test_the_quality_table_says_between_how_many_digits_distances_were_compared(
    visitor: Visitor, workspace: Workspace
) -> None:
    many = replace(workspace, labels=np.zeros(10_000, np.uint8))
    for table, count in ((visitor.see("quality-table"), "300"), (view_quality(many), "2,000")):
        assert f"between {count} digits" in table["measures"][-1]["meaning"]
