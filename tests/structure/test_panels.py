"""A panel is one folder on one contract, told alike in Python and in JavaScript."""

from __future__ import annotations

import re
import sys

import pytest

from components.page import ids
from components.page.panel import Panel
from components.panels import PANELS
from components.question import question
from components.question.choice import Choice
from tests.structure.source import ROOT

FOLDERS = sorted(path.parent.name for path in (ROOT / "components" / "panels").glob("*/__init__.py"))
SCRIPTS = ROOT / "assets" / "js" / "panels"
MAIN = (ROOT / "assets" / "js" / "main.js").read_text()

# Panels whose scripts have folders of their own: assets/js/map and assets/js/drawing.
ELSEWHERE = {"map", "draw"}
WITH_SCRIPT = [folder for folder in FOLDERS if folder not in ELSEWHERE]

EXPORTED = re.compile(r"^export const panel = (\{.*?\});$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r'\bname: "([^"]*)"')
KEY = re.compile(r'(?:^|,)\s*"([^"]+)":')
INNER = re.compile(r"\{[^{}]*\}|\([^()]*\)")
LISTED = re.compile(r"^const panels = \[([^\]]*)\];$", re.MULTILINE)
IMPORTED = re.compile(r'^import \{ panel as (\w+) \} from "\./panels/(\w+)\.js";$', re.MULTILINE)


def declared(folder: str) -> Panel:
    """Return the panel of a folder."""
    module = sys.modules.get(f"components.panels.{folder}")  # loaded with the list
    assert module, f"{folder} is in no tab of TABS, components/panels/__init__.py"
    return module.PANEL


def exported(folder: str) -> str:
    """Return what the script of a panel exports, as source."""
    script = SCRIPTS / f"{folder}.js"
    found = EXPORTED.findall(script.read_text()) if script.exists() else []
    assert len(found) == 1, f"assets/js/panels/{folder}.js must have one `export const panel = {{ ... }};`"
    return found[0]


def elements(panel: str, part: str) -> list[str]:
    """Return the keys of a part of what a script exports, "views" or "answers", on one line or on several."""
    _, _, rest = panel.partition(f" {part}: {{")
    while (outer := INNER.sub("", rest)) != rest:  # functions and tables within it
        rest = outer
    return KEY.findall(rest.partition("}")[0])


def written_out(folder: str, part: str) -> str:
    """Return how a part of what the script of a panel exports must read."""
    return f'assets/js/panels/{folder}.js must have them written out, {part}: {{ "element-id": function }}'


def test_the_page_has_the_panel_of_every_folder_once() -> None:
    assert len(FOLDERS) > 10
    assert sorted(panel.name for panel in PANELS) == sorted(declared(folder).name for folder in FOLDERS)
    assert {id(panel) for panel in PANELS} == {id(declared(folder)) for folder in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_panel_is_named_after_its_folder_and_has_an_id_and_a_title(folder: str) -> None:
    assert declared(folder).name == folder.replace("_", "-")
    assert f"{declared(folder).name}-panel" in vars(ids).values()
    assert declared(folder).title


@pytest.mark.parametrize("folder", WITH_SCRIPT)
def test_the_script_of_a_panel_has_its_name(folder: str) -> None:
    assert NAME.findall(exported(folder)) == [declared(folder).name]


@pytest.mark.parametrize("folder", WITH_SCRIPT)
def test_the_script_of_a_panel_draws_exactly_the_views_that_python_declares(folder: str) -> None:
    drawn = sorted(elements(exported(folder), "views"))
    assert drawn == sorted(view.element for view in declared(folder).views), written_out(folder, "views")


@pytest.mark.parametrize("folder", WITH_SCRIPT)
def test_the_script_of_a_panel_answers_exactly_the_views_that_need_no_server(folder: str) -> None:
    here = [view.element for view in declared(folder).views if view.answer is None]
    assert sorted(elements(exported(folder), "answers")) == sorted(here), written_out(folder, "answers")


def test_the_page_adds_the_script_of_every_panel() -> None:
    names = dict(IMPORTED.findall(MAIN))
    (listed,) = LISTED.findall(MAIN)
    added = [names[name] for name in re.findall(r"\w+", listed)]
    assert sorted(added) == WITH_SCRIPT, "assets/js/main.js must name every panel once"


def test_a_script_is_a_panel_s_only_if_python_knows_the_panel() -> None:
    panels = {path.stem for path in SCRIPTS.glob("*.js") if EXPORTED.search(path.read_text())}
    assert panels == set(WITH_SCRIPT)


@pytest.mark.parametrize("folder", sorted(ELSEWHERE))
def test_a_panel_whose_script_is_elsewhere_has_none_among_the_panels(folder: str) -> None:
    assert not (SCRIPTS / f"{folder}.js").exists()
    for view in declared(folder).views:
        scripts = [path.read_text() for path in (ROOT / "assets" / "js" / "drawing").glob("*.js")]
        assert any(f'post("/view", {{ {view.element}: ' in text for text in scripts), view.element


def test_both_languages_have_the_same_names_for_what_a_view_can_need() -> None:
    text = (ROOT / "assets" / "js" / "core" / "question.js").read_text()
    (parts,) = re.findall(r"^const parts = \{(.*?)^\};$", text, re.MULTILINE | re.DOTALL)
    known = set(re.findall(r'^  "?([\w-]+)"?[:,]', parts, re.MULTILINE))
    assert known == {value for name, value in vars(question).items() if name.isupper() and isinstance(value, str)}
    needed = {need for panel in PANELS for view in panel.views for need in view.needs if not isinstance(need, Choice)}
    assert needed == known
