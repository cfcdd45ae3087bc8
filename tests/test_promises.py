"""What SECURITY.md promises to visitors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from model.workspace import Workspace
from tests.server import ROOT
from tests.visitor import VIEWS

LOADING = "import sys; from app import create_site; create_site().open_all(); assert 'onnxruntime' in sys.modules"


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


def test_what_runs_the_networks_keeps_no_number_of_the_machine_to_send(tmp_path: Path) -> None:
    homes = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "USERPROFILE", "LOCALAPPDATA"), str(tmp_path))
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ
    }  # without CI, which it heeds
    subprocess.run([sys.executable, "-c", LOADING], cwd=ROOT, env=kept | homes, check=True)
    assert list(tmp_path.rglob("*")) == []
