from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from data.sources.collection import SourceError
from data.sources.labels import distinct, read_labels


@pytest.mark.parametrize(
    ("values", "classes", "numbers", "names"),
    [
        ([0, 2, 1], None, [0, 2, 1], ("0", "1", "2")),
        ([3, 1], None, [3, 1], ("0", "1", "2", "3")),
        ([0, 1], ["cat", "dog", "emu"], [0, 1], ("cat", "dog", "emu")),
        (["dog", "cat", "dog"], None, [1, 0, 1], ("cat", "dog")),
        (["dog", "cat"], ["dog", "emu", "cat"], [0, 2], ("dog", "emu", "cat")),
        ([1.0, float("nan"), 0.0], None, [1, -1, 0], ("0", "1")),
        (["b", None, "", "a"], None, [1, -1, -1, 0], ("a", "b")),
        ([-1, 1], None, [-1, 1], ("0", "1")),
        ([True, False], None, [1, 0], ("0", "1")),
        (np.array([[2], [0]]), None, [2, 0], ("0", "1", "2")),
        ([None, None], ["cat"], [-1, -1], ("cat",)),
        ([None, None], None, [-1, -1], ()),
        ([b"x", "3"], None, [1, 0], ("3", "x")),
    ],
)
def test_numbers_and_names_become_numbers_of_classes(
    values: Any, classes: list[str] | None, numbers: list[int], names: tuple[str, ...]
) -> None:
    labels = read_labels(values, classes)
    assert labels.numbers.tolist() == numbers
    assert labels.numbers.dtype == np.int64
    assert labels.classes == names


def test_how_many_labels_are_missing_is_told() -> None:
    assert read_labels([0, None, float("nan")], None).notes == ("2 images have no class",)
    assert read_labels([0, None], None).notes == ("1 image has no class",)
    assert read_labels([None], None).notes == ("no image has a class",)
    assert read_labels([0], None).notes == ()


@pytest.mark.parametrize(
    ("values", "classes", "fault"),
    [
        ([0, 0.5], None, "the label 0.5 is no class; labels are names or whole numbers"),
        ([float("inf")], None, "the label inf is no class"),
        ([[1, 2]], None, r"the label \[1, 2\] is no class"),
        ([0, -3], None, "label of image 1 is -3, but labels go from 0 to 9,999, or are -1 where none is known; number"),
        ([0, 12, 13], ["a"] * 10, r"label of image 1 is 12 \(and 1 other labels likewise\), but with 10 classes they"),
        (["cat", "dgo"], ["cat", "dog"], "1 labels are none of the 2 classes, 'dgo' among them; did you mean 'dog'"),
        (["xyz"], ["cat", "dog"], "'xyz' among them; the classes are cat, dog"),
        (np.eye(3), None, r"the labels have the shape \(3, 3\); give one for each image, .*argmax"),
    ],
)
def test_labels_that_are_no_classes_are_told_with_the_remedy(values: Any, classes: Any, fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        read_labels(values, classes)


def test_names_that_are_there_twice_are_told_apart() -> None:
    assert distinct(["crane", " emu", "crane"]) == ("crane", "emu", "crane (2)")
