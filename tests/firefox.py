"""A Firefox as its makers ship it, for the journeys: found, given a screen, and started for Playwright.

Playwright drives it by WebDriver BiDi, a part of it that is not finished; ``tests.relay`` adds what the journeys miss.
``python -m tests.firefox`` says which Firefox there is, with status 1 if there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Locator, Page, Playwright

from tests.browser import MissingBrowserError, starts

NAMES = ("firefox-esr", "firefox")
ON_A_MAC = ("/Applications/Firefox.app/Contents/MacOS/firefox",)
RELAY = Path(__file__).with_name("relay.py")
CHANNEL = "moz-firefox"  # Playwright's word for one that is not its own build
# The browser itself asks nothing of anybody.
PREFERENCES: dict[str, str | float | bool] = {
    "app.normandy.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
# That of Firefox without a window, as large as a visitor's at a desk: it is filled.
FULL_SCREEN = {"MOZ_HEADLESS_WIDTH": "1440", "MOZ_HEADLESS_HEIGHT": "900"}
SCREEN = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
START_MS = 60_000


def find() -> str:
    """Return where Firefox is.

    Raises:
        MissingBrowserError: There is none that starts, or nothing that it could show WebGL on.
    """
    if not (has_screen() or shutil.which(SCREEN[0])):
        raise MissingBrowserError("there is no screen, without which Firefox has no WebGL: install Xvfb")
    for path in (*filter(None, map(shutil.which, NAMES)), *ON_A_MAC):
        if starts(path):
            return path
    raise MissingBrowserError(f"there is no Firefox: install one of {', '.join(NAMES)}")


def has_screen() -> bool:
    """Return whether there is a screen; Firefox looks for one on Linux, even if it shows nothing."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY"))


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Give the environment of a program with a screen: the one that there is, or one that nobody sees."""
    if has_screen():
        yield dict(os.environ)
        return
    with subprocess.Popen(SCREEN, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield os.environ | {"DISPLAY": f":{process.stdout.readline().strip()}"}
        finally:
            process.terminate()


@contextmanager
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Run Firefox.

    Raises:
        MissingBrowserError: There is none.
    """
    path = find()
    make_up_gestures()
    with TemporaryDirectory() as folder, screen() as environment:
        program = Path(folder, "firefox")
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{RELAY}" "{path}" --remote-allow-system-access "$@"\n')
        program.chmod(0o700)
        browser = playwright.firefox.launch(
            channel=CHANNEL,
            executable_path=program,
            env=environment | FULL_SCREEN,
            firefox_user_prefs=PREFERENCES,
            timeout=START_MS,
        )
        yield browser
        browser.close()


def make_up_gestures() -> None:
    """Make taps, which the relay makes a finger's, and double clicks of clicks: Playwright's are none in Firefox."""
    Locator.tap = Locator.click  # type: ignore[method-assign]
    Page.tap = Page.click  # type: ignore[method-assign]
    Locator.dblclick = double_click  # type: ignore[method-assign,assignment]


def double_click(place: Locator) -> None:
    """Click twice and say so: Firefox counts clicks within one command only, and Playwright sends each in its own."""
    place.click(click_count=2)
    place.dispatch_event("dblclick")


def main() -> None:
    """Say which Firefox there is."""
    try:
        print(f"Firefox is {find()}")
    except MissingBrowserError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
