from __future__ import annotations

from playwright.sync_api import Locator

from components.page import ids
from components.page.glossary import GLOSSARY
from tests.e2e.journey import A_WHILE_MS, Journey

# Whether two elements, each by its selector, have a place in common.
OVERLAP = """([one, other]) => {
  const [a, b] = [one, other].map((selector) => document.querySelector(selector).getBoundingClientRect());
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}"""
CNN = "header [data-term=cnn]"


def popover(journey: Journey) -> Locator:
    """Return what explains a term."""
    return journey.page.get_by_role("tooltip")


def test_a_term_is_explained_where_the_pointer_rests_and_not_covered(journey: Journey) -> None:
    journey.page.locator(CNN).hover()
    popover(journey).wait_for(state="visible")
    assert "Convolutional neural network" in popover(journey).inner_text()
    assert not journey.page.evaluate(OVERLAP, [CNN, ".popover"])
    assert popover(journey).bounding_box()["width"] <= 320
    popover(journey).hover()
    journey.page.wait_for_timeout(A_WHILE_MS)
    assert popover(journey).is_visible(), "the pointer may go into it"
    journey.page.mouse.move(5, 5)
    popover(journey).wait_for(state="hidden")


def test_a_term_is_explained_by_the_focus_until_escape(journey: Journey) -> None:
    for _ in range(10):
        journey.page.keyboard.press("Tab")
        if journey.page.evaluate("document.activeElement.dataset.term") == "cnn":
            break
    popover(journey).wait_for(state="visible")
    journey.page.keyboard.press("Escape")
    popover(journey).wait_for(state="hidden")
    described = journey.page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert "Convolutional neural network" in described


def test_a_term_is_explained_by_a_tap_until_the_next_and_goes_with_a_scroll(on_the_phone: Journey) -> None:
    on_the_phone.look_at(ids.FEATURE_MAPS_PANEL)
    relu = on_the_phone.page.locator("[data-term=relu]").first
    for state in ("visible", "hidden", "visible"):
        relu.tap()
        popover(on_the_phone).wait_for(state=state)
    on_the_phone.page.evaluate("window.scrollBy(0, 40)")
    popover(on_the_phone).wait_for(state="hidden")


def test_the_question_mark_opens_all_terms_and_gives_the_focus_back(journey: Journey) -> None:
    journey.element(ids.GLOSSARY_OPEN).focus()
    journey.page.keyboard.press("Enter")
    dialog = journey.page.get_by_role("dialog", name="Glossary")
    dialog.wait_for(state="visible")
    assert dialog.locator("dt").count() == len(GLOSSARY)
    journey.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    journey.wait_until("([id]) => document.activeElement.id === id", ids.GLOSSARY_OPEN)


def test_a_term_keeps_the_focus_while_its_text_is_written_anew(journey: Journey) -> None:
    before = journey.shown()
    journey.page.locator(f"#{ids.DIGIT_PANEL} [data-term=reading]").focus()
    journey.page.evaluate("document.querySelector('[data-pick=random]').click()")  # which leaves the focus alone
    journey.wait_for_other(before)
    assert journey.page.evaluate("document.activeElement.dataset.term") == "reading"
