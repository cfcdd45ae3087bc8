from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.structure.source import ROOT, asset_files, module_file, modules, nodes

LAYERS = ("model", "components")


def folders(root: Path, pattern: str) -> set[Path]:
    """Return the folders within ``root`` that have files of a pattern."""
    return {path.parent.relative_to(root) for path in root.rglob(pattern)}


def working(layer: str) -> set[Path]:
    """Return the folders of a layer in which something is done: in which there is a function."""
    files = [module_file(name) for name, tree in modules().items() if any(nodes(tree, ast.FunctionDef))]
    return {path.parent.relative_to(ROOT / layer) for path in files if path.is_relative_to(ROOT / layer)}


@pytest.mark.parametrize("layer", LAYERS)
def test_tests_stand_in_the_folder_of_what_they_test_and_every_folder_has_some(layer: str) -> None:
    assert folders(ROOT / "tests" / layer, "test_*.py") == working(layer)


def test_the_tests_of_scripts_stand_in_the_folder_of_the_script() -> None:
    scripts = ROOT / "assets" / "js"
    known = {path.parent.relative_to(scripts) for path in asset_files("js") if path.parent != scripts}
    assert folders(ROOT / "tests" / "js", "*.test.js") == known
