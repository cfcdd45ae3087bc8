from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator

from components.page import ids
from model.artifacts.schema import MANIFEST
from tests.axe import LEVELS, RUN, SCREENS, SCRIPT, THEMES, Theme
from tests.e2e.journey import Journey
from tests.requirement import lacking
from tests.server import serving

OTHER, THIRD = "other", "third"


@pytest.fixture(scope="module")
def address(artifact_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Three data sets behind one address."""
    root = tmp_path_factory.mktemp("sets")
    more = [copied(artifact_folder, root / name) for name in (OTHER, THIRD)]
    with serving(artifact_folder, *(part for folder in more for part in ("--artifacts", folder))) as server:
        yield server.address


def copied(folder: Path, place: Path) -> str:
    """Copy artifacts to a place and call the data set as that is called."""
    shutil.copytree(folder, place)
    manifest = json.loads((place / MANIFEST).read_text())
    manifest["dataset"] |= {"name": place.name, "title": place.name}
    (place / MANIFEST).write_text(json.dumps(manifest))
    return str(place)


def menu(journey: Journey) -> Locator:
    """Return the button that opens the menu of data sets."""
    return journey.page.locator(".data-sets summary")


def go_to(journey: Journey, title: str) -> None:
    """Go to another data set by the menu, and wait until its page shows its first digit."""
    menu(journey).click()
    with journey.page.expect_navigation():
        journey.page.locator(".data-sets").get_by_role("link", name=title, exact=True).click()
    journey.wait_for(f"sample:{journey.default('digit')}")


def asked_since(journey: Journey, before: int) -> set[str]:
    """Return the paths that the page has asked for, each up to its second slash."""
    paths = (urlsplit(url).path for url in journey.requests[before:])
    return {"/".join(path.split("/")[:3]) for path in paths if not path.startswith(("/assets/", "/digitscope."))}


def test_the_menu_leads_to_another_data_set_and_back(journey: Journey) -> None:
    first = menu(journey).inner_text()
    journey.choose(ids.MAP_PROJECTION, "PCA")
    journey.page.evaluate("probe.pick(5)")
    journey.wait_for("sample:5")
    before = len(journey.requests)
    go_to(journey, OTHER)
    assert OTHER in menu(journey).inner_text() != first
    journey.wait_for_projection("pca")
    journey.wait_for_url(data=OTHER, projection="pca")
    assert "digit=5" not in journey.page.url
    journey.open_tab("why")
    journey.wait_for(journey.shown(), panels=(ids.WHY_PANEL,))
    journey.settle()
    assert asked_since(journey, before) <= {"/", f"/data/{OTHER}"}
    journey.wait_for_url(tab="why")
    journey.page.go_back()  # to the tab before
    journey.wait_until("() => !location.search.includes('tab=')")
    journey.page.evaluate("history.back()")  # to the data set, which Firefox has kept: no load to wait for
    journey.wait_until("() => !location.search.includes('data=')")
    journey.wait_for("sample:5")
    assert menu(journey).inner_text() == first


def test_a_link_to_another_data_set_keeps_it_whatever_is_done(visit: Callable[..., Journey]) -> None:
    journey = visit(f"?data={OTHER}&digit=42&projection=umap", shows="sample:42")
    assert journey.element(ids.URL_NOTICE).inner_text() == ""
    journey.page.evaluate("probe.pick(7)")
    journey.wait_for("sample:7")
    journey.wait_for_url(data=OTHER, digit="7")
    journey.page.go_back()
    journey.wait_for("sample:42")
    journey.page.reload()
    journey.wait_for("sample:42")
    journey.wait_for_url(data=OTHER, digit="42")


def test_a_drawing_belongs_to_its_data_set_and_is_in_the_link_to_it(visit: Callable[..., Journey]) -> None:
    journey = visit(f"?data={OTHER}")
    box = journey.element(ids.DRAW_CANVAS).bounding_box()
    journey.page.mouse.move(box["x"] + 30, box["y"] + 30)
    journey.page.mouse.down()
    journey.page.mouse.move(box["x"] + 80, box["y"] + 90, steps=5)
    journey.page.mouse.up()
    drawn = "([id]) => probe.shows(id)?.startsWith('drawn:')"
    journey.wait_until(drawn, ids.DIGIT_PANEL)
    journey.wait_until("() => /data=other.*drawing=/.test(location.search)")
    journey.page.reload()
    journey.wait_until(drawn, ids.DIGIT_PANEL)
    go_to(journey, THIRD)
    assert "drawing=" not in journey.page.url


def test_the_keyboard_opens_and_closes_the_menu(journey: Journey) -> None:
    menu(journey).focus()
    journey.page.keyboard.press("Enter")
    links = journey.page.locator(".data-sets a")
    assert [link.get_attribute("aria-current") for link in links.all()] == ["page", None, None]
    journey.page.keyboard.press("Tab")
    assert links.first.evaluate("link => link === document.activeElement")
    journey.page.keyboard.press("Escape")
    assert not links.first.is_visible()
    assert menu(journey).evaluate("element => element === document.activeElement")
    journey.page.keyboard.press("Enter")
    for _ in range(4):
        journey.page.keyboard.press("Tab")
    assert not links.first.is_visible()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_with_the_menu_open(visit: Callable[..., Journey], screen: str, theme: Theme) -> None:
    if not SCRIPT.exists():
        lacking("axe-core is not installed")
    journey = visit(f"?data={OTHER}", **SCREENS[screen], color_scheme=theme)
    menu(journey).click()
    journey.page.evaluate(SCRIPT.read_text())
    assert journey.page.evaluate(RUN.replace("(document,", "('.app > header',"), LEVELS) == []  # it covers the rest


def test_a_finger_has_room_in_the_menu_and_it_stays_on_the_screen(on_the_phone: Journey) -> None:
    menu(on_the_phone).tap()
    width = on_the_phone.page.viewport_size["width"]
    for target in (menu(on_the_phone), *on_the_phone.page.locator(".data-sets a").all()):
        box = target.bounding_box()
        assert box["height"] >= 44
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
    assert on_the_phone.page.evaluate("document.documentElement.scrollWidth") <= width
