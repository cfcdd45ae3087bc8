from __future__ import annotations

import ast
import re
from collections import Counter
from itertools import accumulate

from tests.structure.source import ROOT, asset_files, modules, nodes

COMMENT = re.compile(r"/\*\*(.*?)\*/", re.DOTALL)
BORROWED = re.compile(r"\{\s*(?:import\([^)]*\)|\w+)\.\w+\s*\}$")  # a name for the type of another module


def twice(names: list[str]) -> set[str]:
    """Return what is in a list more than once."""
    return {name for name, count in Counter(names).items() if count > 1}


def declared(script: str) -> list[str]:
    """Return the names of the types that a script declares, without those that it takes from another one."""
    found = []
    for comment in COMMENT.findall(script):
        _, *parts = re.sub(r"\n\s*\*", "\n", comment).split("@typedef ")
        found += [name for body, name in map(cut, parts) if not BORROWED.match(body)]
    return found


def cut(declaration: str) -> tuple[str, str]:
    """Cut ``{type} Name ...`` into the type, whose braces may hold others, and the name."""
    depths = list(accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in declaration))
    end = depths.index(0) + 1
    return declaration[:end], re.match(r"\s*(\w+)", declaration[end:])[1]


def test_no_two_classes_have_the_same_name() -> None:
    assert twice([node.name for tree in modules().values() for node in nodes(tree, ast.ClassDef)]) == set()


def test_no_two_types_of_the_scripts_have_the_same_name() -> None:
    written = [name for script in asset_files("js") for name in declared(script.read_text())]
    types = [path.read_text() for path in sorted((ROOT / "assets" / "js" / "types").glob("*.d.ts"))]
    stated = [name for text in types for name in re.findall(r"^export (?:interface|type) (\w+)", text, re.MULTILINE)]
    assert len(written) > 10, "they are found"
    assert twice([*written, *stated]) == set()


def test_a_type_is_found_by_its_name_and_one_of_another_module_is_not() -> None:
    assert declared("/** @typedef {{a: {b: number}}} One what it is */") == ["One"]
    assert declared('/**\n * @typedef {import("./x.js").Two} Two\n * @typedef {figure.Three} Three\n */') == []
    two = "/**\n * @typedef {[number,\n *   number]} Four\n * @typedef {Five | null} Six\n */"
    assert declared(two) == ["Four", "Six"]
