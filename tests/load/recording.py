"""What the page asks its server, recorded in a real browser: visitors without one then ask the same."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import playwright.sync_api as playwright

from components.page import ids
from tests.benchmark.visitor import PROBE, SCREEN, Visitor
from tests.browser import launch_options
from tests.server import serving

HOST, DIGIT = "«host»", "«digit»"  # in what is recorded, in place of the server's and of the image's number
OWN = ("host", "content-length", "referer", "cookie")  # headers that each request gets anew, or that nobody reads
QUIET_MS = 500  # without a request, after which none is to be expected
TRIES = 5  # at a point of the map that something may cover
MOVES, STEP_MS, ROUND = 10, 100, 0.2  # of the pen on a circle, its radius a share of the pad's side


class Request(TypedDict):
    """One request, but for what is another each time."""

    after: float  # what the visitor did, seconds
    head: str  # its lines, as HTTP has them
    body: str


class Section(TypedDict):
    """A tab: what is asked when it is opened, and when a point is clicked while it is open."""

    opening: list[Request]
    click: list[Request]


class Recording(TypedDict):
    """A visit."""

    images: int  # in the data set
    page: list[Request]
    sections: list[Section]  # the first is open at first
    drawing: list[list[Request]]  # for each movement of the pen, first where the drawing lands


def record(artifacts: Path | None) -> Recording:
    """Visit a server of its own and return what was asked."""
    with serving(artifacts) as server, visiting_in_browser() as page:
        recorder, visitor = Recorder(page, urlsplit(server.address).netloc), Visitor(page)
        page.goto(server.address, wait_until="commit")
        visitor.run()
        opened = recorder.asked()
        sections = record_sections(visitor, recorder)
        images = int(visitor.ask("bench.digits()"))
        return {"images": images, "page": opened, "sections": sections, "drawing": record_drawing(visitor, recorder)}


@contextmanager
def visiting_in_browser() -> Iterator[playwright.Page]:
    """Start a browser with an empty page, and close it afterwards."""
    options = launch_options()
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(**options)
        try:
            context = browser.new_context(viewport=SCREEN)
            context.add_init_script(path=PROBE)
            yield context.new_page()
        finally:
            browser.close()


class Recorder:
    """Keeps what a page asks of ``host``."""

    def __init__(self, page: playwright.Page, host: str) -> None:
        self._page, self._host = page, host
        self._noted: list[tuple[float, playwright.Request]] = []
        self._began = time.monotonic()
        page.on("request", self._note)

    def _note(self, request: playwright.Request) -> None:
        if urlsplit(request.url).netloc == self._host:
            self._noted.append((time.monotonic() - self._began, request))

    def asked(self) -> list[Request]:
        """Wait until nothing more is asked; return what was, since the last time, and begin anew."""
        known = -1
        while known != len(self._noted):
            known = len(self._noted)
            self._page.wait_for_timeout(QUIET_MS)
        requests = [self._written(after, request) for after, request in self._noted]
        self._noted, self._began = [], time.monotonic()
        return requests

    def _written(self, after: float, request: playwright.Request) -> Request:
        """Return a request as HTTP has it."""
        address = urlsplit(request.url)
        target = f"{address.path}?{address.query}" if address.query else address.path
        headers = [f"{name}: {value}" for name, value in request.all_headers().items() if name not in OWN]
        lines = [f"{request.method} {target} HTTP/1.1", f"host: {HOST}", *headers]
        return {"after": after, "head": "\r\n".join(lines).replace(self._host, HOST), "body": request.post_data or ""}


def record_sections(visitor: Visitor, recorder: Recorder) -> list[Section]:
    """Click with each tab open, and come back to the first at last."""
    first, *others = visitor.page.get_by_role("tab").filter(visible=True).all()
    click, sections = record_click(visitor, recorder), []
    for tab in (*others, first):
        tab.click()
        opening = [about_any(request) for request in recorder.asked()]
        sections.append(Section(opening=opening, click=record_click(visitor, recorder)))
    return [{"opening": sections.pop()["opening"], "click": click}, *sections]


def record_click(visitor: Visitor, recorder: Recorder) -> list[Request]:
    """Click a point of the map and return what is asked then.

    Raises:
        RuntimeError: Nothing is.
    """
    for place, _ in zip(visitor.places(), range(TRIES), strict=False):
        visitor.aim(place)
        recorder.asked()
        visitor.press()
        if asked := recorder.asked():
            return [about_any(request) for request in asked]
    raise RuntimeError("clicks on the map ask nothing")


def about_any(request: Request) -> Request:
    """Return a request about one image as one about any."""
    return {**request, "body": re.sub(r"sample:\d+", f"sample:{DIGIT}", request["body"])}


def record_drawing(visitor: Visitor, recorder: Recorder) -> list[list[Request]]:
    """Draw and return what is asked at each movement; nothing where the data set has no pad."""
    pad = visitor.page.locator(f"#{ids.DRAW_CANVAS}")
    if not pad.count() or (box := pad.bounding_box()) is None:
        return []
    for k in range(MOVES):
        across, down = (0.5 + ROUND * turn(k / 3) for turn in (math.cos, math.sin))
        visitor.page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
        visitor.page.wait_for_timeout(STEP_MS)
        if k == 0:
            visitor.page.mouse.down()
    visitor.page.mouse.up()
    return movements(recorder.asked())


def movements(asked: list[Request]) -> list[list[Request]]:
    """Return what was asked while drawing, as one list for each landing: that, and what followed it."""
    found: list[list[Request]] = []
    for request in asked:
        if f'"{ids.LANDING_WORDS}"' in request["body"]:
            found.append([request])
        elif found:
            found[-1].append(request)
    return found
