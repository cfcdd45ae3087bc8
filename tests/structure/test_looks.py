from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from components.page import theme
from components.page.files import read_bundle, style_sheets
from components.page.palette import class_colours, class_style
from components.page.pictures import picture_style
from components.panels import TABS
from tests.structure.source import ROOT, asset_files, modules, nodes, place

TOKENS = next(path for path in asset_files("css") if path.name == "10-tokens.css")


def definitions(text: str) -> list[tuple[str, str]]:
    """Return the custom properties that a style sheet defines, in order, with their values."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.findall(r"(?:^|[{;\s])(--[\w-]+)\s*:\s*([^;}]+)", bare)


def sheets_of_the_bench() -> list[Path]:
    """Return the style sheets of the panels of the bench; a panel need not have one."""
    panels = {panel.name.replace("-", "_") for tab in TABS for panel in tab.panels}
    return [path for path in asset_files("css") if path.parent.name == "panels" and path.stem in panels]


def light_tokens() -> dict[str, str]:
    """Return the custom properties of the first block, the light theme's; each is defined there once."""
    found = definitions(TOKENS.read_text().split("}")[0])
    assert len(dict(found)) == len(found)
    return dict(found)


@pytest.mark.parametrize("count", [3, 10, 1000])
def test_the_page_and_the_figures_have_the_same_colours_of_the_classes(count: int) -> None:
    assert definitions(class_style(count)) == [("--class", colour) for colour in class_colours(count)]


def test_the_style_sheet_and_the_figures_have_the_same_colours_of_signed_values() -> None:
    light = light_tokens()
    assert (light["--negative"], light["--positive"]) == (theme.NEGATIVE, theme.POSITIVE)


def test_the_style_sheet_and_the_figures_have_the_same_accent_and_font() -> None:
    light = light_tokens()
    assert light["--accent"] == theme.ACCENT
    assert light["--font"].replace('"', "'") == theme.FONT


@pytest.mark.parametrize("sheet", asset_files("css"), ids=lambda path: path.name)
def test_custom_properties_are_defined_in_the_tokens_only(sheet: object) -> None:
    assert bool(definitions(sheet.read_text())) == (sheet == TOKENS)


@pytest.mark.parametrize("sheet", asset_files("css"), ids=lambda path: path.name)
def test_every_custom_property_that_is_used_is_defined(sheet: object) -> None:
    used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text()))
    assert used <= {name for name, _ in definitions(TOKENS.read_text() + class_style(1) + picture_style(20, 24))}


def test_each_style_sheet_of_a_panel_is_named_after_it() -> None:
    sheets = {path.stem for path in asset_files("css") if path.parent.name == "panels"}
    assert sheets <= {path.name for path in (ROOT / "components" / "panels").iterdir() if path.is_dir()}


@pytest.mark.parametrize("sheet", sheets_of_the_bench(), ids=lambda path: path.stem)
def test_a_panel_of_the_bench_asks_how_wide_its_card_is_and_not_the_page(sheet: Path) -> None:
    assert re.findall(r"@media[^{]*(?:width|height)", sheet.read_text()) == []


def test_a_panel_has_the_last_word_on_its_looks() -> None:
    names = [path.relative_to(ROOT / "assets" / "css").as_posix() for path in style_sheets()]
    shared = [name for name in names if "/" not in name]
    assert names == [*sorted(shared), *sorted(set(names) - set(shared))]
    assert shared[0] == TOKENS.name


def test_the_page_is_sent_every_style_sheet_once() -> None:
    assert sorted(style_sheets()) == asset_files("css")
    assert len(read_bundle("css")) == sum(path.stat().st_size + 1 for path in style_sheets()) - 1


def test_both_ways_to_dark_set_the_same_colours() -> None:
    blocks = re.findall(r"\{\s*color-scheme: dark;(.*?)\}", TOKENS.read_text(), flags=re.DOTALL)
    assert len(blocks) == 2
    assert definitions(blocks[0]) == definitions(blocks[1])


@pytest.mark.parametrize("module", [name for name in modules() if name.startswith("components")])
def test_no_component_has_a_style_of_its_own(module: str) -> None:
    keywords = nodes(modules()[module], ast.keyword)
    assert [place(module, keyword.value) for keyword in keywords if keyword.arg == "style"] == []
