"""Visitors in a process of their own, while something is done to their server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.benchmark.result import Row, tally, timing
from tests.load.trial import Trial
from tests.server import Server

LIMIT_MS = 300  # that a click may take, p95


@dataclass
class Visits:
    """What happened to visitors; filled when they have gone. Times in ms, each after the second in which it was."""

    clicks: list[tuple[float, float]] = field(default_factory=list)
    landings: list[tuple[float, float]] = field(default_factory=list)
    sections: list[tuple[float, float]] = field(default_factory=list)
    opened: int = 0  # pages, with all that they are made of
    errors: Mapping[str, int] = field(default_factory=dict)  # how often each
    busy: float = 0.0  # the share of a processor that the visitors themselves took

    @property
    def click_times(self) -> list[float]:
        """How long clicks took, ms."""
        return [time for _, time in self.clicks]


@contextmanager
def visiting(
    trial: Trial, server: Server, count: int = 1, *, pause: tuple[float, float] = (0.3, 1.0)
) -> Iterator[Visits]:
    """Let visitors open the page and click, until the block is over; then what happened to them is known.

    Args:
        trial: Whose pages they are.
        server: Which they visit.
        count: How many they are.
        pause: Between two of a visitor's clicks, at least and at most, seconds.
    """
    raise NotImplementedError
    yield Visits()


def beside(what: str, visits: Visits) -> list[Row]:
    """Judge what a visitor noticed of ``what`` went on beside."""
    return [
        timing(f"click → answer beside {what}", visits.click_times, p95=LIMIT_MS),
        tally(f"errors of visitors beside {what}", visits.errors, len(visits.clicks)),
    ]
