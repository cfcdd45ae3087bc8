"""A server process of our own: started, timed, weighed and stopped."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMIT_S = 60.0
PAUSE_S = 0.003


@dataclass(frozen=True)
class Server:
    """A running server that has answered ``/health``."""

    port: int
    process: subprocess.Popen[bytes]
    began: float  # when the process was started, seconds since 1970
    start_ms: float  # from then until the answer

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}/"

    def memory(self) -> tuple[float, float]:
        """Return the memory that the process holds now and the most it ever held, in MB."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            now = resident(self.process.pid)
            return now, now
        facts = dict(re.findall(r"(VmRSS|VmHWM):\s+(\d+) kB", status.read_text()))
        return int(facts["VmRSS"]) / 1000, int(facts["VmHWM"]) / 1000


def resident(process: int) -> float:
    """Return the memory of a process in MB where there is no /proc."""
    answer = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(answer.stdout) / 1000


@contextmanager
def serving(artifacts: Path | None, *, asked: bool = True) -> Iterator[Server]:
    """Run a server with ``artifacts``, by default the committed ones.

    Args:
        artifacts: A folder of them.
        asked: Wait until it answers ``/health``; otherwise nobody has asked it anything, and it may not listen yet.

    Raises:
        RuntimeError: It ended, or did not answer in time; the message has its last words.
    """
    port = free_port()
    command = [sys.executable, "app.py", "--port", str(port), *(["--artifacts", str(artifacts)] if artifacts else [])]
    with tempfile.TemporaryFile() as words:
        began, clock = time.time(), time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=words, stderr=words)
        try:
            if asked and not answers(process, port):
                words.seek(0)
                raise RuntimeError(f"the server does not answer: {words.read().decode()[-2000:]}")
            yield Server(port, process, began, 1000 * (time.perf_counter() - clock))
        finally:
            stop(process)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(process: subprocess.Popen[bytes], port: int, limit: float = LIMIT_S) -> bool:
    """Ask for ``/health`` until it answers 200; False if the process ends or takes longer than ``limit`` seconds."""
    deadline = time.perf_counter() + limit
    while process.poll() is None and time.perf_counter() < deadline:
        if healthy(port):
            return True
        time.sleep(PAUSE_S)
    return False


def healthy(port: int) -> bool:
    """Whether a server answers at ``port`` now."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT_S)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the process, gently if it lets us."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
