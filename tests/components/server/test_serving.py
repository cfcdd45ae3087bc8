from __future__ import annotations

import http.client
import re
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask, request

from app import create_app
from components.server import http as http_of_page
from components.server import serving as serving_of_page
from components.server.headers import FIXED, POLICY
from components.server.serving import raise_connection_limit
from model.workspace import Workspace
from tests.server import PATIENCE_S, Server, ask, ask_once, is_gone, question, serving, shown, wait_for

BROWSERS, KEPT = 50, 6  # and the connections that each keeps
HANGERS_ON = 120
AT_ONCE = 16
QUESTION = question(1)
LONGEST_HEADERS = 262_144  # bytes, of waitress
PAGE = ("/", "/points.bin", "/health", "/_dash-layout", "/_dash-dependencies")


@pytest.fixture(scope="module")
def server(artifact_folder: Path) -> Iterator[Server]:
    """A server that several tests share; this process opens as many connections as that serves."""
    raise_connection_limit()
    with serving(artifact_folder) as running:
        yield running


def kept(server: Server, stack: ExitStack, count: int) -> list[http.client.HTTPConnection]:
    """Return connections that are kept open until ``stack`` closes them."""
    connections = [server.connect() for _ in range(count)]
    for connection in connections:
        stack.callback(connection.close)
    return connections


def test_the_page_opens_for_a_class_whose_browsers_keep_their_connections(server: Server) -> None:
    with ExitStack() as stack:
        for _ in range(BROWSERS):
            connections = kept(server, stack, KEPT)
            assert [ask(connections[k % KEPT], path)[0] for k, path in enumerate(PAGE)] == [200] * len(PAGE)
            for connection in connections[len(PAGE) :]:
                connection.connect()
        assert ask_once(server, "/")[0] == 200


def test_the_page_opens_beside_connections_that_say_nothing_or_hardly_anything(server: Server) -> None:
    with ExitStack() as stack:
        for number, connection in enumerate(kept(server, stack, HANGERS_ON)):
            connection.connect()
            if number % 2:
                connection.sock.sendall(b"POST /view HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")
        assert [ask_once(server, path)[0] for path in PAGE] == [200] * len(PAGE)


def test_a_fresh_server_answers_all_that_ask_first(server: Server, artifact_folder: Path) -> None:
    paths = re.findall(r'src="(/_dash-component-suites/[^"]+)"', ask_once(server, "/")[1].decode())
    assert len(paths) >= AT_ONCE // 2
    with serving(artifact_folder) as fresh, ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = pool.map(lambda path: ask_once(fresh, path)[0], [*PAGE, *paths][:AT_ONCE])
        assert set(statuses) == {200}


def test_dash_is_set_up_before_anybody_asks(workspace: Workspace) -> None:
    assert create_app(workspace)._got_first_request["setup_server"]


