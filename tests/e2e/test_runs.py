from __future__ import annotations

import pytest

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed

MARKS = ".runs-layer.shown circle"


@pytest.fixture
def sure(journey: Journey) -> Journey:
    """A visitor who asks whether the default digit would lie on the default map again where it lies."""
    journey.look_at(ids.RUNS_PANEL)
    return journey


def sentence(journey: Journey) -> str:
    return journey.element(ids.RUNS_PANEL).locator(".runs-sentence").inner_text()


def test_the_other_places_are_on_the_map_if_asked_for_as_long_as_the_words_are_in_sight(sure: Journey) -> None:
    assert "diagonal apart" in sentence(sure)
    assert sure.page.locator(MARKS).count() == 0
    sure.choose(ids.RUNS_SHOWN, "on the map")
    sure.page.locator(MARKS).first.wait_for()
    assert sure.page.locator(MARKS).count() == 5
    sure.open_tab("see")
    sure.page.locator(MARKS).first.wait_for(state="detached")
    sure.open_tab("why")
    sure.page.locator(MARKS).first.wait_for()
    sure.choose(ids.MAP_PROJECTION, "PCA")
    sure.wait_until("() => document.querySelector('.runs-sentence').textContent.includes('chance')")
    assert sure.page.locator(MARKS).count() == 0
    assert not sure.element(ids.RUNS_SHOWN).is_visible()


def test_a_drawing_has_other_places_too(sure: Journey) -> None:
    sure.choose(ids.RUNS_SHOWN, "on the map")
    draw(sure, SEVEN)
    shows = f"drawn:{landed(sure)}"
    sure.wait_for(shows, panels=(ids.RUNS_PANEL,))
    assert sure.page.locator(MARKS).count() == 5


def test_what_is_unfolded_stays_so_from_digit_to_digit(sure: Journey) -> None:
    more = sure.element(ids.RUNS_PANEL).locator(".runs-more")
    more.locator("summary").click()
    more.get_by_text("at random positions").wait_for()
    sure.page.evaluate("probe.pick(25)")
    sure.wait_for("sample:25", panels=(ids.RUNS_PANEL,))
    assert more.get_by_text("at random positions").is_visible()
