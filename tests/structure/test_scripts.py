from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.page.bundle import EXPORT, IMPORT, BundleError, bundle
from components.page.files import OUTDATED
from tests.structure.source import ROOT, asset_files

SCRIPTS = ROOT / "assets" / "js"
# Which folders a folder may import from, besides itself.
ABOVE: dict[str, set[str]] = {
    "core": set(),
    "charts": {"core"},
    "map": {"core", "charts"},
    "drawing": {"core", "charts"},
    "page": {"core"},
    "panels": {"core", "charts", "map", "drawing"},
}
NAMES = {path.relative_to(SCRIPTS).as_posix(): path for path in asset_files("js")}


def imported(script: Path) -> set[str]:
    """Return the modules that a script imports, as paths within the folder of scripts."""
    paths = ((script.parent / match["path"]).resolve() for match in IMPORT.finditer(script.read_text()))
    return {path.relative_to(SCRIPTS).as_posix() for path in paths}


def reached(name: str = "main.js") -> set[str]:
    """Return ``name`` and all that it imports, directly or through others."""
    found, waiting = set(), [name]
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting += imported(NAMES[name]) - found
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_script_has_a_layer_and_imports_from_none_after_it(name: str) -> None:
    if name == "main.js":
        return
    layer = name.split("/", maxsplit=1)[0]
    assert layer in ABOVE
    assert {other.split("/")[0] for other in imported(NAMES[name])} <= {layer, *ABOVE[layer]}


def test_the_page_starts_every_script() -> None:
    assert reached() == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_script_says_what_it_does_and_shares_nothing_but_by_import(name: str) -> None:
    text = NAMES[name].read_text()
    assert text.startswith("/* ")
    assert not re.search(r"window\.digitscope|globalThis", text)
    assert not re.search(r"dispatchEvent\((?!new MouseEvent)", text), "set a key of the store instead"


@pytest.mark.parametrize("name", NAMES)
def test_a_script_takes_no_leave_of_the_types_without_a_reason(name: str) -> None:
    assert not re.search(r"@ts-nocheck|@ts-(?:ignore|expect-error)\s*(?:\*/|$)", NAMES[name].read_text(), re.MULTILINE)


# What needs a document, a canvas or Plotly through and through; the journeys try it.
UNTESTED = {
    "charts/plotly.js", "core/dash.js", "core/mount.js", "core/panel.js", "core/shown.js", "core/view_note.js",
    "core/views.js", "drawing/message.js", "map/plot_layout.js", "map/side_maps.js", "map/sketch.js",
    "panels/compare.js", "panels/data_state.js",
}  # fmt: skip


def test_every_script_with_pure_functions_has_tests_but_for_those_named_here() -> None:
    tested = "\n".join(test.read_text() for test in (ROOT / "tests" / "js").rglob("*.test.js"))
    exported = {name: {match["name"] for match in EXPORT.finditer(path.read_text())} for name, path in NAMES.items()}
    pure = {name for name, functions in exported.items() if functions - {"start", "panel"}}
    assert {name for name in pure if f"assets/js/{name}" not in tested} == UNTESTED


def made_up(folder: Path, **scripts: str) -> Path:
    """Write scripts, one a name, and return the one called main."""
    for name, text in scripts.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "main.js"


def test_modules_that_import_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    main = made_up(
        tmp_path,
        main='import { a } from "./one.js";\na();\n',
        one='import { b } from "./two.js";\nexport function a() {}\n',
        two='import { a } from "./one.js";\nexport const b = 1;\n',
    )
    with pytest.raises(BundleError, match=r"one\.js → two\.js → one\.js"):
        bundle(main)


@pytest.mark.parametrize(
    "text",
    [
        'import it from "./one.js";\n',
        'import "./one.js";\n',
        "export default 5;\n",
        "export let changing = 5;\n",
        'export { a } from "./one.js";\n',
    ],
)
def test_what_the_bundle_does_not_know_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BundleError, match=r"main\.js"):
        bundle(made_up(tmp_path, main=text, one="export const a = 1;\n"))


def test_the_page_is_sent_one_script_without_imports() -> None:
    text = bundle(SCRIPTS / "main.js").decode()
    assert not re.search(r"^\s*(import|export)\b", text, flags=re.MULTILINE)


def test_types_stay_behind_but_not_what_stands_beside_them(tmp_path: Path) -> None:
    text = "/** @type {number} */\nlet one = 1;\nlet two =\n  /** @type {any} */ (2); /** three */\nlet four = 4;\n"
    sent = bundle(made_up(tmp_path, main=text)).decode()
    assert "let one = 1;\nlet two =\n  /** @type {any} */ (2); /** three */\nlet four = 4;" in sent
    assert "@type {number}" not in sent


def test_scripts_know_a_page_of_another_version_by_the_status_that_it_gets() -> None:
    assert f"const OUTDATED = {OUTDATED};" in NAMES["core/version.js"].read_text()
