"""Visitors in a process of their own, while something is done to their server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.benchmark.result import Row, tally, timing
from tests.load.trial import Trial
from tests.load.visitors import Job, Notes
from tests.server import ROOT, Server

COMMAND = (sys.executable, "-m", "tests.load.visitors")
LIMIT_MS = 300  # that a click may take, p95
OFTEN = (0.3, 1.0)  # seconds between two clicks of somebody who watches how quick the page is


class Visits(Notes):
    """What happened to visitors, known when they have gone."""

    @property
    def click_times(self) -> list[float]:
        """How long clicks took, ms."""
        return [time for _, time in self.clicks]


@contextmanager
def visiting(
    trial: Trial,
    server: Server,
    count: int = 1,
    *,
    pause: tuple[float, float] = OFTEN,
    arrival: float = 0,
    draws: bool = False,
) -> Iterator[Visits]:
    """Let visitors open the page, and click until the block is over; then what happened to them is known.

    The block begins when all have opened it.

    Args:
        trial: Whose pages they are.
        server: Which they visit.
        count: How many they are.
        pause: Between two of a visitor's clicks, at least and at most, seconds.
        arrival: In which they all come, seconds.
        draws: Whether they also draw and open sections.

    Raises:
        RuntimeError: The visitors themselves failed.
    """
    address = urlsplit(server.address)
    assert address.hostname is not None
    job: Job = {
        "host": address.hostname, "port": server.port, "recording": trial.recording,
        "count": count, "pause": pause, "arrival": arrival, "draws": draws,
    }  # fmt: skip
    visits = Visits()
    with subprocess.Popen(COMMAND, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
            process.stdout.readline()
            yield visits
            said, _ = process.communicate()
        finally:
            process.kill()
    if process.returncode:
        raise RuntimeError(f"the visitors ended with status {process.returncode}")
    vars(visits).update(json.loads(said))


def beside(what: str, visits: Visits) -> list[Row]:
    """Judge what a visitor noticed of ``what`` went on beside."""
    return [
        timing(f"click → answer beside {what}", visits.click_times, p95=LIMIT_MS),
        tally(f"errors of visitors beside {what}", visits.errors, len(visits.clicks)),
    ]
