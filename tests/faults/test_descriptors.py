"""More connections than the system lets a server have: those inside are answered, others wait, and nothing runs hot."""

from __future__ import annotations

import re
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.process import busy_s, family
from tests.server import PATIENCE_S, Server, ask, ask_once, question, serving, shown, wait_for

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="this system bounds no process from outside")

LIMIT = 64  # files, standard streams and listener among them
MORE = 100  # connections than that
SPARE = 2  # files that a running server may still open
LOOK_S = 2.0
MOST_BUSY = 0.15  # of a processor while nothing can be done; a loop that tries again and again takes all that it gets
MOST_LOG_BYTES = 2_000
QUESTION = question(1)
COMMANDS = {"app.py": (), "serve.py": ("--workers", "2", "--access-log", "off")}
PROCESSES = {"app.py": 1, "serve.py": 3}


@pytest.fixture(params=COMMANDS)
def start(request: pytest.FixtureRequest, artifact_folder: Path) -> Callable[..., Iterator[Server]]:
    """Start a server of one process, or of several, with a shell's command before its own; all are at work then."""

    @contextmanager
    def begin(*before: str) -> Iterator[Server]:
        command = (*before, sys.executable, request.param)
        with serving(artifact_folder, *COMMANDS[request.param], command=command) as server:
            wait_for(lambda: len(family(server.process.pid)) == PROCESSES[request.param])
            wait_until_calm(family(server.process.pid))
            yield server

    return begin


def crowd(server: Server, stack: ExitStack) -> None:
    """Connect more often than there are files, and ask for something each time."""
    for _ in range(LIMIT + MORE):
        connection = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S))
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")


def check_calm(server: Server, processes: Sequence[int]) -> None:
    """Check that the processes come to do next to nothing, and have logged little."""
    wait_until_calm(processes)
    assert len(server.errors()) < MOST_LOG_BYTES


def wait_until_calm(processes: Sequence[int]) -> None:
    """Wait until processes do next to nothing."""

    def is_calm() -> bool:
        before = busy_s(processes)
        time.sleep(LOOK_S)
        return busy_s(processes) - before < MOST_BUSY * LOOK_S

    wait_for(is_calm)


def test_where_few_files_may_be_open_others_wait_and_are_answered_when_some_have_gone(
    start: Callable[..., Iterator[Server]],
) -> None:
    with start("sh", "-c", f'ulimit -n {LIMIT}; exec "$0" "$@"') as server:
        with ExitStack() as stack:
            crowd(server, stack)
            check_calm(server, family(server.process.pid))
        assert ask_once(server, "/")[0] == 200
        assert re.fullmatch(r"(WARNING digitscope: \d+ connections are open, .*\n)+", server.errors())


def test_when_the_system_has_no_file_left_who_is_inside_is_answered_and_who_waits_once_there_is_one(
    start: Callable[..., Iterator[Server]],
) -> None:
    with start() as server, closing(server.connect()) as inside:
        suite = a_file_of_dash(inside)
        assert ask(inside, "/health")[0] == 200
        for process in family(server.process.pid):
            resource.prlimit(process, resource.RLIMIT_NOFILE, (open_files(process) + SPARE,) * 2)
        with ExitStack() as stack:
            crowd(server, stack)
            check_calm(server, family(server.process.pid))
            assert [ask(inside, path)[0] for path in ("/", "/points.bin", suite)] == [200, 200, 503]
            assert click(inside) == "sample:1"
            assert "Traceback" not in server.errors()
        wait_for(lambda: ask_once(server, suite)[0] == 200)
        assert "Too many open files" in server.errors()


def click(connection: HTTPConnection) -> str:
    """Ask for a digit, and return which one the answer shows."""
    connection.request("POST", "/view", QUESTION, {"Content-Type": "application/json"})
    return shown(connection.getresponse().read())


def a_file_of_dash(connection: HTTPConnection) -> str:
    """Return the address of a file that is read from the disk when it is asked for."""
    return re.findall(r'src="(/_dash-component-suites/[^"]+)"', ask(connection, "/")[1].decode())[0]


def open_files(process: int) -> int:
    """Return how many files a process has open."""
    return len(list(Path(f"/proc/{process}/fd").iterdir()))
