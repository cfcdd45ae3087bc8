from __future__ import annotations

import io
from base64 import b64encode
from typing import Any

import numpy as np
import pandas as pd
import pytest

from components.page import table_download
from components.page.table_download import ADDRESS, AT_ONCE, Wanted
from model.workspace import Workspace
from tests.visitor import Visitor

READ = {"csv": pd.read_csv, "parquet": pd.read_parquet}


def bits(*members: int) -> str:
    """Return some of 300 images as the page sends them."""
    mask = np.zeros(300, bool)
    mask[list(members)] = True
    return b64encode(np.packbits(mask, bitorder="little").tobytes()).decode()


def wanted(**changed: Any) -> dict[str, Any]:
    """Return a question for a table."""
    return {"kind": "csv", "part": "group", "members": bits(2, 17, 299)} | changed


@pytest.mark.parametrize("kind", READ)
def test_a_group_is_taken_along_and_agrees_with_the_workspace(
    visitor: Visitor, workspace: Workspace, kind: str
) -> None:
    with visitor.client.post(ADDRESS, json=wanted(kind=kind)) as response:
        assert response.status_code == 200
        assert response.headers["Content-Disposition"] == f'attachment; filename="mnist-group-3.{kind}"'
        table = READ[kind](io.BytesIO(response.data)).set_index("image")
    assert table.index.tolist() == [2, 17, 299]
    for column in ("confidence", "tsne_x", "umap_y", "unit_127"):
        np.testing.assert_array_equal(table[column].to_numpy(np.float32), workspace.to_frame()[column][table.index])


@pytest.mark.parametrize("kind", READ)
def test_all_are_taken_along_time_and_again(visitor: Visitor, kind: str) -> None:
    for _ in range(2 * AT_ONCE):
        with visitor.client.post(ADDRESS, json={"kind": kind, "part": "all"}) as response:
            assert len(READ[kind](io.BytesIO(response.data))) == 300


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (None, "must be an object"),
        ([1], "must be an object"),
        (wanted(kind="xlsx"), "csv or parquet"),
        (wanted(kind=["csv"]), "csv or parquet"),
        (wanted(part="some"), "all, filter, group"),
        (wanted(part={}), "all, filter, group"),
        (wanted(members=bits()), "no images to take along"),
        (wanted(members="AAAA"), "a bit for each of 300 images"),
        (wanted(members=None), "a bit for each of 300 images"),
        (wanted(members=7), "a bit for each of 300 images"),
    ],
)
def test_what_is_no_such_question_is_refused_in_words(visitor: Visitor, sent: Any, said: str) -> None:
    status, answer = visitor.tell(ADDRESS, sent)
    assert status == 400
    assert said in answer["message"]


def test_a_question_of_many_bytes_is_not_read(visitor: Visitor) -> None:
    assert visitor.tell(ADDRESS, wanted(members="A" * 400_000))[0] == 413


def test_parquet_is_refused_where_nothing_writes_it(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_download, "has_parquet", lambda: False)
    status, answer = visitor.tell(ADDRESS, wanted(kind="parquet"))
    assert status == 400
    assert 'pip install "digitscope[tables]"' in answer["message"]


def test_few_are_sent_at_once_and_who_leaves_makes_room(visitor: Visitor) -> None:
    under_way = [visitor.client.post(ADDRESS, json=wanted()) for _ in range(AT_ONCE)]
    refused, answer = visitor.tell(ADDRESS, wanted())
    assert refused == 429
    assert "try again" in answer["message"]
    for response in under_way:
        response.close()
    with visitor.client.post(ADDRESS, json=wanted()) as response:
        assert response.status_code == 200


def test_the_file_says_of_what_which_and_how_many() -> None:
    some = Wanted("csv", "filter", np.arange(12))
    assert some.name("fashion-mnist") == "fashion-mnist-filter-12.csv"
    assert some.name('My "own"\r\nPhotos/..') == "my-own-photos-filter-12.csv"
    assert some.name("写真") == "images-filter-12.csv"
