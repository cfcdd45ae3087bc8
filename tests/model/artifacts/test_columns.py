from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from model.artifacts.amendment import amend_artifacts
from model.artifacts.folder import ArtifactContent, write_artifacts
from model.artifacts.manifest import ArtifactError, read_manifest
from model.artifacts.schema import MANIFEST, TEXTS
from model.columns import OwnColumn
from model.workspace import load_workspace

N = 300
NAMES = ('<b>&"', "taken", "label", "caption")


def columns() -> tuple[OwnColumn, ...]:
    """Return a column of each kind, the first value of each missing."""
    numbers, texts = np.arange(N) / 7, tuple(f"<i>{k}" for k in range(N))
    numbers[0] = np.nan
    codes = np.arange(N) % 3 + 0 * numbers
    return (
        OwnColumn(NAMES[0], "number", numbers), OwnColumn(NAMES[1], "date", numbers * 7 * 86_400),
        OwnColumn(NAMES[2], "category", codes, ("a", "b", "c")),
        OwnColumn(NAMES[3], "text", np.arange(N) + 0 * numbers, texts),
    )  # fmt: skip


@pytest.fixture
def folder(content: ArtifactContent, tmp_path: Path) -> Path:
    """Artifacts with columns."""
    write_artifacts(tmp_path / "ws", replace(content, columns=columns()))
    return tmp_path / "ws"


def test_columns_come_back_in_their_order_and_cannot_be_changed(folder: Path) -> None:
    own = load_workspace(folder).columns
    assert tuple(own) == NAMES
    for one, other in zip(columns(), own.values(), strict=True):
        assert (one.name, one.kind, one.texts) == (other.name, other.kind, other.texts)
        np.testing.assert_array_equal(one.values, other.values)
        assert not other.values.flags.writeable


def test_the_table_has_them_as_pandas_has_such_values(folder: Path) -> None:
    workspace = load_workspace(folder)
    table = workspace.to_frame()
    assert table[['<b>&"', "taken", "own_label", "caption"]].iloc[0].isna().all()
    assert table["taken"][2] == pd.Timestamp("1970-01-03")
    assert table["own_label"].tolist()[1:4] == ["b", "c", "a"]
    assert table["label"][4] == "4"
    np.testing.assert_array_equal(table[NAMES[0]], workspace.columns[NAMES[0]].values)


def test_artifacts_without_a_word_on_columns_have_none(artifact_folder: Path, tmp_path: Path, folder: Path) -> None:
    assert not load_workspace(artifact_folder).columns
    manifest = json.loads((artifact_folder / MANIFEST).read_text())
    del manifest["columns"]
    for path in artifact_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    assert not load_workspace(tmp_path).columns


def test_columns_are_still_there_when_something_else_is_written_anew(folder: Path) -> None:
    files = read_manifest(folder)["files"]
    amend_artifacts(folder, files, {}, lambda manifest: manifest.update(notes=["anew"]))
    assert tuple(load_workspace(folder).columns) == NAMES
    write_artifacts(folder, replace(load_content(folder), columns=()))
    assert not load_workspace(folder).columns


def load_content(folder: Path) -> ArtifactContent:
    """Return what a folder holds, to write it again."""
    from model.artifacts.folder import load_artifacts

    known = load_artifacts(folder)
    manifest = known.manifest
    arrays = {name: array for name, array in known.arrays.items() if name != "columns"}
    record = {name: part for name, part in manifest.items() if name not in ("schema", "images", "files", "columns")}
    dataset, network = record.pop("dataset"), record.pop("network")
    return ArtifactContent(dataset, network, known.images, arrays, record, known.onnx)


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (b"[[], [], [", "no lists of texts"),
        (b"[[], []]", "has the texts of 2 columns; there are 4"),
        (b'[[], [], ["a", "b"], []]', "lacks texts of the column 'label'"),
    ],
)
def test_texts_that_do_not_go_with_the_numbers_are_refused(folder: Path, texts: bytes, problem: str) -> None:
    (folder / TEXTS).write_bytes(texts)
    with pytest.raises(ArtifactError, match="was cut short or altered"):
        load_workspace(folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"][TEXTS] |= {"bytes": len(texts), "sha256": sha256(texts).hexdigest(), "shape": [len(texts)]}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ArtifactError, match=problem):
        load_workspace(folder)
