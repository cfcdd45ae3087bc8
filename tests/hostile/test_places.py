"""Values that no page sends, in every place of all that pages ask and post, but for the inside of long lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

from app import create_app
from components.server.refusals import LONGEST_LINE
from model.workspace import Workspace
from tests.hostile.nonsense import altered, nested, places
from tests.hostile.surface import EXAMPLES, callbacks_of, questions_of
from tests.visitor import Visitor

LONGEST = "LONGEST"  # stands for a number of as many digits as are read
VALUES = (
    LONGEST, 10**400, -(10**400), 2**63, -1, True, 1.0, "x" * 30_000, "\ud800", "a\0b", "sample:" + "9" * 5_000,
    "sample:1" + "0" * 5_000, nested(150), nested(250), {"a": 10**400}, [10**400], "\u00b2",
)  # fmt: skip


@pytest.fixture(scope="module")
def visitor(workspace: Workspace) -> Visitor:
    return Visitor(create_app(workspace))


def posts(visitor: Visitor) -> Iterator[tuple[str, Any]]:
    """Give what pages post, and where."""
    for address, element, good in questions_of("", visitor):
        yield address, {element: {"number": 1, "version": None, "question": good}}
    yield from callbacks_of("", visitor)
    yield from EXAMPLES.items()


def no_number(name: str) -> NoReturn:
    """Say that an answer has a number that is none."""
    raise AssertionError(name)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
def test_it_is_answered_or_refused_in_a_short_line_wherever_it_stands(
    visitor: Visitor, value: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for address, good in posts(visitor):
        for place in places(good):
            sent = json.dumps(altered(good, place, value)).replace(f'"{LONGEST}"', "9" * 4_300)
            caplog.clear()
            answer = visitor.client.post(address, data=sent, content_type="application/json")
            where = f"{address} {place}"
            assert answer.status_code in (200, 400), where
            if answer.is_json:
                json.loads(answer.text, parse_constant=no_number)
            assert len(caplog.records) <= 1, where
            for record in caplog.records:
                assert record.exc_info is None, where
                assert len(record.getMessage()) <= LONGEST_LINE, where
