from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.sources.arrays import from_arrays
from data.sources.collection import SourceError
from data.sources.reading import read_images

IMAGES = np.random.default_rng(0).integers(0, 256, (6, 4, 5), dtype=np.uint8)


def save(folder: Path, **arrays: Any) -> Path:
    np.savez(folder / "x.npz", **arrays)
    return folder / "x.npz"


def test_arrays_become_a_collection_without_a_copy() -> None:
    collection = from_arrays(IMAGES, list("abcabc"), columns={"age": range(6), "who": np.array(list("uvwxyz"))})
    assert np.shares_memory(collection.images, IMAGES)
    assert collection.classes == ("a", "b", "c")
    assert collection.columns == {"age": (0, 1, 2, 3, 4, 5), "who": tuple("uvwxyz")}


def test_a_tensor_with_a_gradient_is_an_array_too() -> None:
    import torch

    tensor = torch.rand(6, 3, 4, 5, requires_grad=True)
    collection = from_arrays(tensor, torch.arange(6), ["x"] * 6)
    assert collection.images.shape == (6, 4, 5, 3)
    assert collection.classes[-1] == "x (5)"


def test_colours_that_are_none_become_grey_and_the_limit_holds_for_all_parts() -> None:
    grey = np.repeat(IMAGES[:, None], 3, axis=1)
    collection = from_arrays(grey, [0, 0, 0, 1, 1, 1], limit=2, columns={"k": range(6)})
    assert collection.grey
    assert collection.labels.tolist() == [0, 1]
    first, second = collection.columns["k"]
    assert (collection.images == IMAGES[[int(first), int(second)]]).all()


def test_images_are_scaled_to_the_size_asked_for() -> None:
    assert from_arrays(IMAGES, size=(4, 5)).notes == ("no image has a class",)
    collection = from_arrays(IMAGES, size=(8, 8))
    assert collection.images.shape == (6, 8, 8)
    assert "the images were 4 × 5 (height × width); they were scaled to cover 8 × 8 and cut" in collection.notes[-1]


@pytest.mark.parametrize(
    ("images", "labels", "options", "fault"),
    [
        (IMAGES, [0, 1], {}, "there are 6 images and 2 labels; give one for each"),
        ([[[1]], [[1, 2]]], None, {}, "the images are no array: .*; give them all the same shape"),
        (IMAGES.reshape(6, 20), None, {}, r"the shape \(6, 20\); reshape"),
        (IMAGES, None, {"columns": {"a": [1]}}, "the column 'a' has 1 values for 6 images"),
        (IMAGES, None, {"columns": {"a": [[1]] * 6}}, "the column 'a' has neither numbers nor texts; leave it out"),
    ],
)
def test_arrays_that_do_not_fit_are_told(images: Any, labels: Any, options: dict[str, Any], fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        from_arrays(images, labels, **options)


@pytest.mark.parametrize(
    "names",
    [("X", "y"), ("images", "labels"), ("x_train", "y_train"), ("arr_0", "arr_1"), ("test_images", "test_labels")],
)
def test_arrays_of_a_file_are_found_by_their_names(tmp_path: Path, names: tuple[str, str]) -> None:
    path = save(tmp_path, **dict(zip(names, (IMAGES, [0, 1, 2, 0, 1, 2]), strict=True)), classes=["u", "v", "w"])
    collection = read_images(path)
    assert (collection.images == IMAGES).all()
    assert collection.labels.tolist() == [0, 1, 2, 0, 1, 2]
    assert collection.classes == ("u", "v", "w")
    assert collection.notes[0] == f"the images are from the array {names[0]!r}, the labels from {names[1]!r}"


def test_of_two_halves_the_test_images_are_taken_with_their_labels(tmp_path: Path) -> None:
    path = save(tmp_path, x_train=IMAGES, y_train=np.zeros(6), x_test=IMAGES[:2], y_test=[1, 0])
    assert read_images(path).labels.tolist() == [1, 0]


def test_a_file_may_lack_labels(tmp_path: Path) -> None:
    assert read_images(save(tmp_path, X=IMAGES), classes=["a"]).classes == ("a",)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"x\.npz has a, b but no images; call these X or images"):
        read_images(save(tmp_path, a=IMAGES, b=IMAGES))
    with pytest.raises(SourceError, match=r"x\.npz holds Python objects; write numbers with numpy\.savez"):
        read_images(save(tmp_path, X=np.array([None, {}])))
    path = save(tmp_path, X=IMAGES)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(SourceError, match=r"x\.npz is damaged; write"):
        read_images(path)
    with path.open("wb") as file:
        np.save(file, IMAGES)
    with pytest.raises(SourceError, match=r"x\.npz holds a single array; write it with numpy\.savez"):
        read_images(path)
