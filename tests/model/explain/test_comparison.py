from __future__ import annotations

import numpy as np
import pytest

from model.explain.comparison import (
    Comparison,
    compare,
    diagonal,
    differing_channels,
    nearest_of_another_class,
    strongest,
)
from model.workspace import Workspace

A, B = 11, 47


def compared(workspace: Workspace, one: int, other: int, projection: str) -> Comparison:
    way = workspace.explain(other, projection, baseline=workspace.features[one])
    return compare(workspace.positions[projection][one], way)


@pytest.mark.parametrize("projection", ["axes", "pca", "tsne", "umap"])
def test_the_contributions_and_the_residual_add_up_to_the_displacement(workspace: Workspace, projection: str) -> None:
    found = compared(workspace, A, B, projection)
    displacement = workspace.positions[projection][B] - workspace.positions[projection][A]
    np.testing.assert_allclose(found.displacement, displacement, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(found.contributions.sum(axis=0) + found.residual, displacement, rtol=1e-3, atol=1e-3)
    assert found.shares.sum() + found.residual_share == pytest.approx(1, abs=1e-3)
    assert found.length == pytest.approx(np.hypot(*displacement), rel=1e-3)


def test_the_distance_is_that_of_the_features(workspace: Workspace) -> None:
    neighbour = int(workspace.neighbours[A][0])
    found = compared(workspace, A, neighbour, "pca")
    assert found.distance == pytest.approx(workspace.neighbour_distances[A][0], rel=1e-4)
    np.testing.assert_array_equal(found.difference, workspace.features[neighbour] - workspace.features[A])


@pytest.mark.parametrize("projection", ["axes", "pca"])
def test_the_displacement_back_is_the_opposite_one_without_a_residual(workspace: Workspace, projection: str) -> None:
    there, back = compared(workspace, A, B, projection), compared(workspace, B, A, projection)
    np.testing.assert_allclose(there.contributions, -back.contributions, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(there.shares, back.shares, atol=1e-4)
    assert not there.residual.any()


@pytest.mark.parametrize("projection", ["pca", "tsne"])
def test_between_a_digit_and_itself_no_unit_does_anything(workspace: Workspace, projection: str) -> None:
    found = compared(workspace, A, A, projection)
    assert found.distance == 0
    assert not found.shares.any()
    assert not found.contributions.any()


def test_the_strongest_have_the_greatest_magnitudes_and_equals_keep_their_order() -> None:
    values = np.array([1, -3, 0, 3, 2], np.float32)
    assert strongest(values, 4).tolist() == [1, 3, 4, 0]


def test_the_channels_that_differ_most_come_first(workspace: Workspace) -> None:
    one, other = (workspace.trace(workspace.images[index]).layers["conv2"] for index in (A, B))
    means = np.array([np.abs(other[channel] - one[channel]).mean() for channel in range(64)])
    chosen = differing_channels(one, other, 6)
    assert len(set(chosen)) == 6
    np.testing.assert_allclose(means[chosen], np.sort(means)[::-1][:6], rtol=1e-5)


def test_the_nearest_digit_of_another_class_is_found_among_all(workspace: Workspace) -> None:
    for index in (0, 5, 123):
        label = int(workspace.labels[index])
        distances = np.linalg.norm(workspace.features - workspace.features[index], axis=1)
        distances[workspace.labels == label] = np.inf
        found = nearest_of_another_class(workspace.placer.index, workspace.labels, workspace.features[index], label)
        assert distances[found] == pytest.approx(distances.min(), rel=1e-4)
        assert workspace.labels[found] != label


def test_the_diagonal_is_that_of_the_box() -> None:
    assert diagonal(np.array([[0, 0], [3, 1], [1, 4]], np.float32)) == pytest.approx(5)
