from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.structure.source import ROOT, asset_files, module_file, modules, nodes

# The pad and its links are the digits' own, and one table says what is true of one kind of map alone.
OWN = {
    "components.page.map_texts", "components.page.glossary", "components.page.glossary_network",
    "components.page.glossary_facts", "components.page.palette", "components.page.ids", "components.figures.equation",
}  # fmt: skip
DRAWING = ("drawing/", "core/drawing_link.js", "core/stroke_points.js")
SIZES = {28, 128, 784}
NAMES = re.compile(r"\b(?:conv\d|tsne|umap|t-SNE|UMAP)\b|--class-\d")
DIGITS = re.compile(r"\b(?:[Tt]en|128|28×28|0 to 9) (?:classes|units|features|activations|dimensions|probabilities)\b")
COMPONENTS = [name for name in modules() if name.startswith("components.") and name not in OWN]
SCRIPTS = [
    path for path in asset_files("js") if not path.relative_to(ROOT / "assets" / "js").as_posix().startswith(DRAWING)
]
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)


def docstrings(tree: ast.Module) -> set[ast.Constant]:
    """Return the constants of a module that say what something is."""
    described = nodes(tree, ast.Module, ast.ClassDef, ast.FunctionDef)
    first = [node.body[0] for node in described if node.body]
    return {node.value for node in first if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def constants(module: str) -> Iterator[ast.Constant]:
    """Give the numbers and texts that a module works with."""
    tree = modules()[module]
    said = docstrings(tree)
    return (node for node in nodes(tree, ast.Constant) if node not in said)


@pytest.mark.parametrize("module", COMPONENTS)
def test_no_module_of_the_page_knows_how_large_the_digits_are(module: str) -> None:
    assert [node.lineno for node in constants(module) if type(node.value) is int and node.value in SIZES] == []
    assert "range(10)" not in module_file(module).read_text()


@pytest.mark.parametrize("module", COMPONENTS)
def test_no_module_of_the_page_knows_the_layers_or_the_maps_by_name(module: str) -> None:
    texts = [node for node in constants(module) if isinstance(node.value, str)]
    assert [node.value for node in texts if NAMES.search(node.value) or DIGITS.search(node.value)] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_knows_sizes_layers_or_maps_by_heart(script: object) -> None:
    text = re.sub(r"_PX = \d+;", "", COMMENT.sub("", script.read_text()))
    assert NAMES.findall(text) == []
    assert DIGITS.findall(text) == []
    assert re.findall(r"(?<![\w.#-])(?:28|128|784)\b(?!px)(?! \})", text) == []
    assert "length: 10 " not in text


@pytest.mark.parametrize("sheet", asset_files("css"), ids=lambda path: path.name)
def test_no_style_sheet_knows_layers_or_classes_by_name(sheet: object) -> None:
    assert NAMES.findall(COMMENT.sub("", sheet.read_text())) == []


@pytest.mark.parametrize("module", [name for name in COMPONENTS if not name.startswith("components.panels.draw")])
def test_sentences_call_an_image_what_the_data_set_calls_it(module: str) -> None:
    texts = [node.value for node in constants(module) if isinstance(node.value, str)]
    assert [
        text
        for text in texts
        if " " in text.strip() and re.search(r"\bdigits?\b", re.sub(r"<[^>]*>|MNIST test digits", "", text))
    ] == []
