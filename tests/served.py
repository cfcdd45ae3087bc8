"""The page served by a process of its own, for tests that need more than one request at a time."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
PATIENCE_S = 30


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    address: str  # of the page

    @property
    def port(self) -> int:
        """Where it listens."""
        return urlsplit(self.address).port

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection to it, not yet opened."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)


@contextmanager
def served(artifacts: Path, *options: str) -> Iterator[Served]:
    """Start a server with ``artifacts`` and end it, whatever happens."""
    command = [sys.executable, "app.py", "--port", "0", "--artifacts", str(artifacts), *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:
        try:
            said = process.stdout.readline()
            assert said, process.stderr.read()
            yield Served(process, said.split()[-1])
        finally:
            process.kill()


def ask(connection: http.client.HTTPConnection, path: str, **options: object) -> tuple[int, bytes]:
    """Ask for ``path`` and read the whole answer; the connection is kept."""
    connection.request("GET", path, **options)
    answer = connection.getresponse()
    return answer.status, answer.read()


def ask_once(server: Served, path: str, **options: object) -> tuple[int, bytes]:
    """Ask for ``path`` on a connection of its own."""
    with closing(server.connect()) as connection:
        return ask(connection, path, **options)
