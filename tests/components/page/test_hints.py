from __future__ import annotations

import re

import pytest

from components.page.hints import HINTS, first_hint
from tests.structure.source import ROOT
from tests.visitor import Visitor, walk


@pytest.mark.parametrize("name", HINTS)
def test_a_hint_can_be_dismissed_and_says_so(name: str) -> None:
    _, dismiss = first_hint(name, "digit").children
    attributes = dismiss.to_plotly_json()["props"]
    assert attributes["data-dismiss"] == name
    assert attributes["aria-label"].startswith("Dismiss")


def test_script_and_style_sheet_know_the_same_hints() -> None:
    script = (ROOT / "assets" / "js" / "page" / "hints.js").read_text()
    sheet = (ROOT / "assets" / "css" / "30-hints.css").read_text()
    places = re.search(r"const PLACES = \{(.*?)\}", script, re.DOTALL)[1]
    assert re.findall(r"(\w+):", places) == list(HINTS)
    assert set(re.findall(r'\[data-hint="(\w+)"\]', sheet)) == set(HINTS)


def test_each_hint_stands_once_on_the_page(visitor: Visitor) -> None:
    parts = (part["props"] for part in walk(visitor.client.get("/_dash-layout").json))
    assert sorted(part["data-hint"] for part in parts if "data-hint" in part) == sorted(HINTS)
