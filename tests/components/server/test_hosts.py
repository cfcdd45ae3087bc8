from __future__ import annotations

import pytest
from dash import Dash

from app import create_app
from components.server.hosts import LOOPBACK, is_allowed
from model.workspace import Workspace

OURS = ["localhost", "LOCALHOST:8050", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8050"]
OTHERS = [
    "evil.example",
    "evil.example:8050",
    "localhost.evil.example",
    "192.168.1.5",
    "[::2]",
    "0.0.0.0",
    "127.0.0.1.nip.io",
]
MALFORMED = ["", "a b", "localhost:x", "user@localhost", "[::1", "localhost,evil.example", "x" * 300, "locälhost"]


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Dash:
    return create_app(workspace)


@pytest.mark.parametrize("host", OURS)
@pytest.mark.parametrize("path", ["/", "/health", "/points.bin"])
def test_this_machine_is_answered_under_its_own_names(app: Dash, host: str, path: str) -> None:
    assert app.server.test_client().get(path, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", [*OTHERS, *MALFORMED])
@pytest.mark.parametrize("path", ["/", "/health", "/points.bin", "/nothing/here", "/_dash-layout"])
def test_nothing_is_answered_under_the_name_of_another_site(app: Dash, host: str, path: str) -> None:
    answer = app.server.test_client().get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "--allow-host" in answer.text
    assert not host or host not in answer.text


def test_a_name_that_is_allowed_is_answered(workspace: Workspace) -> None:
    client = create_app(workspace, allowed_hosts=["Digits.School.example"]).server.test_client()
    assert client.get("/health", headers={"Host": "digits.school.example:80"}).status_code == 200
    assert client.get("/health", headers={"Host": "localhost"}).status_code == 200
    assert client.get("/health", headers={"Host": "school.example"}).status_code == 400


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "[::]"])
def test_listening_everywhere_means_every_address_but_no_name(everywhere: str) -> None:
    allowed = {*LOOPBACK, everywhere}
    assert is_allowed("192.168.1.5:8050", allowed)
    assert is_allowed("[fe80::1]:8050", allowed)
    assert not is_allowed("evil.example:8050", allowed)
    assert not is_allowed("1.2.3.4.evil.example", allowed)


@pytest.mark.parametrize("name", ["", "a b", "x" * 300])
def test_what_is_no_name_is_never_allowed(workspace: Workspace, name: str) -> None:
    client = create_app(workspace, allowed_hosts=[""]).server.test_client()
    assert client.get("/health", headers={"Host": name}).status_code == 400
