"""A proxy that passes on what comes, and cuts connections: at rest, or in mid-answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

CHUNK = 65_536
ANSWER = b"HTTP/1.1 200 OK\r\n"


class Cutter:
    """Connections of visitors, each joined with one to a port of this machine."""

    def __init__(self, listener: socket.socket, port: int) -> None:
        self.port: int = listener.getsockname()[1]
        self.cuts = 0
        self._listener, self._behind = listener, port
        self._joined: list[tuple[socket.socket, socket.socket]] = []
        self._cuts_next = False

    def let_in(self) -> None:
        """Join connections until the listener is closed."""
        with suppress(OSError):
            while True:
                pair = (self._listener.accept()[0], socket.create_connection(("127.0.0.1", self._behind)))
                self._joined.append(pair)
                for one, other in (pair, pair[::-1]):
                    Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def cut(self) -> None:
        """Cut all connections."""
        while self._joined:
            self._cut(*self._joined.pop())

    def cut_next(self) -> None:
        """Cut the next connection on which an answer comes, in the middle of that.

        Of one that was cut before, a browser asks again by itself.
        """
        self._cuts_next = True

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while content := one.recv(CHUNK):
                if self._cuts_next and content.startswith(ANSWER):
                    self._cuts_next = False
                    other.sendall(content[: len(content) // 2])
                    self._cut(one, other)
                    return
                other.sendall(content)
            other.shutdown(socket.SHUT_WR)

    def _cut(self, *ends: socket.socket) -> None:
        self.cuts += 1
        for each in ends:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@contextmanager
def cutting(port: int) -> Iterator[Cutter]:
    """Give a proxy before ``port`` of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        cutter = Cutter(listener, port)
        Thread(target=cutter.let_in, daemon=True).start()
        yield cutter
        cutter.cut()
