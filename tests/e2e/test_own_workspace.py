"""A journey over a workspace whose classes have names that look like markup, and no pad."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload

from components.page import ids
from model.artifacts.schema import MANIFEST
from tests.e2e.journey import Journey
from tests.server import serving

MARKUP = '<b>&"'
MARKED_UP = "document.querySelectorAll('b').length"


@pytest.fixture(scope="module")
def address(artifact_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workspace of named classes without a pad, and the digits behind it in the menu."""
    place = tmp_path_factory.mktemp("own") / "things"
    shutil.copytree(artifact_folder, place)
    manifest = json.loads((place / MANIFEST).read_text())
    classes = [f"{MARKUP}{k}" for k in range(len(manifest["dataset"]["classes"]))]
    own = {"name": "things", "title": MARKUP, "item": "image", "items": "images", "classes": classes, "pad": False}
    manifest["dataset"] |= own
    (place / MANIFEST).write_text(json.dumps(manifest))
    with serving(place, "--artifacts", str(artifact_folder)) as server:
        yield server.address


def wide_picture() -> FilePayload:
    """Return a picture in colour, twice as wide as it is high."""
    content = io.BytesIO()
    Image.new("RGB", (120, 60), (200, 30, 30)).save(content, "PNG")
    return {"name": "wide.png", "mimeType": "image/png", "buffer": content.getvalue()}


def test_names_stay_text_on_the_map_and_in_every_tab(journey: Journey) -> None:
    journey.page.evaluate("probe.pick(5)")
    journey.wait_for("sample:5")
    assert MARKUP in journey.element(ids.DIGIT_PANEL).inner_text()
    buttons = journey.page.locator(f"#{ids.TABS} [data-tab]:visible")
    tabs = buttons.evaluate_all("(all) => all.map((each) => each.dataset.tab)")
    assert {"see", "why", "pixels", "compare", "units", "maps"} <= set(tabs)
    for tab in tabs:
        journey.open_tab(tab)
        journey.page.wait_for_load_state("networkidle")
        assert journey.page.evaluate(MARKED_UP) == 0, tab


def test_the_card_of_a_picture_says_what_the_network_got(journey: Journey) -> None:
    journey.page.locator("input[type=file]").first.set_input_files(wide_picture())
    words = "The network got the picture cut to the middle, resized to 28×28 pixels and turned grey."
    journey.page.get_by_text(words).wait_for()
    assert journey.page.evaluate(MARKED_UP) == 0


def test_the_menu_shows_its_title_as_text(journey: Journey) -> None:
    assert MARKUP in journey.page.locator(".data-sets summary").inner_text()
