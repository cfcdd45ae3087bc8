"""What the measurements share: the options, one browser, one warm server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmark.visitor import visit
from tests.browser import launch_options
from tests.server import Server, serving

FEW = 7  # samples of what takes seconds


@dataclass
class Bench:
    """A browser, a folder of artifacts and how often to measure."""

    browser: Browser
    artifacts: Path | None  # None: the committed ones
    count: int
    stack: ExitStack

    @property
    def few(self) -> int:
        """How often to measure what takes seconds."""
        return min(self.count, FEW)

    @cached_property
    def server(self) -> Server:
        """One warm server for all measurements that want one."""
        server = self.stack.enter_context(serving(self.artifacts))
        warm(self.browser, server)
        return server


def warm(browser: Browser, server: Server) -> None:
    """Visit a server once, so that what it does only once is done."""
    with visit(browser, server.address) as visitor:
        visitor.run()


@contextmanager
def bench(artifacts: Path | None, count: int) -> Iterator[Bench]:
    """Start a browser, and stop everything at the end."""
    options = launch_options()
    with sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(**options)
        stack.callback(browser.close)
        yield Bench(browser, artifacts, count, stack)


def say(words: str) -> None:
    """Tell who waits at the terminal how far we are."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
