"""What a server and all its processes weigh, in memory and in what they have written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.server import Server


def memory(server: Server) -> float:
    """Return the memory of all processes of a server in MB; what several of them share counts once (PSS).

    Where there is no /proc, it is what the first process holds.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return server.memory()[0]
    return sum(map(share, family(server.process.pid)))


def family(process: int) -> Iterator[int]:
    """Give a process and all that it has started."""
    yield process
    listed = Path(f"/proc/{process}/task/{process}/children")
    for child in listed.read_text().split() if listed.exists() else ():
        yield from family(int(child))


def share(process: int) -> float:
    """Return what a process holds in MB, of shared memory its part; 0 if it has ended."""
    try:
        facts = Path(f"/proc/{process}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", facts, re.MULTILINE)
    return int(found[1]) / 1000 if found else 0


def log_size(server: Server) -> int:
    """Return how many bytes a server has written to stderr."""
    return os.fstat(server.log.fileno()).st_size
