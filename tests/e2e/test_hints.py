from __future__ import annotations

from collections.abc import Callable

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw

SHOWN = "() => [...document.querySelectorAll('[data-hint]')].filter((hint) => hint.checkVisibility())"
NAMES = f"(expected) => ({SHOWN})().map(({{ dataset }}) => dataset.hint).sort().join() === expected.join()"
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } });"


def wait_for_hints(journey: Journey, *names: str) -> None:
    """Wait until these hints are shown and no other."""
    journey.wait_until(NAMES, *sorted(names))


def test_a_first_visit_has_hints_that_go_once_they_are_followed(journey: Journey) -> None:
    wait_for_hints(journey, "click", "draw")
    journey.wait_for(journey.click_at(journey.probe("loneliest", ids.MAP_GRAPH, "tsne-1", "tsne-2")))
    wait_for_hints(journey, "switch", "draw")
    journey.page.locator(f"#{ids.MAP_MINIATURES} button").first.click()
    wait_for_hints(journey, "draw")
    draw(journey, SEVEN)
    wait_for_hints(journey)
    journey.open()
    wait_for_hints(journey)


def test_a_hint_that_is_dismissed_with_the_keyboard_never_comes_back(journey: Journey) -> None:
    for name, place in (("click", ids.MAP_STAGE), ("switch", ids.MAP_PANEL)):
        journey.page.locator(f"[data-dismiss={name}]").focus()
        journey.page.keyboard.press("Escape" if name == "click" else "Enter")
        journey.wait_until("([id]) => document.getElementById(id).contains(document.activeElement)", place)
    wait_for_hints(journey, "draw")
    journey.open()
    wait_for_hints(journey, "draw")


def test_what_the_page_does_by_itself_follows_no_hint(visit: Callable[..., Journey]) -> None:
    journey = visit("?projection=umap&digit=5", shows="sample:5")
    journey.page.locator("[data-pick=random]").click()
    journey.wait_for_other("sample:5")
    wait_for_hints(journey, "click", "draw")


def test_a_browser_that_keeps_nothing_shows_the_hints_anew(visit: Callable[..., Journey]) -> None:
    journey = visit()
    journey.page.add_init_script(FORBIDDEN)
    journey.open()
    wait_for_hints(journey, "click", "draw")
    journey.page.locator("[data-dismiss=draw]").click()
    wait_for_hints(journey, "click")
    journey.console[:] = [line for line in journey.console if "MathJax localStorage error" not in line]
