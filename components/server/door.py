"""Where visitors come in: how many at once, what happens when the system has no room for another, who is sent away.

Ages are told by a clock that nobody sets. waitress looks at the one on the wall: put forward, it would close
connections that are at work, and put back, keep those for hours that say nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from waitress.server import TcpWSGIServer

from components.server.http import VisitorChannel
from components.server.memory import trim

REST_S = 0.5  # after the system had no room, before it is asked again, unless somebody leaves
QUIET_S = 60  # between two lines of log that say the same
logger = logging.getLogger("digitscope")


class Door(TcpWSGIServer):
    """A server that keeps its head when there are more connections than it or the system has room for."""

    channel_class = VisitorChannel
    _next_look = _rests_until = 0.0  # monotonic, seconds
    _quiet_until: Mapping[str, float] = {}  # likewise, by what would be said
    _full = 0  # how many were inside when the system had no room for another

    def readable(self) -> bool:
        """Return whether somebody can come in; from time to time tidy up."""
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + self.adj.cleanup_interval
            self.maintenance(now)
        if len(self._map) >= self.adj.connection_limit:
            self._note("%d connections are open, as many as are kept; others wait", len(self.active_channels))
            return False
        return bool(self.accepting) and (now >= self._rests_until or len(self._map) < self._full)

    def maintenance(self, now: float) -> None:
        """Close the connections that say nothing, and return memory that has been freed."""
        super().maintenance(now)
        trim()

    def accept(self) -> Any:
        """Return the connection and the address of who has come, or None if nobody can come in."""
        try:
            return super().accept()
        except OSError as error:
            self._rests_until, self._full = time.monotonic() + REST_S, len(self._map)
            self._note("nobody can come in at the moment: %s", error)
            return None

    def _note(self, words: str, *facts: object) -> None:
        """Log why visitors wait, for each reason a line a minute at most."""
        now = time.monotonic()
        if now >= self._quiet_until.get(words, now):
            self._quiet_until = {**self._quiet_until, words: now + QUIET_S}
            logger.warning(words, *facts)
