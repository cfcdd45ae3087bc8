from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest
from dash import Dash

from app import MAX_REQUEST_BYTES, create_app
from components.page import ids
from components.page.files import point_columns
from model.workspace import Workspace
from tests.structure.source import asset_files
from tests.visitor import VIEWS, Visitor, outputs

N = 300
OF_ANOTHER_VIEW = {"feature-map-body": "feature-maps-body", "why-equation": "why-body"}  # parts of what that shows
NO_SELECTIONS = [
    None, True, 5, 1.5, "", "sample", "sample:", "sample:-1", f"sample:{N}", "sample:1.5", "sample:1e2", "sample: 1",
    "sample:٣", "sample:0x1", "sample:" + "9" * 5000, "drawn:x", "other:1", [], ["sample:1"], {}, {"index": 1},
    "<script>alert(1)</script>", "sample:1\nsample:2",
]  # fmt: skip


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Dash:
    """The app on the tiny workspace."""
    return create_app(workspace)


@pytest.fixture
def visitor(app: Dash) -> Visitor:
    """Somebody who has opened the page."""
    return Visitor(app)


def no_traceback(text: str) -> bool:
    return not re.search(r"Traceback|File \"|\.py\b|line \d+, in", text)


def test_the_page_has_every_id_once_and_no_other(visitor: Visitor) -> None:
    declared = [value for name, value in vars(ids).items() if name.isupper()]
    found = [value for name, value in visitor.page.items() if name.endswith(".id")]
    by_callback = [name for name, facts in visitor.views.items() if facts["road"] == "callback"]
    boxes = [f"{name}-{part}" for name in by_callback for part in ("question", "answer")]
    assert sorted(value for value in found if not value.endswith("-title")) == sorted([*declared, *boxes])


@pytest.mark.parametrize("index", [0, 7, N - 1])
def test_every_panel_says_that_it_shows_the_selection(visitor: Visitor, index: int) -> None:
    shows = f"sample:{index}"
    for element in following(visitor) - {*OF_ANOTHER_VIEW}:
        assert visitor.see(element, selection=shows)["shows"] == shows


def following(visitor: Visitor) -> set[str]:
    """Return the elements that show something of the selected digit and ask the server for it."""
    return {name for name, facts in visitor.views.items() if "digit" in facts["needs"] and facts["road"] != "browser"}


def test_every_element_that_does_not_say_which_digit_it_shows_has_one_beside_it_that_does(visitor: Visitor) -> None:
    silent = {element for element in following(visitor) if "shows" not in visitor.see(element)}
    assert silent == OF_ANOTHER_VIEW.keys()
    assert set(OF_ANOTHER_VIEW.values()) <= following(visitor) - silent


def test_every_callback_of_the_page_answers_a_view(visitor: Visitor) -> None:
    written = {name for callback in visitor.callbacks for name in outputs(callback)}
    views = {f"{name}-answer.data-view" for name, facts in visitor.views.items() if facts["road"] == "callback"}
    assert written == views


@pytest.mark.parametrize("selection", NO_SELECTIONS, ids=lambda value: repr(value)[:30])
def test_what_is_no_selection_is_refused_in_place_and_changes_nothing(visitor: Visitor, selection: Any) -> None:
    for element in following(visitor):
        message = visitor.refused(element, selection=selection)
        assert message
        assert no_traceback(message)
    assert visitor.well()


def test_a_message_says_what_was_asked_and_what_can_be(visitor: Visitor) -> None:
    for element in following(visitor):
        message = visitor.refused(element, selection=f"sample:{N}")
        assert str(N) in message
        assert f"0 to {N - 1}" in message


@pytest.mark.parametrize(
    ("element", "changed"),
    [
        ("feature-map-body", {"feature_map": {"layer": "conv3", "channel": 0}}),
        ("feature-map-body", {"feature_map": {"layer": "conv1", "channel": 32}}),
        ("feature-map-body", {"feature_map": {"layer": "conv1", "channel": True}}),
        ("feature-map-body", {"feature_map": {"layer": "conv1", "channel": -1}}),
        ("feature-map-body", {"feature_map": {"layer": {}, "channel": 0}}),
        ("feature-map-body", {"feature_map": "conv1"}),
        ("pca-biplot", {"map_x": "11"}),
        ("pca-biplot", {"map_y": 2}),
        ("pca-biplot", {"pca_arrows": "10000"}),
    ],
)
def test_a_choice_that_is_not_offered_is_refused_in_place(
    visitor: Visitor, element: str, changed: dict[str, Any]
) -> None:
    message = visitor.refused(element, **changed)
    assert "choose one of" in message or "must be" in message
    assert no_traceback(message)


