from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from dash import Dash, html

from components.page.files import (
    LEVELS,
    describe_files,
    feature_scale,
    features_address,
    pack_features,
    pack_points,
    pack_unit,
    point_columns,
    points_address,
    register_files,
)
from model.workspace import Workspace, load_workspace

N = 300


@pytest.fixture(scope="module")
def workspace(workspace: Workspace) -> Workspace:
    """The tiny workspace with every digit misread, so that labels and predictions cannot be confused."""
    return replace(workspace, labels=(workspace.predicted + 1) % 10)


@pytest.fixture(scope="module")
def packed(workspace: Workspace) -> bytes:
    """The points as the browser fetches them."""
    return pack_points(workspace)


def test_the_file_holds_the_described_columns_one_after_the_other(workspace: Workspace, packed: bytes) -> None:
    files = describe_files(workspace, packed)
    assert files["count"] == N
    for k, name in enumerate(files["floats"]):
        np.testing.assert_array_equal(np.frombuffer(packed, "<f4", N, 4 * N * k), point_columns(workspace)[name])
    start = 4 * N * len(files["floats"])
    for k, name in enumerate(files["classes"]):
        column = {"label": workspace.labels, "predicted": workspace.predicted}[name]
        np.testing.assert_array_equal(np.frombuffer(packed, "<i2", N, start + 2 * N * k), column)
    assert len(packed) == start + 2 * N * len(files["classes"])


def test_every_map_has_its_columns(workspace: Workspace) -> None:
    columns = point_columns(workspace)
    for name in ("pca", "tsne", "umap"):
        np.testing.assert_array_equal(
            np.stack([columns[f"{name}-1"], columns[f"{name}-2"]], axis=1), workspace.positions[name]
        )
    assert {f"pca-{k}" for k in range(1, 11)} <= columns.keys()


def test_a_unit_has_its_activations_and_then_its_separations(workspace: Workspace) -> None:
    numbers = np.frombuffer(pack_unit(workspace, 5), "<f4")
    np.testing.assert_array_equal(numbers[:N], workspace.features[:, 5])
    np.testing.assert_array_equal(numbers[N:], workspace.separation[5])


def test_the_address_changes_with_the_content(packed: bytes) -> None:
    assert points_address(packed) == points_address(bytes(packed))
    assert points_address(packed) != points_address(packed[:-1] + b"\xff")


def test_the_packed_features_are_off_by_half_a_step_at_most(workspace: Workspace) -> None:
    levels = np.frombuffer(pack_features(workspace), "u1").reshape(workspace.features.shape)
    zero, step = feature_scale(workspace)
    assert zero == 0
    assert np.abs(step * levels - workspace.features).max() <= 0.5001 * step
    assert levels.max() == LEVELS
    assert not levels[workspace.features == 0].any()


def test_features_of_both_signs_are_packed_from_the_most_negative_one(workspace: Workspace) -> None:
    both = replace(workspace, features=workspace.features - np.float32(1.5))
    levels = np.frombuffer(pack_features(both), "u1").reshape(both.features.shape)
    zero, step = feature_scale(both)
    assert zero == -1.5
    assert np.abs(zero + step * levels - both.features).max() <= 0.501 * step


def test_features_that_are_all_0_can_be_packed(workspace: Workspace) -> None:
    silent = replace(workspace, features=np.zeros_like(workspace.features))
    assert feature_scale(silent)[1] > 0
    assert not any(pack_features(silent))


def test_the_browser_is_told_where_the_features_are_and_how_to_read_them(workspace: Workspace, packed: bytes) -> None:
    told = describe_files(workspace, packed)["features"]
    zero, step = feature_scale(workspace)
    units = workspace.features.shape[1]
    assert told == {"address": features_address(workspace), "units": units, "zero": zero, "step": step}


def addresses(files: Mapping[str, Any]) -> list[str]:
    """Return where the browser is told to fetch each kind of file."""
    return [files["points"], files["features"]["address"], files["units"].replace("UNIT", "5"), *files["sheets"]]


def test_what_was_vouched_for_is_served_whatever_becomes_of_the_files(artifact_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(artifact_folder, tmp_path / "v1"))
    loaded = load_workspace(folder)
    app, packed, sheet = Dash("files"), pack_points(loaded), (folder / "images-0.png").read_bytes()
    app.layout = html.Main()
    register_files(app, loaded, packed)
    client, asked = app.server.test_client(), addresses(describe_files(loaded, packed))
    before = [client.get(address).data for address in asked]
    assert sheet in before
    for path in folder.iterdir():
        path.write_bytes(b"altered")
    assert [client.get(address).data for address in asked] == before
    shutil.rmtree(folder)
    assert [client.get(address).data for address in asked] == before


def test_each_address_changes_with_its_content_alone(workspace: Workspace, packed: bytes) -> None:
    before = addresses(describe_files(workspace, packed))
    entry = workspace.manifest["files"]["separation.npy"]
    files = {**workspace.manifest["files"], "separation.npy": {**entry, "sha256": 64 * "0"}}
    for other, changed in (
        (replace(workspace, sheets=(b"another",)), [False, False, False, True]),
        (replace(workspace, manifest={**workspace.manifest, "files": files}), [False, False, True, False]),
    ):
        after = addresses(describe_files(other, packed))
        assert [old != new for old, new in zip(before, after, strict=True)] == changed


@pytest.mark.parametrize("address", ["/points.bin", "/digits/0.png", "/digitscope.js", "/digitscope.css"])
def test_what_is_the_same_for_all_is_handed_to_the_server_as_a_file_so_that_slow_readers_hold_no_copy(
    workspace: Workspace, packed: bytes, address: str
) -> None:
    app, handed = Dash("files"), []

    def wrapper(file: BytesIO, size: int) -> list[bytes]:
        handed.append(file)
        return [file.getvalue()]

    app.layout = html.Div()
    register_files(app, workspace, packed)
    answer = app.server.test_client().get(address, environ_overrides={"wsgi.file_wrapper": wrapper})
    assert [file.getvalue() for file in handed] == [answer.data]
    assert answer.content_length == len(answer.data) > 0
