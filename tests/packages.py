"""The packages that pyproject.toml declares and what they bring along; a Python that has some and no others."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Collection, Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = PYPROJECT["project"]
EXTRAS = tuple(PROJECT["optional-dependencies"])


def declared(extra: str = "") -> list[Requirement]:
    """Return the requirements of serving, or of an extra without those of others that it names."""
    texts = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    return [Requirement(text) for text in texts]


def names(requirements: Iterable[Requirement]) -> set[str]:
    """Return the names, as registries normalise them, without digitscope's own."""
    return {canonicalize_name(requirement.name) for requirement in requirements} - {PROJECT["name"]}


def brought(requirements: Iterable[Requirement], *, without: Collection[str] = ()) -> set[str]:
    """Return the names of all packages that ``requirements`` install on this machine.

    Args:
        requirements: Where to begin.
        without: Names that are taken for installed already, together with what they need.
    """
    seen: set[tuple[str, str]] = set()
    waiting = [pair for requirement in requirements for pair in wanted(requirement)]
    while waiting:
        pair = waiting.pop()
        if pair not in seen and pair[0] not in without:
            seen.add(pair)
            waiting += [other for needed in needs(*pair) for other in wanted(needed)]
    return {name for name, _ in seen} - {PROJECT["name"]}


def wanted(requirement: Requirement) -> list[tuple[str, str]]:
    """Return a requirement as pairs of name and extra; the package itself has the extra ""."""
    return [(canonicalize_name(requirement.name), extra) for extra in ("", *requirement.extras)]


def needs(name: str, extra: str) -> list[Requirement]:
    """Return what a package needs here, or what its extra adds; nothing is known of what is not installed."""
    if name == PROJECT["name"]:
        return declared(extra)
    try:
        found = [Requirement(text) for text in requires(name) or []]
    except PackageNotFoundError:
        return []
    plain = [needed for needed in found if applies(needed, "")]
    return [needed for needed in found if applies(needed, extra) and needed not in plain] if extra else plain


def applies(requirement: Requirement, extra: str) -> bool:
    """Return whether a requirement holds on this machine, with ``extra`` asked for."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def importable(packages: Collection[str]) -> set[str]:
    """Return the top-level modules that the packages of these names bring."""
    return {module for module, owners in modules().items() if owners & set(packages)}


def packages_of(module: str) -> set[str]:
    """Return the names of the packages that bring a top-level module, or its own where none does."""
    return modules().get(module, {module})


@cache
def modules() -> dict[str, set[str]]:
    """Return the top-level modules that are installed, and the names of the packages that bring each."""
    return {module: {canonicalize_name(name) for name in found} for module, found in packages_distributions().items()}


def is_foreign(module: str) -> bool:
    """Return whether a top-level module is neither Python's nor digitscope's."""
    return (
        module not in sys.stdlib_module_names
        and not any(ROOT.glob(f"{module}/__init__.py"))
        and module not in ("app", "digitscope", "serve")
    )


def link_packages(packages: Iterable[str], folder: Path) -> None:
    """Put the modules of the packages of these names into ``folder``, as links.

    ``python -S`` with that folder as its PYTHONPATH has them, and nothing else that is installed.
    """
    for name in packages:
        found = distribution(name)
        for top in {path.parts[0] for path in found.files or ()} - {"..", "__pycache__"}:
            link = folder / top
            if not link.exists():
                link.symlink_to(Path(str(found.locate_file(top))).resolve())
