"""Hostile requests sent, some at once, and what is wrong with the answers."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from components.question.view import MISTAKE_WORDS
from components.server.headers import FIXED
from tests.hostile.attack import Attack
from tests.hostile.nonsense import MARK
from tests.hostile.surface import LARGEST
from tests.server import ROOT

AT_ONCE = 8
LATE_S = 5.0  # for an answer
PATIENCE_S = 30.0
MORE_S = 0.02  # for another one behind it
GIVING_UP_S = 0.25  # until whoever has not sent all goes away
STATUS = re.compile(rb"HTTP/1\.[01] (\d\d\d) ")
SECRETS = re.compile(
    rb"Traceback|site-packages|\bFile \"|werkzeug|waitress|gunicorn|python/?\d|" + re.escape(str(ROOT).encode()),
    re.IGNORECASE,
)
ECHO = re.compile(rb"<" + MARK.encode())
OWN_HEADER = re.compile(rb"^" + MARK.encode(), re.IGNORECASE | re.MULTILINE)
ENDS = b"\r\n\r\n"
GO_ON = b"HTTP/1.1 100 Continue" + ENDS


@dataclass
class Siege:
    """What came of it."""

    statuses: Counter[str] = field(default_factory=Counter)  # how often each, and silence
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")  # seconds, and for what

    @property
    def count(self) -> int:
        """How many requests were sent."""
        return sum(self.kinds.values())

    @property
    def problem_kinds(self) -> Counter[str]:
        """How often something was wrong, by what."""
        return Counter(problem.split(":")[0] for problem in self.problems)

    def note(self, attack: Attack, answer: bytes | None, seconds: float) -> None:
        """Take in what came back; None stands for nothing in time."""
        self.kinds[attack.kind] += 1
        self.slowest = max(self.slowest, (seconds, str(attack)))
        found = STATUS.findall(answer or b"")
        self.statuses.update([status.decode() for status in found] or ["nothing"])
        late = ["too late"] if seconds > LATE_S else []
        self.problems += [f"{problem}: {attack}" for problem in [*problems(attack, answer), *late]]


async def besiege(port: int, attacks: Iterable[Attack], siege: Siege, *, pace_s: float = 0) -> None:
    """Send requests, ``AT_ONCE`` at a time, each of them ``pace_s`` seconds after the one before."""
    waiting = iter(attacks)

    async def send_all() -> None:
        for attack in waiting:
            began = time.monotonic()
            siege.note(attack, await send(port, attack), time.monotonic() - began)
            await asyncio.sleep(max(pace_s - (time.monotonic() - began), 0))

    await asyncio.gather(*(send_all() for _ in range(AT_ONCE)))


async def send(port: int, attack: Attack) -> bytes | None:
    """Send a request and return all that comes back; nothing if that takes too long."""
    answer = bytearray()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=LARGEST)
    try:
        async with asyncio.timeout(PATIENCE_S):
            with suppress(ConnectionError):
                await talk(reader, writer, attack, answer)
    except TimeoutError:
        return None
    finally:
        writer.transport.abort()
    return bytes(answer)


async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, attack: Attack, answer: bytearray) -> None:
    """Send a request and take in what comes back."""
    writer.write(attack.sent)
    if not attack.gives_up:
        await writer.drain()
    while len(answer) < LARGEST:
        patience = MORE_S if is_whole(answer) else GIVING_UP_S if attack.gives_up else PATIENCE_S
        try:
            part = await asyncio.wait_for(reader.read(LARGEST), patience)
        except TimeoutError:
            if is_whole(answer) or attack.gives_up:
                return
            raise
        if not part:
            return
        answer += part


def is_whole(answer: bytes | bytearray) -> bool:
    """Return whether the first answer has come to its end, if it says where that is; a word to go on is none."""
    head, end, body = bytes(answer).removeprefix(GO_ON).partition(ENDS)
    length = re.search(rb"\r\ncontent-length: (\d+)", head.lower())
    return bool(end and length and len(body) >= int(length[1]))


def problems(attack: Attack, answer: bytes | None) -> Iterator[str]:
    """Say in words what is wrong with what came back."""
    if answer is None:
        yield "no answer"
        return
    answer = answer.removeprefix(GO_ON)
    if not answer:
        if not attack.gives_up:
            yield "closed without an answer"
        return
    yield from wrong_head(answer)
    head, _, body = answer.partition(ENDS)
    if secret := SECRETS.search(head) or SECRETS.search(body if is_refusal(head) else b""):
        yield f"tells {secret[0]!r}"
    if MISTAKE_WORDS.encode() in body:
        yield "has met a mistake of ours"
    if b"text/html" in head.lower() and ECHO.search(body):
        yield "says as markup what was sent"


def wrong_head(answer: bytes) -> Iterator[str]:
    """Say what is wrong with status and headers."""
    if not STATUS.match(answer):
        yield "answered no HTTP"
    yield from (f"answered {status.decode()}" for status in STATUS.findall(answer) if status.startswith(b"5"))
    head = answer.partition(ENDS)[0]
    missing = [name for name in FIXED if f"\n{name}:".lower().encode() not in head.lower()]
    if missing:
        yield f"lacks {', '.join(missing)}"
    if OWN_HEADER.search(head):
        yield "has a header that was sent"


def is_refusal(head: bytes) -> bool:
    """Return whether an answer is a refusal, or has something about what was asked."""
    return head[9:10] != b"2" or b"application/json" in head
