"""The browser's ES modules as one file, which a page loads once.

A module becomes a function that runs once and returns what it exports; those that it imports stand before it. There are
no circles, so nothing is asked for before it is there. Types and what is said of functions stay behind: they are for
people and for tsc, and a fifth of the text. What is written is the part of the language that the modules
use: imports of names or of a whole module at the top, exports of functions, classes and constants.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

IMPORT = re.compile(r'^import (?:\* as (?P<whole>\w+)|\{(?P<names>[^}]*)\}) from "(?P<path>\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (?P<name>\w+))", re.MULTILINE)
NOTE = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class BundleError(ValueError):
    """A module cannot be part of the bundle; the message names it and the reason."""


@cache
def bundle(main: Path) -> bytes:
    """Return ``main`` and all modules that it needs as one script.

    Raises:
        BundleError: Modules import each other in a circle, or one is written in another way.
    """
    written: dict[Path, str] = {}
    add(main.resolve(), main.resolve().parent, written, ())
    return "\n".join(['(() => {\n"use strict";', *written.values(), "})();\n"]).encode()


def add(path: Path, root: Path, written: dict[Path, str], above: tuple[Path, ...]) -> None:
    """Write the module ``path`` behind those that it needs; ``above`` are the modules that led to it."""
    if path in written:
        return
    if path in above:
        raise BundleError(
            f"{' → '.join(one.name for one in (*above[above.index(path) :], path))} is a circle of imports"
        )
    source = path.read_text()
    needed = {match["path"]: (path.parent / match["path"]).resolve() for match in IMPORT.finditer(source)}
    for other in needed.values():
        add(other, root, written, (*above, path))
    written[path] = wrap(path, source, {text: variable(other, root) for text, other in needed.items()}, root)


def wrap(path: Path, source: str, variables: Mapping[str, str], root: Path) -> str:
    """Return a module as a function.

    Args:
        path: The module.
        source: Its text.
        variables: Where the bundle keeps what it imports, by the paths in its imports.
        root: The folder of all modules.

    Raises:
        BundleError: It imports or exports in another way than the bundle knows.
    """
    exported = [match["name"] for match in EXPORT.finditer(source)]
    body = NOTE.sub("", EXPORT.sub("", source))
    body = IMPORT.sub(lambda match: bind(match, variables[match["path"]]), body)
    if other := OTHER.search(body):
        raise BundleError(f"{path.name} has {other[0][:60]!r}; only named imports and exports can be bundled")
    return f"const {variable(path, root)} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();"


def bind(match: re.Match[str], variable: str) -> str:
    """Return what stands for an import within the bundle."""
    if match["whole"]:
        return f"const {match['whole']} = {variable};\n"
    names = [name.strip().replace(" as ", ": ") for name in match["names"].split(",") if name.strip()]
    return f"const {{ {', '.join(names)} }} = {variable};\n"


def variable(path: Path, root: Path) -> str:
    """Return the name under which the bundle keeps what a module exports."""
    return re.sub(r"\W", "_", f"module {path.relative_to(root).with_suffix('').as_posix()}")
