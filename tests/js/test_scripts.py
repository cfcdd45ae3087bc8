from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from components.page.bundle import EXPORT, bundle
from tests.requirement import lacking
from tests.structure.source import asset_files

HERE = Path(__file__).parent
PAGE = (HERE / "page.js").as_uri()  # what a server would have told


@pytest.fixture(scope="module")
def node() -> str:
    """The Node.js of this machine."""
    return shutil.which("node") or lacking("Node.js is not installed, so the scripts are not tested")


@pytest.mark.parametrize("test", sorted(HERE.rglob("*.test.js")), ids=lambda path: path.name)
def test_the_pure_functions_of_a_script_pass_their_tests(node: str, test: Path) -> None:
    command = [node, "--import", PAGE, "--test", "--test-reporter=spec", test]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr


BUNDLED = """
import { pathToFileURL } from "node:url";
const named = {};
for (const path of process.argv.slice(1)) named[path] = Object.keys(await import(pathToFileURL(path))).sort();
console.log(JSON.stringify(named));
"""


def test_the_bundle_knows_of_each_module_what_node_knows(node: str) -> None:
    scripts = [path for path in asset_files("js") if path.name != "main.js"]
    command = [node, "--input-type=module", "--eval", BUNDLED, *map(str, scripts)]
    named = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for script in scripts:
        assert named[str(script)] == sorted(match["name"] for match in EXPORT.finditer(script.read_text())), script


def test_the_bundle_runs_its_modules_in_order_and_hands_over_what_they_export(node: str, tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("export const a = 1;\nexport function twice(x) {\n  return 2 * x;\n}\n")
    (tmp_path / "two.js").write_text(
        'import { a as first, twice } from "./one.js";\nexport const b = twice(first) + 1;\n'
    )
    (tmp_path / "main.js").write_text(
        'import * as one from "./one.js";\nimport { b } from "./two.js";\nconsole.log(one.a, b);\n'
    )
    run = subprocess.run(
        [node, "--eval", bundle(tmp_path / "main.js").decode()], capture_output=True, text=True, check=True
    )
    assert run.stdout == "1 3\n"