def raw(server: Server, sent: bytes) -> bytes:
    """Send bytes and return all that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


MALFORMED = {
    b"GARBAGE\r\n\r\n": b"400",
    b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n": b"400",
    b"GET / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n": b"400",
    b"GET http://[bad/ HTTP/1.1\r\nHost: localhost\r\n\r\n": b"400",
    b"POST /view HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n": b"411",
    b"POST /view HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n": b"411",
    b"POST /view HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n": b"413",
    b"POST /view HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n": b"413",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ".ljust(LONGEST_HEADERS, b"x"): b"431",
}

WAITING = (
    b"POST /view HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: LENGTH\r\n"
    b"Expect: 100-continue\r\n\r\n"
)


@pytest.mark.parametrize("sent", MALFORMED, ids=lambda sent: repr(sent[:30]))
def test_what_no_browser_sends_is_refused_with_the_same_headers(server: Server, sent: bytes) -> None:
    answer = raw(server, sent)
    assert answer[:8] in (b"HTTP/1.0", b"HTTP/1.1")
    assert answer[9:12] == MALFORMED[sent]
    for name in (*FIXED, POLICY):
        assert f"\r\n{name.lower()}:".encode() in answer.lower()


def test_no_answer_names_the_server(server: Server) -> None:
    for sent in (*MALFORMED, b"GET /health HTTP/1.0\r\n\r\n", b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"):
        assert b"\r\nserver:" not in raw(server, sent).lower()
        assert b"waitress" not in raw(server, sent).lower()


def test_who_waits_for_a_word_before_sending_a_body_gets_it(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection:
        connection.sendall(WAITING.replace(b"LENGTH", str(len(QUESTION)).encode()))
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(QUESTION)
        assert connection.recv(12) == b"HTTP/1.1 200"


def test_who_waits_for_a_word_with_no_body_to_send_gets_the_answer(server: Server) -> None:
    for sent in (WAITING.replace(b"LENGTH", b"0"), b"GET /health HTTP/1.1\r\nExpect: 100-continue\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection:
            connection.sendall(sent)
            assert connection.recv(12)[:9] == b"HTTP/1.1 "


def test_who_sends_no_host_at_all_is_answered(server: Server) -> None:
    assert raw(server, b"GET /health HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 200")


def test_a_name_given_on_the_command_line_is_answered(artifact_folder: Path) -> None:
    with serving(artifact_folder, "--allow-host", "digits.example") as running:
        ours, others = ({"Host": name} for name in ("digits.example", "evil.example"))
        assert ask_once(running, "/health", headers=ours)[0] == 200
        assert ask_once(running, "/health", headers=others)[0] == 400


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_under_way_is_answered_before_the_server_stops(artifact_folder: Path, number: signal.Signals) -> None:
    with serving(artifact_folder) as running, ExitStack() as stack:
        connection = stack.enter_context(closing(running.connect()))
        assert ask(connection, "/health")[0] == 200
        connection.putrequest("POST", "/view")
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", str(len(QUESTION)))
        connection.endheaders(QUESTION[:5])
        running.process.send_signal(number)
        wait_for(lambda: is_gone(running))
        connection.send(QUESTION[5:])
        answer = connection.getresponse()
        assert answer.status == 200
        assert shown(answer.read()) == "sample:1"
        assert (running.process.wait(timeout=PATIENCE_S), running.errors()) == (0, "")


def test_a_server_with_idle_connections_stops(artifact_folder: Path) -> None:
    with serving(artifact_folder) as running, ExitStack() as stack:
        for connection in kept(running, stack, KEPT):
            ask(connection, "/health")
        running.process.terminate()
        assert running.process.wait(timeout=PATIENCE_S) == 0


def test_large_bodies_need_no_folder_for_temporary_files(
    opened: Callable[[Flask], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object, **options: object) -> NoReturn:
        raise OSError("there is no folder for temporary files")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    page = Flask("echo")

    @page.post("/")
    def echo() -> bytes:
        return request.get_data()

    connection = http.client.HTTPConnection("127.0.0.1", opened(page), timeout=PATIENCE_S)
    connection.request("POST", "/", body=b"x" * 1_500_000)
    answer = connection.getresponse()
    assert (answer.status, len(answer.read())) == (200, 1_500_000)
    connection.close()


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(opened: Callable[[Flask], int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", opened(Flask("nobody")), timeout=PATIENCE_S)
    connection.putrequest("POST", "/")
    connection.putheader("Content-Length", "2000001")
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_connection_that_says_nothing_is_closed(
    opened: Callable[[Flask], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_of_page, "IDLE_S", 0)
    monkeypatch.setattr(serving_of_page, "LOOK_S", 0)
    port = opened(Flask("nobody"))
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        assert connection.recv(1) == b""


def test_half_of_the_files_that_may_be_open_are_for_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: asked.append(limits))
    for soft, hard, expected in ((256, 512, 256), (256, 10**6, 1000), (4096, 4096, 1000)):
        monkeypatch.setattr(resource, "getrlimit", lambda kind, limits=(soft, hard): limits)
        assert raise_connection_limit() == expected
    assert asked == [(512, 512), (2000, 10**6)]


@pytest.mark.parametrize("sent", [b"GET / HTTP/1.1\r\nX-Slow: ", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"])
def test_who_would_not_come_to_an_end_is_told_so_and_others_are_answered(
    opened: Callable[[Flask], int], monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(http_of_page, "LONGEST_S", 1)
    port = opened(Flask("nobody"))
    with ExitStack() as stack:
        slow = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S))
        slow.sendall(sent)
        other = stack.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)))
        assert ask(other, "/")[0] == 404
        time.sleep(1.5)
        assert ask(other, "/")[0] == 404
        slow.sendall(b"x")
        assert b"".join(iter(lambda: slow.recv(65_536), b""))[9:12] == b"408"
