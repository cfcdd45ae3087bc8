from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from components.question.map_choice import X, Y, menus_of, parse_map
from components.question.subject import sample_subject
from model.workspace import Workspace
from tests.visitor import a_map

CHOICES = [
    (a_map("tsne"), ("tsne", (0, 1)), ["tsne-1", "tsne-2"], ["t-SNE 1", "t-SNE 2"]),
    (a_map("pca", x=3, y=1), ("pca", (2, 0)), ["pca-3", "pca-1"], ["PC3", "PC1"]),
    (a_map("axes", unit_x=100, unit_y=7), ("axes", (100, 7)), ["unit-100", "unit-7"], ["unit 100", "unit 7"]),
]


@pytest.mark.parametrize(("told", "chosen", "columns", "axes"), CHOICES)
def test_a_map_has_the_axes_that_were_chosen_for_it(
    workspace: Workspace, told: Any, chosen: tuple[str, Any], columns: list[str], axes: list[str]
) -> None:
    choice = parse_map(workspace, told)
    assert (choice.projection, choice.components) == chosen
    assert (choice.columns, choice.axes) == (columns, axes)


@pytest.mark.parametrize("told", [told for told, *_ in CHOICES])
def test_a_digits_place_is_its_point_of_the_cloud(workspace: Workspace, told: Any) -> None:
    choice = parse_map(workspace, told)
    np.testing.assert_array_equal(choice.place(sample_subject(workspace, 7)), choice.cloud[7])


def test_the_usual_axes_are_those_with_which_a_map_was_measured(workspace: Workspace) -> None:
    assert parse_map(workspace, a_map("tsne")).usual
    assert parse_map(workspace, a_map("pca", x=1, y=2)).usual
    assert not parse_map(workspace, a_map("pca", x=2, y=1)).usual


@pytest.mark.parametrize(
    "told",
    [
        {}, a_map("lda"), a_map("pca", x=0), a_map("pca", y=11), a_map("axes", unit_x=128), a_map("axes", unit_x=True),
        {"projection": "pca", "x": 1, "y": 2},
    ],
)  # fmt: skip
def test_a_map_that_is_none_is_refused(workspace: Workspace, told: Any) -> None:
    with pytest.raises(ValueError, match="choose one of"):
        parse_map(workspace, told)


def test_what_the_map_in_view_does_not_use_is_not_asked_about(workspace: Workspace) -> None:
    assert parse_map(workspace, {"projection": "umap"}).map is workspace.projections["umap"]


@pytest.mark.parametrize("told", [None, [], "pca", 5])
def test_what_is_no_object_is_no_map(workspace: Workspace, told: Any) -> None:
    with pytest.raises(ValueError, match="the map must be an object"):
        parse_map(workspace, told)


def test_two_components_are_the_axes_of_what_asks_for_some_though_there_is_no_menu(workspace: Workspace) -> None:
    whole = workspace.projections["pca"]
    narrow = replace(whole, coordinates=whole.coordinates[:, :2])
    projections = {**workspace.projections, "pca": narrow}
    flat = replace(workspace, projections=projections)
    assert not menus_of(flat, narrow)
    assert [axis.of(flat).default for axis in (X, Y)] == [1, 2]
    assert [list(axis.of(flat).labels) for axis in (X, Y)] == [[1, 2], [1, 2]]
