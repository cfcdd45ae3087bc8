from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from components.panels.compare.displacement import TERMS, describe_displacement, view_contributions, view_receipts
from model.explain.comparison import Comparison, compare
from model.explain.explanation import Explanation
from model.workspace import Workspace

A, B = 11, 48


def pair(workspace: Workspace, projection: str) -> tuple[Explanation, Explanation]:
    return workspace.explain(A, projection), workspace.explain(B, projection)


def comparison(workspace: Workspace, projection: str, other: int = B) -> Comparison:
    way = workspace.explain(other, projection, baseline=workspace.features[A])
    return compare(workspace.explain(A, projection).position, way)


def number(text: str) -> float:
    return float(text.replace("−", "-").removesuffix(" %"))


@pytest.mark.parametrize("projection", ["axes", "pca", "tsne", "umap"])
def test_each_column_of_the_receipts_adds_up_to_its_position(workspace: Workspace, projection: str) -> None:
    one, other = pair(workspace, projection)
    rows = view_receipts(one, other, 3, items="digits")
    values = np.array([[number(text) for text in row["values"]] for row in rows])
    np.testing.assert_allclose(values[:-1].sum(axis=0), values[-1], atol=0.001 * len(rows))
    positions = [one.position[0], other.position[0], one.position[1], other.position[1]]
    np.testing.assert_allclose(values[-1], positions, atol=0.001)


def test_the_units_of_the_receipts_have_the_longest_terms_of_either_digit(workspace: Workspace) -> None:
    one, other = pair(workspace, "tsne")
    units = [row["unit"] for row in view_receipts(one, other, 3, items="digits") if row["unit"] is not None]
    lengths = np.maximum(np.hypot(*one.terms.T), np.hypot(*other.terms.T))
    assert len(units) == TERMS
    assert lengths[units].min() >= np.delete(lengths, units).max()


def test_an_exact_map_has_no_residual_in_its_receipts(workspace: Workspace) -> None:
    assert not any("residual" in row["label"] for row in view_receipts(*pair(workspace, "pca"), 3, items="digits"))
    assert any("residual" in row["label"] for row in view_receipts(*pair(workspace, "umap"), 3, items="digits"))


@pytest.mark.parametrize("projection", ["pca", "tsne", "umap"])
def test_the_contributions_add_up_to_all_of_the_way(workspace: Workspace, projection: str) -> None:
    parts = view_contributions(comparison(workspace, projection))
    assert sum(part["share"] for part in parts) == pytest.approx(1, abs=0.01)
    assert number(parts[0]["percent"]) == pytest.approx(100 * parts[0]["share"], abs=0.51)


@pytest.mark.parametrize("projection", ["pca", "tsne"])
def test_the_sentence_names_the_units_that_carry_most_and_its_shares_are_all_of_it(
    workspace: Workspace, projection: str
) -> None:
    found = comparison(workspace, projection)
    words = describe_displacement(found)
    named = np.argsort(-found.shares)[:3]
    assert words.startswith(
        f"Units {named[0]}, {named[1]} and {named[2]} carry {100 * found.shares[named].sum():.0f} %"
    )
    assert ("residual" in words) == (projection == "tsne")


def test_where_there_is_no_way_nothing_carries_and_the_sentence_says_so(workspace: Workspace) -> None:
    nothing = comparison(workspace, "tsne", other=A)
    assert view_contributions(nothing) == []
    assert "same spot" in describe_displacement(nothing)


def test_on_raw_axes_only_the_two_features_carry(workspace: Workspace) -> None:
    found = comparison(workspace, "axes")
    axes = set(workspace.projections["axes"].usual)
    assert {part["unit"] for part in view_contributions(found)} <= axes
    named = {row["unit"] for row in view_receipts(*pair(workspace, "axes"), 3, items="digits")} - {None}
    assert named <= axes
    words = describe_displacement(found)
    assert {int(number) for number in re.findall(r"\b\d+\b(?! %)", words.split("carr")[0])} <= axes
    assert "other" not in words


def test_a_model_that_misses_most_of_the_way_says_so_first(workspace: Workspace) -> None:
    found = comparison(workspace, "tsne")
    missed = replace(found, residual_share=0.94)
    assert describe_displacement(missed).startswith("This way is hardly one of the features: 94 % is the residual")


def test_where_more_is_left_over_than_the_way_is_long_no_shares_are_given(workspace: Workspace) -> None:
    found = comparison(workspace, "tsne")
    near = replace(found, displacement=np.array([0.1, 0], np.float32), residual=np.array([0, 0.2], np.float32))
    assert "shares of it would say nothing" in describe_displacement(near)
    assert view_contributions(near) == []
