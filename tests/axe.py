"""What axe finds against WCAG 2.2, levels A and AA, in every state of the page: for the journeys and the benchmark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Literal, TypedDict

from playwright.sync_api import Browser, Page

from components.page import ids
from tests.server import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]  # axe's tags of rules
RUN = """async (levels) => {
  const { violations } = await axe.run(document, { runOnly: levels, resultTypes: ["violations"] });
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target }) => ({ rule: id, impact, element: target.join(" ") })));
}"""

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")


class Violation(TypedDict):
    """An element that breaks a rule."""

    rule: str
    impact: str  # "minor", "moderate", "serious" or "critical"
    element: str  # a selector of it


class Screen(TypedDict, total=False):
    """What the browser is, as Playwright's ``new_context`` takes it."""

    viewport: dict[str, int]
    has_touch: bool
    is_mobile: bool


SCREENS: dict[str, Screen] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


QUIET_MS = 300
QUIET = """(quiet) => new Promise((resolve) => {
  const done = () => { observer.disconnect(); resolve(); };
  let timer = setTimeout(done, quiet);
  const wait = () => { clearTimeout(timer); timer = setTimeout(done, quiet); };
  const observer = new MutationObserver(wait);
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})"""


@dataclass(frozen=True)
class State:
    """A state of the page, from the one before."""

    name: str
    reach: Callable[[Page], None]  # what a visitor does
    sign: str  # selector of what is there then


def stay(page: Page) -> None:
    """Leave the page as it is."""


def look_at(panel: str, page: Page) -> None:
    """Scroll until a panel is in view; what it asks for then comes."""
    page.locator(f"#{panel}").scroll_into_view_if_needed()


def draw(page: Page) -> None:
    """Draw a stroke on the pad."""
    pad = page.locator(f"#{ids.DRAW_CANVAS}")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None, "the pad is not on the page"
    across, down = (box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(across + 0.4 * box["width"], down + 0.4 * box["height"], steps=5)
    page.mouse.up()
    page.mouse.move(0, 0)  # and over nothing


def click(opener: str, page: Page) -> None:
    """Click the first element that a selector fits."""
    page.locator(opener).first.click()


OPEN_DOSSIER = f"#{ids.UNIT_PANEL}[open][data-shows]"

STATES = (
    State("first screen", stay, f"#{ids.MAP_PANEL}[data-shows]"),
    State("drawing", draw, f"#{ids.DIGIT_PANEL}[data-shows^=drawn]"),
    *(
        State(panel.removesuffix("-panel"), partial(look_at, panel), f"#{panel}[data-shows]")
        for panel in (
            ids.WHY_PANEL, ids.PCA_PANEL, ids.SURROGATE_PANEL, ids.SALIENCY_PANEL, ids.COMPARE_PANEL, ids.DATA_PANEL,
            ids.CORRELATION_PANEL,
        )
    ),
    State("quality", partial(look_at, ids.QUALITY_PANEL), f"#{ids.QUALITY_PANEL}"),
    State("feature map", partial(click, "[data-layer=conv2]"), f"#{ids.FEATURE_MAP_DIALOG}[open] .cells"),
    State("unit", partial(click, f"#{ids.COMPARE_PANEL} [data-unit]"), OPEN_DOSSIER),
    State("silent unit", partial(click, f"#{ids.CORRELATION_PANEL} [data-unit]"), OPEN_DOSSIER),
)  # fmt: skip

# What is known, rule and part of the selector: Dash's own controls, and targets that are too small.
# This goes, with ``is_known``, as soon as the page has mended it.
KNOWN = (
    ("aria-hidden-focus", ".dash-dropdown-focus-target"),
    ("aria-input-field-name", "#"),
    ("nested-interactive", ".dash-options-list-option"),
    ("target-size", "button"),
    ("target-size", ".unit"),
    ("color-contrast", ".spread > .ends"),
)


def is_known(violation: Violation) -> bool:
    """Return whether a violation is one of ``KNOWN``."""
    return any(violation["rule"] == rule and part in violation["element"] for rule, part in KNOWN)


@dataclass(frozen=True)
class Finding:
    """What axe found in one state of the page."""

    screen: str
    theme: Theme
    state: str
    violations: list[Violation]

    @property
    def lines(self) -> list[str]:
        """One line a violation, without those that are known."""
        where = f"{self.state} ({self.screen}, {self.theme})"
        return [
            f"{where}: {each['rule']}, {each['impact']}: {each['element']}"
            for each in self.violations
            if not is_known(each)
        ]


def inspect_all(browser: Browser, address: str) -> Iterator[Finding]:
    """Give what axe finds on every screen, in every theme and state."""
    for screen, theme in product(SCREENS, THEMES):
        context = browser.new_context(**SCREENS[screen], color_scheme=theme, reduced_motion="reduce")
        try:
            page = context.new_page()
            page.goto(address)
            yield from inspect(page, screen, theme)
        finally:
            context.close()


def inspect(page: Page, screen: str, theme: Theme) -> Iterator[Finding]:
    """Go from state to state on a page that is open, and give what axe finds in each."""
    page.locator(f"#{ids.MAP_PANEL}[data-shows]").wait_for()
    page.evaluate(SCRIPT.read_text())
    for state in STATES:
        state.reach(page)
        page.locator(state.sign).first.wait_for()
        page.evaluate(QUIET, QUIET_MS)
        yield Finding(screen, theme, state.name, page.evaluate(RUN, LEVELS))
        page.keyboard.press("Escape")  # closes a dialog
