"""Visitors: ``python -m tests.load.visitors`` reads a ``Job`` from its input and lets them visit until that ends.

They ask what was recorded in a browser, each about images of its own choice. It prints a line once all have opened the
page, and at the end what happened to them.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from tests.load.connection import Connections, FailedError
from tests.load.recording import DIGIT, HOST, Recording, Request

STEP_S = 0.1  # between two movements of a pen
CLICKS, CLICKS_THERE = 6, 2  # in a row on the first screen, and in a section that somebody looks into

Section = tuple[list["Message"], list["Message"]]  # what is asked when it opens, and at a click


class Job(TypedDict):
    """What the visitors are told."""

    host: str
    port: int
    recording: Recording
    count: int
    pause: tuple[float, float]  # between two clicks, at least and at most, seconds
    arrival: float  # in which they all come, evenly, seconds
    draws: bool  # and opens sections; otherwise they only click


@dataclass
class Notes:
    """What happened to visitors. Times in ms, each after the second (since 1970) in which it was."""

    clicks: list[tuple[float, float]] = field(default_factory=list)
    landings: list[tuple[float, float]] = field(default_factory=list)
    sections: list[tuple[float, float]] = field(default_factory=list)
    opened: int = 0  # pages, with all that they are made of
    errors: Counter[str] = field(default_factory=Counter)  # how often each
    busy: float = 0.0  # the share of a processor that the visitors themselves took


@dataclass(frozen=True)
class Message:
    """A request, made ready to be sent."""

    after: float
    head: bytes
    body: bytes

    def about(self, image: int) -> bytes:
        """Return it as a question about an image."""
        if not self.body:
            return self.head + b"\r\n\r\n"
        body = self.body.replace(DIGIT.encode(), b"%d" % image)
        return b"%s\r\ncontent-length: %d\r\n\r\n%s" % (self.head, len(body), body)


@dataclass(frozen=True)
class Script:
    """A recording, made ready to be sent."""

    images: int
    page: list[Message]
    sections: list[Section]
    drawing: list[list[Message]]


def script(recording: Recording, host: str) -> Script:
    """Make a recording ready to be sent to ``host``."""

    def ready(requests: Sequence[Request]) -> list[Message]:
        heads = [request["head"].replace(HOST, host).encode() for request in requests]
        return [Message(r["after"], head, r["body"].encode()) for r, head in zip(requests, heads, strict=True)]

    sections = [(ready(section["opening"]), ready(section["click"])) for section in recording["sections"]]
    drawing = [ready(movement) for movement in recording["drawing"]]
    return Script(recording["images"], ready(recording["page"]), sections, drawing)


class Visitor:
    """Somebody with a browser.

    Args:
        job: What all do.
        says: What their pages ask.
        notes: Where it is noted what happens.
        seed: Of what this one chooses.
        leave: Set when all are to go.
    """

    def __init__(self, job: Job, says: Script, notes: Notes, seed: int, leave: asyncio.Event) -> None:
        self._job, self._script, self._notes, self._leave = job, says, notes, leave
        self._connections = Connections(job["host"], job["port"])
        self._dice = random.Random(seed)

    async def open(self) -> bool:
        """Open the page; return whether all that it is made of has come."""
        first, *others = self._script.page
        if await self._send(first) is None:
            return False
        came = await asyncio.gather(*(self._send_later(message) for message in others))
        self._notes.opened += None not in came
        return None not in came

    async def stay(self) -> None:
        """Click, draw, and look into another section, until it is time to go."""
        first, *others = self._script.sections
        while not self._leave.is_set():
            await self._click(first, CLICKS)
            if self._job["draws"]:
                await self._draw()
                await self._open(self._dice.choice(others or [first]), CLICKS_THERE)
                await self._open(first, 0)
        self._connections.close()

    async def _rests(self) -> bool:
        """Wait a little; return whether it is time to go."""
        try:
            async with asyncio.timeout(self._dice.uniform(*self._job["pause"])):
                return await self._leave.wait()
        except TimeoutError:
            return False

    async def _open(self, section: Section, clicks: int) -> None:
        """Open a section and click there."""
        if not await self._rests():
            await self._do(section[0], self._notes.sections)
            await self._click(section, clicks)

    async def _click(self, section: Section, count: int) -> None:
        """Click on one image after the other while a section is open."""
        for _ in range(count):
            if not await self._rests():
                await self._do(section[1], self._notes.clicks)

    async def _do(self, messages: Sequence[Message], into: list[tuple[float, float]]) -> None:
        """Ask what follows something, and note how long the last answer was waited for."""
        image = self._dice.randrange(self._script.images)
        took = await asyncio.gather(*(self._send_later(message, image) for message in messages))
        if took and None not in took:
            into.append((time.time(), max(time_ms for time_ms in took if time_ms is not None)))

    async def _draw(self) -> None:
        """Draw: ask where each movement lands, one at a time and the newest next; the panels follow likewise."""
        if await self._rests():
            return
        began, following = time.monotonic(), None
        for k, (landing, *panels) in enumerate(self._script.drawing):
            due = began + k * STEP_S - time.monotonic()
            if due < -STEP_S:
                continue
            await asyncio.sleep(max(due, 0))
            if (took := await self._send(landing)) is not None:
                self._notes.landings.append((time.time(), took))
            if panels and (following is None or following.done()):
                following = asyncio.gather(*map(self._send, panels))
        if following:
            await following

    async def _send_later(self, message: Message, image: int = 0) -> float | None:
        """Send a request when the page would, and return how long it took."""
        await asyncio.sleep(message.after)
        return await self._send(message, image)

    async def _send(self, message: Message, image: int = 0) -> float | None:
        """Send a request; return how long it took until all of the answer was there, ms, or None if it fails."""
        began = time.monotonic()
        try:
            await self._connections.ask(message.about(image))
        except FailedError as error:
            method, target, *_ = message.head.decode().split(maxsplit=2)
            self._notes.errors[f"{method} {target.split('?')[0]}: {error}"] += 1
            return None
        return 1000 * (time.monotonic() - began)


async def visit(job: Job) -> Notes:
    """Let visitors come and stay until the input ends."""
    notes, leave, says = Notes(), asyncio.Event(), script(job["recording"], f"{job['host']}:{job['port']}")
    visitors = [Visitor(job, says, notes, seed, leave) for seed in range(job["count"])]
    opened = [asyncio.Event() for _ in visitors]

    async def come(number: int) -> None:
        await asyncio.sleep(job["arrival"] * number / job["count"])
        is_open = await visitors[number].open()
        opened[number].set()
        if is_open:
            await visitors[number].stay()

    async def tell() -> None:
        for each in opened:
            await each.wait()
        print("all are here", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        leave.set()

    await asyncio.gather(tell(), *map(come, range(job["count"])))
    return notes


def main() -> None:
    """Read the job, visit, and print what happened."""
    job: Job = json.loads(sys.stdin.readline())
    began, used = time.monotonic(), time.process_time()
    notes = asyncio.run(visit(job))
    notes.busy = (time.process_time() - used) / (time.monotonic() - began)
    print(json.dumps(vars(notes)))


if __name__ == "__main__":
    main()
