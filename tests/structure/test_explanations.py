from __future__ import annotations

import ast
import re

import pytest

from components.page.glossary import GLOSSARY
from tests.structure.source import asset_files, modules, nodes, place

IN_A_SCRIPT = re.compile(r"\bterm\(\s*[\"'`]([^\"'`]+)[\"'`]")
TITLE = re.compile(r"\stitle=[\"'`$]|\.title = |<title>")
INSTEAD = "explain by data-tip (``tip`` of components/page/attributes.py), which fingers and keys can read"


def terms_in_layouts() -> dict[str, str]:
    """Return the terms that layouts use, with the place of one use."""
    calls = ((module, call) for module, tree in modules().items() for call in nodes(tree, ast.Call))
    return {
        call.args[0].value: place(module, call)
        for module, call in calls
        if getattr(call.func, "id", "") == "term" and isinstance(call.args[0], ast.Constant)
    }


def terms_in_scripts() -> dict[str, str]:
    """Return the terms that scripts use, with the name of a script that does."""
    return {key: script.name for script in asset_files("js") for key in IN_A_SCRIPT.findall(script.read_text())}


def test_every_term_that_is_used_is_in_the_glossary() -> None:
    used = terms_in_layouts() | terms_in_scripts()
    assert len(used) > 20
    assert {key: where for key, where in used.items() if key not in GLOSSARY} == {}


@pytest.mark.parametrize("module", [name for name in modules() if name.startswith("components")])
def test_no_element_is_explained_by_a_title_which_neither_fingers_nor_keys_can_read(module: str) -> None:
    elements = [call for call in nodes(modules()[module], ast.Call) if ast.unparse(call.func).startswith("html.")]
    titled = [keyword.value for call in elements for keyword in call.keywords if keyword.arg == "title"]
    assert [place(module, value) for value in titled] == [], INSTEAD


@pytest.mark.parametrize("script", asset_files("js"), ids=lambda path: path.name)
def test_no_script_explains_by_a_title_either(script: object) -> None:
    assert TITLE.findall(script.read_text()) == [], INSTEAD
