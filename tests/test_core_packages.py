"""The page serves with what ``make run`` installs: the packages of ``dependencies`` and what they need."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from PIL import Image

from app import create_app
from model.artifacts.digests import SHIPPED
from model.workspace import Workspace
from tests.packages import brought, declared, importable, link_packages, names
from tests.server import serving
from tests.visitor import CALLBACKS, VIEWS, Visitor, a_map, outputs

# The command line of the page; at its end it says which modules it has loaded.
WATCHED = """
import atexit, runpy, sys
atexit.register(lambda: print(*sorted({name.split(".")[0] for name in sys.modules}), flush=True))
sys.argv[0] = "app.py"
sys.path.insert(0, "")
runpy.run_path("app.py", run_name="__main__")
"""


def picture() -> bytes:
    """Return a picture file of a stroke."""
    content, drawn = BytesIO(), Image.new("L", (56, 56), 255)
    drawn.paste(0, (24, 10, 30, 46))
    drawn.save(content, "PNG")
    return content.getvalue()


# What a visitor asks beside what the page asks at first.
CHANGED: list[tuple[str, dict[str, Any]]] = [
    ("why-body", {"why_baseline": "class", "scales": {"3": 0.5}}), ("compare-body", {"pin": {"shows": "sample:2"}}),
    ("unit-body", {"units": [3, 5]}), *(("saliency-body", {"map": a_map(name)}) for name in ("axes", "pca", "umap")),
]  # fmt: skip


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What to set for a ``python -S`` that has the core packages and no others."""
    folder = tmp_path_factory.mktemp("packages")
    link_packages(brought(declared()), folder)
    return {**os.environ, "PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def visitor(workspace: Workspace) -> Visitor:
    """Who knows what the page asks."""
    return Visitor(create_app(workspace))


def get(address: str) -> bytes:
    """Return what lies at an address; anything but 200 fails."""
    with urlopen(address, timeout=30) as answer:
        return answer.read()


def post(address: str, sent: Any) -> dict[str, Any]:
    """Return the answer to a question, or to a file; anything but 200 fails."""
    content = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    request = Request(address, content, {"Content-Type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def use(address: str, visitor: Visitor) -> None:
    """Do what a visitor does: open the page and all that it names, post every question, run every callback."""
    for path in ("health", "_dash-layout", "_dash-dependencies"):
        get(address + path)
    for path in re.findall(r'(?:src|href)="/([^"]+)"', get(address).decode()):
        get(address + path)
    at_first = [(name, {}) for name, facts in visitor.views.items() if facts["road"] != "browser"]
    for name, changed in [*at_first, *CHANGED]:
        sent = {name: {"number": 1, "question": visitor.question(name, **changed)}}
        assert post(address + VIEWS[1:], sent)[name]["view"], name
    assert post(f"{address}picture", picture())["digits"]
    for output in (outputs(callback)[0] for callback in visitor.callbacks):
        request = visitor.view_request(output.removesuffix("-answer.data-view"))
        assert post(address + CALLBACKS[1:], request)["response"], output


def test_the_page_serves_with_the_core_packages_alone_and_uses_each_of_them(
    environment: dict[str, str], artifact_folder: Path, visitor: Visitor
) -> None:
    command = (sys.executable, "-S", "-c", WATCHED)
    other = ("--artifacts", str(SHIPPED / "fashion-mnist"))
    with serving(artifact_folder, *other, command=command, environment=environment) as server:
        use(server.address, visitor)
        get(f"{server.address}?data=fashion-mnist")
        server.process.send_signal(signal.SIGINT)
        loaded, _ = server.process.communicate(timeout=30)
        assert (server.process.returncode, server.errors()) == (0, "")
    assert {name for name in names(declared()) if not importable({name}) & set(loaded.split())} == set()


def test_no_core_package_brings_along_what_only_training_and_building_need() -> None:
    assert brought(declared()) & names(declared("train")) == set()


@pytest.mark.parametrize("module", ["scipy", "sklearn", "torch", "pytest"])
def test_an_environment_of_the_core_packages_has_no_others(environment: dict[str, str], module: str) -> None:
    command = [sys.executable, "-S", "-c", f"import numpy; print(numpy.ones(2).sum()); import {module}"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert run.stdout == "2.0\n"
    assert f"No module named '{module}'" in run.stderr
