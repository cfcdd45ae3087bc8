"""Memory that the server has no more use for goes back to the system."""

from __future__ import annotations

import ctypes
import sys

M_MMAP_THRESHOLD = -3  # as malloc.h has it


def give_back(larger_than: int) -> None:
    """Let the C library return each block of more than ``larger_than`` bytes as soon as it is freed.

    By itself glibc keeps such blocks, for each thread its own, once the first has been freed: a hundred megabytes after
    a few uploads. Where there is another C library nothing happens.

    Source:
        mallopt(3), Linux man-pages.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt:
            mallopt(M_MMAP_THRESHOLD, larger_than)
