"""What the server does: starting, loading its data, placing and inspecting a digit, and the memory all that takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from model.workspace import Workspace, load_workspace
from tests.benchmark.bench import Bench
from tests.benchmark.in_page import clicks, switches
from tests.benchmark.result import Row, size, timing
from tests.server import ask_once, serving

PLACEMENTS = 200


def start(bench: Bench) -> list[Row]:
    """Start of the process → ``/health`` answers."""
    times = list(islice(starts(bench), 1 + bench.count))[1:]  # the first compiles and reads from the disk
    return [timing("start of the process → /health answers", times, p95=1200)]


def starts(bench: Bench) -> Iterator[float]:
    """Start a server and stop it again, without end."""
    while True:
        with serving(bench.artifacts) as server:
            status, _ = ask_once(server, "/health")
            assert status == HTTPStatus.OK, status
            yield 1000 * (time.time() - server.began)


def memory(bench: Bench) -> list[Row]:
    """Memory of the server after it was used."""
    clicks(bench, bench.server, 10)
    switches(bench, "no-preference")
    now, most = bench.server.memory()
    return [
        size("memory of the server process after use", now, limit=250),
        size("the most it ever had", most, limit=250),
    ]


def workspace(bench: Bench) -> list[Row]:
    """Load the workspace; inspect an image (network, neighbours, places on every map)."""
    loads = [clock(partial(load_workspace, bench.artifacts)) for _ in range(1 + bench.few)][1:]
    loaded = load_workspace(bench.artifacts)
    inspections = [clock(partial(loaded.inspect, image)) for image in loaded.images[: 1 + bench.count]][1:]
    return [timing("load the workspace", loads), timing("inspect one image", inspections)]


def placement(bench: Bench) -> list[Row]:
    """Place one digit on a map."""
    loaded = load_workspace(bench.artifacts)
    limits = {"pca": 1.0, "umap": 25.0, "tsne": 25.0}
    return [
        timing(f"one placement on the server, {name}", placements(loaded, name), p95=limit)
        for name, limit in limits.items()
    ]


def placements(loaded: Workspace, projection: str) -> list[float]:
    """Place digits that lie half-way between two of the data set, each on one map."""
    pairs = zip(loaded.features[:PLACEMENTS], loaded.features[loaded.neighbours[:PLACEMENTS, 0]], strict=True)
    return [clock(partial(place, loaded, projection, (one + other) / 2)) for one, other in pairs]


def place(loaded: Workspace, projection: str, features: NDArray[np.float32]) -> None:
    """Do all that one map needs to place a digit with ``features`` (128,)."""
    loaded.projections[projection].place_usual(features[None])


def clock(action: Callable[[], object]) -> float:
    """Return how long an action takes, in milliseconds."""
    began = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - began)
