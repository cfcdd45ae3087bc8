from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from components.question.map_choice import MapChoice, parse_map
from components.question.subject import sample_subject
from model.workspace import Workspace

CHOICES = [
    (("tsne", 1, 2, 8, 19), MapChoice("tsne", None), ["tsne-1", "tsne-2"], ["t-SNE 1", "t-SNE 2"]),
    (("pca", 3, 1, 8, 19), MapChoice("pca", (2, 0)), ["pca-3", "pca-1"], ["PC3", "PC1"]),
    (("axes", 1, 2, 100, 7), MapChoice("axes", (100, 7)), ["unit-100", "unit-7"], ["unit 100", "unit 7"]),
]


@pytest.mark.parametrize(("told", "choice", "columns", "axes"), CHOICES)
def test_a_map_has_the_axes_that_were_chosen_for_it(
    told: tuple[Any, ...], choice: MapChoice, columns: list[str], axes: list[str]
) -> None:
    assert parse_map(*told) == choice
    assert (choice.columns, choice.axes) == (columns, axes)


@pytest.mark.parametrize(("told", "choice", "columns", "axes"), CHOICES)
def test_a_digits_place_is_its_point_of_the_cloud(
    workspace: Workspace, told: Any, choice: MapChoice, columns: Any, axes: Any
) -> None:
    np.testing.assert_array_equal(choice.place(sample_subject(workspace, 7)), choice.cloud(workspace)[7])


@pytest.mark.parametrize(
    "told",
    [("lda", 1, 2, 0, 1), ("pca", 0, 2, 0, 1), ("pca", 1, 11, 0, 1), ("axes", 1, 2, 128, 1), ("axes", 1, 2, True, 1)],
)
def test_a_map_that_is_none_is_refused(told: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="choose one of"):
        parse_map(*told)


def test_what_the_map_in_view_does_not_use_is_not_asked_about() -> None:
    assert parse_map("umap", None, None, None, None) == MapChoice("umap", None)
