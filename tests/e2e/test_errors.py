"""What is misread can be walked through, and a cell of the matrix is a group."""

from __future__ import annotations

from playwright.sync_api import Locator

from components.page import ids
from tests.e2e.journey import Journey

IMAGES = f"#{ids.ERRORS_PANEL} [data-digit]"
WRONG = f"#{ids.ERRORS_BODY} .wrong:not([aria-disabled])"


def shown(journey: Journey) -> list[int]:
    """Return the images of the strip."""
    return journey.page.locator(IMAGES).evaluate_all("(all) => all.map(({ dataset }) => Number(dataset.digit))")


def wait_for_count(journey: Journey, words: str) -> None:
    """Wait until what is said of the images has some words."""
    journey.page.locator(".errors-count").filter(has_text=words).wait_for()


def cells(journey: Journey, least: int = 1) -> list[Locator]:
    """Return the cells of what is misread, which must be some."""
    found = journey.page.locator(WRONG).all()
    assert len(found) >= least
    return found


def place(cell: Locator) -> tuple[str | None, str | None]:
    """Return label and reading of a cell."""
    return cell.get_attribute("data-label"), cell.get_attribute("data-reading")


def test_what_is_misread_is_walked_with_the_arrow_keys_and_map_and_digit_follow(journey: Journey) -> None:
    journey.look_at(ids.ERRORS_PANEL)
    misread = journey.probe("misread")
    images = shown(journey)
    assert set(images) <= set(misread)
    assert len(images) == min(60, len(misread))
    journey.page.locator(IMAGES).first.focus()
    journey.page.keyboard.press("ArrowRight")
    journey.wait_for(f"sample:{images[1]}")
    journey.wait_for_mark(f"#{ids.MAP_RING}", images[1], "tsne-1", "tsne-2")


def test_a_cell_is_a_group_and_shift_adds_another_and_alt_takes_it_away(journey: Journey) -> None:
    journey.look_at(ids.ERRORS_PANEL)
    one, other = cells(journey, 2)[:2]
    one.click()
    wait_for_count(journey, f"labelled {place(one)[0]}, read {place(one)[1]}")
    first = shown(journey)
    assert one.get_attribute("aria-pressed") == "true"
    other.click(modifiers=["Shift"])
    journey.wait_until("() => document.querySelectorAll('#errors-body [aria-pressed=true]').length === 2")
    assert set(shown(journey)) > set(first)
    other.click(modifiers=["Alt"])
    journey.wait_until("() => document.querySelectorAll('#errors-body [aria-pressed=true]').length === 1")
    assert shown(journey) == first
    journey.page.locator(f"#{ids.ERRORS_SHOWN} [data-value=all]").click()
    wait_for_count(journey, str(len(journey.probe("misread"))))


def test_the_matrix_is_walked_and_chosen_with_the_keyboard(journey: Journey) -> None:
    journey.look_at(ids.ERRORS_PANEL)
    cell = cells(journey)[0]
    label, reading = place(cell)
    corner = journey.page.locator(f"#{ids.ERRORS_BODY} [tabindex='0']")
    corner.focus()
    for _ in range(int(label or 0)):
        journey.page.keyboard.press("ArrowDown")
    for _ in range(int(reading or 0)):
        journey.page.keyboard.press("ArrowRight")
    assert journey.page.evaluate("document.activeElement.dataset") == cell.evaluate("({ dataset }) => dataset")
    journey.page.keyboard.press("Enter")
    wait_for_count(journey, f"labelled {label}, read {reading}")
    other = cells(journey, 2)[1]
    other.press("Shift+Enter")
    journey.wait_until("() => document.querySelectorAll('#errors-body [aria-pressed=true]').length === 2")
    other.press("Alt+Enter")
    cell.press("Alt+Enter")
    wait_for_count(journey, "No group is selected")


def test_a_cell_is_found_again_by_its_link(journey: Journey) -> None:
    journey.look_at(ids.ERRORS_PANEL)
    cell = cells(journey)[0]
    cell.click()
    journey.wait_until("() => location.search.includes('group=')")
    journey.page.reload()
    journey.look_at(ids.ERRORS_PANEL)
    journey.page.locator(f"#{ids.ERRORS_BODY} [aria-pressed=true]").wait_for()
    assert journey.element(ids.URL_NOTICE).inner_text() == ""
