from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from model.inputs.groups import group


@pytest.mark.parametrize("seed", range(30))
def test_groups_are_those_of_scipy(seed: int) -> None:
    dice = np.random.default_rng(seed)
    mask = dice.random(dice.integers(1, 50, 2)) < dice.random()
    labels, count = ndimage.label(mask, np.ones((3, 3)))
    found = group(mask)
    np.testing.assert_array_equal(found.labels, labels)
    boxes = [(*(part.start for part in box), *(part.stop for part in box)) for box in ndimage.find_objects(labels)]
    assert [tuple(box) for box in found.boxes.tolist()] == boxes
    np.testing.assert_array_equal(found.areas, np.bincount(labels.ravel(), minlength=count + 1)[1:])


def test_a_blank_picture_has_no_groups() -> None:
    found = group(np.zeros((5, 7), dtype=bool))
    assert (found.labels.any(), len(found.boxes), len(found.areas)) == (False, 0, 0)


def test_a_spiral_is_one_group() -> None:
    mask = np.zeros((41, 41), dtype=bool)
    for k in range(0, 20, 4):
        mask[k, k : 41 - k] = mask[k : 41 - k, 40 - k] = mask[40 - k, k : 41 - k] = mask[k + 4 : 41 - k, k] = True
        mask[k + 4, k : k + 4] = True
    assert len(group(mask).areas) == 1
