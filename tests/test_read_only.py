from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from components.page.table_download import NO_ROOM, NO_ROOM_WORDS
from tests.server import Server, ask_once, serving
from tests.visitor import VIEWS

ALL = {"part": "all"}
DIGIT = {"digit-body": {"number": 1, "question": {"digit": {"selection": "sample:3"}}}}


@pytest.fixture(scope="module", params=["app.py", "serve.py"])
def server(request: pytest.FixtureRequest, artifact_folder: Path) -> Iterator[Server]:
    """The page where nothing can be written, not even into a temporary folder."""
    with serving(artifact_folder, command=(sys.executable, "-m", "tests.read_only", request.param)) as started:
        yield started


def post(server: Server, path: str, content: Any) -> tuple[int, bytes]:
    with closing(server.connect()) as connection:
        connection.request("POST", path, json.dumps(content), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_the_page_and_all_that_it_fetches_are_sent(server: Server) -> None:
    status, page = ask_once(server, "/")
    text = page.decode()
    files = json.loads(unescape(re.findall(r'data-files="([^"]*)"', text)[0]))
    asked = [files["points"], files["features"]["address"], *files["sheets"], *re.findall(r'src="(/[^"]+)"', text)]
    assert status == 200
    assert len(asked) > 5
    assert {ask_once(server, address)[0] for address in asked} == {200}


def test_questions_and_large_bodies_are_answered(server: Server) -> None:
    status, answer = post(server, VIEWS, DIGIT)
    assert (status, json.loads(answer)["digit-body"]["message"]) == (200, "")
    assert post(server, "/picture", {"contents": "A" * 3_000_000})[0] < 500


def test_a_table_is_sent_as_csv_and_parquet_is_refused_in_a_sentence(server: Server) -> None:
    status, table = post(server, "/table", {**ALL, "kind": "csv"})
    assert (status, len(table.splitlines())) == (200, 301)
    status, answer = post(server, "/table", {**ALL, "kind": "parquet"})
    assert (status, json.loads(answer)["message"]) == (NO_ROOM, NO_ROOM_WORDS)
    assert "Traceback" not in server.errors()
