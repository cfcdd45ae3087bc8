"""What a program keeps of memory that its threads have freed, with ``give_back`` and without."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.structure.source import ROOT

TRIFLE_MB = 28  # of what is freed: 84 and 128 MB
pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")

# Threads that all ``use`` memory and free it; what is left in the end, in MB.
PROGRAM = """
import re, sys, threading
from pathlib import Path
from components.server.memory import give_back, trim

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1000

def use(kept=[]):
    {use}

together, alone = threading.Barrier({threads}), threading.Lock()
if sys.argv[1:] == ["gives back"]:
    give_back(6_000_000)
before = resident()
threads = [threading.Thread(target=use) for _ in range({threads})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
if sys.argv[1:] == ["trims"]:
    trim()
print(resident() - before)
"""
# Seven megabytes four times over, three times, each time a little kept behind them.
LARGE = """
    together.wait()
    for _ in range(3):
        large = [bytearray(7_000_000) for _ in range(4)]
        kept.append(bytearray(100_000))
"""
# Eight megabytes in small blocks, by one after the other, of which the last is kept.
SMALL = """
    together.wait()
    with alone:
        blocks = [bytearray(100_000) for _ in range(80)]
        kept.append(blocks.pop())
        del blocks
    together.wait()
"""


def left(use: str, threads: int, *words: str) -> int:
    """Return what is left when so many threads have used memory, MB."""
    line = [sys.executable, "-c", PROGRAM.format(use=use.strip(), threads=threads), *words]
    return int(subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(("use", "threads"), [(LARGE, 4), (SMALL, 16)], ids=["large blocks", "small blocks of each"])
def test_less_than_half_of_what_threads_have_freed_stays_with_the_program(use: str, threads: int) -> None:
    assert left(use, threads, "gives back") < max(left(use, threads) / 2, TRIFLE_MB)


def test_of_small_blocks_hardly_more_stays_than_what_is_in_use_once_it_is_trimmed() -> None:
    in_use = 16 * 0.1
    assert left(SMALL, 16, "trims") < min(left(SMALL, 16) / 2, in_use + TRIFLE_MB)
