from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

import data.fashion_mnist
import data.mnist
from data.fashion_mnist import CLASSES, SHA256, FashionMnistError, load_split
from model.spec import FASHION
from tests.data.idx import write_files


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write four tiny files as Fashion-MNIST has them, and take them for the official ones."""
    raw = tmp_path / "FashionMNIST" / "raw"
    monkeypatch.setattr(data.fashion_mnist, "SHA256", write_files(raw))
    return raw


def test_the_two_splits_are_told_apart(raw: Path) -> None:
    for train, n in ((True, 4), (False, 3)):
        split = load_split(train=train, root=raw.parents[1])
        assert split.images.shape == (n, 28, 28)
        assert (split.images == n).all()
        assert list(split.labels) == list(range(n))
        assert split.images.dtype == split.labels.dtype == np.uint8


def test_a_file_that_is_not_the_official_one_is_named_with_the_remedy(raw: Path) -> None:
    path = raw / "t10k-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:-1] + b"\x09")
    with pytest.raises(FashionMnistError, match=r"(?s)t10k-images-idx3-ubyte has sha256.*dataset-fashion-mnist"):
        load_split(train=False, root=raw.parents[1])


def test_without_a_mirror_the_package_the_four_files_and_their_place_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from torchvision.datasets import FashionMNIST

    monkeypatch.setattr(FashionMNIST, "mirrors", [])
    with pytest.raises(FashionMnistError, match=r"(?s)Fashion-MNIST .* no mirror answers.*dataset-fashion") as caught:
        load_split(train=True, root=tmp_path)
    assert all(name in str(caught.value) for name in (*SHA256, str(data.fashion_mnist.RAW)))


def test_its_files_are_called_as_those_of_mnist_and_are_others() -> None:
    assert SHA256.keys() == data.mnist.SHA256.keys()
    assert not {*SHA256.values()} & {*data.mnist.SHA256.values()}
    assert all(len(digest) == hashlib.sha256().digest_size * 2 for digest in SHA256.values())


def test_there_are_ten_classes_of_different_names_which_the_page_shows_too() -> None:
    assert len(set(CLASSES)) == 10
    assert FASHION.classes == CLASSES
