"""What SECURITY.md promises and can be read from the code."""

from __future__ import annotations

import re

import pytest

from tests.structure.source import ROOT, imported, modules

CLIENTS = {"urllib.request", "http.client", "requests", "urllib3", "ftplib", "smtplib", "xmlrpc", "asyncio", "ssl"}
BUILDING = ("model.training", "data", "digitscope")
SERVING = [name for name in modules() if not name.startswith(BUILDING)]
PLACE = re.compile(r"`([\w./-]+(?:\.\w+|/\w+))`")


@pytest.mark.parametrize("module", SERVING)
def test_nothing_that_serves_can_ask_another_machine(module: str) -> None:
    names = imported(modules()[module])
    assert {name for name in names if name and any(f"{name}.".startswith(f"{client}.") for client in CLIENTS)} == set()
    assert "socket.create_connection" not in names


def test_onnx_runtime_is_imported_where_its_messages_are_turned_off_alone() -> None:
    importing = {
        name for name, tree in modules().items() if any(each.startswith("onnxruntime") for each in imported(tree))
    }
    assert importing == {"model.classifier.onnx"}


def test_every_place_that_is_named_exists() -> None:
    named = PLACE.findall((ROOT / "SECURITY.md").read_text())
    places = [place for place in named if place.split("/")[0] in {path.name for path in ROOT.iterdir()}]
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []
