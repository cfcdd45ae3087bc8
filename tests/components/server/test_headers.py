from __future__ import annotations

from typing import Any

import pytest
from dash import Dash

from app import MAX_REQUEST_BYTES, create_app
from components.page.files import bundle_address
from components.page.index import PLOTLY
from components.page.table_download import ADDRESS
from components.server.headers import FIXED, POLICY, content_policy
from model.workspace import Workspace
from tests.visitor import CALLBACKS, VIEWS, Visitor

JSON = "application/json"

# Every kind of answer that the page gives, by its status: method, address and options of the test client.
ANSWERS: dict[str, tuple[int, str, str, dict[str, Any]]] = {
    "the page": (200, "GET", "/", {}),
    "the page of a link": (200, "GET", "/?digit=3&projection=pca", {}),
    "an unknown path": (404, "GET", "/no/such/page", {}),
    "health": (200, "GET", "/health", {}),
    "points": (200, "GET", "/points.bin", {}),
    "a sheet": (200, "GET", "/digits/0.png", {}),
    "the scripts": (200, "GET", bundle_address("js"), {}),
    "the style sheets": (200, "GET", bundle_address("css"), {}),
    "a file of the page": (200, "GET", PLOTLY, {}),
    "one that the browser has": (
        304,
        "GET",
        PLOTLY,
        {"headers": {"If-None-Match": "*"}},
    ),
    "a unit": (200, "GET", "/units/1.bin", {}),
    "Dash's icon": (200, "GET", "/_favicon.ico", {}),
    "a refused table": (400, "POST", ADDRESS, {"data": "5"}),
    "Dash's layout": (200, "GET", "/_dash-layout", {}),
    "a question": (200, "POST", VIEWS, {"json": {"digit-body": {"question": {"digit": {"selection": "sample:1"}}}}}),
    "a question refused in its place": (200, "POST", VIEWS, {"json": {"digit-body": {}}}),
    "a refused post": (400, "POST", VIEWS, {"json": {"nowhere": {}}}),
    "a malformed callback": (400, "POST", CALLBACKS, {"json": [5]}),
    "another host": (400, "GET", "/", {"headers": {"Host": "evil.example"}}),
    "no such unit": (404, "GET", "/units/9999.bin", {}),
    "no such file of a library": (404, "GET", "/_dash-component-suites/dash/nothing.js", {}),
    "no such library": (404, "GET", "/_dash-component-suites/nothing/nothing.js", {}),
    "no such asset": (404, "GET", "/assets/nothing.js", {}),
    "another method": (405, "DELETE", "/health", {}),
    "too large a body": (413, "POST", CALLBACKS, {"data": b" " * (MAX_REQUEST_BYTES + 1), "content_type": JSON}),
}


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Dash:
    return create_app(workspace)


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_carries_the_headers(app: Dash, kind: str) -> None:
    status, method, address, options = ANSWERS[kind]
    with app.server.test_client().open(address, method=method, **options) as answer:
        assert answer.status_code == status
        sent = {name: answer.headers.getlist(name) for name in (*FIXED, POLICY)}
    assert sent == {**{name: [value] for name, value in FIXED.items()}, POLICY: [content_policy(app.csp_hashes())]}


def test_an_answer_that_fails_carries_the_headers_too(workspace: Workspace) -> None:
    app = create_app(workspace)
    app.server.view_functions["health"] = lambda: 1 / 0
    answer = app.server.test_client().get("/health")
    assert answer.status_code == 500
    assert POLICY in answer.headers
    assert "division" not in answer.text


def test_what_the_page_has_no_use_for_is_switched_off() -> None:
    said = FIXED["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "clipboard-write=(self)", "fullscreen=(self)"} <= set(said)


def test_scripts_within_the_page_run_by_their_hash_only(app: Dash) -> None:
    policy = app.server.test_client().get("/").headers[POLICY]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-" not in scripts
    assert all(digest in scripts for digest in app.csp_hashes())
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_the_page_has_no_script_whose_hash_is_not_allowed(app: Dash) -> None:
    visitor = Visitor(app)
    text = visitor.client.get("/").text
    within = [part.split("</script>")[0] for part in text.split("<script")[1:]]
    inline = [part for part in within if not part.startswith(" src=") and JSON not in part]
    assert len(inline) == len(app.csp_hashes())
