from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from data.sources.collection import SourceError
from data.sources.pixels import channels_last, grey_if_equal, to_bytes


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([0, 100, 255], "uint8", [0, 100, 255]),
        ([False, True], "bool", [0, 255]),
        ([0, 0.5, 1], "float32", [0, 128, 255]),
        ([0, 99.6, 255], "float64", [0, 100, 255]),
        ([0, 17, 200], "int64", [0, 17, 200]),
        ([0, 1], "int64", [0, 255]),
        ([0, 200], "uint16", [0, 200]),
        ([0, 2570, 65535], "uint16", [0, 10, 255]),
        ([0, 8, 16], "float32", [0, 128, 255]),
        ([-1, 0, 1], "float32", [0, 128, 255]),
        ([-3, -3], "float32", [0, 0]),
    ],
)
def test_every_usual_type_becomes_bytes(values: list[float], kind: str, expected: list[int]) -> None:
    images = np.array(values, dtype=kind).reshape(-1, 1, 1)
    assert to_bytes(images)[0].ravel().tolist() == expected
    assert to_bytes(images)[0].dtype == np.uint8


@pytest.mark.parametrize(
    ("values", "kind", "said"),
    [
        ([-1, 1], "float32", "from -1 to 1, .*: a pixel p stands for -1 \\+ 0.00784314 p"),
        ([0, 16], "uint8", "no pixel is above 16 of 255, so the images are dark"),
        ([0, 65535], "uint16", "16 bits a pixel were reduced to 8"),
    ],
)
def test_what_was_decided_is_told(values: list[float], kind: str, said: str) -> None:
    (note,) = to_bytes(np.array(values, dtype=kind))[1]
    assert re.search(said, note)


@pytest.mark.parametrize(("values", "kind"), [([0, 255], "uint8"), ([0, 1], "float32"), ([0, 255], "float32")])
def test_what_goes_without_saying_is_not_told(values: list[float], kind: str) -> None:
    assert to_bytes(np.array(values, dtype=kind))[1] == []


@pytest.mark.parametrize(
    ("images", "fault"),
    [
        (np.array([[0.0], [np.nan]]), "image 1 has pixels that are NaN"),
        (np.array(["a"]), "of type <U1; give numbers"),
        (np.array([1j]), "of type complex128"),
        (np.zeros((0, 3, 3)), "have no pixels"),
    ],
)
def test_what_is_no_picture_is_refused(images: Any, fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        to_bytes(images)


@pytest.mark.parametrize(
    ("shape", "after"),
    [((2, 4, 5), (2, 4, 5)), ((2, 4, 5, 1), (2, 4, 5)), ((2, 4, 5, 3), (2, 4, 5, 3)),
     ((2, 1, 4, 5), (2, 4, 5)), ((2, 3, 4, 5), (2, 4, 5, 3))],
)  # fmt: skip
def test_channels_come_last(shape: tuple[int, ...], after: tuple[int, ...]) -> None:
    assert channels_last(np.zeros(shape)).shape == after


@pytest.mark.parametrize("shape", [(2,), (2, 784), (2, 4, 5, 4), (2, 1, 3, 4, 5)])
def test_another_shape_is_refused_with_those_that_are_possible(shape: tuple[int, ...]) -> None:
    with pytest.raises(SourceError, match=r"reshape them to \(n, h, w\)"):
        channels_last(np.zeros(shape))


def test_equal_channels_are_grey_if_those_of_all_images_are() -> None:
    images = np.repeat(np.arange(24, dtype=np.uint8).reshape(2, 3, 4, 1), 3, axis=3)
    assert grey_if_equal(images).shape == (2, 3, 4)
    images[1, 0, 0, 2] += 1
    assert grey_if_equal(images).shape == (2, 3, 4, 3)
