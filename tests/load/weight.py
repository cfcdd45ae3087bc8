"""What a server and all its processes weigh, in memory and in what they have written."""

from __future__ import annotations

import os
from pathlib import Path

from tests.process import family, share
from tests.server import Server


def memory(server: Server, kind: str = "Pss") -> float:
    """Return the memory of all processes of a server in MB; what several of them share counts once (PSS).

    Where there is no /proc, it is what the first process holds, of whatever ``kind``.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return server.memory()[0]
    return sum(share(process, kind) for process in family(server.process.pid))


def log_size(server: Server) -> int:
    """Return how many bytes a server has written to stderr."""
    return os.fstat(server.log.fileno()).st_size
