from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from dash import Dash, Input, Output, State
from pydantic import ValidationError

from app import create_app
from components.page.table_download import ADDRESS as TABLE
from components.question import view
from components.server.refusals import CHECKER, MOST_BYTES, MOST_PARTS, check_callback, complaint
from model.inputs.strokes import MAX_POINTS, MAX_STROKES
from model.workspace import Workspace
from tests.visitor import CALLBACKS, VIEWS, Visitor

BYTES_OF_A_LINE = 200


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Dash:
    return create_app(workspace)


def good(app: Dash) -> dict[str, Any]:
    return Visitor(app).view_request("pca-biplot")


def test_what_the_page_sends_is_accepted(app: Dash) -> None:
    check_callback(app.callback_map, good(app))


def test_what_every_callback_declares_is_accepted(app: Dash) -> None:
    visitor = Visitor(app)
    for output in (callback["output"].strip(".").split("...")[0] for callback in visitor.callbacks):
        check_callback(app.callback_map, visitor.request(output))


@pytest.mark.parametrize("part", ["output", "outputs", "inputs", "state"])
@pytest.mark.parametrize("value", [None, 5, True, "x", [], {}, [None], [[]], [{}], {"id": []}, [{"id": 1}] * 9])
def test_a_part_that_is_another_is_refused(part: str, value: Any) -> None:
    app = Dash("some")
    app.callback(Output("shown", "children"), Input("asked", "data"), State("kept", "data"))(lambda asked, kept: asked)
    entries = {name: {"id": name, "property": "data"} for name in ("asked", "kept")}
    body = {
        "output": "shown.children", "outputs": {"id": "shown", "property": "children"},
        "inputs": [entries["asked"]], "state": [entries["kept"]],
    }  # fmt: skip
    app.server.test_client().get("/_dash-dependencies")  # Dash collects its callbacks when it is first asked
    check_callback(app.callback_map, body)
    with pytest.raises(ValueError, match=r"callback|are not those"):
        check_callback(app.callback_map, {**body, part: value})


def test_a_callback_that_runs_in_the_browser_is_not_run_here() -> None:
    app = Dash("some")
    app.clientside_callback("(asked) => asked", Output("shown", "children"), Input("asked", "data"))
    app.server.test_client().get("/_dash-dependencies")
    (ours,) = app.callback_map
    body = {
        "output": ours, "outputs": {"id": "shown", "property": "children"},
        "inputs": [{"id": "asked", "property": "data"}],
    }  # fmt: skip
    with pytest.raises(ValueError, match="no callback"):
        check_callback(app.callback_map, body)


@pytest.mark.parametrize("changed", [5, {}, [1], [{"a": 1}], [["x"]]])
def test_changed_properties_must_be_names(app: Dash, changed: Any) -> None:
    with pytest.raises(ValueError, match="changedPropIds"):
        check_callback(app.callback_map, {**good(app), "changedPropIds": changed})


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


def question(element: str, parts: bytes) -> bytes:
    return b'{"' + element.encode() + b'": {"number": 1, "question": {' + parts + b"}}}"


# The status, the address and what was posted.
NONSENSE = {
    "deep nesting": (400, CALLBACKS, nested(100_000)),
    "a deep post": (400, VIEWS, nested(100_000)),
    "a callback as deep as Python goes": (400, CALLBACKS, nested(900)),
    "a question as deep as Python goes": (400, VIEWS, question("landing", b'"strokes": ' + nested(900))),
    "half a callback": (400, CALLBACKS, b'{"output": "pca-biplot-answer.data-view"'),
    "an unknown callback": (400, CALLBACKS, b'{"output": "x\\ny\\u001b[31m' + b"z" * 5_000 + b'"}'),
    "an unknown view": (400, VIEWS, question("x\\ny\\u001b[31m" + "z" * 5_000, b"")),
    "no digit": (200, VIEWS, question("digit-body", b'"digit": {"selection": "sample:9999999"}')),
    "no object": (200, VIEWS, question("digit-body", b'"digit": "a\\nERROR digitscope: all is lost"')),
    "lines of its own": (
        200, VIEWS, question("digit-body", b'"digit": {"selection": "a\\nERROR digitscope: all is lost"}')
    ),
    "no choice": (200, VIEWS, question("pca-biplot", b'"map-x": "a\\nERROR digitscope: all is lost"')),
    "no strokes": (200, VIEWS, question("landing", b'"strokes": {"n": 1}')),
}  # fmt: skip


