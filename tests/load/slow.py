"""Those who read and send a byte at a time, and what others notice of them."""

from __future__ import annotations

import asyncio
import socket
import time
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

from tests.apart import apart
from tests.benchmark.result import Row, amount, centre, tail, tally, verdict
from tests.benchmark.result import time as words
from tests.load.trial import Trial
from tests.load.visiting import OFTEN, visiting
from tests.load.visitors import Message, Script, script
from tests.server import Server, ask_once

SLOW, OTHERS = 200, 10
LONG_S = 60.0  # without them, and as long with them
TURNS = 4  # of both, one after the other, so that what else the machine does falls on both
BYTE_S = 0.5  # between two bytes
SMALL = 4096  # bytes that the system takes in for who does not read; the rest is the server's
FACTOR = 1.5  # that the p95 may grow by


def slow(trial: Trial) -> list[Row]:
    """Let some click beside those who are slow: at several processes, and at one."""
    return [*beside_slow(trial, trial.serve_many(), ""), *beside_slow(trial, trial.serve_one(), " at `make run`")]


def beside_slow(trial: Trial, serving: AbstractContextManager[Server], where: str) -> list[Row]:
    """Let some click, by turns alone and beside those who are slow; ``where`` is told in the rows."""
    count, turn_s = trial.many(SLOW), trial.long(LONG_S) / TURNS
    with serving as server, visiting(trial, server, OTHERS, pause=OFTEN) as visits:
        says = script(trial.recording, urlsplit(server.address).netloc)
        large, turns, kept = largest(server, says), [time.time()], count
        for _ in range(TURNS):
            time.sleep(turn_s)
            turns.append(time.time())
            kept = min(kept, apart(asyncio.run, dawdle(server, says, large, count, turn_s)))
            turns.append(time.time())
    alone, beside = by_turns(visits.clicks, turns)
    who = f"{count} who read or send a byte at a time{where}"
    return [
        growth(f"click → answer beside {who}", beside, alone),
        amount(f"of {who}: connections that the server keeps", kept),
        tally(f"errors of visitors beside {who}", visits.errors, len(visits.clicks)),
    ]


def by_turns(clicks: Sequence[tuple[float, float]], turns: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return how long clicks took that ended in the first, third, ... turn, and in the second, fourth, ...

    Args:
        clicks: When each was answered and how long it took.
        turns: When each begins, and when the last ends.
    """
    found: tuple[list[float], list[float]] = ([], [])
    for at, took in clicks:
        if turns[0] <= at < turns[-1]:
            found[(bisect_right(turns, at) - 1) % 2].append(took)
    return found


def growth(what: str, beside: list[float], alone: list[float]) -> Row:
    """Judge times (n,) by those that the same took without others, both in ms: the p95 may grow by ``FACTOR``."""
    times = tail(beside) / tail(alone)
    said = f"{times:.2f} × {words(tail(alone))}"
    problems = [said] if times > FACTOR else []
    answer = verdict(True, problems) + ("" if problems else f": {said}")
    return Row(what, f"p95 {FACTOR} × without", words(centre(beside)), words(tail(beside)), len(beside), answer)


def largest(server: Server, says: Script) -> Message:
    """Return the request of the page that has the largest answer."""
    asked = [message for message in says.page if not message.body]
    return max(asked, key=lambda message: len(ask_once(server, message.head.decode().split()[1])[1]))


async def dawdle(server: Server, says: Script, large: Message, count: int, long_s: float) -> int:
    """Read and send slowly, half of ``count`` each; return how many are still connected when it is over."""
    question = says.sections[0][1][0].about(0)
    headers = question.index(b"\r\n\r\n") + 4
    ways = [(large.about(0), b""), (b"", question), (large.about(0), b""), (question[:headers], question[headers:])]
    doing = [asyncio.ensure_future(be_slow(server, *ways[k % len(ways)])) for k in range(count)]
    await asyncio.sleep(long_s)
    kept = sum(not one.done() for one in doing)
    for one in doing:
        one.cancel()
    await asyncio.gather(*doing, return_exceptions=True)
    return kept


async def be_slow(server: Server, at_once: bytes, slowly: bytes) -> None:
    """Send something at once and something a byte at a time, and read the answer likewise, as long as it comes."""
    loop = asyncio.get_running_loop()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        connection.setblocking(False)
        await loop.sock_connect(connection, ("127.0.0.1", server.port))
        await loop.sock_sendall(connection, at_once)
        for k in range(len(slowly)):
            await loop.sock_sendall(connection, slowly[k : k + 1])
            await asyncio.sleep(BYTE_S)
        while await loop.sock_recv(connection, 1):
            await asyncio.sleep(BYTE_S)
