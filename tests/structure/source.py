"""The source of digitscope as text and as syntax trees, for tests that hold its conventions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("data", "model", "components")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files() -> list[Path]:
    """Return the files of the program, without its tests."""
    return [
        ROOT / "app.py",
        ROOT / "digitscope.py",
        ROOT / "serve.py",
        *(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))),
    ]


def asset_files(kind: str) -> list[Path]:
    """Return the scripts ("js") or the style sheets ("css")."""
    return sorted((ROOT / "assets" / kind).rglob(f"*.{kind}"))


def module_name(path: Path) -> str:
    """Return the name by which ``path`` is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, ast.Module]:
    """Return the syntax tree of every module of the program by its name."""
    return {module_name(path): ast.parse(path.read_text()) for path in python_files()}


def nodes(tree: ast.AST, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    """Give the nodes of some kinds, anywhere in ``tree``."""
    return (node for node in ast.walk(tree) if isinstance(node, kinds))


def imported(tree: ast.AST) -> set[str]:
    """Return the full names of all modules that ``tree`` imports, and of what it imports from them."""
    names = {alias.name for node in nodes(tree, ast.Import) for alias in node.names}
    for node in nodes(tree, ast.ImportFrom):
        names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def functions() -> Iterator[tuple[str, Function]]:
    """Give every function of the program with the name of its module."""
    for name, tree in modules().items():
        for node in nodes(tree, ast.FunctionDef, ast.AsyncFunctionDef):
            yield name, node


def place(module: str, node: ast.AST) -> str:
    """Return where a node is, as an editor understands it."""
    return f"{module_file(module).relative_to(ROOT)}:{node.lineno}"


def module_file(module: str) -> Path:
    """Return the file of a module."""
    file = ROOT / module.replace(".", "/")
    return file.with_suffix(".py") if file.with_suffix(".py").is_file() else file / "__init__.py"
