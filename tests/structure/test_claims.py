from __future__ import annotations

import re

import pytest

from tests.structure.source import ROOT

CLAIMS = (ROOT / "docs" / "claims.md").read_text()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(tests/[^`]+)`", CLAIMS))))
def test_what_is_said_to_hold_a_claim_exists(name: str) -> None:
    path, _, function = name.partition("::")
    assert (ROOT / path).is_file()
    assert f"def {function}" in (ROOT / path).read_text()


def test_every_claim_has_something_that_holds_it() -> None:
    rows = [
        line.split(" | ") for line in CLAIMS.splitlines() if line.startswith("| ") and not line.startswith("| sentence")
    ]
    assert len(rows) > 20
    assert all("`tests/" in row[-1] for row in rows)
