"""What a test needs and the machine lacks: a failure where CI=true, elsewhere a skip that says why."""

from __future__ import annotations

from typing import NoReturn

import pytest

from tests.browser import required


def lacking(reason: str) -> NoReturn:
    """Fail or skip the test that asks."""
    if required():
        pytest.fail(f"CI=true and {reason}", pytrace=False)
    pytest.skip(reason)
