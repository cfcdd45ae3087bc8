from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.artifacts.digests import SHIPPED
from model.artifacts.folder import load_artifacts
from model.artifacts.manifest import ArtifactError
from model.artifacts.recount import check_counts
from model.spec import SHIPPED_SPECS
from tests.model.artifacts.forging import edit_manifest, npy, put


@pytest.fixture
def folder(artifact_folder: Path, tmp_path: Path) -> Path:
    """Return a copy that may be forged."""
    return Path(shutil.copytree(artifact_folder, tmp_path / "v1"))


def trial(**changes: Any) -> Callable[[dict[str, Any]], object]:
    """Return what changes the trials of one class on one map."""
    return lambda manifest: manifest["foretelling"]["tsne"][3].update(changes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda manifest: manifest.update(accuracy=0.9999),
            r"says 0\.9999 at accuracy; by labels\.npy and",
        ),
        (lambda manifest: manifest.update(accuracy=None), "says None at accuracy"),
        (lambda manifest: manifest["quality"]["umap"].update(neighbours_kept=0.99), "quality › umap › neighbours_kept"),
        (trial(tried=3, right=4), "foretelling › tsne › 3 of more trials"),
        (trial(strongest_tried=1, strongest_right=2), "foretelling › tsne › 3 of more trials"),
        (trial(sizes=[0.5, 2.0, 1.0]), "foretelling › tsne › 3 quartiles that do not ascend"),
    ],
)
def test_a_number_that_can_be_counted_is_refused_when_it_is_another(
    folder: Path, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    edit_manifest(folder, change)
    with pytest.raises(ArtifactError, match=rf"^{folder}/manifest\.json .*{words}") as caught:
        load_artifacts(folder)
    assert str(caught.value).count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("labels", 10, "not from -1 to 9"),
        ("labels", -2, "not from -1 to 9"),
        ("neighbours", 300, "not from 0 to 299"),
        ("cluster-order", 128, "not from 0 to 127"),
        ("cluster-order", -1, "not from 0 to 127"),
        ("pca-trust", 16, "not from 0 to 15"),
        ("features", np.nan, "not finite"),
        ("umap", np.inf, "not finite"),
        ("labels", 5, "says .* at accuracy"),
    ],
)
def test_an_array_with_what_cannot_be_is_refused_though_its_sha256_is_right(
    folder: Path, name: str, value: float, words: str
) -> None:
    array = load_artifacts(folder).arrays[name].copy()
    array.flat[0] = value
    put(folder, f"{name}.npy", npy(array))
    with pytest.raises(ArtifactError, match=words):
        load_artifacts(folder)


def test_an_order_that_has_a_feature_twice_is_refused(folder: Path) -> None:
    order = load_artifacts(folder).arrays["cluster-order"].copy()
    order[0] = order[1]
    put(folder, "cluster-order.npy", npy(order))
    with pytest.raises(ArtifactError, match="a feature twice"):
        load_artifacts(folder)


def test_without_labels_no_share_can_be_said(folder: Path) -> None:
    put(folder, "labels.npy", npy(np.full(300, -1, np.int16)))
    with pytest.raises(ArtifactError, match=r"by labels\.npy and logits\.npy it is None"):
        load_artifacts(folder)
    edit_manifest(folder, lambda manifest: manifest.update(accuracy=None))
    load_artifacts(folder)


def test_where_images_are_alike_to_the_last_bit_the_share_kept_may_differ(folder: Path) -> None:
    edit_manifest(folder, lambda manifest: manifest["quality"]["umap"].update(neighbours_kept=0.5))
    distances = load_distances(folder)
    distances[0, 0] = 0
    put(folder, "neighbour-distances.npy", npy(distances))
    load_artifacts(folder)


def load_distances(folder: Path) -> np.ndarray:
    """Return a copy of the distances in a folder that may be forged elsewhere."""
    return np.load(folder / "neighbour-distances.npy").copy()


@pytest.mark.parametrize("name", SHIPPED_SPECS)
def test_what_ships_counts_up(name: str) -> None:
    artifacts = load_artifacts(SHIPPED / name)
    check_counts(artifacts.folder, artifacts.manifest, artifacts.arrays)
