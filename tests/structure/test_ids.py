from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from components.page import ids
from tests.structure.source import asset_files, modules, nodes, place

DECLARED = {name: value for name, value in vars(ids).items() if name.isupper()}
DEPENDENCIES = ("Input", "Output", "State", "Store")

# Where a script names an element: by call, as the first argument, as the key of what draws or answers a view or of what
# is chosen, or in a selector.
NAMED_BY_CALL = re.compile(r"""(?:byId|setProps|ready|redraw|setting)\(\s*["']([^"']+)["']""")
NAMED_AS_KEY = re.compile(r"""(?:views: |answers: |choose\()\{([^{}]*)\}""")
KEY = re.compile(r"""["']([a-z][\w-]*)["']:""")
NAMED_BY_SELECTOR = re.compile(r"""["'`][^"'`\n]*?#([a-z][\w-]*)""")
COLOUR = re.compile(r"[0-9a-f]{3}|[0-9a-f]{6}")


def literal_ids(tree: ast.AST) -> Iterator[ast.AST]:
    """Give the places where an id is written out instead of taken from components.page.ids."""
    for call in nodes(tree, ast.Call):
        function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = [keyword.value for keyword in call.keywords if keyword.arg in ("id", "component_id")]
        given += call.args[:1] if function in DEPENDENCIES else []
        yield from (value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str))
    classes = {keyword.value for keyword in nodes(tree, ast.keyword) if keyword.arg == "className"}
    for text in set(nodes(tree, ast.Constant)) - classes:
        if isinstance(text.value, str) and "-" in text.value and text.value in DECLARED.values():
            yield text


def ids_in_script(text: str) -> set[str]:
    """Return the ids that a script names."""
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
    selected = {name for name in NAMED_BY_SELECTOR.findall(text) if not COLOUR.fullmatch(name)}
    keys = {name for part in NAMED_AS_KEY.findall(text) for name in KEY.findall(part)}
    return selected | keys | set(NAMED_BY_CALL.findall(text))


def ids_in_style_sheet(text: str) -> set[str]:
    """Return the ids in the selectors of a style sheet."""
    selectors = re.findall(r"([^{}]*)\{", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return {name for selector in selectors for name in re.findall(r"#([\w-]+)", selector)}


@pytest.mark.parametrize("module", [name for name in modules() if name != "components.page.ids"])
def test_no_id_is_written_outside_ids(module: str) -> None:
    assert [place(module, node) for node in literal_ids(modules()[module])] == []


def test_every_id_is_kebab_case() -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", value) for value in DECLARED.values())


def test_no_two_ids_are_the_same() -> None:
    assert len(set(DECLARED.values())) == len(DECLARED)


@pytest.mark.parametrize("script", asset_files("js"), ids=lambda path: path.name)
def test_a_script_names_only_ids_that_exist(script: object) -> None:
    assert ids_in_script(script.read_text()) <= set(DECLARED.values())


@pytest.mark.parametrize("sheet", asset_files("css"), ids=lambda path: path.name)
def test_a_style_sheet_names_only_ids_that_exist(sheet: object) -> None:
    assert ids_in_style_sheet(sheet.read_text()) <= set(DECLARED.values())


def test_the_scripts_do_name_ids() -> None:
    named = set().union(*(ids_in_script(script.read_text()) for script in asset_files("js")))
    assert {ids.MAP_STAGE, ids.FEATURE_MAP_DIALOG, ids.SHARE_LINK} <= named  # by call and in selectors
    assert {ids.DIGIT_BODY, ids.DATA_IMAGE, ids.SURROGATE_MAP} <= named  # as keys


def test_every_id_is_used() -> None:
    used = {node.attr for tree in modules().values() for node in nodes(tree, ast.Attribute)}
    assert set(DECLARED) <= used
