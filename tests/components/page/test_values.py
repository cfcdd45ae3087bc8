from __future__ import annotations

from dataclasses import replace

import numpy as np

from app import create_app
from components.page.values import value_columns, values_addresses
from components.question.colouring import own_columns
from model.workspace import Workspace
from tests.components.question.test_colouring import MARKUP, owning
from tests.visitor import Visitor


def test_the_values_of_a_column_are_fetched_as_numbers_where_the_page_says(workspace: Workspace) -> None:
    own = owning(workspace)
    visitor = Visitor(create_app(own))
    told = visitor.told("values")
    assert [name for name in told if name.startswith("own-")] == list(own_columns(own))
    for name, address in told.items():
        answer = visitor.client.get(address)
        np.testing.assert_array_equal(np.frombuffer(answer.data, "<f8"), value_columns(own)[name])
        assert "immutable" in answer.headers["Cache-Control"]
    caption = f"own-{own.columns['caption'].number}"
    for missing in (caption, "own-", "..", MARKUP):
        assert visitor.client.get(f"/values/{missing}.bin").status_code == 404


def test_an_address_changes_with_its_values(workspace: Workspace) -> None:
    own = owning(workspace)
    before = values_addresses(own)
    first, *_, last = own_columns(own)
    assert values_addresses(own, "/data/x/")[first] == "/data/x" + before[first]
    species = own.columns["species"]
    known = replace(species, values=np.nan_to_num(species.values))
    after = values_addresses(replace(own, columns={**own.columns, "species": known}))
    assert [name for name in before if before[name] != after[name]] == [last]


def test_the_page_offers_the_columns_and_the_panel_tells_their_values(workspace: Workspace) -> None:
    visitor = Visitor(create_app(own := owning(workspace)))
    assert set(own_columns(own)) < set(visitor.told("address")["colour"]["allowed"])
    assert visitor.see("digit-body", selection="sample:3")["own"] == [
        {"name": MARKUP, "value": "1"}, {"name": "caption", "value": "1"},
        {"name": "taken", "value": "1970-01-02 00:00"}, {"name": "species", "value": MARKUP},
    ]  # fmt: skip
    assert [one["value"] for one in visitor.see("digit-body", selection="sample:5")["own"]] == ["", "", "", ""]


def test_what_a_map_keeps_of_neighbours_can_colour_it(workspace: Workspace) -> None:
    values = value_columns(workspace)
    for name, counts in workspace.trust.items():
        np.testing.assert_array_equal(values[f"kept-{name}"], counts[:, 0])
        np.testing.assert_array_equal(values[f"strangers-{name}"], counts[:, 2])
    assert len(values) == 2 * len(workspace.projections) + len(("second", "alike"))


def test_what_nobody_knows_has_no_column(workspace: Workspace) -> None:
    unlabelled = replace(workspace, labels=np.full_like(workspace.labels, -1))
    assert "second" in value_columns(unlabelled)
    assert "alike" not in value_columns(unlabelled)
