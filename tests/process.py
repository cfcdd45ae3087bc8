"""What a server's processes do and hold, as the system tells."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path


def family(process: int) -> list[int]:
    """Return a process and all that it has started, and what those have."""
    return [process, *(one for child in children(process) for one in family(child))]


def children(process: int) -> list[int]:
    """Return what a process has started and what has not ended yet."""
    if listed := list(Path(f"/proc/{process}/task").glob("*/children")):
        return [int(child) for each in listed for child in told(each).split()]
    pairs = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(one) for one, parent in map(str.split, pairs.splitlines()) if int(parent) == process]


def told(file: Path) -> str:
    """Return what a file of the system says of a process; nothing if that has ended."""
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def busy_s(processes: Iterable[int]) -> float:
    """Return the seconds of a processor that processes have had."""
    return sum(map(ticks, processes)) / os.sysconf("SC_CLK_TCK")


def ticks(process: int) -> int:
    """Return the same of one, in ticks of the system's clock."""
    _, _, facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")
    user, system = facts.split()[11:13]
    return int(user) + int(system)


def share(process: int, kind: str = "Pss") -> float:
    """Return what a process holds in MB, of shared memory its part (PSS); 0 if it has ended.

    Of ``kind`` Pss_Anon, what is no part of a file: files that other programs map too weigh less as long as those run.
    """
    found = re.search(rf"^{kind}:\s+(\d+) kB", told(Path(f"/proc/{process}/smaps_rollup")), re.MULTILINE)
    return int(found[1]) / 1000 if found else 0
