from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.apart import apart
from tests.benchmark import report
from tests.benchmark.result import amount
from tests.load import many, slow, stopping
from tests.load.recording import DIGIT, HOST, Recording, Request, Section, record
from tests.load.trial import Trial
from tests.load.visiting import visiting
from tests.load.visitors import CLICKS
from tests.load.weight import memory
from tests.server import PATIENCE_S, Server, wait_for

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

QUICKLY = (0.05, 0.1)
A_WHILE_S = 10 * QUICKLY[1]  # in which somebody has clicked; nobody is there who could say so
IMAGE = {"digit": {"selection": f"sample:{DIGIT}"}}
STROKES = {"n": 1, "box": 100, "width": "2.3", "strokes": [[[20, 20], [80, 20], [40, 80]]], "normalised": True}


def get(path: str) -> Request:
    return {"after": 0, "head": f"GET {path} HTTP/1.1\r\nhost: {HOST}", "body": ""}


def wait_for_answers(server: Server, count: int) -> None:
    """Wait until the access log says that so many questions have been answered."""
    wait_for(lambda: server.errors().count('"POST /view') >= count)


def ask(element: str, question: object) -> Request:
    body = json.dumps({element: {"number": 1, "question": question}}, ensure_ascii=False)
    lines = ["POST /view HTTP/1.1", f"host: {HOST}", "content-type: application/json"]
    return {"after": 0.01, "head": "\r\n".join(lines), "body": body}


@pytest.fixture
def recording() -> Recording:
    """A short visit to the made-up data set."""
    section: Section = {"opening": [], "click": [ask("digit-body", IMAGE)]}
    page = [get("/"), get("/points.bin"), get("/digitscope.js")]
    return {"images": 5, "page": page, "sections": [section], "drawing": [[ask("landing", {"strokes": STROKES})]]}


@pytest.fixture
def trial(artifact_folder: Path, recording: Recording) -> Trial:
    return Trial(artifact_folder, count=3, seconds=2, recorded=recording)


def test_visitors_open_the_page_click_and_draw(trial: Trial) -> None:
    with trial.serve_many() as server, visiting(trial, server, 3, pause=QUICKLY, draws=True) as visits:
        wait_for_answers(server, 60)
        assert memory(server) > 20
    assert (visits.opened, visits.errors) == (3, {})
    assert len(visits.clicks) > 20
    assert len(visits.landings) > 3
    assert all(0 < took < 30_000 for took in visits.click_times)


def test_what_goes_wrong_is_counted_by_what_it_is(trial: Trial, recording: Recording) -> None:
    recording["page"].append(get("/nothing?v=1"))
    with trial.serve_one() as server, visiting(trial, server, 2) as visits:
        pass
    assert (visits.opened, visits.clicks, visits.errors) == (0, [], {"GET /nothing: answered 404": 2})


def test_a_question_that_is_refused_is_an_error_and_no_click(trial: Trial, recording: Recording) -> None:
    recording["sections"][0]["click"] = [ask("digit-body", {"digit": {"selection": "sample:999999"}})]
    with trial.serve_many() as server, visiting(trial, server, pause=QUICKLY) as visits:
        wait_for_answers(server, 2)
    assert (visits.opened, visits.clicks) == (1, [])
    assert list(visits.errors) == ["POST /view: a question was refused"]


def test_a_server_that_goes_away_is_an_error(trial: Trial) -> None:
    with trial.serve_one() as server, visiting(trial, server, pause=QUICKLY) as visits:
        server.process.terminate()
        server.process.wait(timeout=PATIENCE_S)
        time.sleep(A_WHILE_S)
    assert "POST /view: no connection" in visits.errors


def test_each_measurement_gives_its_rows(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "PAUSE", QUICKLY)
    monkeypatch.setattr(many, "ARRIVAL_S", 0)
    monkeypatch.setattr(slow, "OFTEN", QUICKLY)
    monkeypatch.setattr(stopping, "STOPS", 1)
    pages, errors = many.serve(trial)[-4:-2]
    assert (pages.what, pages.median, pages.verdict) == ("3 visitors of `make serve`: pages opened", "3", "yes")
    assert (errors.what, errors.verdict) == ("3 visitors of `make serve`: errors", "yes")
    assert many.soak(trial)[-1].verdict == "yes"
    rows = slow.slow(trial)
    assert [row.median for row in rows[1::3]] == ["3", "3"]
    assert [row.verdict for row in rows[2::3]] == ["yes", "yes"]
    assert [row.verdict for row in stopping.sigterm(trial)] == ["yes", "–"]


def test_clicks_are_told_apart_by_turns() -> None:
    clicks = [(0.5, 9.0), (1.5, 1.0), (2.5, 2.0), (3.5, 3.0), (4.0, 9.0)]
    assert slow.by_turns(clicks, [1, 2, 3, 4]) == ([1.0, 3.0], [2.0])


def test_growth_of_memory_is_judged() -> None:
    assert many.slope("growth", 0.1, 9).verdict == "yes"
    assert many.slope("growth", 0.5, 9).verdict == "**no**: 0.30 MB a minute over"


def test_neither_table_of_the_report_erases_the_other(tmp_path: Path) -> None:
    path = tmp_path / "BENCHMARKS.md"
    report.write_report([amount("first", 1)], {"machine": "a"}, path)
    report.write_load([amount("under load", 2)], {"machine": "b"}, path)
    report.write_report([amount("first again", 3)], {"machine": "c"}, path)
    said = path.read_text()
    assert [words in said for words in ("first again", "under load", "| machine | b |", "| machine | c |")] == [
        True
    ] * 4
    report.write_load([amount("load again", 4)], {"machine": "d"}, path)
    said = path.read_text()
    assert [words in said for words in ("first again", "load again", "under load", "| machine | b |")] == [
        True, True, False, False,
    ]  # fmt: skip


def until_another_section(recorded: Recording) -> int:
    """Return how much a visitor asks at most until another section than the first is open."""
    first, *others = recorded["sections"]
    opening = max(len(section["opening"]) for section in others)
    return CLICKS * len(first["click"]) + sum(map(len, recorded["drawing"])) + opening


@pytest.mark.browser
def test_what_a_browser_asks_is_recorded_and_can_be_asked_again(artifact_folder: Path) -> None:
    recorded = apart(record, artifact_folder)
    assert recorded["page"][0]["head"].startswith("GET / HTTP/1.1\r\nhost: ")
    assert all(DIGIT in section["click"][0]["body"] for section in recorded["sections"])
    assert len(recorded["drawing"]) > 3
    trial = Trial(artifact_folder, recorded=recorded)
    with trial.serve_many() as server, visiting(trial, server, 2, pause=QUICKLY, draws=True) as visits:
        wait_for_answers(server, 2 * until_another_section(recorded))
    assert (visits.opened, visits.errors) == (2, {})
    assert visits.sections
