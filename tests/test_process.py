from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import process
from tests.process import busy_s, children, family, share

SLEEPS = "import time; print(flush=True); time.sleep(60)"
STARTS = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEPS!r}])"
needs_proc = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="this system has no /proc")


def test_a_family_has_children_and_grandchildren_however_the_system_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen([sys.executable, "-c", STARTS], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        first, child = family(parent.pid)
        monkeypatch.setattr(process, "Path", lambda name: Path("/nowhere"))
        asked_by_ps = children(parent.pid), family(parent.pid)
        subprocess.run(["kill", str(child)], check=True)
    assert first == parent.pid
    assert asked_by_ps == ([child], [parent.pid, child])
    assert children(parent.pid) == []


@needs_proc
def test_what_has_ended_holds_nothing_and_what_works_is_busy() -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as running:
        while busy_s([running.pid]) < 0.2:
            assert running.poll() is None
        assert 1 < share(running.pid, "Pss_Anon") < share(running.pid) < 100
        running.kill()
    assert share(running.pid) == 0