@pytest.mark.parametrize("kind", NONSENSE)
def test_a_refusal_is_one_short_line_of_log_without_a_traceback(
    app: Dash, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    status, address, body = NONSENSE[kind]
    answer = app.server.test_client().post(address, data=body, content_type="application/json")
    assert answer.status_code == status
    (record,) = caplog.records
    line = logging.Formatter("%(levelname)s %(name)s: %(message)s").format(record)
    assert len(line.encode()) <= BYTES_OF_A_LINE
    assert line.isprintable()


def test_a_request_for_many_views_has_one_line_of_log(app: Dash, caplog: pytest.LogCaptureFixture) -> None:
    visitor = Visitor(app)
    asked = {name: {"question": {}} for name, facts in visitor.views.items() if facts["road"] != "browser"}
    for count in (1, 2):
        status, answers = visitor.tell(VIEWS, asked)
        assert (status, len(caplog.records)) == (200, count)
    assert sum(bool(answer["message"]) for answer in answers.values()) > 2


UNREADABLE = {
    "deep": (nested(300), "recursion limit"),
    "no number": (b'{"a": [1, NaN]}', "not finite"),
    "too large a number": (b"[1e999]", "not finite"),
    "thousands of digits": (b"9" * 5000, "number out of range"),
    "half a letter": (b'"\\ud800"', "cannot be read as JSON"),
    "another encoding": ('"é"'.encode("utf-16"), "cannot be read as JSON"),
    "half": (b'{"a":', "cannot be read as JSON"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_json_that_no_page_sends_is_refused_with_a_short_reason(app: Dash, kind: str) -> None:
    text, reason = UNREADABLE[kind]
    with pytest.raises(ValueError, match=reason) as refusal:
        app.server.json.loads(text)
    assert len(str(refusal.value)) < 150


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("address", [VIEWS, TABLE, CALLBACKS])
def test_who_posts_it_reads_what_is_wrong_with_it_and_so_does_the_log(
    app: Dash, address: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    text, reason = UNREADABLE[kind]
    answer = app.server.test_client().post(address, data=text, content_type="application/json")
    assert answer.status_code == 400
    assert reason in (caplog.text if address == CALLBACKS else answer.json["message"])
    assert len(caplog.records) == 1


def test_only_what_is_not_finite_is_called_so() -> None:
    with pytest.raises(ValidationError) as refusal:
        CHECKER.validate_python({"a": {1, 2}})
    assert complaint(refusal.value).startswith("the JSON has something that cannot be taken: ")


@pytest.mark.parametrize("levels", [1, 100, 200])
def test_json_is_read_down_to_a_depth(app: Dash, levels: int) -> None:
    assert repr(app.server.json.loads(nested(levels))) == nested(levels).decode()


def test_a_choice_that_is_not_offered_is_one_line_of_log_too(app: Dash, caplog: pytest.LogCaptureFixture) -> None:
    Visitor(app).run("pca-biplot", map_x="guess")
    (record,) = caplog.records
    assert record.exc_info is None
    assert "\n" not in record.getMessage()


def test_a_mistake_of_our_own_in_a_callback_gets_a_notice_and_keeps_its_traceback(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise TypeError("a mistake")

    visitor = Visitor(create_app(workspace))
    monkeypatch.setattr(view, "answer", fail)
    reply = visitor.post(json=visitor.view_request("pca-biplot"))
    assert (reply.status, reply.shown) == (200, {})
    assert reply.notices["error-notice.children"].startswith("Something went wrong on the server. What you see is")
    (record,) = caplog.records
    assert record.exc_info


@pytest.mark.parametrize("sign", [b",", b"[],", b'{"a":1},'])
def test_json_of_more_parts_than_any_drawing_has_is_not_read(app: Dash, sign: bytes) -> None:
    many = b"[" + sign * (MOST_PARTS // sum(map(sign.count, (b",", b"[", b"{")))) + b"0]"
    for text in (many, many.decode()):
        with pytest.raises(ValueError, match="parts"):
            app.server.json.loads(text)


def test_json_of_more_bytes_than_the_page_ever_sends_is_not_read(app: Dash) -> None:
    assert app.server.json.loads(b'"' + b"x" * (MOST_BYTES - 2) + b'"')
    with pytest.raises(ValueError, match="300,001 bytes"):
        app.server.json.loads(b'"' + b"x" * (MOST_BYTES - 1) + b'"')


def test_the_largest_drawing_is_read(app: Dash) -> None:
    strokes = [[[123.45, 234.56]] * (MAX_POINTS // MAX_STROKES)] * MAX_STROKES
    assert app.server.json.loads(json.dumps({"n": 1, "strokes": strokes}))["strokes"] == strokes
