from __future__ import annotations

import numpy as np
from sklearn.metrics import top_k_accuracy_score
from sklearn.neighbors import NearestNeighbors

from model.classifier.doubt import runner_up, same_label
from model.workspace import Workspace


def test_the_runner_up_is_the_likeliest_class_but_one(workspace: Workspace) -> None:
    second = runner_up(workspace.probabilities)
    assert not (second == workspace.predicted).any()
    both = np.mean((workspace.predicted == workspace.labels) | (second == workspace.labels))
    classes = np.arange(workspace.probabilities.shape[1])
    assert both == top_k_accuracy_score(workspace.labels, workspace.probabilities, k=2, labels=classes)


def test_of_two_equally_likely_classes_the_second_is_the_other() -> None:
    np.testing.assert_array_equal(runner_up(np.array([[0.5, 0.5, 0], [0.1, 0.45, 0.45]])), [1, 2])


def test_the_nearest_that_carry_the_label_are_those_that_another_search_finds(workspace: Workspace) -> None:
    k = workspace.neighbours.shape[1]
    near = NearestNeighbors(n_neighbors=k).fit(workspace.features).kneighbors(return_distance=False)
    counted = [
        sum(workspace.labels[other] == label for other in row)
        for row, label in zip(near, workspace.labels, strict=True)
    ]
    np.testing.assert_array_equal(same_label(workspace.labels, workspace.neighbours), counted)


def test_an_image_without_a_label_has_no_number() -> None:
    labels, neighbours = np.array([1, -1, 1]), np.array([[1, 2], [0, 2], [0, 1]])
    np.testing.assert_array_equal(same_label(labels, neighbours), [1, np.nan, 1])


def test_a_label_that_was_altered_has_hardly_a_neighbour_of_its_class(workspace: Workspace) -> None:
    before = same_label(workspace.labels, workspace.neighbours)
    surest = int(before.argmax())
    altered = workspace.labels.copy()
    altered[surest] = (altered[surest] + 1) % workspace.probabilities.shape[1]
    assert same_label(altered, workspace.neighbours)[surest] < before[surest] / 2
