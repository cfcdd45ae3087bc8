"""Several requests that are sent at once on one connection ("pipelined")."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from flask import Flask
from waitress.channel import HTTPChannel

from components.server.http import VisitorChannel
from tests.server import PATIENCE_S

REQUEST = b"GET /number HTTP/1.1\r\nHost: localhost\r\n\r\n"
MANY = 500  # more than are read at once


@pytest.fixture
def port(opened: Callable[[Flask], int]) -> int:
    """Where a page answers that counts."""
    page, numbers = Flask("counts"), iter(range(10_000))
    page.add_url_rule("/number", "number", lambda: f"[{next(numbers)}]")
    return opened(page)


def answers(port: int, sent: bytes) -> bytes:
    """Send something, and nothing more after it; return all that comes back until the server closes the connection."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection,
        connection.makefile("rb") as stream,
    ):
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return stream.read()


@pytest.mark.parametrize("between", [b"", b"\r\n\r\n"], ids=["nothing", "blank lines"])
def test_each_is_answered_once_and_in_order_however_many(port: int, between: bytes) -> None:
    came = answers(port, between.join([REQUEST] * MANY))
    assert [came.count(b"[%d]" % number) for number in range(MANY)] == [1] * MANY
    places = [came.index(b"[%d]" % number) for number in range(MANY)]
    assert places == sorted(places)


def test_what_was_put_by_is_read_before_what_comes_then(monkeypatch: pytest.MonkeyPatch) -> None:
    channel = VisitorChannel.__new__(VisitorChannel)
    channel.connected, channel._rest = True, REQUEST
    ends_in_between = iter([False, True])  # an answer that is sent while it is asked
    monkeypatch.setattr(HTTPChannel, "readable", lambda self: next(ends_in_between))
    assert channel.readable() is False
    assert channel._rest == REQUEST


def test_an_error_in_what_was_put_by_ends_that_connection_alone(
    port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    received, stumbled = VisitorChannel.received, []

    def stumble(channel: VisitorChannel, data: bytes) -> bool:
        if data.startswith(b"STUMBLE"):
            stumbled.append(channel)
            raise ArithmeticError
        return received(channel, data)

    monkeypatch.setattr(VisitorChannel, "received", stumble)
    assert b"[0]" in answers(port, REQUEST + b"STUMBLE")
    assert b"[1]" in answers(port, REQUEST)
    assert not stumbled[0].readable()
    assert "ArithmeticError" in caplog.text
