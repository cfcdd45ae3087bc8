"""HTTP as old programs, and hasty ones, speak it: version 1.0, and questions sent before answers have come."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pytest

from components.page.index import PLOTLY
from components.server.serving import THREADS
from tests.server import PATIENCE_S, Server, is_gone, question, serving, shown, wait_for

DIGITS = range(5)
MANY = 30
HEALTH = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(params=["app.py", "serve.py"])
def server(request: pytest.FixtureRequest, artifact_folder: Path) -> Iterator[Server]:
    """A server of one process, or of several."""
    with serving(artifact_folder, command=(sys.executable, request.param)) as running:
        yield running


def read_answer(stream: BinaryIO) -> tuple[str, bytes]:
    """Return version with status, and body, of the next answer on a connection; both empty at its end."""
    head = ""
    while (line := stream.readline().decode()).strip():
        head += line
    length = re.search(r"^content-length: (\d+)", head, re.IGNORECASE | re.MULTILINE)
    return head[:12], stream.read(int(length[1])) if length else b""


def exchange(server: Server, sent: str, count: int) -> list[tuple[str, bytes]]:
    """Send everything at once, and return the next so many answers."""
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection,
        connection.makefile("rb") as stream,
    ):
        connection.sendall(sent.encode())
        return [read_answer(stream) for _ in range(count)]


def view_of(digit: int) -> str:
    """Return the request by which a page would ask for a digit."""
    body = question(digit).decode()
    head = f"POST /view HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return f"{head}\r\n\r\n{body}"


def test_version_1_0_gets_whole_answers_and_keeps_the_connection_if_it_wants(server: Server) -> None:
    plain, kept = "GET /health HTTP/1.0\r\n\r\n", "GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
    assert exchange(server, plain, 2) == [("HTTP/1.0 200", b"ok"), ("", b"")]
    assert exchange(server, kept + kept, 2) == [("HTTP/1.0 200", b"ok")] * 2
    (status, points), end = exchange(server, "GET /points.bin HTTP/1.0\r\n\r\n", 2)
    assert (status, len(points) > 0, end) == ("HTTP/1.0 200", True, ("", b""))


def test_what_is_asked_before_answers_have_come_is_answered_in_order(server: Server) -> None:
    asked = "".join(view_of(digit) + HEALTH for digit in DIGITS)
    answers = exchange(server, asked, 2 * len(DIGITS))
    assert {status for status, _ in answers} == {"HTTP/1.1 200"}
    assert [shown(body) for _, body in answers[::2]] == [f"sample:{digit}" for digit in DIGITS]
    assert [body for _, body in answers[1::2]] == [b"ok"] * len(DIGITS)


def test_a_bad_question_among_good_ones_is_refused_after_those_before_it(server: Server) -> None:
    first, second, *rest = exchange(server, HEALTH + "NONSENSE\r\n\r\n" + HEALTH, 3)
    assert (first, second[0][-3:], rest) == (("HTTP/1.1 200", b"ok"), "400", [("", b"")])


def test_all_that_was_asked_on_a_connection_is_answered_before_the_server_stops(server: Server) -> None:
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection,
        connection.makefile("rb") as stream,
    ):
        connection.sendall(HEALTH.encode())
        assert read_answer(stream)[1] == b"ok"
        connection.sendall("".join(map(view_of, DIGITS)).encode())
        server.process.terminate()
        assert [shown(read_answer(stream)[1]) for _ in DIGITS] == [f"sample:{digit}" for digit in DIGITS]
        wait_for(lambda: is_gone(server))
        assert server.process.wait(timeout=PATIENCE_S) == 0


def test_whoever_asks_much_at_once_and_reads_nothing_holds_nobody_up(server: Server) -> None:
    asked = f"GET {PLOTLY} HTTP/1.1\r\nHost: localhost\r\n\r\n" * MANY
    with ExitStack() as stack:
        for _ in range(4 * THREADS):
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)
            stack.enter_context(connection).sendall(asked.encode())
            assert connection.recv(1) == b"H"
        assert exchange(server, HEALTH * MANY, MANY) == [("HTTP/1.1 200", b"ok")] * MANY
