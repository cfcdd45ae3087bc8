from __future__ import annotations

import time

import pytest

from components.server.door import QUIET_S, Door


def test_each_reason_why_visitors_wait_has_a_line_a_minute_whatever_else_is_said(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    door = Door.__new__(Door)
    for _ in range(3):
        door._note("%d are open", 7)
        door._note("no room: %s", "EMFILE")
    assert caplog.messages == ["7 are open", "no room: EMFILE"]
    now += QUIET_S
    door._note("%d are open", 8)
    assert caplog.messages[2:] == ["8 are open"]
