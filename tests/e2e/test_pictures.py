from __future__ import annotations

import base64
import io

from PIL import Image
from playwright.sync_api import FilePayload

from components.page import ids
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import landed


def picture(left: int = 24) -> FilePayload:
    """Return a picture file of a one."""
    content, drawn = io.BytesIO(), Image.new("L", (56, 56), 255)
    drawn.paste(0, (left, 10, left + 6, 46))
    drawn.save(content, "PNG")
    return {"name": "one.png", "mimeType": "image/png", "buffer": content.getvalue()}


def choose(journey: Journey, file: FilePayload) -> None:
    """Choose a file by the button."""
    with journey.page.expect_file_chooser() as chooser:
        journey.element(ids.DRAW_PICTURE).click()
    chooser.value.set_files(file)


def drop(journey: Journey, file: FilePayload, selector: str) -> None:
    """Drop a file on an element."""
    journey.page.locator(selector).first.evaluate(
        """(element, [name, type, content]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name, { type }));
          for (const kind of ["dragover", "drop"])
            element.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        [file["name"], file["mimeType"], base64.b64encode(file["buffer"]).decode()],
    )


def test_a_picture_is_read_and_called_one_wherever_it_is_shown(journey: Journey) -> None:
    choose(journey, picture())
    landed(journey)
    journey.wait_for_words(ids.LANDING_WORDS, "Your picture is read as")
    journey.wait_for_words(ids.DIGIT_BODY, "Your picture")
    assert journey.page.locator("#map-stage .star").get_attribute("data-tip").startswith("Your picture")
    assert "drawing" not in journey.element(ids.DIGIT_PANEL).inner_text()


def test_the_same_file_can_be_chosen_twice(journey: Journey) -> None:
    choose(journey, picture())
    number = landed(journey)
    journey.element(ids.DRAW_CLEAR).click()
    journey.wait_for(f"sample:{journey.default('digit')}")
    if journey.is_in_firefox():  # whose first choice of files stays open: Playwright does not close it
        journey.page.set_input_files("input[type=file]", picture())
    else:
        choose(journey, picture())
    assert landed(journey, after=number) > number


def test_a_picture_can_be_dropped_anywhere_on_the_page(journey: Journey) -> None:
    drop(journey, picture(), "#draw-canvas")
    number = landed(journey)
    drop(journey, picture(left=10), "header")
    assert landed(journey, after=number) > number


def test_a_file_that_is_no_picture_is_told_so_under_the_pad(journey: Journey) -> None:
    choose(journey, {**picture(), "buffer": b"nothing of the kind"})
    journey.wait_for_words(ids.DRAW_MESSAGE, "neither PNG nor JPEG")
    assert {failure.split("/")[-1] for failure in journey.failures} == {"picture"}
    journey.failures.clear()
    journey.console.clear()  # the browser says there that an answer was a refusal


def two_digits() -> FilePayload:
    """Return a picture file of a large one and a small seven."""
    content, drawn = io.BytesIO(), Image.new("L", (400, 300), 225)
    drawn.paste(30, (100, 60, 116, 240))
    for box in ((220, 100, 300, 114), (286, 100, 300, 220)):
        drawn.paste(30, box)
    drawn.save(content, "PNG")
    return {"name": "two.png", "mimeType": "image/png", "buffer": content.getvalue()}


def test_one_of_several_digits_is_chosen_on_the_picture_and_undone_like_any_change(journey: Journey) -> None:
    choose(journey, two_digits())
    number = landed(journey)
    journey.wait_for_words(ids.DRAW_FOUND, "2 digits are seen")
    boxes = journey.element(ids.DRAW_FOUND).locator("[data-found]")
    assert [box.get_attribute("aria-pressed") for box in boxes.all()] == ["true", "false"]
    boxes.nth(1).focus()
    journey.page.keyboard.press("Enter")
    number = landed(journey, after=number)
    assert [box.get_attribute("aria-pressed") for box in boxes.all()] == ["false", "true"]
    journey.element(ids.DRAW_UNDO).click()
    landed(journey, after=number)
    assert boxes.first.get_attribute("aria-pressed") == "true"
    journey.element(ids.DRAW_CLEAR).click()
    journey.element(ids.DRAW_FOUND).wait_for(state="hidden")


def test_the_digit_on_the_pad_chosen_once_more_is_seen_again_and_nothing_to_undo(journey: Journey) -> None:
    choose(journey, two_digits())
    number = landed(journey)
    journey.element(ids.GO_TO).fill("12")
    journey.element(ids.GO_TO).press("Enter")
    journey.wait_for("sample:12")
    journey.element(ids.DRAW_FOUND).locator("[data-found]").first.click()
    journey.wait_for(f"drawn:{number}")
    journey.element(ids.DRAW_UNDO).click()
    journey.element(ids.DRAW_FOUND).wait_for(state="hidden")
