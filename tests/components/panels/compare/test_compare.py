from __future__ import annotations

import base64
import re
from typing import Any

import numpy as np
import pytest

from components.panels.compare import CHANNELS, NAMED, CompareView
from components.question.subject import decode_image, encode_image
from model.explain.comparison import diagonal
from model.workspace import Workspace
from tests.maps import PROJECTIONS
from tests.visitor import Visitor, a_map

A, B = 11, 47
FAR = 48  # from A, on t-SNE and UMAP
FIRST = {"digit": {"selection": f"sample:{B}"}, "pin": {"shows": f"sample:{A}"}}
DRAWING = {"shows": "drawn:3", "image": base64.b64encode(bytes(range(196)) * 4).decode()}


def view(visitor: Visitor, **changed: Any) -> CompareView:
    return visitor.see("compare-body", **(FIRST | changed))


def test_a_is_the_pinned_digit_and_b_the_selected_one(visitor: Visitor, workspace: Workspace) -> None:
    shown = view(visitor)
    assert shown["pinned"]
    for side, index in zip(shown["sides"], (A, B), strict=True):
        assert (side["shows"], side["index"], side["label"]) == (f"sample:{index}", index, workspace.labels[index])
        assert side["predicted"] == workspace.predicted[index]
        np.testing.assert_array_equal(decode_image(side["image"], workspace.spec.shape), workspace.images[index])


def test_without_a_pin_a_is_the_nearest_digit_of_another_class(visitor: Visitor, workspace: Workspace) -> None:
    shown = view(visitor, pin=None)
    assert not shown["pinned"]
    distances = np.linalg.norm(workspace.features - workspace.features[B], axis=1)
    distances[workspace.labels == workspace.labels[B]] = np.inf
    assert distances[shown["sides"][0]["index"]] == pytest.approx(distances.min(), rel=1e-4)


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_the_positions_are_those_of_the_map_in_view(visitor: Visitor, workspace: Workspace, projection: str) -> None:
    unit_x, unit_y = workspace.projections["axes"].usual
    shown = view(visitor, map=a_map(projection, unit_x=unit_x, unit_y=unit_y))
    np.testing.assert_allclose(shown["positions"], workspace.positions[projection][[A, B]], atol=1e-3)
    apart = np.linalg.norm(np.diff(workspace.positions[projection][[A, B]], axis=0))
    share = float(re.search(r"([\d.]+) % of the diagonal", shown["distances"])[1])
    assert share == pytest.approx(100 * apart / diagonal(workspace.positions[projection]), abs=0.051)


def test_other_components_make_another_map(visitor: Visitor, workspace: Workspace) -> None:
    shown = view(visitor, map=a_map("pca", x=3, y=1))
    np.testing.assert_allclose(
        shown["positions"], workspace.projections["pca"].coordinates[[A, B]][:, [2, 0]], atol=1e-3
    )
    assert (shown["columns"], shown["axes"]) == (["pca-3", "pca-1"], ["PC3", "PC1"])


def test_the_128_differences_are_b_minus_a_greatest_first(visitor: Visitor, workspace: Workspace) -> None:
    shown = view(visitor)
    units = [part["unit"] for part in shown["units"]]
    differences = np.array([part["difference"] for part in shown["units"]])
    assert sorted(units) == list(range(128))
    np.testing.assert_allclose(differences, (workspace.features[B] - workspace.features[A])[units], atol=1e-3)
    assert (np.diff(np.abs(differences)) <= 1e-3).all()
    assert shown["named"] == NAMED


def test_the_feature_maps_are_those_that_differ_most(visitor: Visitor, workspace: Workspace) -> None:
    one, other = (workspace.trace(workspace.images[index]).layers["conv2"] for index in (A, B))
    means = np.abs(other - one).mean(axis=(1, 2))
    channels = view(visitor)["maps"]["channels"]
    assert len(channels) == CHANNELS
    assert means[channels].min() >= np.delete(means, channels).max()


