from __future__ import annotations

import pytest

from app import create_app
from model.workspace import Workspace
from tests.visitor import Visitor


@pytest.fixture(scope="session")
def visitor(workspace: Workspace) -> Visitor:
    """Somebody who has opened the page of the tiny workspace."""
    return Visitor(create_app(workspace))
