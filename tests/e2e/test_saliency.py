from __future__ import annotations

import pytest

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed

TITLES = f"[...document.querySelectorAll('#{ids.SALIENCY_BODY} h3')].map((title) => title.textContent)"
COLOURED = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
  const seen = (sign) => data.some((_, k) => k % 4 === 0 && data[k + 3] > 100 && sign * (data[k] - data[k + 2]) > 60);
  return [seen(1), seen(-1)];
}"""


@pytest.fixture
def looking(journey: Journey) -> Journey:
    """A visitor who has come to see the saliency of the default digit."""
    journey.look_at(ids.SALIENCY_PANEL)
    return journey


def wait_for_title(journey: Journey, place: int, title: str) -> None:
    journey.wait_until(f"([place, title]) => {TITLES}[place] === title", place, title)


def test_four_pictures_have_pixels_of_both_signs(looking: Journey) -> None:
    canvases = looking.element(ids.SALIENCY_BODY).locator("canvas")
    assert canvases.count() == 4
    for k in range(4):
        assert canvases.nth(k).evaluate(COLOURED) == [True, True]


def test_the_pictures_follow_the_map_the_class_and_the_kind(looking: Journey) -> None:
    looking.choose(ids.SALIENCY_CLASS, "class 8")
    wait_for_title(looking, 2, "Towards the 8s")
    looking.element(ids.SALIENCY_KIND).get_by_role("radio", name="gradient × ink").click()
    looking.element(ids.SALIENCY_BODY).get_by_text("times its ink").wait_for()
    looking.choose(ids.MAP_PROJECTION, "PCA")
    wait_for_title(looking, 0, "Right, along PC1")
    wait_for_title(looking, 2, "Towards the 8s")


def test_the_same_pixel_is_told_under_all_pictures(looking: Journey) -> None:
    body = looking.element(ids.SALIENCY_BODY)
    box = body.locator(".picture").first.bounding_box()
    looking.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told = body.locator(".readout")
    body.locator("i:not([hidden])").nth(3).wait_for()
    assert not any(words.startswith("colours end") for words in told.all_text_contents())
    assert all("unit" in words for words in told.all_text_contents()[:3])
    looking.page.mouse.move(5, 5)
    body.locator("i:not([hidden])").first.wait_for(state="detached")


def test_the_pixels_can_be_walked_with_the_arrow_keys(looking: Journey) -> None:
    picture = looking.element(ids.SALIENCY_BODY).locator(".picture").first
    picture.focus()
    places = []
    for key in ("ArrowRight", "ArrowDown"):
        looking.page.keyboard.press(key)
        places.append(picture.locator("i").evaluate("(mark) => [mark.style.left, mark.style.top].map(parseFloat)"))
    assert places[0] == pytest.approx([100 * 15 / 28, 100 * 14 / 28], abs=0.01)
    assert places[1] == pytest.approx([100 * 15 / 28, 100 * 15 / 28], abs=0.01)


def test_a_drawing_has_saliency_too(journey: Journey) -> None:
    draw(journey, SEVEN)
    landed(journey)
    journey.look_at(ids.SALIENCY_PANEL)
    canvases = journey.element(ids.SALIENCY_BODY).locator("canvas")
    assert any(canvases.nth(k).evaluate(COLOURED) == [True, True] for k in range(3)), "all have the scale of one"
