"""What axe finds against WCAG 2.2, levels A and AA, in every state of the page: for the journeys and the benchmark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Literal, TypedDict

from playwright.sync_api import Browser, Page

from components.page import ids
from components.page.panel import Tab
from components.panels import TABS
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


QUIET_MS = 400  # longer than a panel waits before it says that it does
WAITING = ".view-note"
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


def settle(page: Page) -> None:
    """Wait until nothing on the page has changed for a while, and nothing waits for the server."""
    page.evaluate(QUIET, QUIET_MS)
    if page.locator(WAITING).count():
        page.locator(WAITING).first.wait_for(state="detached")
        page.evaluate(QUIET, QUIET_MS)


def press(button: str, page: Page) -> None:
    """Press the first button that a selector fits; on a phone some are in a menu instead."""
    page.locator(button).first.dispatch_event("click")


def open_tab(tab: Tab, page: Page) -> None:
    """Open a tab of the bench and look at each of its panels, which show their views when they are looked at."""
    press(f"[role=tab][data-tab={tab.name}]", page)
    for panel in tab.panels:
        page.locator(f"#{panel.name}-panel").scroll_into_view_if_needed()
        settle(page)


def draw(page: Page) -> None:
    """Draw a stroke on the pad."""
    press("[role=tab][data-tab=draw]", page)
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


def open_digit(page: Page) -> None:
    """Look at the digit, which a phone has in a tab of its own."""
    press("[role=tab][data-tab=digit]", page)


def open_silent_unit(page: Page) -> None:
    """Open the dossier of a unit that never fires, from the list beside the correlations."""
    open_tab(next(tab for tab in TABS if tab.name == "units"), page)
    press(f"#{ids.CORRELATION_PANEL} [data-unit]", page)


def enlarge(page: Page) -> None:
    """Enlarge a feature map."""
    press("[role=tab][data-tab=see]", page)
    page.locator("[data-layer=conv2]").first.click()


def put_beside(page: Page) -> None:
    """Put two maps beside the large one, where there is room for them."""
    menu = page.locator(f"#{ids.MAP_BESIDE}")
    if menu.is_visible():
        menu.select_option(index=menu.locator("option").count() - 1)
        page.locator(f"#{ids.MAP_SIDES} .field").nth(1).wait_for()


def colour_by_unit(page: Page) -> None:
    """Colour the map by an activation, over whose histogram a range can be drawn."""
    page.locator(f"#{ids.MAP_COLOUR}").select_option("unit")


STATES = (
    State("first screen", stay, f"#{ids.MAP_PANEL}[data-shows]"),
    State("digit", open_digit, f"#{ids.DIGIT_PANEL}[data-shows]"),
    *(
        State(f"tab {tab.title}", partial(open_tab, tab), f"#{ids.BENCH} [data-tab={tab.name}]")
        for tab in TABS
    ),
    State("silent unit", open_silent_unit, f"#{ids.UNIT_PANEL}[data-shows]"),
    State("feature map", enlarge, f"#{ids.FEATURE_MAP_DIALOG}[open]"),
    State("maps side by side", put_beside, f"#{ids.MAP_STAGE}"),
    State("drawing", draw, f"#{ids.LANDING_WORDS}[data-shows^=drawn]"),
    State("filter", partial(press, f"#{ids.MAP_FILTER_OPEN}"), f"#{ids.MAP_FILTER} section"),
    State("legend of shades", colour_by_unit, f"#{ids.MAP_LEGEND} [role=slider]"),
    State("glossary", partial(press, f"#{ids.GLOSSARY_OPEN}"), f"#{ids.GLOSSARY}[open]"),
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """What axe found in one state of the page."""

    screen: str
    theme: Theme
    state: str
    violations: list[Violation]

    @property
    def lines(self) -> list[str]:
        """One line a violation."""
        where = f"{self.state} ({self.screen}, {self.theme})"
        return [f"{where}: {each['rule']}, {each['impact']}: {each['element']}" for each in self.violations]


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
        settle(page)
        yield Finding(screen, theme, state.name, page.evaluate(RUN, LEVELS))
        page.keyboard.press("Escape")  # closes a dialog
