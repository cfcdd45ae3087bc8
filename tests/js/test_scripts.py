from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.requirement import lacking

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def node() -> str:
    """The Node.js of this machine."""
    return shutil.which("node") or lacking("Node.js is not installed, so the scripts are not tested")


@pytest.mark.parametrize("test", sorted(HERE.glob("*.test.js")), ids=lambda path: path.name)
def test_the_pure_functions_of_a_script_pass_their_tests(node: str, test: Path) -> None:
    run = subprocess.run([node, "--test", "--test-reporter=spec", test], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr
