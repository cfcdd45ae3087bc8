"""Drawings: an honest one, and eight of the most costly that are accepted at once, and what somebody else notices."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import count, cycle, islice
from typing import Any

import numpy as np

from components.panels.draw import WIDTHS
from model.inputs.preprocess import rasterise
from model.inputs.strokes import MAX_POINTS, MAX_STROKES
from tests.benchmark.bench import Bench
from tests.benchmark.in_process import clock
from tests.benchmark.posts import ask_views, click, landing_question
from tests.benchmark.result import Row, timing
from tests.server import Server, serving

SENDERS = 8
ROUNDS = 4


def pressure(bench: Bench) -> list[Row]:
    """Draw as hands do; send costly drawings, eight at once, and click meanwhile."""
    return [*drawings(bench), *under_drawings(bench)]


def drawings(bench: Bench) -> list[Row]:
    """Draw what an honest hand draws, without a server."""
    circles = {points: [np.array(circle(points))] for points in (40, 600)}
    return [
        timing(f"a drawing of {points} points → its picture", draws(strokes, bench.count), p95=50)
        for points, strokes in circles.items()
    ]


def draws(strokes: Sequence[Any], times: int) -> list[float]:
    """Return how long it takes to draw ``strokes``, each time, in milliseconds."""
    return [clock(lambda: rasterise(strokes, box=280)) for _ in range(1 + times)][1:]


def circle(points: int) -> list[list[float]]:
    """Return points on a circle."""
    angles = np.linspace(0, 6, points)
    return np.stack([140 + 100 * np.cos(angles), 140 + 100 * np.sin(angles)], axis=1).tolist()


def under_drawings(bench: Bench) -> list[Row]:
    """Send eight drawings at once."""
    bodies = [landing_question(sent) for sent in islice(cycle(costly_drawings()), SENDERS)]
    with serving(bench.artifacts) as server:
        click(server, 0)
        clicks, answers = besiege(server, [partial(ask_views, server, body) for body in bodies])
    return [
        timing(f"click → answer beside {SENDERS} costly drawings at once", clicks, p95=1000),
        timing(f"{SENDERS} costly drawings at once → each is answered", answers, p95=5000),
    ]


def besiege(server: Server, posts: Sequence[Callable[[], object]]) -> tuple[list[float], list[float]]:
    """Do ``posts`` all at once, in some rounds, and click meanwhile; return the times of clicks and answers, ms."""
    clicks, answers = [], []
    with ThreadPoolExecutor(len(posts)) as pool:
        for _ in range(ROUNDS):
            sent = [pool.submit(clock, one) for one in posts]
            clicks += list(clicks_during(server, sent))
            answers += [answer.result() for answer in sent]
    return clicks, answers


def clicks_during(server: Server, sent: Sequence[Future[float]]) -> Iterator[float]:
    """Click until all that was sent is answered; give the times."""
    for digit in count():
        yield clock(lambda digit=digit: click(server, digit % 1_000))
        if not wait(sent, timeout=0.01).not_done:
            return


def costly_drawings() -> list[dict[str, Any]]:
    """Return drawings that take as long as any that is accepted."""
    dice = np.random.default_rng(7)
    common = {"n": 1, "box": 280, "width": list(WIDTHS)[-1]}
    short = dice.uniform(0, 280, (MAX_STROKES, MAX_POINTS // MAX_STROKES, 2)).tolist()
    edits = [[stroke, bool(k // 5 % 2)] for k, stroke in enumerate(short)]
    base = base64.b64encode(bytes(28 * 28)).decode()
    return [
        {**common, "base": base, "edits": edits},
        {**common, "strokes": short},
        {**common, "strokes": [dice.uniform(0, 280, (MAX_POINTS, 2)).tolist()]},
    ]
