from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from data.sources.collection import Collection, SourceError

IMAGES = np.zeros((3, 4, 5), dtype=np.uint8)
LABELS = np.array([0, 1, -1])


def test_a_collection_cannot_be_written_to_but_what_it_was_made_of_can() -> None:
    images = IMAGES.copy()
    collection = Collection(images, LABELS, ("a", "b"), {"age": (1.0, 2.0, 3.0)})
    images[0] = 1
    assert len(collection) == 3
    assert collection.grey
    for write in (lambda: collection.images.fill(0), lambda: collection.columns.update(age=())):
        with pytest.raises((ValueError, AttributeError)):
            write()


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"images": IMAGES.astype(float)}, "the images are float64 of shape .* must be uint8 .* from_arrays"),
        ({"images": np.zeros((3, 3, 4, 5), dtype=np.uint8)}, r"uint8 of shape \(3, 3, 4, 5\); they must be"),
        ({"images": IMAGES[:, :0]}, "have no pixels"),
        ({"images": IMAGES[:1], "labels": LABELS[:1]}, "there is 1 image to read; a map needs at least 2: bring more"),
        ({"labels": LABELS[:2]}, r"3 images need int64 of \(3,\)"),
        ({"labels": LABELS + 1}, "label of image 1 is 2, but with 2 classes they go from 0 to 1; name more classes"),
        ({"labels": LABELS - 1}, "label of image 2 is -2"),
        ({"classes": ()}, "label of image 0 is 0, but no classes are named"),
        ({"classes": ("a", " ")}, "the name of class 1 is ' '; give each class a name"),
        ({"classes": ("a", "a")}, "'a' stands for several classes"),
        ({"classes": tuple(map(str, range(10_001)))}, "10,001 classes; at most 10,000"),
        ({"columns": {"age": (1.0,)}}, "the column 'age' has 1 values for 3 images"),
    ],
)
def test_parts_that_do_not_fit_are_told_in_a_sentence(parts: dict[str, Any], fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        Collection(**{"images": IMAGES, "labels": LABELS, "classes": ("a", "b"), **parts})


def test_a_thousand_classes_are_possible() -> None:
    images = np.zeros((1000, 1, 1, 3), dtype=np.uint8)
    collection = Collection(images, np.arange(1000), tuple(f"<b>{k}&" for k in range(1000)))
    assert len(collection.classes) == 1000
    assert not collection.grey
