"""What it costs somebody who has just cloned digitscope until the page answers: time, disk and files."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.benchmark.bench import Bench, say
from tests.benchmark.result import Row, amount, size, timing
from tests.server import PATIENCE_S, ROOT, find_address

CLONES = 3
LIMIT_S = 600.0  # for downloading and installing
PREFIXES_LEFT_OUT = (
    "MAKE",
    "MFLAGS",
    "PYTHON",
    "VIRTUAL_ENV",
)  # how the names begin of what this run was told, and no visitor is


@dataclass(frozen=True)
class Installation:
    """What ``make run`` did in a fresh clone."""

    answer_ms: float  # from the command until /health answered
    megabytes: float  # on the disk
    files: int


def installation(bench: Bench) -> list[Row]:
    """``make run`` in a fresh clone → ``/health`` answers; what is installed then."""
    done = []
    for _ in range(min(bench.count, CLONES)):
        done.append(install())
        say(f"  {done[-1]}")
    return [
        timing("fresh clone: `make run` → /health answers", [each.answer_ms for each in done], p95=60_000),
        size("installed by `make run`", done[-1].megabytes, limit=400),
        amount("files installed by `make run`", done[-1].files),
    ]


def install() -> Installation:
    """Clone what is committed into an empty folder and run it there; the folder is removed again.

    Raises:
        RuntimeError: The page does not start; the message has the last words of ``make run``.
    """
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "digitscope"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        with running(clone) as answer_ms:
            return Installation(answer_ms, *weigh(clone / ".venv"))


@contextmanager
def running(clone: Path) -> Iterator[float]:
    """Run ``make run`` and give the milliseconds until it answers; at the end all that it started is stopped."""
    began = time.perf_counter()
    with subprocess.Popen(
        ["make", "run", "PORT=0"], cwd=clone, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            address = find_address(process.stdout, lambda: os.killpg(process.pid, signal.SIGKILL), LIMIT_S)
            with urlopen(f"{address}health", timeout=PATIENCE_S):
                yield 1000 * (time.perf_counter() - began)
        finally:
            stop_all(process)


def environment() -> dict[str, str]:
    """Return the environment of somebody who runs ``make`` for the first time and has downloaded nothing before."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIXES_LEFT_OUT)}
    return {**own, "PIP_NO_CACHE_DIR": "1"}


def weigh(folder: Path) -> tuple[float, int]:
    """Return the disk that a folder takes, in MB, and the number of its files."""
    places = [Path(where, name) for where, _, names in os.walk(folder) for name in (*names, "")]
    blocks = sum(place.lstat().st_blocks for place in places)
    return 512 * blocks / 1e6, sum(not place.is_dir() for place in places)


def stop_all(process: subprocess.Popen[str]) -> None:
    """End a process that leads a session, with everything it started."""
    for deed in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, deed)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
