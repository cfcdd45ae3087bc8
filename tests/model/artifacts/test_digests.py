from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from model.artifacts import digests
from model.artifacts.amendment import amend_artifacts, read_some
from model.artifacts.digests import SHIPPED, digest_of, list_for, read_list, vouch
from model.artifacts.folder import ArtifactContent, load_artifacts, write_artifacts
from model.artifacts.manifest import ArtifactError
from model.spec import SHIPPED_SPECS
from model.workspace import load_workspace

OTHER = 64 * "0"


@pytest.fixture
def ours(artifact_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that ships, and is known."""
    monkeypatch.setattr(digests, "SHIPPED", tmp_path / "v3")
    monkeypatch.setattr(digests, "KNOWN", tmp_path)
    folder = Path(shutil.copytree(artifact_folder, tmp_path / "v3" / "mnist"))
    vouch(folder, folder)
    return folder


def forge(folder: Path) -> None:
    """Let the manifest say something else that cannot be counted."""
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["quality"]["tsne"]["trustworthiness"] = 1.0
    (folder / "manifest.json").write_text(json.dumps(manifest))


def known(folder: Path) -> list[str]:
    """Return what may stand in a folder that ships."""
    path = list_for(folder)
    assert path is not None
    return read_list(path)


@pytest.mark.parametrize("name", SHIPPED_SPECS)
def test_the_code_knows_the_manifests_that_ship_with_it(name: str) -> None:
    assert known(SHIPPED / name) == [hashlib.sha256((SHIPPED / name / "manifest.json").read_bytes()).hexdigest()]
    assert load_artifacts(SHIPPED / name).manifest["dataset"]["name"] == name


@pytest.mark.parametrize("read", [load_workspace, lambda folder: read_some(folder, ["tsne"])])
def test_a_shipped_manifest_that_was_changed_is_refused_with_its_name(ours: Path, read: object) -> None:
    read(ours)
    forge(ours)
    with pytest.raises(ArtifactError, match=r"mnist/manifest\.json was altered: its sha256 is \w{64}, in this version"):
        read(ours)


@pytest.mark.parametrize("damage", [None, b"", b"\xff", OTHER.encode()])
def test_a_list_that_is_damaged_lets_nothing_pass(ours: Path, damage: bytes | None) -> None:
    path = list_for(ours)
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(ArtifactError, match=r"manifest\.json was altered"):
        load_artifacts(ours)


def test_whoever_reaches_a_shipped_folder_by_a_link_gets_the_same_check(ours: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(ours)
    forge(ours)
    with pytest.raises(ArtifactError, match="was altered"):
        load_artifacts(link)


def test_a_build_makes_its_manifest_the_known_one(ours: Path, content: ArtifactContent) -> None:
    before = digest_of(ours)
    record = {**content.record, "notes": ["built anew"]}
    write_artifacts(ours, ArtifactContent(content.dataset, content.network, content.images, content.arrays, record))
    assert known(ours) == [digest_of(ours)] != [before]
    load_artifacts(ours)
    files = load_artifacts(ours).manifest["files"]
    amend_artifacts(ours, files, {}, lambda manifest: manifest.update(notes=["measured anew"]))
    assert known(ours) == [digest_of(ours)]
    assert load_artifacts(ours).manifest["notes"] == ["measured anew"]


def test_until_the_new_folder_has_its_place_both_are_known(
    ours: Path, content: ArtifactContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, seen = digest_of(ours), []

    def and_look(folder: Path, draft: Path) -> list[str]:
        told = vouch(folder, draft)
        seen.append(known(folder))
        load_artifacts(folder)
        return told

    monkeypatch.setattr("model.artifacts.folder.vouch", and_look)
    record = {**content.record, "notes": ["built anew"]}
    write_artifacts(ours, ArtifactContent(content.dataset, content.network, content.images, content.arrays, record))
    assert seen == [[before, digest_of(ours)]]


def test_a_build_that_cannot_write_the_list_leaves_the_old_folder(ours: Path, content: ArtifactContent) -> None:
    path, before = list_for(ours), digest_of(ours)
    path.with_suffix(".part").mkdir()
    record = {**content.record, "notes": ["built anew"]}
    with pytest.raises(OSError, match="was not written"):
        write_artifacts(ours, ArtifactContent(content.dataset, content.network, content.images, content.arrays, record))
    assert digest_of(ours) == before
    load_artifacts(ours)


def test_of_ones_own_folder_a_sha256_can_be_demanded(artifact_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(artifact_folder, tmp_path / "ws"))
    mine = digest_of(folder)
    load_workspace(folder, sha256=[OTHER, mine])
    with pytest.raises(ArtifactError, match=rf"its sha256 is {mine}, and --sha256 says {OTHER}"):
        load_workspace(folder, sha256=[OTHER])
    forge(folder)
    load_workspace(folder)
    with pytest.raises(ArtifactError, match=r"ws/manifest\.json is not what was asked for"):
        load_workspace(folder, sha256=[mine])
