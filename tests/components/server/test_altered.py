"""Artifacts and scripts that are altered or deleted while the page is served."""

from __future__ import annotations

import builtins
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from app import create_site
from components.page.files import ASSETS, OUTDATED
from components.page.index import PLOTLY
from model.artifacts.digests import digest_of
from model.artifacts.folder import ArtifactContent, write_artifacts
from tests.model.artifacts.forging import edit_manifest

OTHER = "/?data=mnist-2"


@pytest.fixture
def folders(artifact_folder: Path, tmp_path: Path) -> list[Path]:
    """Return two folders of which one is in memory at a time."""
    return [Path(shutil.copytree(artifact_folder, tmp_path / name)) for name in ("one", "two")]


@pytest.fixture
def client(folders: list[Path]) -> Client:
    return Client(create_site(folders, limit_mb=1))


def addresses(client: Client, page: str) -> list[str]:
    """Return what a page tells the browser to fetch."""
    text = client.get(page).text
    told = {name: json.loads(unescape(value)) for name, value in re.findall(r'data-(files|values)="([^"]*)"', text)}
    files, values = told["files"], told["values"]
    units = [files["units"].replace("UNIT", unit) for unit in ("0", "127")]
    scripts = re.findall(r'(?:href|src)="(/(?:digitscope|assets)[^"]+)"', text)
    return [files["points"], files["features"]["address"], *units, *files["sheets"], *values.values(), *scripts]


def fetched(client: Client, asked: list[str]) -> list[bytes]:
    """Return what is behind addresses that all lead somewhere."""
    answers = [client.get(address) for address in asked]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.data for answer in answers]


@pytest.fixture
def without_assets(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Give what makes scripts and style sheets disappear."""
    system = io.open

    def refuse(file: Any, *rest: Any, **options: Any) -> Any:
        if isinstance(file, str | Path) and Path(file).is_relative_to(ASSETS):
            raise FileNotFoundError(file)
        return system(file, *rest, **options)

    def disappear() -> None:
        for module in (io, builtins):
            monkeypatch.setattr(module, "open", refuse)

    return disappear


def test_all_that_a_page_fetches_is_sent_as_it_was_whatever_becomes_of_the_files(
    client: Client, folders: list[Path], without_assets: Callable[[], None]
) -> None:
    asked = addresses(client, "/")
    assert PLOTLY in asked
    assert len(asked) > 10
    before = fetched(client, asked)
    for path in folders[0].iterdir():
        path.write_bytes(b"altered")
    without_assets()
    assert fetched(client, asked) == before
    shutil.rmtree(folders[0])
    assert fetched(client, asked) == before


def test_nothing_is_sent_under_a_version_that_it_does_not_have(client: Client) -> None:
    for address in addresses(client, "/"):
        if "?v=" in address:
            assert client.get(re.sub("v=.*", "v=0123456789ab", address)).status_code == OUTDATED
            assert client.get(address.partition("?")[0]).headers["Cache-Control"] == "no-cache"


def test_a_data_set_that_was_built_anew_while_it_was_put_away_has_new_addresses(
    client: Client, folders: list[Path], content: ArtifactContent
) -> None:
    before = addresses(client, "/")
    client.get(OTHER)
    arrays = {**content.arrays, "tsne": content.arrays["tsne"] + 1}
    write_artifacts(folders[0], replace(content, arrays=arrays))
    after = addresses(client, "/")
    points = before[0]
    assert (points in after, before[1:] == after[1:]) == (False, True)
    assert client.get(points).status_code == OUTDATED
    fetched(client, after)


def test_a_data_set_that_was_damaged_while_it_was_put_away_is_refused_until_it_is_mended(
    client: Client, folders: list[Path]
) -> None:
    asked, whole = addresses(client, "/"), (folders[0] / "tsne.npy").read_bytes()
    client.get(OTHER)
    (folders[0] / "tsne.npy").write_bytes(whole[:-1] + b"?")
    for address in ("/", *(address for address in asked if address.startswith("/points"))):
        answer = client.get(address)
        assert (answer.status_code, "its file tsne.npy is" in answer.text) == (503, True)
        assert str(folders[0]) not in answer.text
    (folders[0] / "tsne.npy").write_bytes(whole)
    assert addresses(client, "/") == asked


def test_a_demanded_sha256_is_demanded_again_of_what_was_put_away(
    folders: list[Path], artifact_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(create_site(folders, limit_mb=1, sha256=[digest_of(artifact_folder)]))
    client.get(OTHER)
    edit_manifest(folders[0], lambda manifest: manifest.update(notes=["forged"]))
    assert client.get("/").status_code == 503
    assert "is not what was asked for" in caplog.text


def test_plotly_is_sent_once_and_then_known(client: Client) -> None:
    answer = client.get(PLOTLY)
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    again = client.get(PLOTLY, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
