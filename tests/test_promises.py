"""What SECURITY.md promises to visitors."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app import create_app
from model.workspace import Workspace
from tests.visitor import VIEWS


@pytest.fixture(scope="module")
def client(workspace: Workspace) -> FlaskClient:
    """Who asks the page and would keep its cookies."""
    return create_app(workspace).server.test_client()


@pytest.mark.parametrize("path", ["/", "/health", "/points.bin", "/_dash-layout", "/nothing-here"])
def test_no_answer_sets_a_cookie(client: FlaskClient, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers


def test_no_answer_to_a_question_sets_a_cookie(client: FlaskClient) -> None:
    asked = {"digit-body": {"number": 1, "question": {"digit": {"selection": "sample:1"}}}}
    answer = client.post(VIEWS, json=asked)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
