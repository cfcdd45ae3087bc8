from __future__ import annotations

import re

import pytest

from tests.structure.source import ROOT

CLAIMS = (ROOT / "docs" / "claims.md").read_text()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(tests/[^`]+)`", CLAIMS))))
def test_what_is_said_to_hold_a_claim_exists(name: str) -> None:
    path, _, function = name.partition("::")
    assert (ROOT / path).is_file()
    assert not function or f"def {function}(" in (ROOT / path).read_text()


@pytest.mark.parametrize("place", sorted(set(re.findall(r"`((?:components|assets|model)/[^`]+|README\.md)`", CLAIMS))))
def test_where_a_claim_is_made_exists(place: str) -> None:
    assert (ROOT / place).exists()


def test_every_claim_has_something_that_holds_it() -> None:
    tables = CLAIMS.partition("\n## Attacked")[0]
    rows = [
        line.split(" | ") for line in tables.splitlines() if line.startswith("| ") and not line.startswith("| sentence")
    ]
    assert len(rows) > 20
    assert all("`tests/" in row[-1] for row in rows)
