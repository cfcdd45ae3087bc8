"""A Chromium for the tests and the benchmark: an installed one, the system's package, or Playwright's own download.

``python -m tests.browser`` finds one, installs it where that is possible without asking, and says which it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import TypedDict

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGS = [
    "--no-sandbox",  # there is none for root, and the pages are ours
    "--disable-gpu",  # the same software rendering everywhere
    # The browser itself asks nothing of anybody.
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
INSTALL_SECONDS = 600


class MissingBrowserError(RuntimeError):
    """No Chromium was found; the message says what to do."""


class LaunchOptions(TypedDict):
    """What Playwright's ``chromium.launch`` is given."""

    executable_path: str
    args: list[str]


def launch_options() -> LaunchOptions:
    """Return how to start the browser that this machine has.

    Raises:
        MissingBrowserError: It has none that starts.
    """
    for path in candidates():
        if starts(path):
            return {"executable_path": path, "args": ARGS}
    raise MissingBrowserError(
        f"there is no browser: install one of {', '.join(NAMES)}, or run `make test` to have it installed"
    )


def candidates() -> Iterator[str]:
    """Give the places of a browser, the best first."""
    yield from filter(None, map(shutil.which, NAMES))
    yield from ON_A_MAC
    yield playwrights_own()


def starts(path: str) -> bool:
    """Return whether the browser at ``path`` runs; some systems have a placeholder there that does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwrights_own() -> str:
    """Return where Playwright puts the browser that it downloads."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find_or_install() -> LaunchOptions:
    """Return how to start the browser that this machine has, or now gets.

    Raises:
        MissingBrowserError: It has none and none can be installed without asking.
    """
    for install in (install_package, install_download):
        try:
            return launch_options()
        except MissingBrowserError:
            install()
    return launch_options()


def install_package() -> None:
    """Install the system's Chromium where apt-get may do that without a question."""
    root = root_command()
    if root is None or not shutil.which("apt-get"):
        return
    print("Installing Chromium with apt-get ...", flush=True)
    run(*root, "apt-get", "update", "-qq")
    run(*root, "apt-get", "install", "-y", "-qq", "chromium")


def install_download() -> None:
    """Download Playwright's Chromium."""
    print("Downloading Playwright's Chromium ...", flush=True)
    run(sys.executable, "-m", "playwright", "install", "chromium")


def root_command() -> list[str] | None:
    """Return what to put before a command so that it runs as root without a question, or None if nothing does that."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    granted = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    return sudo if granted else None


def run(*command: str) -> None:
    """Run ``command`` without input; what it says is shown only if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=False,
            timeout=INSTALL_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        print(f"{' '.join(command)} took more than {INSTALL_SECONDS} s")
    else:
        if done.returncode:
            print(f"{' '.join(command)} failed:\n{(done.stderr or done.stdout).strip()[-400:]}")


def main() -> None:
    """Say which browser there is, installing one if need be; without one, fail only where CI=true."""
    try:
        print(f"The browser is {find_or_install()['executable_path']}")
    except MissingBrowserError as error:
        if required():
            sys.exit(f"CI=true and {error}")
        print(f"The journeys in a browser will be skipped: {error}")


def required() -> bool:
    """Return whether a missing tool is a failure: on a CI machine it is, on a person's it skips the tests."""
    return os.environ.get("CI") == "true"


if __name__ == "__main__":
    main()
