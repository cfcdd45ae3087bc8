from __future__ import annotations

from components.question.address import address_table
from model.workspace import Workspace

NAMES = {"tabs": ["some-tab", "other-tab"], "data_sets": ["first", "other"]}


def test_every_default_of_the_address_is_allowed_or_there_is_none(workspace: Workspace) -> None:
    table = address_table(workspace, **NAMES)
    without = {name for name, entry in table.items() if entry["default"] == ""}
    assert without == {"pin", "drawing", "beside", "hidden", "zoom", "filter", "group"}
    assert all(entry["default"] in entry["allowed"] for name, entry in table.items() if name not in without)
    assert table["data"] == {"default": "first", "allowed": ["first", "other"]}
    assert table["digit"]["allowed"] == table["pin"]["allowed"] == ["0", "299"]
    assert (table["unit_x"]["default"], table["unit_y"]["default"]) == tuple(
        map(str, workspace.projections["axes"].usual)
    )


def test_the_first_digit_is_the_default_of_the_url_alone(workspace: Workspace) -> None:
    table, usual = (address_table(workspace, **NAMES, **first) for first in ({"first": 7}, {}))
    assert (table["digit"]["default"], usual["digit"]["default"]) == ("7", "0")
    assert {name: table[name] for name in table if name != "digit"} == {
        name: usual[name] for name in usual if name != "digit"
    }
