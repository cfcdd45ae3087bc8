from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.structure.source import ROOT

COUNT = """
import re
import threading
from pathlib import Path
from components.server.memory import give_back

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1000
"""
# Four threads that take seven megabytes four times over, three times, and free all of it; what is left, in MB.
USE = (
    COUNT
    + """
def use(kept=[]):
    together.wait()
    for _ in range(3):
        large = [bytearray(7_000_000) for _ in range(4)]
        kept.append(bytearray(100_000))

together = threading.Barrier(4)
give_back(6_000_000)
before = resident()
threads = [threading.Thread(target=use) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(resident() - before)
"""
)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
def test_what_threads_have_freed_goes_back_to_the_system() -> None:
    run = subprocess.run([sys.executable, "-c", USE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 28


# Sixteen threads, one after the other, that take eight megabytes in small blocks and free all but the last.
SHARE = (
    COUNT
    + """
def use(kept=[]):
    together.wait()
    with alone:
        blocks = [bytearray(100_000) for _ in range(80)]
        kept.append(blocks.pop())
        del blocks
    together.wait()

together, alone = threading.Barrier(16), threading.Lock()
give_back(6_000_000)
before = resident()
threads = [threading.Thread(target=use) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(resident() - before)
"""
)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is not glibc")
def test_threads_share_what_is_kept_for_later() -> None:
    run = subprocess.run([sys.executable, "-c", SHARE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 64
