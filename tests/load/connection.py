"""Connections of a browser that cost next to nothing: answers are counted and thrown away."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress

KEPT = 6  # by a browser, to one server
PATIENCE_S = 30.0  # for an answer
NO_VIEW = re.compile(rb'"view": ?null')  # what /view answers to a question that it refuses
FOUND = 200
BUFFER = memoryview(bytearray(1 << 18))  # one for all: what is in it is read before anything else comes


class FailedError(Exception):
    """A request got no answer, or not that which the page counts on."""


class Connection(asyncio.BufferedProtocol):
    """One connection, asked one thing at a time."""

    def __init__(self) -> None:
        self.is_open = True
        self._head, self._is_question = b"", False
        self._left: int | None = None  # bytes of the answer that have not come; None before its length is known
        self._answered: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        """Give up what was asked."""
        self.is_open = False
        self._end(FailedError("the connection was closed"))

    def get_buffer(self, sizehint: int) -> memoryview:
        """Say where answers are written."""
        return BUFFER

    def buffer_updated(self, nbytes: int) -> None:
        """Count what has come."""
        if self._answered is None:
            self.close()
        elif self._left is not None:
            self._take(BUFFER[:nbytes])
        else:
            self._head += bytes(BUFFER[:nbytes])
            head, end, body = self._head.partition(b"\r\n\r\n")
            if end:
                self._begin(head, body)

    async def ask(self, message: bytes) -> None:
        """Send a request and wait until all of the answer has come.

        Raises:
            FailedError: It did not in time, is a refusal, or the connection was closed.
        """
        self._head, self._left, self._is_question = b"", None, message.startswith(b"POST")
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(message)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._answered
        except TimeoutError:
            raise FailedError(f"no answer within {PATIENCE_S:.0f} s") from None
        finally:
            self._answered = None

    def close(self) -> None:
        """Close it."""
        self.is_open = False
        self._transport.close()

    def _begin(self, head: bytes, body: bytes) -> None:
        """Read the head of an answer and the beginning of its body."""
        status, found = int(head.split(None, 2)[1]), re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        self.is_open = not re.search(rb"(?i)\r\nconnection: *close", head)
        if status != FOUND or not found:
            self.is_open = False
            self._end(FailedError(f"answered {status}" if found else "an answer without its length"))
        else:
            self._left = int(found[1])
            self._take(body)

    def _take(self, body: bytes | memoryview) -> None:
        """Count a part of a body, and see whether it says that a question is refused."""
        assert self._left is not None
        self._left -= len(body)
        if self._is_question and NO_VIEW.search(body):
            self._end(FailedError("a question was refused"))
        elif self._left <= 0:
            self._end(None)

    def _end(self, error: Exception | None) -> None:
        """Say that an answer has come, or why it has not."""
        if self._answered is None or self._answered.done():
            return
        if error:
            self.is_open = False
            self._answered.set_exception(error)
        else:
            self._answered.set_result(None)


class Connections:
    """Those of one browser: opened when they are needed, kept, asked in turn."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._places = asyncio.Semaphore(KEPT)
        self._free: list[Connection] = []

    async def ask(self, message: bytes) -> None:
        """Send a request on one of them as soon as there is one, and wait until it is answered.

        Raises:
            FailedError: It is not, or not as it should be.
        """
        async with self._places:
            connection = await self._take()
            try:
                await connection.ask(message)
            except FailedError:
                connection.close()
                raise
            self._free.append(connection)

    async def _take(self) -> Connection:
        """Return one that is open."""
        while self._free:
            if (connection := self._free.pop()).is_open:
                return connection
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE_S):
                return (await loop.create_connection(Connection, self._host, self._port))[1]
        except (OSError, TimeoutError) as error:
            raise FailedError("no connection") from error

    def close(self) -> None:
        """Close all that are kept."""
        for connection in self._free:
            with suppress(OSError):
                connection.close()
