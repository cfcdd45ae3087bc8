from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Download

from components.page import ids
from tests.axe import LEVELS, RUN, SCREENS, SCRIPT, THEMES, Theme
from tests.e2e.journey import Journey
from tests.requirement import lacking

FILTERED = "?filter=label:3,5"
SVG = "{http://www.w3.org/2000/svg}"
TOUCH_PX = 44


def open_dialog(journey: Journey) -> None:
    """Open the dialog by its button in the head."""
    journey.element(ids.SHARE_LINK).click()
    journey.element(ids.SHARE).wait_for()


def type_width(journey: Journey, width: str) -> None:
    """Type a width in place of the one that is there; Playwright's own way adds it to that in Firefox."""
    field = journey.element(ids.SHARE_WIDTH)
    field.press("ControlOrMeta+a")
    field.press("Delete")
    field.press_sequentially(width)


def take(journey: Journey, kind: str) -> Download:
    """Press the button for a kind of file and return what comes."""
    with journey.page.expect_download() as coming:
        journey.element(ids.SHARE).locator(f"[data-take={kind}]").click()
    journey.wait_for_words(ids.SHARE_STATUS, coming.value.suggested_filename)
    return coming.value


def content(download: Download) -> io.BytesIO:
    """Return what is in a file that came."""
    return io.BytesIO(Path(download.path()).read_bytes())


def test_the_filter_is_taken_along_as_csv_and_parquet_which_agree(visit: Callable[..., Journey]) -> None:
    journey = visit(FILTERED)
    journey.settle()
    open_dialog(journey)
    assert journey.element(ids.SHARE_IMAGES).input_value() == "filter"
    csv, parquet = take(journey, "csv"), take(journey, "parquet")
    tables = [pd.read_csv(content(csv)), pd.read_parquet(content(parquet))]
    assert csv.suggested_filename.endswith(f"-filter-{len(tables[0])}.csv")
    assert set(tables[0]["label"].astype(str)) == {"3", "5"}
    classes = ["label", "predicted", "second"]
    numbers = [table.select_dtypes("number").drop(columns=classes, errors="ignore") for table in tables]
    np.testing.assert_array_equal(*(table.to_numpy(np.float32) for table in numbers))


def test_all_can_be_chosen_by_keyboard_and_the_dialog_closes_with_escape(visit: Callable[..., Journey]) -> None:
    journey = visit(FILTERED)
    journey.settle()
    journey.element(ids.SHARE_LINK).focus()
    journey.page.keyboard.press("Enter")
    journey.element(ids.SHARE_IMAGES).select_option("all")
    with journey.page.expect_download() as coming:
        journey.element(ids.SHARE).locator("[data-take=csv]").press("Enter")
    assert len(pd.read_csv(content(coming.value))) == journey.digits()
    journey.page.keyboard.press("Escape")
    assert not journey.element(ids.SHARE).is_visible()
    assert journey.element(ids.SHARE_LINK).evaluate("element => element === document.activeElement")


def test_the_map_is_taken_along_as_svg_and_png_without_asking_anybody(visit: Callable[..., Journey]) -> None:
    journey = visit(FILTERED)
    journey.settle()
    open_dialog(journey)
    before = len(journey.requests)
    type_width(journey, "800")
    svg, png = take(journey, "svg"), take(journey, "png")
    assert len(journey.requests) == before
    root = ElementTree.parse(content(svg)).getroot()
    assert (root.tag, root.get("width")) == (f"{SVG}svg", "800")
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for said in ("t-SNE", "trustworthiness", "the filter keeps back (label 3 or 5)", "The ring is around No."):
        assert said in words
    with Image.open(content(png)) as picture:
        assert picture.size == (1600, 2 * int(root.get("height", "0")))
        assert len(picture.convert("RGB").getcolors(10_000_000)) > 50
    assert len(content(svg).getvalue()) < 2_000_000


def test_what_is_no_width_is_told(visit: Callable[..., Journey]) -> None:
    journey = visit()
    journey.settle()
    open_dialog(journey)
    for wrong in ("", "3", "99999"):
        type_width(journey, wrong)
        journey.element(ids.SHARE).locator("[data-take=svg]").click()
        journey.wait_for_words(ids.SHARE_STATUS, "a whole number of pixels from 400 to 4000")


def test_parts_without_images_cannot_be_chosen(visit: Callable[..., Journey]) -> None:
    journey = visit("?filter=confidence:0~0.0001")
    journey.settle()
    open_dialog(journey)
    options = journey.element(ids.SHARE_IMAGES).locator("option")
    assert options.evaluate_all("all => all.map(({ disabled }) => disabled)") == [False, True, True]
    assert journey.element(ids.SHARE_IMAGES).input_value() == "all"


def test_the_link_is_copied_and_says_what_does_not_fit(visit: Callable[..., Journey]) -> None:
    journey = visit(permissions=["clipboard-read", "clipboard-write"])
    journey.settle()
    journey.open_tab("group")
    journey.page.locator("[data-group=label]").click()
    open_dialog(journey)
    left_out = "group=" not in journey.page.url
    assert ("too large for a link" in journey.element(ids.SHARE_NOTE).inner_text()) == left_out
    journey.element(ids.SHARE_COPY).click()
    journey.wait_for_words(ids.SHARE_COPY, "Link copied")
    assert journey.page.evaluate("navigator.clipboard.readText()") == journey.page.url


def test_a_finger_has_room_in_the_dialog_and_it_stays_on_the_screen(on_the_phone: Journey) -> None:
    on_the_phone.element(ids.SHARE_LINK).tap()
    dialog = on_the_phone.element(ids.SHARE)
    width = on_the_phone.page.viewport_size["width"]
    for target in dialog.locator(":is(button, select, .dash-input-container):visible").all():
        box = target.bounding_box()
        assert box["height"] >= TOUCH_PX
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
    assert dialog.evaluate("({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_with_the_dialog_open(visit: Callable[..., Journey], screen: str, theme: Theme) -> None:
    if not SCRIPT.exists():
        lacking("axe-core is not installed")
    journey = visit(**SCREENS[screen], color_scheme=theme)
    open_dialog(journey)
    journey.page.evaluate(SCRIPT.read_text())
    assert journey.page.evaluate(RUN.replace("(document,", f"('#{ids.SHARE}',"), LEVELS) == []
