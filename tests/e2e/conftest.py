from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from model.artifacts.folder import FOLDER, MANIFEST
from tests.browser import MissingBrowserError, launch_options
from tests.e2e.journey import Journey
from tests.firefox import firefox
from tests.requirement import lacking
from tests.server import serving

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as one that needs a browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A Chromium, or what --browser says; where there is none the journeys are skipped, or fail if CI=true."""
    launched = {"chromium": chromium, "firefox": firefox}[request.config.getoption("browser")]
    with ExitStack() as stack:
        try:
            running = stack.enter_context(launched(stack.enter_context(sync_playwright())))
        except MissingBrowserError as error:
            lacking(str(error))
        yield running


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Run Chromium."""
    browser = playwright.chromium.launch(**launch_options())
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """The page, served as visitors get it: the real digits where they have been built, else the made-up ones."""
    built = (FOLDER / MANIFEST).is_file()
    folder = FOLDER if built else request.getfixturevalue("artifact_folder")
    with serving(folder) as server:
        yield server.address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Journey]]:
    """Open the page: ``visit(query, shows=..., **options of the context)``. In the end none may be in trouble."""
    contexts: list[BrowserContext] = []
    journeys: list[Journey] = []

    def start(query: str = "", *, shows: str | None = None, **options: Any) -> Journey:
        contexts.append(browser.new_context(**({"viewport": DESKTOP} | options)))
        journeys.append(Journey(contexts[-1].new_page(), address))
        journeys[-1].open(query, shows=shows)
        return journeys[-1]

    yield start
    for context in contexts:
        context.close()
    assert [trouble for journey in journeys for trouble in journey.troubles()] == []


@pytest.fixture
def journey(visit: Callable[..., Journey]) -> Journey:
    """A visitor at a desk who has opened the page."""
    return visit()


@pytest.fixture
def on_the_phone(visit: Callable[..., Journey]) -> Journey:
    """A visitor with a phone who has opened the page."""
    return visit(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
