"""Maps side by side: chosen, linked, exchanged, moved by themselves, in the link and away again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from components.page import ids
from tests.e2e.conftest import PHONE
from tests.e2e.journey import Journey

FIELD = f"#{ids.MAP_SIDES} .field"
TITLE = f"#{ids.MAP_SIDES} [data-side=large]"
# The middle of a mark in the window; none where it is not to be seen.
PLACE = """(selector) => {
  const mark = document.querySelector(selector);
  const { left, top, width, height } = mark.getBoundingClientRect();
  return getComputedStyle(mark).visibility === "visible" ? { x: left + width / 2, y: top + height / 2 } : null;
}"""
PAINTED = """([selector]) => {
  const canvas = document.querySelector(`${selector} canvas.points`);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some(Boolean);
}"""


def put_beside(journey: Journey, *maps: str) -> None:
    """Choose what stands beside the large map and wait until it is drawn."""
    journey.element(ids.MAP_BESIDE).select_option(",".join(maps))
    journey.page.locator(FIELD).nth(len(maps) - 1).wait_for()
    journey.wait_until(PAINTED, FIELD)


def place(journey: Journey, mark: str) -> dict[str, Any] | None:
    """Return where a mark is in the window, if it is to be seen."""
    found: dict[str, Any] | None = journey.page.evaluate(PLACE, mark)
    return found


def titles(journey: Journey) -> list[str]:
    """Return the names of the maps beside."""
    return journey.page.locator(TITLE).all_text_contents()


def test_a_map_beside_points_at_and_selects_the_same_images(journey: Journey) -> None:
    put_beside(journey, "umap")
    journey.wait_for_url(beside="umap")
    before = journey.shown()
    ring = place(journey, f"{FIELD} .ring")
    assert ring
    box = journey.page.locator(FIELD).bounding_box()
    assert box
    journey.page.mouse.move(ring["x"], ring["y"] - 30)
    journey.page.mouse.move(ring["x"], ring["y"], steps=3)
    journey.wait_until("() => document.querySelector('.hover-card')?.style.visibility === 'visible'")
    assert place(journey, f"{FIELD} .pointed-mark")
    assert place(journey, f"#{ids.MAP_STAGE} > .pointed-mark")
    journey.page.locator(FIELD).press("ArrowRight")
    other = journey.wait_for_other(before)
    journey.wait_until("([selector, x]) => probe.shows('map-panel') !== x", FIELD, before)
    moved = place(journey, f"{FIELD} .ring")
    assert moved
    assert moved["x"] > ring["x"]
    journey.page.mouse.click(ring["x"], ring["y"])
    journey.wait_for_other(other)


def test_a_title_exchanges_its_map_and_the_large_one_and_no_map_is_there_twice(journey: Journey) -> None:
    put_beside(journey, "pca", "umap")
    assert titles(journey) == ["PCA", "UMAP"]
    journey.page.locator(TITLE).nth(1).press("Enter")
    journey.wait_for_projection("umap")
    journey.wait_for_url(projection="umap", beside="pca%2Ctsne")
    assert titles(journey) == ["PCA", "t-SNE"]
    journey.probe("choose", ids.MAP_PROJECTION, "pca")
    journey.wait_for_projection("pca")
    assert titles(journey) == ["UMAP", "t-SNE"]
    journey.page.locator(f"#{ids.MAP_SIDES} [data-side=away]").first.press("Enter")
    journey.wait_for_url(beside="tsne")
    assert titles(journey) == ["t-SNE"]
    assert journey.page.evaluate("document.activeElement.id") == ids.MAP_BESIDE


def test_a_map_beside_is_zoomed_and_moved_by_itself(journey: Journey) -> None:
    put_beside(journey, "umap")
    field = journey.page.locator(FIELD)
    names = "() => document.querySelector('.field .names').innerHTML"
    whole = journey.page.evaluate(names)
    changed = "([before]) => document.querySelector('.field .names').innerHTML !== before"
    same = "([before]) => document.querySelector('.field .names').innerHTML === before"
    field.hover()
    journey.page.mouse.wheel(0, -300)
    journey.wait_until(changed, whole)
    near = journey.page.evaluate(names)
    journey.page.mouse.down()
    journey.page.mouse.move(*centre(journey, 40), steps=4)
    journey.page.mouse.up()
    journey.wait_until(changed, near)
    assert "zoom" not in journey.page.url
    field.press("0")
    journey.wait_until(same, whole)
    field.press("+")
    journey.wait_until(changed, whole)
    field.dblclick()
    journey.wait_until(same, whole)


def centre(journey: Journey, aside: float) -> tuple[float, float]:
    """Return a place in the window ``aside`` pixels from the middle of the map beside."""
    box = journey.page.locator(FIELD).bounding_box()
    assert box
    return box["x"] + box["width"] / 2 + aside, box["y"] + box["height"] / 2 + aside


def test_a_link_brings_the_maps_back_and_says_what_it_cannot(visit: Callable[..., Journey]) -> None:
    journey = visit("?projection=pca&beside=tsne,umap")
    journey.wait_until(PAINTED, FIELD)
    assert titles(journey) == ["t-SNE", "UMAP"]
    for wrong in ("pca", "isomap", "x" * 2000):
        journey = visit(f"?projection=pca&beside={wrong}")
        journey.wait_for_words(ids.URL_NOTICE, "must name one or two maps that are not large")
        assert titles(journey) == []


def test_a_phone_has_room_for_one_map(visit: Callable[..., Journey]) -> None:
    journey = visit("?beside=umap", viewport=PHONE, has_touch=True, is_mobile=True)
    assert not journey.element(ids.MAP_BESIDE).is_visible()
    assert not journey.element(ids.MAP_SIDES).is_visible()
