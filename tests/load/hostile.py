"""Requests that mean harm, of every kind, in ten minutes: what a visitor, the log and the memory notice of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from tests.apart import apart
from tests.benchmark.bench import say
from tests.benchmark.result import Row, size, tally, verdict
from tests.hostile.generator import attacks, uses
from tests.hostile.siege import AT_ONCE, Siege, besiege
from tests.hostile.surface import Surface
from tests.load.trial import Trial
from tests.load.visiting import beside, visiting
from tests.load.weight import log_size, memory
from tests.server import Server

REQUESTS, WITHIN_S = 20_000, 600
MORE_MB = 50
LOG_BYTES = 200  # for each answer
ANSWERED = " - - ["  # in each line of the access log
ROUNDS = 8  # in which everything is asked beforehand as visitors ask it
SHOWN = 20  # of what went wrong
TRACEBACK, LINES_OF_ONE = "Traceback", 40


def hostile(trial: Trial) -> list[Row]:
    """Send hostile requests beside a visitor."""
    count = trial.many(REQUESTS)
    with trial.serve_many() as server:
        use(server, trial.surface)
        before, written, siege = memory(server), log_size(server), Siege()
        with visiting(trial, server) as visits:
            began = time.monotonic()
            pace_s = AT_ONCE * trial.long(WITHIN_S) / count
            apart(asyncio.run, besiege(server.port, attacks(trial.surface, count), siege, pace_s=pace_s))
            what = f"{siege.count:,} hostile requests in {time.monotonic() - began:.0f} s"
        lines, more = server.errors(written).splitlines(), memory(server) - before
    tell(siege, lines)
    return [
        *beside(what, visits),
        tally(f"{what}: answers 5xx, none, too late, with secrets or echoes", siege.problem_kinds, siege.count),
        tally(f"{what}: tracebacks", {"in the log": sum(TRACEBACK in line for line in lines)}, siege.count),
        size(f"{what}: memory over before", more, limit=MORE_MB),
        log_for_each(f"{what}: log for each answer", lines),
    ]


def use(server: Server, surface: Surface) -> None:
    """Ask everything as visitors do, until all that a server keeps for good is there."""
    apart(asyncio.run, besiege(server.port, ROUNDS * uses(surface), Siege()))


def log_for_each(what: str, lines: Sequence[str]) -> Row:
    """Judge how much is logged for an answer, all its lines together; at most, how long one line is."""
    answers = sum(ANSWERED in line for line in lines)
    lengths = [len(line.encode()) + 1 for line in lines]
    mean, longest = sum(lengths) / max(answers, 1), max(lengths, default=0)
    over = [f"{mean - LOG_BYTES:.0f} bytes over"] if mean > LOG_BYTES else []
    return Row(
        what, f"mean {LOG_BYTES} bytes", f"{mean:.0f} bytes", f"longest line {longest}", answers, verdict(True, over)
    )


def tell(siege: Siege, lines: Sequence[str]) -> None:
    """Tell who waits at the terminal what was answered, and what went wrong; of tracebacks ``lines`` has the first."""
    say(f"{dict(siege.kinds)}, answered {dict(siege.statuses)}; slowest {siege.slowest[0]:.2f} s: {siege.slowest[1]}")
    for problem in siege.problems[:SHOWN]:
        say(problem)
    first = next((k for k, line in enumerate(lines) if TRACEBACK in line), None)
    if first is not None:
        say("\n".join(lines[max(first - 1, 0) : first + LINES_OF_ONE]))