def test_a_drawing_can_be_pinned_and_is_compared_by_its_picture(visitor: Visitor, workspace: Workspace) -> None:
    shown = view(visitor, pin=DRAWING)
    side = shown["sides"][0]
    assert (side["shows"], side["index"], side["label"]) == ("drawn:3", None, None)
    seen = workspace.inspect(decode_image(DRAWING["image"], workspace.spec.shape))
    np.testing.assert_allclose(shown["positions"][0], seen.positions["tsne"], atol=1e-3)


def test_a_drawing_without_a_pin_is_compared_with_a_digit_of_another_class(
    visitor: Visitor, workspace: Workspace
) -> None:
    shown = view(visitor, digit={"selection": "drawn:3", "drawing": DRAWING}, pin=None)
    one, other = shown["sides"]
    assert (other["shows"], shown["shows"]) == ("drawn:3", "drawn:3")
    assert workspace.labels[one["index"]] != other["predicted"]


def test_an_empty_picture_can_be_compared(visitor: Visitor) -> None:
    empty = {"shows": "drawn:1", "image": encode_image(np.zeros((28, 28), np.uint8))}
    assert view(visitor, pin=empty)["sides"][0]["shows"] == "drawn:1"


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_digit_compared_with_itself_differs_in_nothing(visitor: Visitor, projection: str) -> None:
    shown = view(visitor, digit={"selection": f"sample:{A}"}, map=a_map(projection))
    assert "same digit" in shown["distances"]
    assert not any(part["difference"] for part in shown["units"])
    assert (shown["named"], shown["contributions"]) == (0, [])


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_digit_compared_with_its_copy_on_the_pad_differs_in_nothing(
    visitor: Visitor, workspace: Workspace, projection: str
) -> None:
    copy = {"shows": "drawn:1", "image": encode_image(workspace.images[A]), "origin": A}
    shown = view(visitor, digit={"selection": "drawn:1", "drawing": copy}, map=a_map(projection))
    assert (shown["named"], shown["contributions"]) == (0, [])
    assert "same digit" in shown["distances"]
    assert "nothing carries" in shown["sentence"] or "no unit carries" in shown["sentence"]
    for row in shown["receipt"]:
        if row["unit"] is not None:
            assert row["values"][::2] == row["values"][1::2]


@pytest.mark.parametrize(
    "changed",
    [
        {"pin": "sample:1"},
        {"pin": {}},
        {"pin": {"shows": "sample:300"}},
        {"pin": {"shows": "drawn:1"}},
        {"pin": {"shows": "drawn:1", "image": "AAAA"}},
        {"map": a_map("isomap")},
        {"map": a_map("pca", x=11)},
    ],
)
def test_a_pin_or_a_map_that_is_none_is_refused(visitor: Visitor, changed: dict[str, Any]) -> None:
    assert visitor.refused("compare-body", **changed)


@pytest.mark.parametrize("projection", ["tsne", "umap"])
def test_beside_what_units_carry_stands_how_far_they_take_a_alone(
    visitor: Visitor, workspace: Workspace, projection: str
) -> None:
    shown = view(visitor, digit={"selection": f"sample:{FAR}"}, map=a_map(projection))
    units = [int(unit) for unit in re.findall(r"\d+", shown["sentence"].split("carr")[0].split("Unit")[-1])]
    changed = workspace.features[A].copy()
    changed[units] = workspace.features[FAR][units]
    start, end = workspace.projection(projection).place_usual(np.stack([workspace.features[A], changed]), without=A)
    way = np.subtract(*shown["positions"][::-1])
    said = float(re.search(r"these would take A (−?\d+) %", shown["sentence"])[1].replace("−", "-"))
    assert said == pytest.approx(100 * (end - start) @ way / (way @ way), abs=0.6)


def test_where_shares_are_exact_no_units_are_tried_alone(visitor: Visitor) -> None:
    assert "by themselves" not in view(visitor, map=a_map("pca"))["sentence"]
