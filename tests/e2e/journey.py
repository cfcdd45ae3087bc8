"""A visitor with a browser and a mouse: what the journeys do on the page, and what they see there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, Response, Route

from components.page import ids

RING = f"#{ids.MAP_RING}"
STAGE = (ids.DIGIT_PANEL, ids.MAP_PANEL)  # panels that are there whatever tab is open
PROBE = Path(__file__).with_name("probe.js")
KNOWN_NOISE = (
    "GPU stall due to ReadPixels",  # software rendering says so of every WebGL plot
    "was preloaded using link preload but not used within a few seconds",  # on a busy machine
)
VIEWS = "**/view"  # where questions are posted
LONG_S = 30.0  # for what must come true
STEP_MS = 20  # between two looks for it
PATIENCE_MS = 10_000  # for a request that must come
A_WHILE_MS = 400  # after which nothing more is to be expected
SETTLE_MS = 80  # between moving the mouse to a point and pressing: Plotly finds the point under it in between


def until(page: Page, condition: str, argument: Any = None) -> Any:
    """Wait until an expression or a function of JavaScript says yes, and return what it says.

    Playwright's own ``wait_for_function`` makes a function of the text within the page, which its policy forbids.
    """
    deadline = time.monotonic() + LONG_S
    while time.monotonic() < deadline:
        try:
            if found := page.evaluate(condition, argument):
                return found
        except Error as error:
            if "context was destroyed" not in str(error):  # the page is being loaded anew
                raise
        page.wait_for_timeout(STEP_MS)
    raise AssertionError(f"it never came true: {condition} of {argument}")


@dataclass
class Journey:
    """One visitor's page and everything that happened to it."""

    page: Page
    address: str
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(path=PROBE)
        self.page.on("console", self.note_console)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on("request", self.note_request)
        self.page.on("response", self.note_answer)

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep what the console says, but for what it always says."""
        if not any(noise in message.text for noise in KNOWN_NOISE):
            self.console.append(f"{message.type}: {message.text}")

    def note_request(self, request: Request) -> None:
        """Keep what the page asks for; data and blob addresses ask nobody."""
        if request.url.startswith(("http", "ws")):
            self.requests.append(request.url)

    def note_answer(self, answer: Response) -> None:
        """Keep what the server refuses or fails at."""
        if answer.status >= 400:
            self.failures.append(f"{answer.status} {answer.url}")

    def troubles(self) -> list[str]:
        """Return what must not happen on any journey: console messages, failed requests, requests to elsewhere."""
        elsewhere = [url for url in self.requests if urlsplit(url).hostname != "127.0.0.1"]
        return [*self.console, *self.failures, *elsewhere]

    def open(self, query: str = "", *, shows: str | None = None) -> None:
        """Open the page and wait until it shows ``shows``, by default the default digit."""
        self.page.goto(self.address + query)
        self.page.wait_for_selector(f"#{ids.APP}")
        self.wait_for(shows or f"sample:{self.default('digit')}")
        self.wait_for_projection(self.parameters().get("projection", self.default("projection")))

    def settle(self) -> None:
        """Wait until everything that the page fetches by itself is there, the pictures of the digits last."""
        until(self.page, "performance.getEntriesByType('resource').some(({ name }) => name.includes('/digits/'))")
        self.page.wait_for_load_state("networkidle")

    def address_table(self) -> dict[str, Any]:
        """Return the URL's parameters with their defaults and what they may be."""
        return self.page.evaluate("JSON.parse(document.querySelector('.skeleton').dataset.address)")

    def default(self, name: str) -> str:
        """Return the default of one parameter."""
        return self.address_table()[name]["default"]

    def digits(self) -> int:
        """Return how many digits there are."""
        return int(self.address_table()["digit"]["allowed"][1]) + 1

    def parameters(self) -> dict[str, str]:
        """Return what the URL says, as far as it is allowed."""
        table, said = self.address_table(), parse_qs(urlsplit(self.page.url).query)
        return {
            name: values[0] for name, values in said.items() if name in table and values[0] in table[name]["allowed"]
        }

    def open_tab(self, name: str) -> None:
        """Open a tab, by the button in the bar or, where it has none, from the menu beside it."""
        button = self.page.locator(f"#{ids.TABS} [data-tab={name}]")
        button.or_(self.element(ids.TABS_MORE)).filter(visible=True).first.wait_for()  # a reloaded page has neither yet
        if button.is_visible():
            button.click()
        else:
            self.element(ids.TABS_MORE).select_option(name)
        self.wait_for_tab(name)

    def wait_for_tab(self, name: str) -> None:
        """Wait until a tab is in sight: its panels are on the page, and no other tab's."""
        self.wait_until("([name]) => probe.openTab() === name && probe.isMounted(name)", name)

    def look_at(self, panel: str, shows: str | None = None) -> Locator:
        """Come to a panel in its tab and wait until it shows a selection, by default the one that the digit's does."""
        self.open_tab(self.probe("tabOf", panel))
        self.element(panel).scroll_into_view_if_needed()
        self.wait_for(shows or self.shown(), panels=(panel,))
        return self.element(panel)

    def wait_for(self, shows: str, panels: tuple[str, ...] = STAGE) -> None:
        """Wait until ``panels`` show a selection, and so does every panel of the bench that shows any."""
        self.wait_until("([panels, shown]) => probe.allShow(panels, shown)", list(panels), shows)

    def wait_for_other(self, shows: str) -> str:
        """Wait until the page shows another selection than ``shows``, and return it."""
        self.wait_until("([id, before]) => probe.shows(id) !== before", ids.DIGIT_PANEL, shows)
        selection = self.shown()
        self.wait_for(selection)
        return selection

    def wait_for_projection(self, projection: str) -> None:
        """Wait until the map has arrived at a projection."""
        arrived = "([id, name]) => document.getElementById(id).dataset.projection === name"
        self.wait_until(arrived, ids.MAP_STAGE, projection)

    def wait_for_url(self, **parameters: str) -> None:
        """Wait until the URL says ``parameters``."""
        said = "(all) => all.every((one) => location.search.slice(1).split('&').includes(one))"
        self.wait_until(said, *(f"{name}={value}" for name, value in parameters.items()))

    def wait_until(self, condition: str, *arguments: Any) -> None:
        """Wait until a function of JavaScript, given a list of arguments, says yes."""
        until(self.page, condition, list(arguments))

    def probe(self, name: str, *arguments: Any) -> Any:
        """Return what a function of ``probe.js`` finds."""
        return self.page.evaluate(f"(all) => probe.{name}(...all)", list(arguments))

    def shown(self) -> str:
        """Return the selection that the digit's panel shows or, where that is out of view, the map; wait for one."""
        found = "(all) => all.map(probe.shows).find(Boolean)"
        return str(until(self.page, found, [ids.DIGIT_PANEL, ids.MAP_PANEL]))

    def element(self, name: str) -> Locator:
        """Return the element with the id ``name``."""
        return self.page.locator(f"#{name}")

    def choose(self, control: str, label: str) -> None:
        """Choose something: from a menu, or by the button beside others."""
        if self.element(control).evaluate("({ tagName }) => tagName") == "SELECT":
            self.element(control).select_option(label=label)
        else:
            self.element(control).get_by_role("radio", name=label, exact=True).click()

    def is_in_firefox(self) -> bool:
        """Return whether the browser is a Firefox."""
        browser = self.page.context.browser
        return browser is not None and browser.browser_type.name == "firefox"

    def skip_in_firefox(self, reason: str) -> None:
        """Skip the rest of a journey that cannot be made there."""
        if self.is_in_firefox():
            pytest.skip(f"Firefox: {reason}")

    @contextmanager
    def held(self, element: str) -> Iterator[list[Route]]:
        """Hold questions about an element back from now on; at the end those that are still held go on."""
        self.skip_in_firefox("Playwright does not see what it posts")
        routes: list[Route] = []

        def hold(route: Route) -> None:
            if element in (route.request.post_data or ""):
                routes.append(route)
            else:
                route.continue_()

        self.page.route(VIEWS, hold)
        yield routes
        for route in routes:  # grows as long as answers lead to questions
            route.continue_()
        self.page.unroute(VIEWS)

    def lose(self, routes: list[Route]) -> None:
        """Let a question that is held back get no answer, and none where it is asked once more."""
        for _ in range(2):
            self.wait_for_held(routes)
            routes.pop().abort()

    def wait_for_held(self, routes: list[Route], count: int = 1) -> None:
        """Wait until ``count`` requests are held back."""
        for _ in range(PATIENCE_MS // SETTLE_MS):
            if len(routes) >= count:
                return
            self.page.wait_for_timeout(SETTLE_MS)
        raise AssertionError(f"{len(routes)} requests were made instead of {count}")

    def nothing_follows(self, shows: str, panels: tuple[str, ...] = STAGE) -> None:
        """Check that ``panels`` show a selection and still do so a while later."""
        self.wait_for(shows, panels)
        self.page.wait_for_timeout(A_WHILE_MS)
        assert self.probe("allShow", list(panels), shows)

    def note(self, panel: str) -> Locator:
        """Return what a panel says of a view that it waits for or lacks."""
        return self.element(panel).locator(".view-note")

    def point_at(self, point: dict[str, Any]) -> None:
        """Move the mouse onto a point and let the page notice."""
        self.page.mouse.move(point["x"] - 30, point["y"] - 3)
        self.page.mouse.move(point["x"], point["y"], steps=3)
        self.page.wait_for_timeout(SETTLE_MS)

    def click_at(self, point: dict[str, Any]) -> str:
        """Click a point with the mouse and return the selection that must follow."""
        self.point_at(point)
        self.page.mouse.down()
        self.page.mouse.up()
        return f"sample:{point['digit']}"

    def tap_at(self, point: dict[str, Any]) -> None:
        """Tap a point; in Firefox a click of a visitor with a finger is a tap."""
        device = self.page.mouse.click if self.is_in_firefox() else self.page.touchscreen.tap
        device(point["x"], point["y"])

    def wait_for_mark(self, mark: str, digit: int, *columns: str, graph: str = ids.MAP_GRAPH) -> None:
        """Wait until an element, by its selector, lies on the point of a digit in a plot with ``columns`` as axes."""
        self.wait_until("(all) => probe.isOn(...all)", mark, graph, *columns, digit)

    def wait_for_words(self, name: str, words: str) -> None:
        """Wait until the element with the id ``name`` says ``words``."""
        self.element(name).filter(has_text=words).wait_for()
