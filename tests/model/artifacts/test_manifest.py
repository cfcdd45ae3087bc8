from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from model.artifacts.folder import FOLDER, load_artifacts
from model.artifacts.manifest import ArtifactError, read_manifest
from model.artifacts.records import Manifest

Path_ = tuple[Any, ...]  # keys and places in lists, from the outside in

OTHERS = (None, True, "", "12", -1, 1.5, 1e400, float("nan"), 10**400, [], {}, [[]], {"a": "b"})
LIKE = ("labels.npy", "umap.npy", "images-0.png")  # the entries of the other files are like one of these


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with nothing but the manifest that comes with the page."""
    shutil.copy(FOLDER / "manifest.json", tmp_path)
    return tmp_path


@pytest.fixture
def manifest(folder: Path) -> Manifest:
    return json.loads((folder / "manifest.json").read_text())


def places(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Give the place of everything within ``value``, itself excluded."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*at, key)
        yield from places(part, (*at, key))


def is_told(at: Path_) -> bool:
    """Return whether something is there for people to read, and nothing depends on it."""
    settings = at[0] == "parameters" and len(at) > 1 and at[1] != "umap"
    return settings or at in (("accuracy",), ("training",)) or (at[:2] == ("training", "config") and len(at) > 2)


def within(value: Any, at: Path_) -> Any:
    for key in at:
        value = value[key]
    return value


def put(folder: Path, manifest: Manifest, at: Path_, value: Any) -> None:
    changed = deepcopy(manifest)
    within(changed, at[:-1])[at[-1]] = value
    (folder / "manifest.json").write_text(json.dumps(changed))


def refusal(folder: Path) -> str | None:
    """Return the one paragraph with which a manifest is refused, or None; any other exception fails the test."""
    try:
        read_manifest(folder)
    except ArtifactError as error:
        message = str(error)
        assert message.startswith(str(folder / "manifest.json"))
        assert "make build-data" in message
        assert message.count("\n") == 1
        assert len(message) < 500
        return message
    return None


def same_kind(one: Any, other: Any) -> bool:
    """Return whether JSON has one name for both; it tells no whole numbers from others."""
    return type(one) is type(other) or {type(one), type(other)} == {int, float}


def test_the_manifest_that_comes_with_the_page_is_read_as_it_is(folder: Path, manifest: Manifest) -> None:
    assert refusal(folder) is None
    assert read_manifest(folder) == manifest


def test_a_value_of_another_kind_is_refused_wherever_it_stands(folder: Path, manifest: Manifest) -> None:
    manifest["files"] = {name: entry for name, entry in manifest["files"].items() if name in LIKE}
    for at in places(manifest):
        for other in OTHERS:
            put(folder, manifest, at, other)
            refused = refusal(folder) or ""
            kind_is_right = "has no entry for" in refused  # all that is wrong is what was taken out above
            assert not kind_is_right or is_told(at) or same_kind(within(manifest, at), other), (at, other)


@pytest.mark.parametrize(
    ("at", "values"),
    [
        (("images",), (0, -1, 1.5, 10**17)),
        (("accuracy",), (-0.01, 1.01, 1e400, float("nan"))),
        (("training", "test_accuracy"), (-1, 99.5)),
        (("training", "epoch"), (-1, 1.5)),
        (("parameters", "umap", "minimum_distance"), (-0.1, 1.1, "0.1", None)),
        (("parameters", "umap", "neighbours"), (1, 15.5, 10**6, "15", True)),
        (("quality", "tsne", "continuity"), (-0.1, 1.1)),
        (("quality", "tsne", "distance_correlation"), (-1.1, 1.1)),
        (("files", "umap.npy", "bytes"), (-1, 10**17, 80128.0)),
        (("files", "umap.npy", "sha256"), ("", "0" * 63, "0" * 65, "F" * 64, "0" * 64 + "\n")),
        (("files", "umap.npy", "dtype"), ("object", "int64", "x" * 10_000)),
        (("files", "umap.npy", "shape"), ([-1], [1.0], [True], [0] * 5, 3)),
        (("versions", "numpy"), (2, None)),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_place(
    folder: Path, manifest: Manifest, at: Path_, values: tuple[Any, ...]
) -> None:
    for value in values:
        put(folder, manifest, at, value)
        assert " › ".join(at) in (refusal(folder) or "")


def test_whatever_is_missing_is_named(folder: Path, manifest: Manifest) -> None:
    for at in places(manifest):
        changed = deepcopy(manifest)
        del within(changed, at[:-1])[at[-1]]
        (folder / "manifest.json").write_text(json.dumps(changed))
        may_be_missing = is_told(at) or at[:-1] == ("versions",) or isinstance(at[-1], int)
        assert str(at[-1]) in (refusal(folder) or "") or may_be_missing, at


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"[]", b"null", b"3", b'"v1"', b"\xff\xfe", b"\xef\xbb\xbf{}", b"[" * 100_000,
        b'{"schema": ' * 100_000, b'{"images": 1' + b"0" * 100_000 + b"}", b'{"schema": "\\ud800"}', b"x" * 1_000_000,
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_what_is_no_manifest_at_all_is_refused(folder: Path, text: bytes) -> None:
    (folder / "manifest.json").write_bytes(text)
    assert refusal(folder)


def test_an_unknown_key_does_no_harm(folder: Path, manifest: Manifest) -> None:
    put(folder, manifest, ("remark",), ["anything"])
    assert refusal(folder) is None


def test_a_manifest_that_says_what_can_be_but_is_not_is_refused_with_the_files(
    artifact_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(artifact_folder, tmp_path / "v1"))
    manifest = json.loads((folder / "manifest.json").read_text())
    entries = [at for at in places(manifest) if at[0] == "files" and len(at) > 2 and at[1] in LIKE]
    for at in [("images",), *entries]:
        for other in OTHERS:
            put(folder, manifest, at, other)
            with pytest.raises(ArtifactError):
                load_artifacts(folder)
