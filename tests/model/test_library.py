from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from model.artifacts.folder import FOLDER
from model.artifacts.manifest import ArtifactError
from model.library import BESIDE_MB, Library, LibraryEntry, UnknownNameError, entries_of, shipped, weight_mb
from model.workspace import Workspace, load_workspace

NAMES = ("first", "second", "third")
ENTRIES = [LibraryEntry(name, name.title(), Path(name)) for name in NAMES]


class Shelf:
    """Stands for the disk: gives a workspace of its own for every read, and keeps count."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.reads = workspace, []

    def read(self, folder: Path) -> Workspace:
        self.reads.append(str(folder))
        return replace(self.workspace)


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    return Shelf(workspace)


@pytest.fixture
def limited(shelf: Shelf) -> Callable[[float], Library]:
    """Make a library with room for so many of the tiny workspaces."""
    weight = weight_mb(shelf.workspace)
    return lambda count: Library(ENTRIES, limit_mb=count * weight, read=shelf.read)


def test_nothing_is_loaded_before_somebody_asks(shelf: Shelf) -> None:
    library = Library(ENTRIES, read=shelf.read)
    assert (library.loaded, shelf.reads) == ([], [])
    assert library.default == "first"
    assert library.titles == {"first": "First", "second": "Second", "third": "Third"}


def test_a_data_set_is_read_once_and_then_the_same_object(shelf: Shelf) -> None:
    library = Library(ENTRIES, read=shelf.read)
    assert library.load("second") is library.load("second")
    assert shelf.reads == ["second"]


def test_many_who_ask_at_once_get_the_same_and_it_is_read_once(shelf: Shelf) -> None:
    library = Library(ENTRIES, read=shelf.read)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(library.load, NAMES * 20))
    assert sorted(shelf.reads) == sorted(NAMES)
    assert len(set(map(id, found))) == len(NAMES)


def test_while_one_is_loaded_another_one_answers(shelf: Shelf) -> None:
    began, may_end = Event(), Event()

    def read(folder: Path) -> Workspace:
        if folder.name == "second":
            began.set()
            assert may_end.wait(10)
        return shelf.read(folder)

    library = Library(ENTRIES, read=read)
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(library.load, "second")
        assert began.wait(10)
        assert library.load("first") is library.load("first")
        assert not slow.done()
        may_end.set()
        assert slow.result(10) is library.load("second")


def test_what_nobody_has_asked_for_the_longest_is_put_away_when_there_is_no_room(
    limited: Callable[[float], Library], shelf: Shelf
) -> None:
    library = limited(2)
    for name in ("first", "second", "first", "third"):
        library.load(name)
    assert library.loaded == ["first", "third"]
    library.load("second")
    assert library.loaded == ["third", "second"]
    assert shelf.reads == ["first", "second", "third", "second"]


def test_the_one_just_asked_for_stays_however_little_room_there_is(limited: Callable[[float], Library]) -> None:
    library = limited(0.1)
    for name in (*NAMES, *NAMES):
        library.load(name)
        assert library.loaded == [name]


def test_what_was_put_away_goes_on_for_whoever_has_it(limited: Callable[[float], Library]) -> None:
    library = limited(1)
    held = library.load("first")
    library.load("second")
    assert len(held.sample(3).features) == held.features.shape[1]
    assert library.load("first") is not held


def test_the_weight_is_that_of_the_arrays_and_files_each_counted_once(workspace: Workspace) -> None:
    workspace = replace(workspace)  # without what others had it compute
    weight = weight_mb(workspace)
    own = [workspace.images, workspace.features, workspace.neighbours, *workspace.positions.values()]
    assert BESIDE_MB + sum(array.nbytes for array in own) / 1e6 < weight < BESIDE_MB + 10
    assert weight_mb(replace(workspace, correlation=workspace.separation)) < weight
    more = replace(workspace, sheets=(*workspace.sheets, bytes(1_000_000)))
    assert weight_mb(more) == pytest.approx(weight + 1)
    view = replace(workspace, features=workspace.features[:, ::-1])
    assert weight_mb(view) == pytest.approx(weight, abs=0.001)
    copied = replace(workspace, features=np.array(workspace.features))
    assert weight_mb(copied) >= weight


@pytest.mark.parametrize("name", ["nobody", "", "../first", "First", "x" * 5000])
def test_a_name_that_is_none_is_refused_in_a_sentence_of_few_words(shelf: Shelf, name: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        Library(ENTRIES, read=shelf.read).load(name)
    assert name[:40] in str(refused.value)
    assert len(str(refused.value)) < 100


@pytest.mark.parametrize("name", ["", "Big", "a b", "-a", "a-", "a--b", "a/b", "é", "a\n", "<b>"])
def test_a_name_is_of_small_letters_digits_and_hyphens(name: str) -> None:
    with pytest.raises(ValueError, match="a to z"):
        LibraryEntry(name, "Title", Path())


def test_an_entry_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        ENTRIES[0].name = "other"  # type: ignore[misc]


@pytest.mark.parametrize("entries", [[], [ENTRIES[0], ENTRIES[1], ENTRIES[0]]])
def test_a_library_has_data_sets_and_each_a_name_of_its_own(entries: list[LibraryEntry]) -> None:
    with pytest.raises(ValueError, match="a name of its own"):
        Library(entries)


def test_folders_get_names_that_a_url_takes_and_no_two_the_same(tmp_path: Path) -> None:
    folders = [FOLDER, tmp_path / "My Cats <b>", tmp_path / "a" / "v2", tmp_path / "b" / "v2", tmp_path / "é", FOLDER]
    entries = entries_of(folders)
    assert [entry.name for entry in entries] == ["mnist", "my-cats-b", "v2", "v2-2", "data", "mnist-2"]
    assert [entry.title for entry in entries][:4] == ["MNIST digits", "My Cats <b>", "v2", "v2 (2)"]
    assert [entry.folder for entry in entries] == folders
    assert next(iter(entries_of(shipped()))).name == "mnist"


def test_a_damaged_folder_takes_nothing_else_down_and_is_tried_again(artifact_folder: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copytree(artifact_folder, tmp_path / "damaged"))
    (damaged / "features.npy").write_bytes(b"")
    library = Library(entries_of([artifact_folder, damaged]))
    whole = library.load(library.default)
    for _ in range(2):
        with pytest.raises(ArtifactError, match=r"features\.npy"):
            library.load("mnist-2")
    assert library.load(library.default) is whole
    shutil.copy(artifact_folder / "features.npy", damaged)
    np.testing.assert_array_equal(library.load("mnist-2").features, load_workspace(artifact_folder).features)
