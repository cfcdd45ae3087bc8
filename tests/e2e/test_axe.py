from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import axe
from tests.e2e.journey import Journey
from tests.requirement import lacking


@pytest.mark.parametrize("theme", axe.THEMES)
@pytest.mark.parametrize("screen", axe.SCREENS)
def test_axe_finds_nothing_to_object_to_in_any_state(
    visit: Callable[..., Journey], screen: str, theme: axe.Theme
) -> None:
    if not axe.SCRIPT.is_file():
        lacking("axe-core is not installed, so accessibility is not tested; `npm ci` installs it")
    page = visit(**axe.SCREENS[screen], color_scheme=theme, reduced_motion="reduce").page
    assert [line for finding in axe.inspect(page, screen, theme) for line in finding.lines] == []
