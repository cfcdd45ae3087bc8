from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from components.page.theme import NOTHING
from components.question.colouring import Colouring, colourings, own_columns
from model.columns import OwnColumn
from model.workspace import Workspace
from tests.maps import COLOURINGS

MARKUP = '<b>&"'


def owning(workspace: Workspace) -> Workspace:
    """Return the workspace with a column of each kind."""
    n = len(workspace.labels)
    numbers = np.where(np.arange(n) % 5 == 0, np.nan, np.arange(n) / 3)
    columns = [
        OwnColumn(MARKUP, "number", numbers), OwnColumn("caption", "text", numbers, tuple(map(str, range(n)))),
        OwnColumn("taken", "date", numbers * 86_400), OwnColumn("species", "category", numbers % 2 // 1, ("a", MARKUP)),
    ]  # fmt: skip
    return replace(workspace, columns={column.name: column for column in columns})


def by_name(workspace: Workspace) -> dict[str, Colouring]:
    return {each["name"]: each for each in colourings(workspace)}


def test_what_every_page_offers_comes_first_in_its_order(workspace: Workspace) -> None:
    assert {each["name"]: each["title"] for each in colourings(workspace)} == COLOURINGS
    unlabelled = replace(workspace, labels=np.full_like(workspace.labels, -1))
    assert list(by_name(unlabelled)) == ["predicted", "confidence", "second", "unit", "distance", "kept", "strangers"]


def test_own_columns_are_offered_but_those_of_too_many_texts(workspace: Workspace) -> None:
    own = [each for name, each in by_name(owning(workspace)).items() if name.startswith("own-")]
    assert [(each["title"], each["kind"], each["written"]) for each in own] == [
        (MARKUP, "continuous", "number"), ("taken", "continuous", "time"), ("species", "categorical", "number"),
    ]  # fmt: skip
    assert own[2]["groups"] == ["a", MARKUP]


def test_a_column_is_called_by_what_it_names_wherever_it_stands(workspace: Workspace) -> None:
    own = owning(workspace)
    before = own_columns(own)
    assert [re.sub(r"own-\d{1,6}", "", name) for name in before] == [""] * 3
    turned = replace(own, columns=dict(reversed(own.columns.items())))
    assert dict(reversed(own_columns(turned).items())) == before
    species = replace(own.columns["species"], texts=("b", MARKUP))
    after = own_columns(replace(own, columns={**own.columns, "species": species}))
    assert [name in before for name in after] == [True, True, False]


def test_columns_that_would_be_called_alike_are_not(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OwnColumn, "number", 7)
    assert list(own_columns(owning(workspace))) == ["own-7", "own-8", "own-9"]


def test_what_some_images_have_no_value_of_is_not_whole(workspace: Workspace) -> None:
    def whole(of: Workspace) -> set[str]:
        return {name for name, each in by_name(of).items() if each["kind"] == "categorical" and each["whole"]}

    assert whole(owning(workspace)) == {"label", "predicted", "confidence", "second", "correct"}
    labels = workspace.labels.copy()
    labels[3] = -1
    assert whole(replace(workspace, labels=labels)) == {"predicted", "confidence", "second"}


@pytest.mark.parametrize("count", [2, 9, 50])
def test_no_value_of_a_column_looks_like_none(workspace: Workspace, count: int) -> None:
    texts = tuple(map(str, range(count)))
    column = OwnColumn("x", "category", np.arange(len(workspace.labels)) % float(count), texts)
    colours = colourings(replace(workspace, columns={"x": column}))[-1]["colours"]
    assert len(set(colours)) == count
    for colour in [*colours[:8]]:
        parts = [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
        assert max(parts) - min(parts) > 2 * (max(grey := [0x9A, 0xA3, 0xAE]) - min(grey)), (colour, NOTHING)


def test_a_long_name_is_cut_in_the_menu(workspace: Workspace) -> None:
    column = OwnColumn("x" * 300, "number", np.arange(len(workspace.labels)) * 1.0)
    assert len(colourings(replace(workspace, columns={column.name: column}))[-1]["title"]) == 40


def test_units_of_both_signs_have_colours_on_both_sides_of_0(workspace: Workspace) -> None:
    assert by_name(workspace)["unit"]["kind"] == "continuous"
    both = replace(workspace, features=workspace.features - 1)
    assert by_name(both)["unit"]["kind"] == "signed"
