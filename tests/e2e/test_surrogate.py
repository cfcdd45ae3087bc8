from __future__ import annotations

from collections.abc import Callable

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed


def come_to(journey: Journey, shows: str) -> None:
    """Come to the panel and wait until all of it is there."""
    journey.look_at(ids.SURROGATE_PANEL, shows)
    journey.wait_until("([id]) => document.querySelector(`#${id} canvas.points`)", ids.SURROGATE_BIPLOT)
    journey.wait_until("([id]) => probe.allPainted(id)", ids.SURROGATE_FITS)


def test_the_surrogate_comes_when_it_is_looked_at_and_follows_the_map_in_view(visit: Callable[..., Journey]) -> None:
    journey = visit("?projection=umap&digit=5", shows="sample:5")
    assert journey.probe("shows", ids.SURROGATE_PANEL) is None
    come_to(journey, "sample:5")
    journey.wait_for_words(ids.SURROGATE_BODY, "along UMAP's two axes")
    journey.wait_for_words(ids.SURROGATE_BODY, "No. 5")
    journey.wait_until("([id]) => probe.title(id) === 'UMAP 1'", ids.SURROGATE_BIPLOT)
    journey.wait_for_mark(f"#{ids.SURROGATE_BIPLOT_RING}", 5, "umap-1", "umap-2", graph=ids.SURROGATE_BIPLOT)


def test_as_many_units_are_shown_as_asked_for_and_each_opens(journey: Journey) -> None:
    come_to(journey, journey.shown())
    bars, tips = f"#{ids.SURROGATE_BODY} button[data-unit]", f"#{ids.SURROGATE_BIPLOT} .annotation-text-g[data-unit]"
    named = "(at) => [...document.querySelectorAll(at)].map(({ dataset }) => dataset.unit).sort().join()"
    assert journey.page.locator(bars).count() == 10
    journey.choose(ids.SURROGATE_ARROWS, "40 units")
    journey.page.locator(bars).nth(39).wait_for()
    journey.wait_until(f"([bars, tips]) => ({named})(bars) === ({named})(tips)", bars, tips)


def test_the_visitor_can_choose_the_other_map(journey: Journey) -> None:
    come_to(journey, journey.shown())
    journey.choose(ids.SURROGATE_MAP, "UMAP map")
    journey.wait_until("([id]) => probe.title(id) === 'UMAP 1'", ids.SURROGATE_BIPLOT)
    journey.wait_for_words(ids.SURROGATE_BODY, "along UMAP's two axes")


def test_a_drawing_is_on_the_biplot_too(journey: Journey) -> None:
    draw(journey, SEVEN)
    landed(journey)
    journey.look_at(ids.SURROGATE_PANEL)
    assert "Your drawing" in journey.element(ids.SURROGATE_BODY).inner_text()
