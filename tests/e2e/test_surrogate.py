from __future__ import annotations

from collections.abc import Callable

import pytest

from components import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed

PANEL = (ids.SURROGATE_PANEL,)


def come_to(journey: Journey, shows: str) -> None:
    """Scroll to the panel and wait until all of it is there."""
    journey.element(ids.SURROGATE_PANEL).scroll_into_view_if_needed()
    journey.wait_for(shows, panels=PANEL)
    journey.wait_until("([id]) => probe.plot(id)?.data?.length === 10", ids.SURROGATE_BIPLOT)
    journey.wait_until("([id]) => probe.painted(document.getElementById(id))", ids.SURROGATE_FIT_X)


def ring_is_on(journey: Journey, digit: int, projection: str) -> bool:
    """Return whether the biplot's ring is on a digit."""
    place = journey.probe("pixel", ids.SURROGATE_BIPLOT, f"{projection}-1", f"{projection}-2", digit)
    return journey.ring(ids.SURROGATE_BIPLOT_RING) == pytest.approx(place, abs=2)


def test_the_surrogate_comes_when_it_is_looked_at_and_follows_the_map_in_view(visit: Callable[..., Journey]) -> None:
    journey = visit("?projection=umap&digit=5", shows="sample:5")
    assert journey.probe("shows", ids.SURROGATE_PANEL) is None
    come_to(journey, "sample:5")
    assert "UMAP's two axes on digits it was not fitted to" in journey.element(ids.SURROGATE_BODY).inner_text()
    assert "No. 5" in journey.element(ids.SURROGATE_BODY).inner_text()
    journey.wait_until("([id]) => probe.title(id) === 'UMAP 1'", ids.SURROGATE_BIPLOT)
    assert ring_is_on(journey, 5, "umap")


def test_as_many_units_are_shown_as_asked_for_and_each_opens(journey: Journey) -> None:
    come_to(journey, "sample:0")
    bars = journey.element(ids.SURROGATE_BODY).locator("button[data-unit]")
    assert bars.count() == 10
    journey.choose(ids.SURROGATE_ARROWS, "40 units")
    journey.wait_until(
        "([id]) => probe.plot(id).layout.annotations.filter((one) => one.showarrow).length === 40", ids.SURROGATE_BIPLOT
    )
    assert bars.count() == 40
    tips = journey.element(ids.SURROGATE_BIPLOT).locator(".annotation-text-g[data-unit]")
    units = {bar.get_attribute("data-unit") for bar in bars.all()}
    assert {tip.get_attribute("data-unit") for tip in tips.all()} == units


def test_the_visitor_can_choose_the_other_map(journey: Journey) -> None:
    come_to(journey, "sample:0")
    journey.element(ids.SURROGATE_MAP).get_by_text("UMAP map", exact=True).click()
    journey.wait_until("([id]) => probe.title(id) === 'UMAP 1'", ids.SURROGATE_BIPLOT)
    assert "UMAP's two axes" in journey.element(ids.SURROGATE_BODY).inner_text()


def test_a_drawing_is_on_the_biplot_too(journey: Journey) -> None:
    draw(journey, SEVEN)
    number = landed(journey)
    journey.element(ids.SURROGATE_PANEL).scroll_into_view_if_needed()
    journey.wait_for(f"drawn:{number}", panels=PANEL)
    assert "Your drawing" in journey.element(ids.SURROGATE_BODY).inner_text()