def broken_requests(good: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return requests that no page would send, as options of the test client."""

    def without(key: str) -> dict[str, Any]:
        return {name: value for name, value in good.items() if name != key}

    return {
        "nothing": {"data": b"", "content_type": "application/json"},
        "half of the JSON": {"data": json.dumps(good)[:40], "content_type": "application/json"},
        "another type": {"data": json.dumps(good), "content_type": "text/plain"},
        "bytes": {"data": bytes(range(256)), "content_type": "application/json"},
        "null": {"data": b"null", "content_type": "application/json"},
        "a list": {"json": [good]},
        "a number": {"json": 5},
        "an unknown output": {"json": {**good, "output": "nobody.children"}},
        "an output that is none": {"json": {**good, "output": {"a": 1}}},
        "no output": {"json": without("output")},
        "no outputs": {"json": without("outputs")},
        "no inputs": {"json": without("inputs")},
        "inputs that are none": {"json": {**good, "inputs": 7}},
        "too few inputs": {"json": {**good, "inputs": []}},
        "too many inputs": {"json": {**good, "inputs": good["inputs"] * 3}},
        "a changed property that is none": {"json": {**good, "changedPropIds": [{"a": 1}]}},
        "deep nesting": {"data": b"[" * 100_000 + b"]" * 100_000, "content_type": "application/json"},
    }


@pytest.mark.parametrize("kind", broken_requests({"inputs": []}))
def test_a_broken_request_gets_a_4xx_or_a_notice_and_the_server_goes_on(visitor: Visitor, kind: str) -> None:
    options = broken_requests(visitor.view_request("pca-biplot"))[kind]
    answer = visitor.post(**options)
    assert no_traceback(answer.text)
    assert 400 <= answer.status < 500 or (answer.status == 200 and answer.notices)
    assert visitor.well()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"5", b"[]", b"[" * 100_000, bytes(range(256))], ids=lambda body: repr(body)[:30]
)
def test_a_broken_question_is_refused_and_the_server_goes_on(visitor: Visitor, body: bytes) -> None:
    response = visitor.client.post(VIEWS, data=body, content_type="application/json")
    assert response.status_code == 400
    assert no_traceback(response.text)
    assert visitor.well()


def test_scripts_post_to_the_addresses_that_are_served(app: Dash) -> None:
    address = re.compile(r'(?:\bpost\(|ADDRESS = )"(/[^"]*)"')
    posted = {path for script in asset_files("js") for path in address.findall(script.read_text())}
    served = {rule.rule for rule in app.server.url_map.iter_rules() if "POST" in rule.methods}
    assert posted == {rule for rule in served if not rule.startswith("/_dash")}


def test_a_body_over_the_limit_is_refused(visitor: Visitor) -> None:
    answer = visitor.post(data=b" " * (MAX_REQUEST_BYTES + 1), content_type="application/json")
    assert answer.status == 413
    assert visitor.well()


def test_health_is_200(visitor: Visitor) -> None:
    assert visitor.client.get("/health").status_code == 200


def described(visitor: Visitor) -> dict[str, Any]:
    return visitor.told("files")


def test_the_points_are_the_workspaces_columns(visitor: Visitor, workspace: Workspace) -> None:
    files = described(visitor)
    content = visitor.client.get(files["points"]).data
    assert len(content) == files["count"] * (4 * len(files["floats"]) + 2 * len(files["classes"]))
    floats = np.frombuffer(content, "<f4", files["count"] * len(files["floats"])).reshape(len(files["floats"]), -1)
    for name, column in zip(files["floats"], floats, strict=True):
        np.testing.assert_array_equal(column, point_columns(workspace)[name])
    tail = np.frombuffer(content[floats.nbytes :], "<i2").reshape(2, -1)
    np.testing.assert_array_equal(tail, [workspace.labels, workspace.predicted])


def test_the_features_are_served_as_they_are_described(visitor: Visitor, workspace: Workspace) -> None:
    told = described(visitor)["features"]
    answer = visitor.client.get(told["address"])
    assert "immutable" in answer.headers["Cache-Control"]
    levels = np.frombuffer(answer.data, "u1").reshape(N, told["units"])
    np.testing.assert_allclose(told["step"] * levels, workspace.features, atol=0.51 * told["step"])


def test_the_sheets_are_served_and_no_other(visitor: Visitor, workspace: Workspace) -> None:
    files = described(visitor)
    assert len(files["sheets"]) == len(workspace.sheets)
    for address, sheet in zip(files["sheets"], workspace.sheets, strict=True):
        with visitor.client.get(address) as response:
            assert (response.status_code, response.mimetype, response.data) == (200, "image/png", sheet)
    for unknown in ("/digits/1.png", "/digits/99999999999999999999.png"):
        assert visitor.client.get(unknown).status_code == 404


@pytest.mark.parametrize("address", ["/assets/../app.py", "/assets/%2e%2e/app.py", "/digits/..%2fapp.py"])
def test_files_that_are_not_meant_for_the_page_are_not_served(visitor: Visitor, address: str) -> None:
    assert "def create_app" not in visitor.client.get(address).text


def test_a_browser_may_keep_what_it_asks_for_by_version(visitor: Visitor) -> None:
    versioned = described(visitor)["points"]
    assert "immutable" in visitor.client.get(versioned).headers["Cache-Control"]
    assert "immutable" not in visitor.client.get(versioned.split("?")[0]).headers["Cache-Control"]
