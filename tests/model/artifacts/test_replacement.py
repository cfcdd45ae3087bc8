from __future__ import annotations

import errno
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from model.artifacts import replacement
from model.artifacts.replacement import exchange, recover, replacing, staging_folder
from tests.model.artifacts.dying import look, names, put

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from model.artifacts.replacement import replacing
with replacing(Path(sys.argv[1])) as draft:
    (draft / "one").write_text("theirs")
    print("at work", flush=True)
    sys.stdin.readline()
    (draft / "two").write_text("theirs")
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where a whole folder stands, alone."""
    put(tmp_path / "v1", "old")
    return tmp_path / "v1"


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let a system exchange names, or know nothing of it."""
    if request.param == "rename":
        monkeypatch.setattr(replacement, "exchange", lambda one, other: False)
    return request.param


def beside(place: Path) -> list[str]:
    return names(place.parent)


def deaths(place: Path, way: str) -> list[list[dict[str, Any]]]:
    command = [sys.executable, "-m", "tests.model.artifacts.dying", place, way]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120).stdout)


@contextmanager
def another_process(place: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process be in the middle of replacing ``place``."""
    command = [sys.executable, "-c", HOLD, place]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "at work\n"
        yield process


@pytest.mark.usefixtures("way")
def test_a_folder_is_replaced_whole_and_nothing_is_left_beside_it(place: Path) -> None:
    (place / "stale").write_text("")
    put(place, "new")
    assert look(place) == "new"
    assert beside(place) == ["v1"]


def test_the_parents_of_a_first_folder_are_made(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b" / "v1", "new")
    assert look(tmp_path / "a" / "b" / "v1") == "new"
    assert beside(tmp_path / "a" / "b" / "v1") == ["v1"]


def test_a_link_goes_on_pointing_to_the_folder_that_is_replaced(place: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link"
    link.parent.mkdir()
    link.symlink_to(place)
    put(link, "new")
    assert link.is_symlink()
    assert look(place) == "new"
    assert beside(link) == ["link"]


def test_where_names_can_be_exchanged_a_whole_folder_stands_there_whenever_the_process_is_killed(place: Path) -> None:
    if not exchange(place, place):
        pytest.skip("this disk cannot exchange names")
    replaced, first = deaths(place, "exchange")
    found = [death["found"] for death in replaced]
    assert len(found) > 10
    assert found == sorted(found, reverse=True)  # old up to some step, new from there on
    assert set(found) == {"old", "new"}
    assert {death["found"] for death in first} == {None, "new"}
    for death in (*replaced, *first):
        assert (death["recovered"], death["next"], death["left"]) == (death["found"], "next", ["v1"])


def test_where_they_cannot_what_was_between_two_renames_is_found_and_put_in_place(place: Path) -> None:
    replaced, first = deaths(place, "rename")
    assert [death["recovered"] for death in replaced if death["found"] is None] == ["new"]
    assert {death["found"] for death in replaced} == {"old", None, "new"}
    assert {death["recovered"] for death in replaced} == {"old", "new"}
    assert {death["found"] for death in first} == {None, "new"}
    for death in (*replaced, *first):
        assert (death["next"], death["left"]) == ("next", ["v1"])


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("end", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_what_is_cut_short_leaves_the_old_folder_and_nothing_else(place: Path, end: BaseException) -> None:
    def half() -> None:
        with replacing(place) as draft:
            (draft / "one").write_text("new")
            raise end

    with pytest.raises(type(end)):
        half()
    assert look(place) == "old"
    assert beside(place) == ["v1"]


def test_a_folder_that_cannot_be_put_in_place_brings_the_old_one_back(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacement, "exchange", lambda one, other: False)
    rename = Path.rename

    def fail_for_the_draft(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError("disk gone")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_for_the_draft)
    with pytest.raises(OSError, match="disk gone"):
        put(place, "new")
    assert look(place) == "old"
    assert beside(place) == ["v1"]


def test_what_can_neither_be_put_in_place_nor_brought_back_is_recovered_later(place: Path) -> None:
    def fail(path: Path, target: Path) -> Path:
        if target == place:
            raise OSError("disk gone")
        return rename(path, target)

    rename = Path.rename
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replacement, "exchange", lambda one, other: False)
        patch.setattr(Path, "rename", fail)
        with pytest.raises(OSError, match="disk gone"):
            put(place, "new")
        assert look(place) is None
    recover(place)
    assert look(place) == "new"
    assert beside(place) == ["v1"]


@pytest.mark.usefixtures("way")
def test_a_process_at_work_is_waited_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with another_process(place) as process:
        monkeypatch.setattr(replacement.time, "sleep", lambda _: process.poll() is None and process.communicate("\n"))
        put(place, "ours")
        assert process.wait(30) == 0
    assert look(place) == "ours"
    assert beside(place) == ["v1"]


def test_a_process_that_does_not_end_is_named_and_its_work_left_alone(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_process(place) as process:
        monkeypatch.setattr(replacement, "PAUSES", 2)
        with pytest.raises(TimeoutError, match=r"another process has been at work in .*\.v1-building"):
            put(place, "ours")
        assert look(place) == "old"
        process.communicate("\n", timeout=30)
    assert look(place) == "theirs"
    assert beside(place) == ["v1"]


def test_a_process_that_was_killed_is_not_waited_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with another_process(place) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    assert staging_folder(place).exists()
    monkeypatch.setattr(replacement, "PAUSES", 1)
    put(place, "ours")
    assert look(place) == "ours"
    assert beside(place) == ["v1"]
