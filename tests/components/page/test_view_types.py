from __future__ import annotations

import ast
from typing import NotRequired, TypedDict

import pytest

from components.page.view_types import FILE, VIEWS, UntranslatableError, declarations, parts_of, translate
from tests.structure.source import modules, nodes


class Part(TypedDict):
    """A part."""

    share: float  # 0 to 1
    words: NotRequired[str]


class Whole(TypedDict):
    """A whole."""

    parts: list[Part | None]
    named: dict[str, Part]
    pair: tuple[int, bool]
    colours: tuple[str, ...]


WRITTEN = """
/** A whole. */
export interface Whole {
  parts: (Part | null)[];
  named: Record<string, Part>;
  pair: [number, boolean];
  colours: string[];
}

/** A part. */
export interface Part {
  /** 0 to 1 */
  share: number;
  words?: string;
}
"""


def test_the_scripts_have_the_types_that_python_declares() -> None:
    assert FILE.read_text() == declarations(), "make types writes the file anew"


def test_every_panel_s_view_is_among_them() -> None:
    panels = (tree for name, tree in modules().items() if name.startswith("components.panels"))
    views = {node.name for tree in panels for node in nodes(tree, ast.ClassDef) if node.name.endswith("View")}
    assert "DigitView" in views
    assert views <= {part.__name__ for part in parts_of(VIEWS)}


def test_a_view_is_written_with_its_parts_and_what_is_said_of_them() -> None:
    assert declarations([Whole]).endswith(WRITTEN)


@pytest.mark.parametrize("hint", [object, dict[int, str], set[str], bytes])
def test_what_json_cannot_carry_is_refused(hint: object) -> None:
    with pytest.raises(UntranslatableError, match="has no counterpart"):
        translate(hint)


def test_two_views_of_one_name_are_refused() -> None:
    other = TypedDict("Part", {"unit": int})  # noqa: UP013 - the name is taken by a class
    with pytest.raises(UntranslatableError, match="both declare a Part"):
        parts_of([Whole, other])
