from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from components.panels.calibration import EDGES, view_calibration
from model.classifier.calibration import expected_calibration_error
from model.workspace import Workspace
from tests.visitor import Visitor


def said(workspace: Workspace, confidence: list[float], right: list[bool]) -> Workspace:
    """Return a workspace whose digits were read with these confidences, and right or not."""
    labels = np.zeros(len(right), np.uint8)
    return replace(
        workspace, labels=labels, predicted=np.where(right, 0, 1).astype(np.uint8),
        confidence=np.array(confidence, np.float32),
    )  # fmt: skip


def test_every_digit_is_in_one_row(visitor: Visitor, workspace: Workspace) -> None:
    view = visitor.see("calibration-body")
    assert sum(int(row["count"].replace(",", "")) for row in view["readings"]) == len(workspace.labels)
    for row in view["readings"]:
        low, high = row["interval"]
        assert low <= row["right"] <= high


def test_a_row_says_what_was_said_and_what_came_true(workspace: Workspace) -> None:
    (row,) = view_calibration(said(workspace, [0.6, 0.7, 0.7, 0.8], [True, False, True, True]))["readings"]
    assert (row["name"], row["count"], row["right"]) == ("50–90 %", "4", 0.75)
    assert row["said"] == pytest.approx(0.7, abs=1e-5)
    assert row["words"] == "3 of 4 right: 75.0 %; it said 70.0 %"


def test_what_the_greatest_confidence_has_meant_is_said(workspace: Workspace) -> None:
    for right, words in (([True] * 3, "none of them wrongly"), ([True, False, True], "1 of them wrongly")):
        assert words in view_calibration(said(workspace, [0.9999] * 3, right))["summary"]
    assert "No digit was read with > 99.9 %" in view_calibration(said(workspace, [0.6], [True]))["summary"]


def test_the_error_is_the_one_that_is_defined(visitor: Visitor, workspace: Workspace) -> None:
    error = expected_calibration_error(workspace.confidence, workspace.predicted == workspace.labels)
    assert f"differ by {100 * error:.2f} percentage points" in visitor.see("calibration-body")["summary"]


def test_the_groups_are_those_of_the_map(workspace: Workspace) -> None:
    assert list(EDGES) == sorted(EDGES)
    assert len(view_calibration(said(workspace, [0.3, 0.6, 0.95, 0.995, 0.9999], [True] * 5))["readings"]) == 5
