"""Who a visitor is and what was asked for, as proxies say it and as the access log has it."""

from __future__ import annotations

import http.client
import json
import logging
import re
import socket
from collections.abc import Callable
from contextlib import closing

import pytest
from flask import Flask, request

from app import create_app
from model.workspace import Workspace
from tests.server import PATIENCE_S, ask, wait_for

BYTES_OF_A_LINE = 220
SENT_BY_A_PROXY = {
    "Host": "localhost",
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "digits.example",
}


def mirror() -> Flask:
    """Return an application that says where it was asked from and for what."""
    page = Flask("mirror")

    @page.get("/")
    def told() -> list[str]:
        return [request.remote_addr or "", request.scheme, request.host, request.script_root]

    return page


@pytest.mark.parametrize(
    ("proxies", "expected"),
    [
        (0, ["127.0.0.1", "http", "localhost"]),
        (1, ["198.51.100.7", "https", "digits.example"]),
        (2, ["203.0.113.9", "http", "localhost"]),  # of scheme and host the second proxy has said nothing
    ],
)
def test_so_many_proxies_are_believed_as_there_are(
    opened: Callable[..., int], proxies: int, expected: list[str]
) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", opened(mirror(), proxies=proxies))) as connection:
        status, answer = ask(connection, "/", headers=SENT_BY_A_PROXY)
        assert (status, json.loads(answer)[:3]) == (200, expected)


@pytest.mark.parametrize("path", ["/digits/", "/"])
def test_below_a_prefix_it_does_no_harm_if_a_proxy_takes_it_off(opened: Callable[..., int], path: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", opened(mirror(), prefix="/digits/"))) as connection:
        status, answer = ask(connection, path)
        assert (status, json.loads(answer)[3]) == (200, "/digits")


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the lines of the access log; a busy machine lets the server write others."""
    return [record.message for record in caplog.records if record.name == "digitscope.access"]


def test_the_access_log_has_a_line_for_each_answer_and_of_a_visitor_the_address_alone(
    opened: Callable[..., int], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="digitscope.access")
    port = opened(mirror(), proxies=1)
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        ask(connection, "/?drawing=secret", headers={"X-Forwarded-For": "203.0.113.9", "User-Agent": "Browser"})
        ask(connection, "/no%22%0Asuch%20page", headers={"X-Forwarded-For": "a\u00e9 b" + "c" * 500})
        connection.request("B" * 5_000, "/" + "d" * 5_000)
        connection.getresponse().read()
    wait_for(lambda: len(logged(caplog)) == 3)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        connection.sendall(b"GARBAGE\r\n\r\n")
        assert connection.recv(1)
    wait_for(lambda: len(logged(caplog)) == 4)
    known, unknown, _, garbage = logged(caplog)
    assert re.fullmatch(r'203\.0\.113\.9 - - \[[^]]+ \+0000\] "GET / HTTP/1\.1" 200 \d+', known)
    assert re.fullmatch(r'a\S+ - - \[[^]]+\] "GET /no%22\\nsuch%20page HTTP/1\.1" 404 \d+', unknown)
    assert re.fullmatch(r'127\.0\.0\.1 - - \[[^]]+\] "\S+ \S+ HTTP/\S+" 400 \d+', garbage)
    assert all(len(line) <= BYTES_OF_A_LINE and line.isascii() and "secret" not in line for line in logged(caplog))


def test_without_being_asked_for_there_is_no_access_log(
    opened: Callable[..., int], caplog: pytest.LogCaptureFixture
) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", opened(mirror()))) as connection:
        assert ask(connection, "/")[0] == 200
    assert logged(caplog) == []


def test_the_access_log_says_how_much_was_sent_of_files_too(
    opened: Callable[..., int], workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="digitscope.access")
    port = opened(create_app(workspace).server)
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        sizes = [len(ask(connection, path)[1]) for path in ("/points.bin", "/features.bin", "/digits/0.png", "/")]
        connection.request("HEAD", "/points.bin")
        assert connection.getresponse().read() == b""
    wait_for(lambda: len(logged(caplog)) == 5)
    said = [line.rpartition('" ')[2] for line in logged(caplog)]
    assert said == [*(f"200 {size}" for size in sizes), "200 -"]
