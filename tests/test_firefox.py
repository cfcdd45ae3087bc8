from __future__ import annotations

import pytest

from tests import firefox
from tests.browser import MissingBrowserError


def test_where_there_is_no_firefox_it_says_which_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(firefox, "ON_A_MAC", ())
    with pytest.raises(MissingBrowserError, match="firefox-esr"):
        firefox.find()


def test_where_there_is_no_screen_and_none_can_be_made_it_says_what_makes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firefox, "has_screen", lambda: False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingBrowserError, match="install Xvfb"):
        firefox.find()
