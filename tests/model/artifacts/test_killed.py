from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from model.artifacts import replacement
from model.artifacts.digests import digest_of, read_list
from model.artifacts.folder import ArtifactContent, load_artifacts, write_artifacts
from model.artifacts.manifest import read_manifest
from model.artifacts.records import Manifest
from tests.model.artifacts.killed import DEATHS
from tests.model.artifacts.test_replacement import another_process

ROOT = Path(__file__).parents[3]


def beside(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.iterdir()]


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let whoever writes more than ``size`` bytes into a file get an error, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def folder(artifact_folder: Path, tmp_path: Path) -> Path:
    """Return artifacts that may be replaced, alone in their folder."""
    return Path(shutil.copytree(artifact_folder, tmp_path / "v3" / "mnist"))


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_artifacts_or_the_new_ones(
    folder: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.model.artifacts.killed", folder, tmp_path, "14"]
    told = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=300).stdout)
    assert len(told) == DEATHS + 1
    assert all(found in (before, wanted) for before, wanted, found in told)
    assert {found == wanted for _, wanted, found in told[:-1]} == {True, False}
    assert told[-1][1:] == ["last", "last"]
    assert beside(folder) == ["mnist"]
    assert read_list(tmp_path / "mnist.sha256") == [digest_of(folder)]


@pytest.mark.parametrize("size", [0, 1_000, 20_000, 60_000])
def test_a_disk_that_is_full_is_one_sentence_and_the_old_artifacts_stay(
    folder: Path, content: ArtifactContent, size: int
) -> None:
    before = digest_of(folder)
    words = r"mnist was not written \(File too large\); it is as it was\. Make"
    with pytest.raises(OSError, match=words) as caught, no_file_larger_than(size):
        write_artifacts(folder, content)
    assert "\n" not in str(caught.value)
    assert beside(folder) == ["mnist"]
    assert digest_of(folder) == before
    load_artifacts(folder)


def test_of_two_builds_at_once_the_second_waits_or_is_told_so(
    folder: Path, content: ArtifactContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacement, "PAUSES", 2)
    with another_process(folder) as process:
        with pytest.raises(OSError, match=r"was not written \(another process has been at work in"):
            write_artifacts(folder, content)
        load_artifacts(folder)
        process.kill()
    write_artifacts(folder, content)
    load_artifacts(folder)
    assert beside(folder) == ["mnist"]


def test_many_builds_at_once_leave_one_of_them_whole(folder: Path, artifact_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.model.artifacts.killed import content_of, write\n"
        "place, name = Path(sys.argv[1]), sys.argv[2]\n"
        "content = content_of(Path(sys.argv[3]))\n"
        "for number in range(5): write(place, content, f'{name} {number}')"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    builds = [
        subprocess.Popen([sys.executable, "-c", code, folder, name, artifact_folder], env=environment) for name in "abc"
    ]
    assert [build.wait(120) for build in builds] == [0, 0, 0]
    assert load_artifacts(folder).manifest["notes"][0].endswith(" 4")
    assert beside(folder) == ["mnist"]


def test_artifacts_that_are_built_anew_while_they_are_read_are_read_anew(
    folder: Path, content: ArtifactContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = iter(("built meanwhile", None))

    def and_build(place: Path, sha256: Collection[str]) -> Manifest:
        manifest = read_manifest(place, sha256)
        note = next(notes)
        if note:
            arrays = {**content.arrays, "tsne": content.arrays["tsne"] + 1}
            write_artifacts(folder, replace(content, arrays=arrays, record={**content.record, "notes": [note]}))
        return manifest

    monkeypatch.setattr("model.artifacts.folder.read_manifest", and_build)
    assert load_artifacts(folder).manifest["notes"] == ["built meanwhile"]
