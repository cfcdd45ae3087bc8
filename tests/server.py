"""The page served by a process of its own, as visitors get it: started, asked, weighed and stopped."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import TextIO
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "app.py")
GREETING = "digitscope is at "  # and the address of the page
PATIENCE_S = 30.0  # for an answer
START_S = 60.0
LAST_WORDS = 2000  # letters of what a server said, in the message of a failure


@dataclass(frozen=True)
class Server:
    """A running server that has said where it is; nobody has asked it anything yet."""

    process: subprocess.Popen[str]
    address: str  # of the page
    began: float  # when the process was started, seconds since 1970
    log: TextIO  # what it writes to stderr

    @property
    def port(self) -> int:
        """Where it listens."""
        port = urlsplit(self.address).port
        assert port is not None, self.address
        return port

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection to it, not yet opened."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)

    def errors(self, since: int = 0) -> str:
        """Return what it has written to stderr, but for the first bytes."""
        return os.pread(self.log.fileno(), os.fstat(self.log.fileno()).st_size, since).decode()

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
def serving(
    artifacts: Path | None = None,
    *options: str,
    command: Sequence[str] = COMMAND,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run a server and end it, whatever happens; a failure meanwhile gets its last words as a note.

    Args:
        artifacts: A folder of them; by default the committed ones.
        options: More of the command line of the page.
        command: What runs that command line.
        environment: That of the process; by default this one's.

    Raises:
        RuntimeError: It ended, or did not say in time where it is; the message has its last words.
    """
    line = [*command, "--port", "0", *(["--artifacts", str(artifacts)] if artifacts else []), *options]
    with tempfile.TemporaryFile("a+") as log:
        began = time.time()
        pipes = {"stdout": subprocess.PIPE, "stderr": log}
        with subprocess.Popen(line, cwd=ROOT, text=True, env=environment, **pipes) as process:
            try:
                yield Server(process, find_address(process.stdout, process.kill, START_S), began, log)
            except Exception as error:
                log.seek(0)
                error.add_note(f"The server said: {log.read()[-LAST_WORDS:]}")
                raise
            finally:
                stop(process)


def find_address(said: TextIO, kill: Callable[[], object], limit_s: float) -> str:
    """Return the address that a server prints once it listens.

    Args:
        said: What it prints.
        kill: Ends the server, so that it prints no more.
        limit_s: After which it is killed, seconds.

    Raises:
        RuntimeError: It ended before, or was killed; the message has its last words.
    """
    lines = []
    watch = Timer(limit_s, kill)
    watch.start()
    try:
        for line in said:
            if line.startswith(GREETING):
                return line.split()[-1]
            lines.append(line)
    finally:
        watch.cancel()
    raise RuntimeError(f"the server ended, or took more than {limit_s:.0f} s: {''.join(lines)[-LAST_WORDS:]}")


def stop(process: subprocess.Popen[str]) -> None:
    """End the process, gently if it lets us."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def ask(connection: http.client.HTTPConnection, path: str, **options: object) -> tuple[int, bytes]:
    """Ask for ``path`` and read the whole answer; the connection is kept."""
    connection.request("GET", path, **options)
    answer = connection.getresponse()
    return answer.status, answer.read()


def ask_once(server: Server, path: str, **options: object) -> tuple[int, bytes]:
    """Ask for ``path`` on a connection of its own."""
    with closing(server.connect()) as connection:
        return ask(connection, path, **options)


def question(digit: int) -> bytes:
    """Return what the page posts, as JSON, to see a digit of the data set."""
    return json.dumps({"digit-body": {"question": {"digit": {"selection": f"sample:{digit}"}}}}).encode()


def shown(answer: bytes) -> str:
    """Return which digit an answer to that shows."""
    return json.loads(answer)["digit-body"]["view"]["shows"]


def is_gone(server: Server) -> bool:
    """Return whether nobody is accepted any more."""
    try:
        socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
    except OSError:
        return True
    return False


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until ``condition`` holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)
