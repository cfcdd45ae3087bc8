"""Many visitors at once, who open the page, click every two or three seconds, draw and open sections."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np

from tests.benchmark.result import Row, size, tally, timing, verdict
from tests.load.trial import Trial
from tests.load.visiting import LIMIT_MS, Visits, visiting
from tests.load.weight import memory
from tests.server import Server

PAUSE = (2.0, 3.0)  # between two of a visitor's clicks, seconds
ARRIVAL_S = 10.0  # in which all open the page
LONG_S = 120.0
MANY, LIMIT_MB = 100, 600  # of `make serve`
FEWER, FEWER_LIMIT_MB = 50, 400  # of `make run`
SOAKING, SOAK_S = 25, 20 * 60.0
WARM_UP_S = 10 * 60.0  # before it: until as many have asked as much at once as ever will, memory grows towards that
LOOK_S = 5.0
SLOPE = 0.2  # MB a minute


def serve(trial: Trial) -> list[Row]:
    """Let a hundred visit ``make serve``."""
    with trial.serve_many() as server:
        return crowd(trial, server, "`make serve`", trial.many(MANY), LIMIT_MB)


def run(trial: Trial) -> list[Row]:
    """Let fifty visit ``make run``."""
    with trial.serve_one() as server:
        return crowd(trial, server, "`make run`", trial.many(FEWER), FEWER_LIMIT_MB)


def crowd(trial: Trial, server: Server, name: str, count: int, limit_mb: float) -> list[Row]:
    """Let ``count`` visit a server called ``name``, which may hold ``limit_mb``."""
    with visiting(trial, server, count, pause=PAUSE, arrival=ARRIVAL_S, draws=True) as visits:
        time.sleep(trial.long(LONG_S))
        held = memory(server)
    who = f"{count} visitors of {name}"
    return [
        *what_they_noticed(who, visits, count),
        size(f"{who}: memory of all processes", held, limit=limit_mb),
        own_share(who, visits),
    ]


def what_they_noticed(who: str, visits: Visits, count: int) -> list[Row]:
    """Judge how long visitors waited, and whether all went well."""
    missing = [f"{count - visits.opened} did not open"] if visits.opened < count else []
    asked = len(visits.clicks) + len(visits.landings) + len(visits.sections)
    return [
        timing(f"{who}: click → answer", visits.click_times, p95=LIMIT_MS),
        *unjudged(f"{who}: pen moves → landing", visits.landings),
        *unjudged(f"{who}: opening a section → answer", visits.sections),
        Row(f"{who}: pages opened", str(count), str(visits.opened), "–", count, verdict(True, missing)),
        tally(f"{who}: errors", visits.errors, asked),
    ]


def unjudged(what: str, noted: Sequence[tuple[float, float]]) -> list[Row]:
    """Tell times for which there is no budget, if there are any."""
    return [timing(what, [time_ms for _, time_ms in noted])] if noted else []


def own_share(who: str, visits: Visits) -> Row:
    """Tell how much of the machine the visitors themselves took."""
    return Row(f"{who}: what they themselves take of a core", "–", f"{100 * visits.busy:.0f} %", "–", 1, "–")


def soak(trial: Trial) -> list[Row]:
    """Let visitors stay for long: memory must not grow, nor the times."""
    count, before_s, long_s = trial.many(SOAKING), trial.long(WARM_UP_S), trial.long(SOAK_S)
    with (
        trial.serve_many() as server,
        visiting(trial, server, count, pause=PAUSE, arrival=ARRIVAL_S, draws=True) as visits,
    ):
        time.sleep(before_s)
        began = time.time()
        grown = np.array(list(watch(server, long_s)))
        held = memory(server)
    who = f"{count} visitors for {long_s / 60:.0f} minutes after {before_s / 60:.0f}"
    growth = 60 * float(np.polyfit(grown[:, 0] - began, grown[:, 1], 1)[0])
    return [
        slope(f"{who}: growth of memory", growth, len(grown)),
        size(f"{who}: memory of all processes at the end", held, limit=LIMIT_MB),
        *flatness(who, [click for click in visits.clicks if click[0] > began], began, long_s),
        tally(f"{who}: errors", visits.errors, len(visits.clicks)),
    ]


def watch(server: Server, long_s: float) -> Iterator[tuple[float, float]]:
    """Look now and then at what a server has made itself; gives when (seconds since 1970) and how much, MB."""
    began = time.time()
    while time.time() < began + long_s:
        time.sleep(min(LOOK_S, long_s / 10))
        yield time.time(), memory(server, "Pss_Anon")


def slope(what: str, growth: float, n: int) -> Row:
    """Judge a growth in MB a minute."""
    problems = [f"{growth - SLOPE:.2f} MB a minute over"] if growth > SLOPE else []
    return Row(what, f"{SLOPE} MB a minute", f"{growth:.2f} MB a minute", "–", n, verdict(True, problems))


def flatness(who: str, clicks: Sequence[tuple[float, float]], began: float, long_s: float) -> list[Row]:
    """Judge the times of clicks in the first and in the last quarter."""
    first = [took for at, took in clicks if at < began + long_s / 4]
    last = [took for at, took in clicks if at > began + long_s * 3 / 4]
    return [
        timing(f"{who}: click → answer, first quarter", first, p95=LIMIT_MS),
        timing(f"{who}: click → answer, last quarter", last, p95=LIMIT_MS),
    ]
