from __future__ import annotations

import pytest

from components.page import ids
from tests.e2e.journey import Journey

SAYS = "([selector, words]) => document.querySelector(selector).textContent.includes(words)"
FOCUSED = "([selector]) => document.querySelector(selector).contains(document.activeElement)"


STAGES = ("picture", "conv1", "conv2", "units", "classes")


def stage(name: str) -> str:
    """Return the selector of a stage."""
    number = STAGES.index(name)
    return f'#{ids.FEATURE_MAPS_PANEL} [data-stage="{number}"]'


def test_the_path_follows_the_digit(journey: Journey) -> None:
    other = journey.element(ids.DIGIT_PANEL).locator("[data-digit]").first.get_attribute("data-digit")
    journey.wait_until(SAYS, stage("picture"), f"No. {journey.default('digit')}")
    journey.element(ids.DIGIT_PANEL).locator("[data-digit]").first.click()
    journey.wait_until(SAYS, stage("picture"), f"No. {other}")
    assert journey.page.locator(f"{stage('picture')} canvas").evaluate("probe.inked")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("picture", f"#{ids.DIGIT_PANEL}"),
        ("conv1", f"#{ids.FEATURE_MAPS_PANEL} .layer:has([data-tiles=conv1])"),
        ("conv2", f"#{ids.FEATURE_MAPS_PANEL} .layer:has([data-tiles=conv2])"),
        ("units", f"#{ids.ACTIVATIONS_CHART}"),
        ("classes", f"#{ids.DIGIT_PANEL}"),
    ],
)
def test_a_stage_leads_to_what_it_names(journey: Journey, name: str, place: str) -> None:
    journey.page.locator(stage(name)).focus()
    journey.page.keyboard.press("Enter")
    journey.wait_until(FOCUSED, place)
