"""Memory that the server has no more use for goes back to the system."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # as malloc.h has them
ARENAS = 2  # for all threads; of Python's, one runs at a time


def give_back(larger_than: int) -> None:
    """Let the C library return each block of more than ``larger_than`` bytes as soon as it is freed.

    By itself glibc keeps such blocks, for each thread its own, once the first has been freed: a hundred megabytes after
    a few uploads. Smaller ones it keeps anyway; here threads share those, which halves what visitors of all panels
    leave behind. It must be told so before there are threads. Where there is another C library nothing happens.

    Source:
        mallopt(3), Linux man-pages.
    """
    if mallopt := of_the_c_library("mallopt"):
        mallopt(M_MMAP_THRESHOLD, larger_than)
        mallopt(M_ARENA_MAX, ARENAS)


def trim() -> None:
    """Return what the C library keeps of freed blocks, but for parts of pages.

    By itself it returns only what lies behind the last block in use, so that each new height of what visitors ask at
    once stays. Where there is another C library nothing happens.

    Source:
        malloc_trim(3), Linux man-pages.
    """
    if malloc_trim := of_the_c_library("malloc_trim"):
        malloc_trim(0)


@cache
def of_the_c_library(name: str) -> Callable[..., int] | None:
    """Return a function of the C library, if it is the one of Linux and has it."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
