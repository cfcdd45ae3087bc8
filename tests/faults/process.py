"""What a server's processes do, as the system tells."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path


def family(process: int) -> list[int]:
    """Return a process and those that it has started."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (map(int, line.split()) for line in listed.splitlines())
    return [process, *(one for one, parent in pairs if parent == process)]


def busy_s(processes: Iterable[int]) -> float:
    """Return the seconds of a processor that processes have had."""
    return sum(map(ticks, processes)) / os.sysconf("SC_CLK_TCK")


def ticks(process: int) -> int:
    """Return the same of one, in ticks of the system's clock."""
    _, _, facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")
    user, system = facts.split()[11:13]
    return int(user) + int(system)
