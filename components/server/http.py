"""HTTP as the page speaks it: what no browser sends is refused before it costs anything, with the page's headers."""

from __future__ import annotations

import time
from typing import Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import Error, ServerNotImplemented

from components.server.access_log import note_answer
from components.server.headers import FIXED, POLICY, content_policy

SMALL_BYTES = 10_000  # of a body that is always read, as those of clicks are
MIDDLE_BYTES = 250_000  # of the largest that is still a drawing or a group (components/question/posted.py)
MOST_MIDDLE_BYTES = 20_000_000  # of bodies between these two that are being sent to a process at once
MOST_HELD_BYTES = 100_000_000  # of larger ones, which pictures are
SLOWEST = 80_000  # bytes a second of a body whose room others want; a line of 1 Mbit/s brings 125,000
GRACE_S = 10  # that one may fall behind that, at its beginning or after however much has come at once
LONGEST_S = 120  # that somebody may take to send a request: as long as the page waits for what it does with a file


class TooMuchHeldError(Error):
    """The answer to a body for which there is no room in memory."""

    code = 503
    reason = "Service Unavailable"


class NoLengthError(Error):
    """The answer to a body that does not say how long it is."""

    code = 411
    reason = "Length Required"


class TooSlowError(Error):
    """The answer to a request that would not come to an end."""

    code = 408
    reason = "Request Timeout"


class VisitorParser(HTTPRequestParser):
    """Reads a request."""

    error: Error | None
    admitted = False  # its body was looked at by ``VisitorChannel.received``
    rest = b""  # what was sent behind it, at once

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began = time.monotonic()
        self.due = self.began + GRACE_S  # when it is slow if nothing more comes

    @property
    def room(self) -> int:
        """Bytes that all bodies of about its size may have together; 0 if it needs none, or is refused."""
        if self.error or self.content_length <= SMALL_BYTES:
            return 0
        return MOST_MIDDLE_BYTES if self.content_length <= MIDDLE_BYTES else MOST_HELD_BYTES

    @property
    def is_slow(self) -> bool:
        """Whether it takes longer than it may where others wait."""
        return time.monotonic() > self.due

    def received(self, data: bytes) -> int:
        """Take in what is sent, and return how much of it; what belongs to other requests is put by.

        Whoever waits for a word before sending the body gets the answer instead if there is no body to wait for, or it
        is refused; waitress would wait for it too.
        """
        taken = int(super().received(data))
        self.due = min(self.due + taken / SLOWEST, time.monotonic() + GRACE_S)
        if isinstance(self.error, ServerNotImplemented):
            self.error = NoLengthError("A body must come as a whole, after its length.")
        if not self.completed:
            return taken
        self.expect_continue = False
        self.rest = data[taken:]
        return len(data)

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers.

        Raises:
            ParsingError: They are malformed.
            TransferEncodingNotImplemented: The body comes in chunks. The page sends none, and joining them takes time
                that grows with the square of their length.
        """
        try:
            super().parse_header(header_plus)
        except ParsingError:
            raise
        except ValueError as error:  # of the address, or of a number of thousands of digits
            raise ParsingError("HTTP message header invalid") from error
        if self.chunked:
            raise TransferEncodingNotImplemented("chunked")


class VisitorTask(WSGITask):
    """The answer of the page."""

    def service(self) -> None:
        """Send the answer."""
        try:
            super().service()
        finally:
            note_answer(self)


class HttpErrorTask(ErrorTask):
    """The answer to what never reaches the page; it carries the same headers."""

    def service(self) -> None:
        """Send the answer."""
        try:
            super().service()
        finally:
            note_answer(self)

    def execute(self) -> None:
        """Put the answer together."""
        self.response_headers += [*FIXED.items(), (POLICY, content_policy())]
        super().execute()


class VisitorChannel(HTTPChannel):
    """A visitor's connection. Of what is asked at once, one request is answered after the other has been sent.

    waitress makes all the answers, for somebody who may never read them, and lets a thread wait for him.
    """

    parser_class = VisitorParser
    task_class, error_task_class = VisitorTask, HttpErrorTask
    request: VisitorParser | None
    _active_at = 0.0
    _rest = b""  # of what was sent: other requests than the one that is being answered

    @property
    def last_activity(self) -> float:
        """When something has happened last, seconds by ``time.monotonic``."""
        return self._active_at

    @last_activity.setter
    def last_activity(self, wall: float) -> None:
        """Note that something happens now, whatever the clock on the wall says of it."""
        self._active_at = time.monotonic()

    @property
    def is_under_way(self) -> bool:
        """Whether something was asked and not all of the answer has been sent."""
        return bool(self.request or self.requests or self.total_outbufs_len or self._rest)

    def readable(self) -> bool:
        """Return whether more may be read; what was put by is read first.

        An error in that closes this connection. It must not be asked for afterwards: another may have its descriptor.
        """
        while self._rest and super().readable():
            wasyncore.read(self)
        return self.connected and not self._rest and bool(super().readable())

    def handle_read(self) -> None:
        """Take in what was put by, or else what comes."""
        if not self._rest:
            super().handle_read()
            return
        rest, self._rest = self._rest, b""
        self.received(rest)

    def received(self, data: bytes) -> bool:
        """Take in what a visitor sends; a body that comes too slowly, or is too much, is refused."""
        asked = self.request = self.request or self.parser_class(self.adj)
        goes_on = bool(super().received(data))
        self._rest, request = asked.rest, self.request
        if request is not None and time.monotonic() - request.began > LONGEST_S:
            self.refuse(request, TooSlowError(f"A request must have come after {LONGEST_S} seconds."))
        elif request is not None and request.headers_finished and not request.admitted:
            request.admitted = True
            if request.room and not make_room(self.server, request):
                self.refuse(request, TooMuchHeldError("The server has much to do; try again in a moment."))
        return goes_on

    def refuse(self, request: Any, error: Error) -> None:
        """Answer a request that has not come as a whole yet, and close the connection."""
        request.error, request.completed = error, True
        with self.requests_lock:
            self.requests.append(request)
            self.request = None
            if len(self.requests) == 1:
                self.server.add_task(self)


def make_room(server: Any, newest: VisitorParser) -> bool:
    """Return whether all bodies that share a room fit in; if not, others that come too slowly are refused first."""
    room = newest.room
    if held_by_all(server, room) <= room:
        return True
    for channel in list(server.active_channels.values()):
        other = channel.request
        if other not in (None, newest) and other.room == room and other.is_slow:
            channel.refuse(other, TooSlowError("Others wait to send something; try again on a faster line."))
    return held_by_all(server, room) <= room


def held_by_all(server: Any, room: int) -> int:
    """Return the bytes of all bodies of one room that have been sent or are being sent."""
    return sum(held_by(channel, room) for channel in list(server.active_channels.values()))


def held_by(channel: Any, room: int) -> int:
    """Return the same of one connection."""
    requests = [request for request in (*channel.requests, channel.request) if request is not None]
    return sum(request.content_length for request in requests if request.room == room)
