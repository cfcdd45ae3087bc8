from __future__ import annotations

import shutil
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest

from model.artifacts.replacement import try_lock
from model.training import kept
from model.training.kept import Kept, OccupiedError, key_of, working_folder


def test_what_was_kept_is_found_again_and_not_computed(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "one")
    made = kept.get("features", lambda: {"x": np.arange(3)})
    again = Kept(tmp_path, "one").get("features", lambda: {"x": np.zeros(3)})
    np.testing.assert_array_equal(made["x"], again["x"])


def test_other_inputs_find_nothing_and_clear_away_what_was_there(tmp_path: Path) -> None:
    Kept(tmp_path, "one").keep("features", {"x": np.arange(3)})
    assert Kept(tmp_path, "two").find("features") is None
    assert [path.name for path in tmp_path.iterdir()] == ["two"]


def test_a_damaged_file_counts_for_nothing(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "one")
    kept.keep("features", {"x": np.arange(3)})
    path = kept.folder / "features.npz"
    path.write_bytes(path.read_bytes()[:50])
    assert kept.find("features") is None


def test_inputs_have_one_key_each() -> None:
    images = np.zeros((2, 3), np.uint8)
    assert key_of(images, "a") == key_of(images.copy(), "a") != key_of(images, "b")
    assert key_of(images, "a") != key_of(images + 1, "a")


def test_two_cannot_work_at_one_place_and_who_is_done_leaves_nothing(tmp_path: Path) -> None:
    with working_folder(tmp_path / "ws") as folder:
        with pytest.raises(OccupiedError, match="another process builds"), working_folder(tmp_path / "ws"):
            pass
        assert folder.is_dir()
    assert not list(tmp_path.iterdir())


def test_who_is_interrupted_leaves_what_it_had(tmp_path: Path) -> None:
    def work() -> None:
        with working_folder(tmp_path / "ws") as folder:
            Kept(folder, "one").keep("features", {"x": np.arange(3)})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    with working_folder(tmp_path / "ws") as folder:
        assert Kept(folder, "one").find("features") is not None


def test_a_lock_that_was_taken_away_by_whoever_had_it_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lock_late(lock: BinaryIO) -> bool:
        shutil.rmtree(tmp_path / ".ws.partial")
        return try_lock(lock)

    monkeypatch.setattr(kept, "try_lock", lock_late)
    with pytest.raises(OccupiedError), working_folder(tmp_path / "ws"):
        pass
    assert not list(tmp_path.iterdir())
