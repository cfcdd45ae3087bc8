from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from data.sources import folder
from data.sources.collection import SourceError
from data.sources.reading import read_images


def test_the_digits_of_scikit_learn_are_all_there_over_the_whole_range() -> None:
    collection = read_images("digits")
    assert collection.images.shape == (1797, 8, 8)
    assert (collection.images.min(), collection.images.max()) == (0, 255)
    assert collection.classes == tuple("0123456789")
    assert (collection.title, collection.licence) == ("Digits of 8 × 8", "CC BY 4.0")
    some = read_images("digits", limit=100, size=(16, 16), classes=[f"digit {k}" for k in range(10)])
    assert some.images.shape == (100, 16, 16)
    assert np.bincount(some.labels).min() >= 9


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, load_split: Any, **more: Any) -> None:
    module = ModuleType(name)
    vars(module).update(load_split=load_split, **more)
    monkeypatch.setitem(sys.modules, name, module)


def test_mnist_and_fashion_mnist_are_their_test_images(monkeypatch: pytest.MonkeyPatch) -> None:
    split = SimpleNamespace(images=np.full((4, 2, 2), 200, dtype=np.uint8), labels=np.arange(4, dtype=np.uint8))
    stand_in(monkeypatch, "data.mnist", lambda *, train: None if train else split)
    stand_in(
        monkeypatch, "data.fashion_mnist", lambda *, train: None if train else split, CLASSES=("T", "<p>", "c", "d")
    )
    assert read_images("mnist").classes == ("0", "1", "2", "3")
    assert read_images("fashion-mnist").classes == ("T", "<p>", "c", "d")
    assert read_images("fashion-mnist").licence == "MIT"


def test_files_that_cannot_be_had_are_told_as_their_module_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*, train: bool) -> None:
        raise RuntimeError("put the files there")

    stand_in(monkeypatch, "data.mnist", missing)
    with pytest.raises(SourceError, match="put the files there"):
        read_images("mnist")


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (
            "nowhere/at/all",
            "there is no file or folder nowhere/at/all; give a folder, a .parquet, .csv or .npz, or one",
        ),
        ("fashion_mnist", "there is no file or folder fashion_mnist; did you mean fashion-mnist"),
        (__file__, "test_reading.py is of no kind that can be read; give a folder"),
    ],
)
def test_what_is_no_source_is_told(source: str, fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        read_images(source)


def test_a_folder_of_that_name_comes_before_the_data_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "digits").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match="digits holds no pictures"):
        read_images("digits")


def test_a_folder_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(place: Path) -> None:
        raise PermissionError(13, "no", str(place))

    monkeypatch.setattr(folder, "subfolders", refuse)
    with pytest.raises(SourceError, match="cannot be read: you have no permission"):
        read_images(tmp_path)
