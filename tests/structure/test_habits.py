from __future__ import annotations

import ast
from statistics import median

import pytest

from tests.structure.source import ROOT, Function, asset_files, functions, modules, nodes, place, python_files

LONGEST_FUNCTION, MEDIAN_FUNCTION, LONGEST_FILE = 50, 8, 300
LONGEST_LINE = 120  # of a script; ruff holds Python to the same
MUTATORS = {"append", "extend", "insert", "pop", "clear", "add", "remove", "update", "setdefault", "popitem", "discard"}
VAGUE = {"utils", "helpers", "common", "misc"}


def length(function: Function) -> int:
    """Return the lines from ``def`` to the end."""
    return function.end_lineno - function.lineno + 1


def is_command_line(tree: ast.Module) -> bool:
    """Return whether a module can be run."""
    return any(isinstance(node, ast.If) and "__main__" in ast.unparse(node.test) for node in tree.body)


def public(tree: ast.Module) -> list[ast.AST]:
    """Return the public functions, classes and methods that can be reached by name."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    within = [node for owner in (tree, *classes) for node in owner.body]
    return [node for node in within if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")]


def test_no_function_is_long_and_most_are_short() -> None:
    lengths = {place(module, function): length(function) for module, function in functions()}
    assert {where: lines for where, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    assert median(lengths.values()) <= MEDIAN_FUNCTION


def test_no_file_is_long() -> None:
    tests = [path for kind in ("py", "js") for path in (ROOT / "tests").rglob(f"*.{kind}")]
    files = [*python_files(), *asset_files("js"), *asset_files("css"), *tests]
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_no_line_of_a_script_is_long() -> None:
    scripts = [*asset_files("js"), *(ROOT / "tests").rglob("*.js")]
    lines = {path: enumerate(path.read_text().splitlines(), start=1) for path in scripts}
    assert [f"{path.relative_to(ROOT)}:{number}" for path in lines for number, line in lines[path]
            if len(line) > LONGEST_LINE] == []  # fmt: skip


def test_no_file_has_a_vague_name() -> None:
    assert not {path for path in [*python_files(), *asset_files("js")] if path.stem in VAGUE}


@pytest.mark.parametrize("module", modules())
def test_every_public_thing_says_what_it_is(module: str) -> None:
    tree = modules()[module]
    assert ast.get_docstring(tree), module
    assert [place(module, node) for node in public(tree) if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("module", modules())
def test_only_command_lines_print(module: str) -> None:
    tree = modules()[module]
    prints = [node for node in nodes(tree, ast.Name) if node.id == "print"]
    assert is_command_line(tree) or [place(module, node) for node in prints] == []


@pytest.mark.parametrize("module", modules())
def test_every_prop_has_one_writer_and_every_callback_one_app(module: str) -> None:
    tree = modules()[module]
    shortcuts = [
        node.value for node in nodes(tree, ast.keyword)
        if node.arg in ("allow_duplicate", "suppress_callback_exceptions")
    ]  # fmt: skip
    globals_ = [
        node for node in nodes(tree, ast.ImportFrom)
        if node.module == "dash" and {"callback", "clientside_callback"} & {alias.name for alias in node.names}
    ]  # fmt: skip
    assert [place(module, node) for node in [*shortcuts, *globals_]] == []


CATCH_ALL = ("components.question.view", "model.training.load_network")


@pytest.mark.parametrize("module", [name for name in modules() if name not in CATCH_ALL])
def test_nobody_catches_everything_but_who_answers_for_the_views_and_who_runs_code_of_others(module: str) -> None:
    caught = nodes(modules()[module], ast.ExceptHandler)
    blind = [node for node in caught if node.type is None or "Exception" in ast.unparse(node.type).split(".")]
    assert [place(module, node) for node in blind] == []


def test_one_place_catches_whatever_goes_wrong_in_a_view_and_logs_it() -> None:
    tree = modules()["components.question.view"]
    (caught,) = nodes(tree, ast.ExceptHandler)
    assert f"explain_failure({caught.name})" in ast.unparse(caught)
    (explain,) = (node for node in nodes(tree, ast.FunctionDef) if node.name == "explain_failure")
    assert "exc_info=error" in ast.unparse(explain)


def stored(parts: list[ast.AST]) -> set[str]:
    """Return the names that are given a value in ``parts``, arguments included."""
    names = {node.id for part in parts for node in nodes(part, ast.Name) if isinstance(node.ctx, ast.Store)}
    return names | {node.arg for part in parts for node in nodes(part, ast.arg)}


def changed(tree: ast.Module) -> list[ast.Name]:
    """Return where functions write into what the module holds."""
    functions_ = [node for node in ast.walk(tree) if isinstance(node, Function)]
    held = stored([part for part in tree.body if isinstance(part, ast.Assign | ast.AnnAssign)]) - stored(functions_)
    written = [
        node.value for node in nodes(tree, ast.Subscript, ast.Attribute) if isinstance(node.ctx, ast.Store | ast.Del)
    ]
    methods = [node.func for node in nodes(tree, ast.Call) if isinstance(node.func, ast.Attribute)]
    written += [method.value for method in methods if method.attr in MUTATORS]
    return [node for node in written if isinstance(node, ast.Name) and node.id in held]


@pytest.mark.parametrize("module", modules())
def test_no_module_has_state_that_changes(module: str) -> None:
    tree = modules()[module]
    assert [place(module, node) for node in [*nodes(tree, ast.Global), *changed(tree)]] == []


def test_state_that_changes_is_found() -> None:
    cache = "SEEN = {}\ndef see(name):\n    SEEN[name] = 1\n"
    assert (
        len(changed(ast.parse(cache)))
        == len(changed(ast.parse(cache.replace("SEEN[name] = 1", "SEEN.update(name)"))))
        == 1
    )
    assert changed(ast.parse("def see(name):\n    seen = {}\n    seen[name] = 1\n")) == []
