"""Something done in a thread of its own: where Playwright drives a browser no other event loop can run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Given, Found = ParamSpec("Given"), TypeVar("Found")


def apart(do: Callable[Given, Found], *args: Given.args, **kwargs: Given.kwargs) -> Found:
    """Call a function in a thread of its own, and return what it returns."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(do, *args, **kwargs).result()
