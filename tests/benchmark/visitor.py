"""A visitor: a page in a fresh browser context, a real mouse, and the probe (``probe.js``) that keeps the time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NotRequired, TypedDict

from playwright.sync_api import Browser, Locator, Page

PROBE = Path(__file__).with_name("probe.js")
SCREEN = {"width": 1440, "height": 900}
SETTLE_MS = 120  # between moving the mouse and pressing; Plotly needs to know what the mouse is over
PRESS_MS = 40
GHOST = "point of a turned digit"  # name of that change
POINTS = "points on the canvas"  # likewise

Motion = Literal["no-preference", "reduce"]
Goal = Literal["panels", "card", "map", "points", "group", "theme", "landing", "turned", "unit", "saliency", "tab"]


class Change(TypedDict):
    """One change of the page; times in milliseconds since the run's first event."""

    name: str
    at: float
    painted: float
    points: NotRequired[int]  # on the map, where the change is a plot of it
    places: NotRequired[str]  # a word that differs when they lie elsewhere
    shows: NotRequired[str]  # what it is, where something says what it shows


class Run(TypedDict):
    """What followed an event."""

    changes: list[Change]
    intervals: list[float]  # between the frames of a glide, ms
    before: dict[str, str | None]
    shown: list[str]  # by the panels, at the end
    digits: int  # in the data set
    origin: float  # when the navigation began, milliseconds since 1970


@dataclass
class Visitor:
    """Someone with a browser and a mouse."""

    page: Page
    requests: list[str] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    def run(self) -> Run:
        """Wait until the run under way is over; the first one is loading the page."""
        run: Run = self.page.evaluate("() => bench.result()")
        return run

    def arm(self, event: str, goal: Goal, *, frames: int = 2, quiet: int = 250) -> None:
        """Begin a run with the next ``event``; it ends at ``goal``, once nothing changed for ``quiet`` ms."""
        options = {"event": event, "goal": goal, "frames": frames, "quiet": quiet}
        self.page.evaluate("options => bench.arm(options)", options)

    def hovered(self) -> str | None:
        """Return what the card beside the pointer shows."""
        digit: str | None = self.ask("bench.hovered()")
        return digit

    def ask(self, words: str) -> Any:
        """Return what an expression of JavaScript is in the page."""
        return self.page.evaluate(f"() => {words}")

    def places(self) -> Iterator[tuple[float, float]]:
        """Give places on the screen where a point of the map is and nothing covers it, in random order, without end."""
        count = self.ask("bench.digits()")
        while True:
            place = self.ask(f"bench.place({self.dice.randrange(count)})")
            if place:
                yield place[0], place[1]

    def aim(self, at: tuple[float, float] | Locator) -> None:
        """Move the mouse to a place or onto an element, and hold it still."""
        if isinstance(at, Locator):
            at.hover()
        else:
            self.page.mouse.move(*at)
        self.page.wait_for_timeout(SETTLE_MS)

    def press(self) -> None:
        """Press and release the button where the mouse is."""
        self.page.mouse.down()
        self.page.wait_for_timeout(PRESS_MS)
        self.page.mouse.up()

    def click(self, at: Locator, goal: Goal, *, quiet: int = 250) -> Run:
        """Click an element and wait for what follows."""
        self.aim(at)
        self.arm("pointerup", goal, quiet=quiet)
        self.press()
        return self.run()

    def button(self, control: str, words: str) -> Locator:
        """Return one of the buttons side by side of which one is chosen."""
        return self.page.locator(f"#{control}").get_by_role("radio", name=words, exact=True)


@contextmanager
def visit(browser: Browser, address: str, *, motion: Motion = "no-preference") -> Iterator[Visitor]:
    """Open the page as someone who was never there before."""
    context = browser.new_context(viewport=SCREEN, reduced_motion=motion)
    context.add_init_script(path=PROBE)
    visitor = Visitor(context.new_page())
    visitor.page.on("request", lambda request: visitor.requests.append(f"{request.method} {request.url}"))
    try:
        visitor.page.goto(address, wait_until="commit")
        yield visitor
    finally:
        context.close()


def painted(run: Run) -> float:
    """Return when the last change was painted."""
    return max(change["painted"] for change in run["changes"])


def first(run: Run, name: str) -> float:
    """Return when a change was painted for the first time."""
    return next(change["painted"] for change in run["changes"] if change["name"] == name)
