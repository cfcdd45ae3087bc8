from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from model.workspace import Workspace
from tests.visitor import Visitor


def bits(mask: np.ndarray) -> str:
    return base64.b64encode(np.packbits(mask, bitorder="little").tobytes()).decode()


def grouping(mask: np.ndarray, against: np.ndarray | None = None) -> dict[str, Any]:
    other = None if against is None else {"name": "the other", "members": bits(against)}
    return {"chosen": {"name": "some", "members": bits(mask)}, "against": other}


def see(visitor: Visitor, mask: np.ndarray, against: np.ndarray | None = None) -> dict[str, Any]:
    return visitor.see("group-body", group=grouping(mask, against))


def test_the_classes_of_a_group_are_counted_by_label_and_by_reading(visitor: Visitor, workspace: Workspace) -> None:
    mask = np.arange(len(workspace.labels)) % 3 == 0
    view = see(visitor, mask)
    for row in view["classes"]:
        assert row["labelled"] == (workspace.labels[mask] == row["index"]).sum()
        assert row["read"] == (workspace.predicted[mask] == row["index"]).sum()
        assert row["usual"] == pytest.approx((workspace.labels == row["index"]).mean(), abs=1e-4)
    assert sum(row["labelled"] for row in view["classes"]) == mask.sum() == view["count"]
    assert view["others"] == (~mask).sum()
    shares = [row["share"] for row in view["classes"]]
    assert shares == sorted(shares, reverse=True)


def test_the_units_come_with_means_of_both_sides(visitor: Visitor, workspace: Workspace) -> None:
    three, five = workspace.labels == 3, workspace.labels == 5
    view = see(visitor, three, five)
    assert (view["against"], view["others"]) == ("the other", five.sum())
    assert view["units"]
    for row in view["units"]:
        assert row["mean"] == pytest.approx(float(workspace.features[three, row["unit"]].mean()), abs=1e-3)
        assert row["other"] == pytest.approx(float(workspace.features[five, row["unit"]].mean()), abs=1e-3)
        assert row["ends"][0] <= row["effect"] + 0.05
        assert row["effect"] - 0.05 <= row["ends"][1]
    assert see(visitor, three, five) == view, "asked again, the intervals are the same"


def test_what_a_group_is_compared_with_has_none_of_its_own_images(visitor: Visitor, workspace: Workspace) -> None:
    three = workspace.labels == 3
    assert see(visitor, three, np.ones_like(three))["others"] == (~three).sum()
    view = see(visitor, three, three)
    assert (view["others"], view["units"]) == (0, [])
    assert "nothing to compare" in view["note"]


def test_the_mean_image_is_the_mean(visitor: Visitor, workspace: Workspace) -> None:
    mask = workspace.labels == 4
    view = see(visitor, mask)
    pixels = np.frombuffer(base64.b64decode(view["mean"]), np.uint8).reshape(workspace.images[0].shape)
    np.testing.assert_allclose(pixels, workspace.images[mask].mean(axis=0), atol=0.51)
    assert view["averaged"] == mask.sum()


def test_a_class_hangs_together_in_feature_space_more_than_one_by_lot(visitor: Visitor, workspace: Workspace) -> None:
    mask = workspace.labels == 4
    near = workspace.neighbours[mask]
    share = np.mean([[mask[index] for index in row] for row in near])
    assert f"{100 * share:.0f} % of their {near.shape[1]} nearest" in see(visitor, mask)["together"]


def test_a_group_of_one_and_one_of_all_say_what_they_cannot_show(visitor: Visitor, workspace: Workspace) -> None:
    alone = np.arange(len(workspace.labels)) == 17
    one = see(visitor, alone)
    assert one["count"] == 1
    assert one["together"] == ""
    assert all(row["ends"] is None for row in one["units"])
    assert "no intervals" in one["note"]
    everything = see(visitor, np.ones_like(alone))
    assert everything["units"] == []
    assert "all are in the group" in everything["note"]


@pytest.mark.parametrize(
    "sent",
    [
        None, "all", {}, {"chosen": None}, {"chosen": {"name": 3, "members": ""}}, {"chosen": {"name": "x"}},
        {"chosen": {"name": "x", "members": "AAAA"}}, {"chosen": {"name": "x", "members": "?" * 50}},
        {"chosen": {"name": "x", "members": "A" * 10_000}},
    ],
)  # fmt: skip
def test_what_is_no_group_is_refused_in_words(visitor: Visitor, sent: Any) -> None:
    assert "group" in visitor.refused("group-body", group=sent)


def test_an_empty_group_is_refused(visitor: Visitor, workspace: Workspace) -> None:
    nothing = grouping(np.zeros(len(workspace.labels), bool))
    assert "no members" in visitor.refused("group-body", group=nothing)


def test_the_nearest_are_those_in_feature_space_and_the_image_itself(visitor: Visitor, workspace: Workspace) -> None:
    status, answer = visitor.tell("/nearest", {"digit": {"selection": "sample:17"}, "count": "50"})
    assert status == 200
    distances = np.linalg.norm(workspace.features - workspace.features[17], axis=1)
    assert set(answer["members"]) == set(np.argsort(distances, kind="stable")[:51].tolist())
    assert answer["members"] == sorted(answer["members"])


@pytest.mark.parametrize(
    "asked", [None, {}, {"digit": 3, "count": "50"}, {"digit": {"selection": "sample:1"}, "count": 7}]
)
def test_other_questions_for_the_nearest_are_refused(visitor: Visitor, asked: Any) -> None:
    status, answer = visitor.tell("/nearest", asked)
    assert (status, list(answer)) == (400, ["message"])
