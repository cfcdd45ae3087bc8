from __future__ import annotations

import errno
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.artifacts.folder import ArtifactContent, load_artifacts, write_artifacts
from model.artifacts.manifest import ArtifactError, read_manifest
from model.artifacts.replacement import staging_folder
from model.artifacts.schema import MANIFEST, PROJECTIONS, all_arrays
from model.artifacts.sprites import encode_png
from model.workspace import load_workspace
from tests.model.artifacts.forging import edit_manifest, npy, put


@pytest.fixture
def folder(artifact_folder: Path, tmp_path: Path) -> Path:
    """Return a copy that may be damaged."""
    return Path(shutil.copytree(artifact_folder, tmp_path / "v1"))


def refusal(folder: Path, name: str) -> str:
    """Return the message with which ``folder`` is refused, having checked that it names file and remedy."""
    with pytest.raises(ArtifactError) as caught:
        load_workspace(folder)
    message = str(caught.value)
    assert message.startswith(str(folder / name))
    assert "make build-data" in message
    assert "git checkout -- data/artifacts" in message
    return message


def test_what_was_written_is_read(artifact_folder: Path, content: ArtifactContent) -> None:
    artifacts = load_artifacts(artifact_folder)
    np.testing.assert_array_equal(artifacts.images, content.images)
    assert set(artifacts.arrays) == set(all_arrays(artifacts.manifest))
    for name, array in artifacts.arrays.items():
        np.testing.assert_array_equal(array, content.arrays[name])
        assert not array.flags.writeable
    assert artifacts.manifest["training"]["test_accuracy"] == content.record["training"]["test_accuracy"]


def test_every_file_of_the_folder_is_in_the_manifest(artifact_folder: Path) -> None:
    names = {path.name for path in artifact_folder.iterdir()}
    assert names == {"manifest.json", *read_manifest(artifact_folder)["files"]}


def test_writing_twice_gives_the_same_bytes(artifact_folder: Path, content: ArtifactContent, tmp_path: Path) -> None:
    write_artifacts(tmp_path / "again", content)
    for path in artifact_folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", ["hidden-weight.npy", "images-0.png", "features.npy", "manifest.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert "is missing" in refusal(folder, name)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "is missing" in refusal(tmp_path / "nowhere", "manifest.json")


@pytest.mark.parametrize("name", ["hidden-weight.npy", "images-0.png", "labels.npy"])
def test_a_truncated_file_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:-7])
    assert "cut short" in refusal(folder, name)


