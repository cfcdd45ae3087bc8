from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.page import ids
from components.question.colouring import OWN
from model.artifacts.folder import ArtifactContent, write_artifacts
from model.columns import OwnColumn
from tests.conftest import N
from tests.e2e.conftest import PHONE
from tests.e2e.journey import Journey
from tests.e2e.on_the_map import COLUMNS, LEGEND, spot
from tests.server import serving

MARKUP = '<b>&"'
NUMBERS = np.where(np.arange(N) < 5, np.nan, np.arange(N) / 2)
COLUMNS_OF_TABLE = (
    OwnColumn(MARKUP, "number", NUMBERS), OwnColumn("taken", "date", NUMBERS * 172_800),
    OwnColumn("species", "category", NUMBERS // 1 % 3, ("ash", MARKUP, "oak")),
    OwnColumn("caption", "text", np.arange(N) * 1.0, tuple(f"<i>{k}</i>" for k in range(N))),
)  # fmt: skip
MARKED, TAKEN, SPECIES = (OWN.format(column.number) for column in COLUMNS_OF_TABLE[:3])
SCALE = f"#{ids.MAP_LEGEND} .scale"
BRUSH = f"#{ids.MAP_LEGEND} .brush"
ON_CANVAS = f"#{ids.MAP_GRAPH} .on-canvas"
PAINTED = """([id, x, y]) => {
  const canvas = document.querySelector(`#${id} canvas.points`), box = canvas.getBoundingClientRect();
  const [across, down] = [x - box.left, y - box.top].map((place) => Math.round(place * devicePixelRatio));
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d");
  context.drawImage(canvas, 0, 0);
  return Array.from(context.getImageData(across, down, 1, 1).data.slice(0, 3));
}"""


@pytest.fixture(scope="module")
def address(content: ArtifactContent, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of images with a table of their own: numbers, dates and texts, some of them missing."""
    folder: Path = tmp_path_factory.mktemp("own") / "ws"
    write_artifacts(folder, replace(content, columns=list(COLUMNS_OF_TABLE)))
    with serving(folder) as server:
        yield server.address


def values_asked(journey: Journey) -> list[str]:
    """Return what the page has fetched of the columns."""
    return [url.split("/values/")[1].split(".")[0] for url in journey.requests if "/values/" in url]


def colour_by(journey: Journey, title: str, name: str) -> None:
    """Colour the map otherwise and wait until the URL says so."""
    journey.choose(ids.MAP_COLOUR, title)
    journey.wait_for_url(colour=name)


def test_own_columns_colour_the_map_when_asked_and_stand_beside_the_image(journey: Journey) -> None:
    assert values_asked(journey) == []
    colour_by(journey, MARKUP, MARKED)
    journey.page.wait_for_selector(f"{SCALE} svg")
    assert values_asked(journey) == [MARKED]
    assert journey.page.locator(SCALE).get_attribute("aria-label") == f"{MARKUP}: 295 digits from 2.5 to 149.5"
    assert journey.page.locator(LEGEND).all_inner_texts() == ["no value (5)"]
    colour_by(journey, "taken", TAKEN)
    journey.page.wait_for_selector(f"{SCALE}:has-text('1970-01-06'):has-text('1970-10-27')")
    colour_by(journey, "species", SPECIES)
    journey.page.wait_for_selector(f"{LEGEND} >> nth=3")
    assert journey.page.locator(LEGEND).all_inner_texts() == ["ash", MARKUP, "oak", "no value (5)"]
    assert journey.page.locator(ON_CANVAS).count() == 0
    own = journey.page.locator(f"#{ids.DIGIT_BODY} .own")
    journey.page.evaluate("probe.pick(3)")
    journey.wait_for("sample:3")
    assert own.locator("dd").all_inner_texts() == ["no value", "no value", "no value", "<i>3</i>"]
    assert own.locator("dt").all_inner_texts() == [MARKUP, "taken", "species", "caption"]


def test_shades_follow_the_value_and_the_projection_and_can_be_linked(visit: Callable[..., Journey]) -> None:
    journey = visit(f"?colour={MARKED}&hidden={MARKED.replace('own-', 'o')}-1")
    journey.page.wait_for_selector(f"{ON_CANVAS} canvas.points")
    first, last = (journey.page.evaluate(PAINTED, [ids.MAP_GRAPH, *spot(journey, digit)]) for digit in (7, N - 1))
    assert last[0] > first[0] + 50, "yellow has more red than purple"
    assert journey.page.locator(LEGEND).get_attribute("aria-pressed") == "false"
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    assert journey.page.locator(ON_CANVAS).count() == 1
    journey.page.go_back()
    journey.wait_for_projection("tsne")
    point = journey.probe("loneliest", ids.MAP_GRAPH, *COLUMNS)
    journey.wait_for(journey.click_at(point))


def test_the_activation_of_any_unit_is_a_colour(journey: Journey) -> None:
    assert not journey.element(ids.MAP_COLOUR_UNITS).is_visible()
    colour_by(journey, "activation", "unit")
    journey.page.wait_for_selector(f"{SCALE} svg")
    before = journey.page.locator(SCALE).get_attribute("aria-label")
    journey.choose(ids.MAP_COLOUR_UNIT, "unit 5")
    journey.wait_for_url(colour="unit", colour_unit="5")
    journey.wait_until("([before]) => document.querySelector('.scale').ariaLabel !== before", before)
    colour_by(journey, "true label", "label")
    journey.page.wait_for_selector(f"{LEGEND} >> nth=9")
    assert journey.page.locator(ON_CANVAS).count() == 0


def test_a_legend_of_long_names_leaves_the_map_its_place_on_a_phone(visit: Callable[..., Journey]) -> None:
    journey = visit(f"?colour={SPECIES}", viewport=PHONE)
    journey.page.wait_for_selector(f"{LEGEND} >> nth=3")
    assert journey.element(ids.MAP_LEGEND).bounding_box()["height"] <= 78


def draw_over(journey: Journey, first: float, last: float) -> None:
    """Draw a range over the legend, from one share of its width to another."""
    box = journey.page.locator(BRUSH).bounding_box()
    assert box
    down = box["y"] + box["height"] / 2
    journey.page.mouse.move(box["x"] + first * box["width"], down)
    journey.page.mouse.down()
    journey.page.mouse.move(box["x"] + last * box["width"], down, steps=3)
    journey.page.mouse.up()


def words(journey: Journey) -> str:
    """Return what the line over the map says of the filter."""
    return " ".join(journey.element(ids.MAP_FILTER_WORDS).inner_text().split())


def test_a_range_drawn_over_the_legend_is_a_filter_that_keys_move_links_keep_and_a_double_click_takes_off(
    visit: Callable[..., Journey],
) -> None:
    journey = visit(f"?colour={TAKEN}")
    journey.page.wait_for_selector(BRUSH)
    draw_over(journey, 0.2, 0.6)
    journey.wait_for_words(ids.MAP_FILTER_WORDS, "taken 1970-0")
    drawn = words(journey)
    journey.page.locator(f"{BRUSH} [data-end=to]").focus()
    journey.page.keyboard.press("PageUp")
    journey.wait_until(
        "([id, before]) => !document.getElementById(id).innerText.includes(before)",
        ids.MAP_FILTER_WORDS,
        drawn.split(":")[0],
    )
    moved = words(journey)
    to = journey.page.locator(f"{BRUSH} [data-end=to]").get_attribute("aria-valuenow")
    journey.wait_until("([to]) => new URLSearchParams(location.search).get('filter')?.endsWith(`~${to}`)", to)
    journey.page.reload()
    journey.wait_for_words(ids.MAP_FILTER_WORDS, moved.split(":")[0])
    journey.wait_until("([id]) => document.getElementById(id).innerText.includes(' of ')", ids.MAP_FILTER_WORDS)
    assert words(journey) == moved
    journey.page.locator(BRUSH).dblclick()
    journey.element(ids.MAP_FILTER_WORDS).wait_for(state="hidden")


def test_a_range_of_what_a_map_keeps_names_its_map_and_outlasts_a_switch(visit: Callable[..., Journey]) -> None:
    journey = visit("?colour=kept")
    journey.page.wait_for_selector(BRUSH)
    draw_over(journey, 0.5, 1)
    journey.wait_for_words(ids.MAP_FILTER_WORDS, "neighbours kept on t-SNE")
    journey.wait_until("([id]) => document.getElementById(id).innerText.includes(' of ')", ids.MAP_FILTER_WORDS)
    before = words(journey)
    journey.choose(ids.MAP_PROJECTION, "UMAP")
    journey.wait_for_projection("umap")
    journey.page.wait_for_selector(f"{BRUSH}[data-column=kept-umap] > i[hidden]", state="attached")
    assert words(journey) == before
    journey.element(ids.MAP_FILTER_OPEN).click()
    sections = journey.element(ids.MAP_FILTER).locator("h3")
    sections.first.wait_for()
    assert {"taken", "Neighbours kept on t-SNE", "Neighbours kept on UMAP"} <= set(sections.all_inner_texts())
    assert not any("activation" in each for each in sections.all_inner_texts())


def test_dates_are_typed_as_dates_and_the_day_that_is_named_last_is_within(journey: Journey) -> None:
    journey.element(ids.MAP_FILTER_OPEN).click()
    first, last = (
        journey.element(ids.MAP_FILTER).locator(f"[data-column={TAKEN}][data-filter-end={end}]")
        for end in ("from", "to")
    )
    first.fill("1970-01-06")
    last.fill("1970-01-10")
    last.press("Tab")
    journey.wait_for_words(ids.MAP_FILTER_WORDS, "taken 1970-01-06 to 1970-01-10: 5 of 300")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (f"{TAKEN}:0~9e30", "taken 1970-01-01 to +275760-09-13: 295 of 300"),
        (f"{TAKEN}:-9~-3", "none of 300"),
        ("unit-3:500~900", "unit 3's activation 500 to 900: none of 300"),
    ],
)
def test_a_range_that_no_image_of_this_build_has_is_told_and_comes_off(
    visit: Callable[..., Journey], said: str, told: str
) -> None:
    journey = visit(f"?colour={TAKEN}&filter={said}")
    journey.page.wait_for_selector(BRUSH)
    journey.wait_for_words(ids.MAP_FILTER_WORDS, told)
    journey.page.locator(f"#{ids.MAP_FILTER_WORDS} [data-filter-off]").click()
    journey.element(ids.MAP_FILTER_WORDS).wait_for(state="hidden")
