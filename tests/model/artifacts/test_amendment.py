from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.artifacts.amendment import amend_artifacts, read_some
from model.artifacts.folder import ArtifactContent, load_artifacts
from model.artifacts.manifest import ArtifactError
from model.artifacts.schema import all_arrays, file_names

RUNS = ("seeds.npy", "islands.npy", "reach.npy")


@pytest.fixture
def lacking(artifact_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the artifacts that lacks the other runs, as one that was built before there were any."""
    folder = Path(shutil.copytree(artifact_folder, tmp_path / "v1"))
    manifest = json.loads((folder / "manifest.json").read_text())
    for name in [name for name in manifest["files"] if name.partition("-")[2] in RUNS]:
        del manifest["files"][name]
        (folder / name).unlink()
    for measures in manifest["quality"].values():
        del measures["neighbours_again"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def complete(manifest: dict[str, Any]) -> None:
    """Say of every map that nothing of it comes again."""
    for measures in manifest["quality"].values():
        measures["neighbours_again"] = 0.0


def test_what_artifacts_lack_is_put_beside_the_rest_which_stays(lacking: Path, content: ArtifactContent) -> None:
    with pytest.raises(ArtifactError):
        load_artifacts(lacking)
    before = {path.name: path.read_bytes() for path in lacking.iterdir() if path.suffix != ".json"}
    known, arrays = read_some(lacking, ["tsne", "features"])
    np.testing.assert_array_equal(arrays["tsne"], content.arrays["tsne"])
    missing = {name: content.arrays[name] for name in all_arrays(known) if f"{name}.npy" not in known["files"]}
    assert len(missing) == 6
    written = amend_artifacts(lacking, known["files"], missing, complete)
    assert list(written["files"]) == file_names(written)
    artifacts = load_artifacts(lacking)
    np.testing.assert_array_equal(artifacts.arrays["umap-seeds"], content.arrays["umap-seeds"])
    assert {name: (lacking / name).read_bytes() for name in before} == before


def test_a_manifest_that_nobody_could_read_is_not_written(lacking: Path) -> None:
    before = (lacking / "manifest.json").read_bytes()
    known, _ = read_some(lacking, ["tsne"])
    with pytest.raises(ValueError, match="lacks quality"):
        amend_artifacts(lacking, known["files"], {}, lambda manifest: None)
    assert (lacking / "manifest.json").read_bytes() == before


def test_artifacts_that_were_built_anew_meanwhile_stay_as_they_are(lacking: Path) -> None:
    with pytest.raises(OSError, match="built anew"):
        amend_artifacts(lacking, {}, {}, complete)


def test_some_arrays_are_read_only_if_they_are_there_and_whole(lacking: Path, tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match=r"has no entry for tsne-seeds\.npy"):
        read_some(lacking, ["tsne", "tsne-seeds"])
    with (lacking / "tsne.npy").open("ab") as file:
        file.write(b"0")
    with pytest.raises(ArtifactError, match="cut short or altered"):
        read_some(lacking, ["tsne"])
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(ArtifactError, match="no manifest"):
        read_some(tmp_path, ["tsne"])
