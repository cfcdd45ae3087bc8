"""What the measurements share: how much to do, and servers to do it to."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.hostile.surface import Surface, surface_of
from tests.load.recording import Recording, record
from tests.server import Server, serving

WORKERS = 2


@dataclass(frozen=True)
class Trial:
    """How much to do; by itself as much as the row of a measurement promises."""

    artifacts: Path | None = None  # None: the committed ones
    count: int | None = None  # of visitors or of requests
    seconds: float | None = None
    recorded: Recording | None = None  # of the page; by itself it is recorded when first asked for

    @cached_property
    def recording(self) -> Recording:
        """What the page asks its server."""
        return self.recorded or record(self.artifacts)

    @cached_property
    def surface(self) -> Surface:
        """What of its site can be asked."""
        return surface_of([self.artifacts] if self.artifacts else ())

    def many(self, promised: int) -> int:
        """Return how many visitors or requests there are to be."""
        return promised if self.count is None else self.count

    def long(self, promised: float) -> float:
        """Return how long to go on, seconds."""
        return promised if self.seconds is None else self.seconds

    def serve_many(self, *options: str) -> AbstractContextManager[Server]:
        """Serve with several processes, as ``make serve`` does; ``options`` are more of its command line."""
        command = (sys.executable, "serve.py", "--workers", str(WORKERS))
        return serving(self.artifacts, *options, command=command)

    def serve_one(self, *options: str) -> AbstractContextManager[Server]:
        """Serve with one process, as ``make run`` does; ``options`` are more of its command line."""
        return serving(self.artifacts, *options)