@pytest.mark.parametrize("name", ["hidden-weight.npy", "images-0.png", "umap.npy"])
def test_an_altered_file_is_named(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[-5] ^= 1
    (folder / name).write_bytes(content)
    assert "sha256" in refusal(folder, name)


@pytest.mark.parametrize(
    "array", [np.zeros((300, 2)), np.zeros((299, 2), np.float32), np.zeros((300, 3), np.float32), np.float32(0)]
)
def test_an_array_of_another_kind_is_named_with_what_was_wanted(folder: Path, array: np.ndarray) -> None:
    put(folder, "tsne.npy", npy(array))
    assert "wants float32 [300, 2]" in refusal(folder, "tsne.npy")


def test_an_array_that_contradicts_the_manifest_is_named(folder: Path) -> None:
    edit_manifest(folder, lambda manifest: manifest["files"]["tsne.npy"].update(shape=[300, 3]))
    assert "the manifest says float32 [300, 3]" in refusal(folder, "tsne.npy")


@pytest.mark.parametrize("junk", [b"", b"no array", npy(np.array([print], dtype=object), pickled=True)])
def test_a_file_that_holds_no_plain_array_is_named(folder: Path, junk: bytes) -> None:
    put(folder, "tsne.npy", junk)
    assert "holds no array" in refusal(folder, "tsne.npy")


def test_a_sheet_of_another_size_is_named(folder: Path) -> None:
    put(folder, "images-0.png", encode_png(np.zeros((28, 28), dtype=np.uint8)))
    assert "wants uint8 [84, 2800]" in refusal(folder, "images-0.png")


def test_a_sheet_that_is_no_picture_is_named(folder: Path) -> None:
    put(folder, "images-0.png", b"no picture")
    assert "holds no picture" in refusal(folder, "images-0.png")


@pytest.mark.parametrize("schema", ["v2", None, 1])
def test_another_schema_is_named_with_the_known_one(folder: Path, schema: Any) -> None:
    edit_manifest(folder, lambda manifest: manifest.update(schema=schema))
    message = refusal(folder, "manifest.json")
    assert repr(schema) in message
    assert "'v3'" in message


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\udcff"])
def test_a_manifest_that_is_none_is_refused(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text, errors="surrogateescape")
    refusal(folder, "manifest.json")


@pytest.mark.parametrize("key", ["images", "files", "quality", "training"])
def test_a_manifest_that_lacks_something_says_what(folder: Path, key: str) -> None:
    edit_manifest(folder, lambda manifest: manifest.pop(key))
    assert f"lacks {key}" in refusal(folder, "manifest.json")


@pytest.mark.parametrize("count", [0, -1, "300", 1.5, True, None])
def test_a_senseless_number_of_digits_is_refused(folder: Path, count: Any) -> None:
    edit_manifest(folder, lambda manifest: manifest.update(images=count))
    assert "images" in refusal(folder, "manifest.json")


@pytest.mark.parametrize("name", ["umap.npy", "images-0.png"])
def test_a_file_without_an_entry_is_named(folder: Path, name: str) -> None:
    edit_manifest(folder, lambda manifest: manifest["files"].pop(name))
    assert f"has no entry for {name}" in refusal(folder, "manifest.json")


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_map_without_measures_is_named(folder: Path, projection: str) -> None:
    edit_manifest(folder, lambda manifest: manifest["quality"].pop(projection))
    assert f"the measures of {projection}" in refusal(folder, "manifest.json")


def test_a_full_disk_leaves_the_old_artifacts_whole(
    folder: Path, content: ArtifactContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bytes = Path.write_bytes

    def until_the_disk_is_full(path: Path, data: bytes) -> int:
        if path.name == "tsne.npy":
            write_bytes(path, data[:99])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", until_the_disk_is_full)
    with pytest.raises(OSError, match=r"v1 was not written \(No space left on device\).* another place"):
        write_artifacts(folder, content)
    load_artifacts(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["v1"]


def test_artifacts_that_a_killed_build_left_between_two_renames_are_found(
    folder: Path, content: ArtifactContent
) -> None:
    staging = staging_folder(folder)
    write_artifacts(staging / "new", content)
    folder.rename(staging / "old")
    load_artifacts(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["v1"]


@pytest.mark.parametrize("stranger", ["thesis.txt", "holiday.png", "photos"])
def test_a_folder_of_other_things_is_not_replaced(content: ArtifactContent, tmp_path: Path, stranger: str) -> None:
    kept = tmp_path / "mine" / stranger
    if stranger == "photos":
        kept.mkdir(parents=True)
    else:
        kept.parent.mkdir()
        kept.write_text("mine")
    with pytest.raises(FileExistsError, match=rf"mine holds '{stranger}'.* new or empty folder"):
        write_artifacts(tmp_path / "mine", content)
    assert kept.exists()


def test_a_new_build_takes_the_place_of_the_old_one(folder: Path, content: ArtifactContent) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"]["stale.npy"] = {}  # as that of an older schema would
    (folder / MANIFEST).write_text(json.dumps(manifest))
    (folder / "stale.npy").write_bytes(b"")
    write_artifacts(folder, content)
    assert not (folder / "stale.npy").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["v1"]


@pytest.mark.parametrize("stranger", ["thesis.npy", "images-scan.png", "notes.txt"])
@pytest.mark.parametrize("with_manifest", [True, False])
def test_what_no_manifest_names_is_not_replaced(
    folder: Path, content: ArtifactContent, stranger: str, with_manifest: bool
) -> None:
    (folder / stranger).write_bytes(b"mine")
    if not with_manifest:
        (folder / MANIFEST).unlink()
    with pytest.raises(FileExistsError, match="belongs to no artifacts"):
        write_artifacts(folder, content)
    assert (folder / stranger).read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        ("tsne", np.zeros((300, 2)), r"float64 .*wants float32 \[300, 2\]"),
        ("labels", np.zeros(299, np.uint8), r"wants int16 \[300\]"),
        ("isomap", np.zeros(3), "isomap"),
    ],
)
def test_only_what_the_schema_asks_for_is_written(
    content: ArtifactContent, tmp_path: Path, name: str, array: np.ndarray, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        write_artifacts(tmp_path / "v1", replace(content, arrays={**content.arrays, name: array}))
    assert not list(tmp_path.iterdir())


def test_a_record_that_could_not_be_read_again_is_not_written(content: ArtifactContent, tmp_path: Path) -> None:
    record = {**content.record, "accuracy": float("nan")}
    with pytest.raises(ValueError, match="the manifest says nan at accuracy"):
        write_artifacts(tmp_path / "v1", replace(content, record=record))
    assert not list(tmp_path.iterdir())
