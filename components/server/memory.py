"""Memory that the server has no more use for goes back to the system."""

from __future__ import annotations

import ctypes
import sys

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
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt:
            mallopt(M_MMAP_THRESHOLD, larger_than)
            mallopt(M_ARENA_MAX, ARENAS)
