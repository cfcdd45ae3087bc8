from __future__ import annotations

import subprocess
import sys

import pytest

from tests.packages import brought, declared, importable
from tests.structure.source import ROOT, imported, modules

LAYERS = ("data", "model", "components.figures", "components.panels", "app")


def layer_of(module: str) -> int | None:
    """Return the number of a module's layer; the shared modules of components/ have none."""
    return next((k for k, layer in enumerate(LAYERS) if module == layer or module.startswith(f"{layer}.")), None)


def reached_from(module: str) -> set[str]:
    """Return the modules of the program that ``module`` imports, directly or through others."""
    reached, waiting = set(), [module]
    while waiting:
        found = (imported(modules()[waiting.pop()]) & modules().keys()) - reached
        reached |= found
        waiting += found
    return reached


@pytest.mark.parametrize("module", modules())
def test_a_module_imports_nothing_from_a_later_layer(module: str) -> None:
    own = layer_of(module)
    later = {other for other in reached_from(module) if own is not None and (layer_of(other) or 0) > own}
    assert not later


@pytest.mark.parametrize(("layer", "foreign"), [("model", ("dash", "plotly")), ("data", ("dash", "plotly"))])
def test_a_lower_layer_does_not_know_the_page(layer: str, foreign: tuple[str, ...]) -> None:
    for name, tree in modules().items():
        if name.startswith(layer):
            assert not [other for other in imported(tree) if other.split(".")[0] in foreign], name


def test_figures_need_neither_dash_nor_torch() -> None:
    figures = [name for name in modules() if name.startswith("components.figures")]
    assert loaded_by(f"import {', '.join(figures)}") & {"dash", "torch"} == set()


def test_importing_the_app_loads_nothing_that_only_training_and_building_need() -> None:
    heavy = importable(brought(declared("train")) - brought(declared()))
    assert heavy >= {"torch", "scipy", "sklearn", "umap"}
    assert loaded_by("import app") & heavy == set()


def test_what_serves_does_not_import_training() -> None:
    assert not [name for name in reached_from("app") if name.startswith("model.training")]


def test_a_module_of_the_model_has_a_folder_that_says_what_it_is_about() -> None:
    loose = {name for name, tree in modules().items() if name.startswith("model.") and name.count(".") == 1}
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "model").glob("*/__init__.py")}
    assert loose - packages == {
        "model.columns",
        "model.inspection",
        "model.library",
        "model.preprocess",
        "model.spec",
        "model.workspace",
    }


def test_importing_the_app_does_no_work() -> None:
    watch = """
import sys, threading
deeds = []
def note(event, args):
    reads_data = event == "open" and "/data/" in str(args[0]) and not str(args[0]).endswith((".py", ".pyc"))
    if reads_data or event in ("socket.bind", "socket.connect", "subprocess.Popen"):
        deeds.append((event, args))
sys.addaudithook(note)
import app
print(deeds, threading.active_count())
"""
    assert run(watch) == "[] 1"


def loaded_by(statement: str) -> set[str]:
    """Return the top-level packages in memory after ``statement`` ran in a fresh process."""
    return set(run(f"import sys; {statement}; print(*{{name.split('.')[0] for name in sys.modules}})").split())


def run(code: str) -> str:
    """Return what ``code`` prints in a fresh process."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
