from __future__ import annotations

import numpy as np
import pytest

from model.explain.comparison import compare, diagonal, differing_channels, nearest_of_another_class, strongest
from model.workspace import Workspace

A, B = 11, 47


@pytest.mark.parametrize("projection", ["axes", "pca", "tsne", "umap"])
def test_the_contributions_and_the_residual_add_up_to_the_displacement(workspace: Workspace, projection: str) -> None:
    one, other = (workspace.explain(index, projection) for index in (A, B))
    found = compare((workspace.features[A], workspace.features[B]), (one, other))
    displacement = other.position - one.position
    np.testing.assert_allclose(found.displacement, displacement)
    np.testing.assert_allclose(found.contributions.sum(axis=0) + found.residual, displacement, atol=1e-3)
    assert found.shares.sum() + found.residual_share == pytest.approx(1, abs=1e-3)
    assert found.length == pytest.approx(np.hypot(*displacement), rel=1e-5)


def test_the_distance_is_that_of_the_features(workspace: Workspace) -> None:
    neighbour = int(workspace.neighbours[A][0])
    pair = workspace.features[A], workspace.features[neighbour]
    found = compare(pair, (workspace.explain(A, "pca"), workspace.explain(neighbour, "pca")))
    assert found.distance == pytest.approx(workspace.neighbour_distances[A][0], rel=1e-4)
    np.testing.assert_array_equal(found.difference, pair[1] - pair[0])


def test_the_displacement_back_is_the_opposite_one(workspace: Workspace) -> None:
    explanations = workspace.explain(A, "tsne"), workspace.explain(B, "tsne")
    features = workspace.features[A], workspace.features[B]
    there, back = compare(features, explanations), compare(features[::-1], explanations[::-1])
    np.testing.assert_allclose(there.contributions, -back.contributions)
    np.testing.assert_allclose(there.shares, back.shares, atol=1e-6)


@pytest.mark.parametrize("projection", ["pca", "tsne"])
def test_a_digit_and_itself_differ_in_nothing(workspace: Workspace, projection: str) -> None:
    explanation = workspace.explain(A, projection)
    found = compare((workspace.features[A], workspace.features[A]), (explanation, explanation))
    assert found.distance == found.length == found.residual_share == 0
    assert not found.shares.any()
    assert not found.contributions.any()


def test_the_strongest_have_the_greatest_magnitudes_and_equals_keep_their_order() -> None:
    values = np.array([1, -3, 0, 3, 2], np.float32)
    assert strongest(values, 4).tolist() == [1, 3, 4, 0]


def test_the_channels_that_differ_most_come_first(workspace: Workspace) -> None:
    one, other = (workspace.trace(workspace.images[index]).conv2 for index in (A, B))
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
