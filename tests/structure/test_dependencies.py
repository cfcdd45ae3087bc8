"""pyproject.toml declares what is imported, and nothing else."""

from __future__ import annotations

import ast
import os
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.packages import EXTRAS, PYPROJECT, declared, is_foreign, names, packages_of
from tests.structure.source import ROOT, imported, modules, nodes, python_files

BY_OTHERS = {"onnxscript"}  # torch writes ONNX
PROGRAM = names([*declared(), *declared("tables"), *declared("train")])
TESTS = {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for path in sorted((ROOT / "tests").rglob("*.py"))}


def foreign(tree: ast.AST) -> set[str]:
    """Return the top-level modules of other packages that ``tree`` imports, anywhere and by any spelling."""
    calls = [node for node in nodes(tree, ast.Call) if ast.unparse(node.func).endswith("import_module")]
    spelt = {node.args[0].value for node in calls}
    return {name for name in (full.split(".")[0] for full in imported(tree) | spelt) if is_foreign(name)}


def undeclared(tree: ast.AST, allowed: set[str]) -> set[str]:
    """Return the modules that ``tree`` imports from packages that are not in ``allowed``."""
    return {module for module in foreign(tree) if not packages_of(module) & allowed}


@pytest.mark.parametrize("module", modules())
def test_the_package_of_every_import_is_declared(module: str) -> None:
    assert undeclared(modules()[module], PROGRAM) == set()


@pytest.mark.parametrize("file", TESTS)
def test_the_package_of_every_import_of_a_test_is_declared(file: str) -> None:
    assert undeclared(TESTS[file], PROGRAM | names(declared("test"))) == set()


def test_every_package_declared_for_the_program_is_imported_by_it() -> None:
    used = {name for tree in modules().values() for module in foreign(tree) for name in packages_of(module)}
    assert used & BY_OTHERS == set()
    assert PROGRAM - used == BY_OTHERS


def test_no_package_is_declared_twice() -> None:
    found = [name for part in ("", *EXTRAS) for name in sorted(names(declared(part)))]
    assert sorted(set(found)) == sorted(found)


def test_every_package_of_the_program_is_installed_and_the_tests_are_not() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    folders = {path.parent.relative_to(ROOT) for path in python_files()} - {Path()}
    missed = [path for path in folders if not any(fnmatch(".".join(path.parts), pattern) for pattern in patterns)]
    assert missed == []
    assert [path for path in folders if not (ROOT / path / "__init__.py").exists()] == []
    assert [pattern for pattern in patterns if fnmatch("tests", pattern) or fnmatch("tests.e2e", pattern)] == []


COMMANDS = {
    "run": ".", "train": '".[train]"', "build-data": '".[train]"', "test": '".[test]"', "test-quick": '".[test]"',
    "test-processors": '".[test]"',
    "bench": '".[test]"', "lint": '".[lint]"', "lock": '".[lock]"', "audit": '".[audit]"',
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_installs_what_it_needs_with_one_pip_command(command: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    make = ["make", "--dry-run", f"VENV={tmp_path}", command]
    said = subprocess.run(make, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    (installation,) = [line for line in said.splitlines() if "pip install" in line]
    assert installation.endswith(f"--constraint constraints.txt --editable {COMMANDS[command]}")
