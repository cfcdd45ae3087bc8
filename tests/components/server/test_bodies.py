"""How much all visitors together may be sending, and how slowly."""

from __future__ import annotations

import http.client
import math
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, closing
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, request

from components.server import http as http_of_page
from components.server.http import GRACE_S, VisitorChannel
from components.server.serving import THREADS
from tests.server import PATIENCE_S, wait_for

Begin = Callable[..., None]


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Begin:
    """Send a question with the first bytes of its body, and wait until they have been taken in."""
    received, taken = VisitorChannel.received, defaultdict[int, float](int)  # of bodies, by who sends

    def note(channel: Any, data: bytes) -> bool:
        goes_on = received(channel, data)
        taken[channel.addr[1]] = channel.request.body_bytes_received if channel.request else math.inf
        return goes_on

    def send(connection: http.client.HTTPConnection, length: int, sent: int = 1) -> None:
        connection.putrequest("POST", "/")
        connection.putheader("Content-Length", str(length))
        connection.endheaders(b"x" * sent)
        sender = connection.sock.getsockname()[1]
        wait_for(lambda: taken[sender] >= sent)

    monkeypatch.setattr(VisitorChannel, "received", note)
    return send


def test_bodies_that_are_too_much_together_are_refused_and_smaller_ones_go_on(
    opened: Callable[[Flask], int], begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_of_page, "MOST_HELD_BYTES", 1_000_000)
    page = Flask("echo")
    page.add_url_rule("/", "length", lambda: str(len(request.get_data())), methods=["POST"])
    port = opened(page)
    with ExitStack() as stack:
        first, second, third = (
            stack.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)))
            for _ in range(3)
        )
        begin(first, 900_000)
        begin(second, 300_000)
        assert second.getresponse().status == 503
        begin(third, 50_000)
        for connection, length in ((third, 50_000), (first, 900_000)):
            connection.send(b"x" * (length - 1))
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (200, str(length).encode())


def test_what_was_only_said_to_come_takes_no_room_from_others(
    opened: Callable[[Flask], int], begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_of_page, "MOST_HELD_BYTES", 1_000_000)
    go, page = Event(), Flask("slow")
    page.add_url_rule("/", "length", lambda: str(go.wait(PATIENCE_S) and len(request.get_data())), methods=["POST"])
    port = opened(page)
    with ExitStack() as stack:
        stack.callback(go.set)
        many = [http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S) for _ in range(THREADS + 3)]
        *busy, refused, large, small = [stack.enter_context(closing(each)) for each in many]
        for connection in busy:
            connection.request("POST", "/", b"x")
        for connection, length in ((refused, 99_999_999), (large, 900_000), (small, 100_000)):
            begin(connection, length)
        go.set()
        assert refused.getresponse().status == 413
        for connection, length in ((small, 100_000), (large, 900_000)):
            connection.send(b"x" * (length - 1))
            assert connection.getresponse().status == 200


def test_drawings_have_a_room_of_their_own_and_clicks_need_none(
    opened: Callable[[Flask], int], begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_of_page, "MOST_MIDDLE_BYTES", 150_000)
    port = opened(Flask("nobody"))
    with ExitStack() as stack:
        drawing, another, picture, click = (
            stack.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)))
            for _ in range(4)
        )
        begin(drawing, 90_000)
        begin(another, 90_000)
        assert another.getresponse().status == 503
        for connection, length in ((picture, 900_000), (click, 10_000), (drawing, 90_000)):
            if connection is not drawing:
                begin(connection, length)
            connection.send(b"x" * (length - 1))
            assert connection.getresponse().status == 404


def test_large_bodies_that_come_too_slowly_or_no_further_make_room_for_others_and_one_at_a_fair_pace_is_kept(
    opened: Callable[[Flask], int], begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_of_page, "MOST_HELD_BYTES", 1_000_000)
    page, passed_s = Flask("echo"), [0]
    monkeypatch.setattr(http_of_page, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + passed_s[0]))
    page.add_url_rule("/", "length", lambda: str(len(request.get_data())), methods=["POST"])
    port = opened(page)
    with ExitStack() as stack:
        slow, stalled, fair, small, late, refused = (
            stack.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)))
            for _ in range(6)
        )
        begin(slow, 300_000)
        begin(stalled, 300_000, 299_999)
        begin(small, 90_000)
        passed_s[0] = GRACE_S - 1
        begin(fair, 300_000)
        passed_s[0] = GRACE_S + 1
        begin(late, 600_000)
        assert slow.getresponse().status == stalled.getresponse().status == 408
        begin(refused, 350_000)
        assert refused.getresponse().status == 503
        for connection, length in ((small, 90_000), (fair, 300_000), (late, 600_000)):
            connection.send(b"x" * (length - 1))
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (200, str(length).encode())
