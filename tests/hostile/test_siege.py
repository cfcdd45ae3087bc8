"""Hostile requests of every kind, to several processes; ``python -m tests.load --only hostile`` sends many more."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.question.view import MISTAKE_WORDS
from components.server.headers import FIXED
from tests.apart import apart
from tests.hostile.attack import Attack, request
from tests.hostile.generator import KINDS, SEED, attack, attacks, uses
from tests.hostile.nonsense import MARK, MARKUP
from tests.hostile.siege import GO_ON, Siege, besiege, is_whole, problems
from tests.hostile.surface import Surface, surface_of
from tests.load.hostile import LOG_BYTES
from tests.load.trial import Trial
from tests.load.weight import log_size
from tests.server import Server
from tests.visitor import CALLBACKS, VIEWS

REQUESTS = 600


@pytest.fixture(scope="module")
def surface(artifact_folder: Path) -> Surface:
    return surface_of([artifact_folder])


@pytest.fixture(scope="module")
def server(artifact_folder: Path) -> Iterator[Server]:
    with Trial(artifact_folder).serve_many() as running:
        yield running


def sent(server: Server, attacks: list[Attack]) -> Siege:
    """Send requests and return what came of them."""
    siege = Siege()
    apart(asyncio.run, besiege(server.port, attacks, siege))
    return siege


def test_all_that_pages_ask_and_post_is_known(surface: Surface, server: Server) -> None:
    assert {VIEWS, CALLBACKS, "/table", "/picture", "/nearest"} <= set(surface.posts)
    siege = sent(server, uses(surface))
    assert (siege.statuses, siege.problems) == ({"200": len(surface.questions) + len(surface.callbacks)}, [])


def test_hostile_requests_are_refused_in_a_line_and_nothing_else_comes_of_them(
    surface: Surface, server: Server
) -> None:
    before = log_size(server)
    siege = sent(server, list(attacks(surface, REQUESTS)))
    assert siege.problems == []
    assert siege.count == REQUESTS
    assert len(siege.kinds) == len(KINDS)
    assert "Traceback" not in server.errors()
    assert (log_size(server) - before) / REQUESTS < LOG_BYTES
    assert sent(server, uses(surface)).statuses.keys() == {"200"}


def test_the_same_number_is_the_same_request(surface: Surface) -> None:
    assert [attack(surface, 7), attack(surface, 7, SEED + 1)] == [
        list(attacks(surface, 8))[7],
        list(attacks(surface, 8, SEED + 1))[7],
    ]


HEAD = "\r\n".join(f"{name}: a" for name in FIXED)
WRONG = {
    "no answer": None,
    "closed without an answer": b"",
    "answered no HTTP": b"HTTP/3 200 OK\r\n" + HEAD.encode() + b"\r\n\r\n",
    "answered 500": f"HTTP/1.1 500 No\r\n{HEAD}\r\n\r\n".encode(),
    "lacks": b"HTTP/1.1 200 OK\r\n\r\n",
    "tells b'waitress'": f"HTTP/1.1 200 OK\r\n{HEAD}\r\nServer: waitress\r\n\r\n".encode(),
    "tells b'Traceback'": f"HTTP/1.1 400 No\r\n{HEAD}\r\n\r\nTraceback".encode(),
    "says as markup": f"HTTP/1.1 404 No\r\n{HEAD}\r\nContent-Type: text/html\r\n\r\n{MARKUP}".encode(),
    "has met a mistake": f"HTTP/1.1 200 OK\r\n{HEAD}\r\n\r\n{MISTAKE_WORDS}".encode(),
    "has a header": f"HTTP/1.1 302 Go\r\n{HEAD}\r\n{MARK}: b\r\n\r\n".encode(),
}


@pytest.mark.parametrize("before", [b"", GO_ON])
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_an_answer_is_found(wrong: str, before: bytes) -> None:
    answer = WRONG[wrong]
    (found,) = problems(Attack("path", request("/")), None if answer is None else before + answer)
    assert found.startswith(wrong)


def test_an_answer_is_over_when_its_body_is_there() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    assert [is_whole(GO_ON + answer), is_whole(answer), is_whole(GO_ON), is_whole(answer[:-1])] == [
        True,
        True,
        False,
        False,
    ]


def test_a_good_answer_is_not_complained_about() -> None:
    good = f"HTTP/1.1 404 Not Found\r\n{HEAD}\r\nContent-Type: text/html\r\n\r\n&lt;{MARK}".encode()
    for answer in (good, GO_ON + good):
        assert list(problems(Attack("path", request("/")), answer)) == []


def test_who_gives_up_needs_no_answer() -> None:
    for answer in (b"", GO_ON):
        assert list(problems(Attack("half", request("/"), gives_up=True), answer)) == []
