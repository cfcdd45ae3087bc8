"""Seven times the digits: artifacts of 70,000 made from those of 10,000, and how much slower that is.

Letters: n digits.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.artifacts.folder import FOLDER, ArtifactContent, Artifacts, load_artifacts, write_artifacts
from model.artifacts.records import BuildRecord
from model.artifacts.schema import all_arrays
from tests.benchmark.bench import Bench, say, warm
from tests.benchmark.in_page import clicks, loads, map_painted
from tests.benchmark.in_process import starts
from tests.benchmark.instrument import ENCIRCLED, lassos
from tests.benchmark.panning import ON_MANY, panned
from tests.benchmark.result import Row, ratio, timing
from tests.benchmark.visitor import painted
from tests.server import Server, serving

TIMES = 7
SHIFT = 0.01  # of the extent of a map, standard deviation
MOVED = ("tsne", "umap", "features")


def growth(bench: Bench) -> list[Row]:
    """Start, load, click and drag with 70,000 points, beside the same with 10,000 in the same run."""
    say("  writing artifacts of seven times the digits")
    with enlarged(bench.artifacts) as folder:
        large = replace(bench, artifacts=folder)
        rows = [started(bench, large)]
        with serving(folder) as server:
            warm(bench.browser, server)
            pictures = panned(bench, server, "70,000 points: frame of a dragged map with pictures", turns=ON_MANY)
            return [*rows, loaded(bench, server), clicked(bench, server), encircled(bench, server), pictures]


def started(bench: Bench, large: Bench) -> Row:
    """Start both in turn."""
    pairs = list(zip(islice(starts(bench), 1 + bench.few), starts(large), strict=False))[1:]
    return ratio("70,000 points: start", [many for _, many in pairs], [few for few, _ in pairs], factor=2.0)


def loaded(bench: Bench, server: Server) -> Row:
    """Load both pages in turn."""
    pairs = [(loads(bench, bench.server, 1), loads(bench, server, 1)) for _ in range(bench.count)]
    few, many = ([map_painted(runs[k][0]) for runs in pairs] for k in (0, 1))
    return ratio("70,000 points: navigation → map painted", many, few, factor=2.0)


def clicked(bench: Bench, server: Server) -> Row:
    """Click on both maps, one after the other."""
    few, many = ([painted(run) for run in clicks(bench, at, bench.count)] for at in (bench.server, server))
    return ratio("70,000 points: click → every panel", many, few, factor=1.2)


def encircled(bench: Bench, server: Server) -> Row:
    """Select as many by lasso as with 10,000 points."""
    times = lassos(bench, server, bench.count)
    return timing(f"70,000 points: lasso of {ENCIRCLED:,} → first screen of the group, painted", times, p95=400)


@contextmanager
def enlarged(source: Path | None) -> Iterator[Path]:
    """Write the artifacts of ``source`` with every digit seven times, each time a little elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "v1"
        write_artifacts(target, enlarge(load_artifacts(source or FOLDER)))
        yield target


def enlarge(small: Artifacts) -> ArtifactContent:
    """Return what an artifact folder of 7 n digits holds."""
    random = np.random.default_rng(7)
    record = cast(BuildRecord, {key: small.manifest[key] for key in BuildRecord.__annotations__})
    images, arrays = np.concatenate([small.images] * TIMES), repeat_all(small, random)
    return ArtifactContent(small.manifest["dataset"], small.manifest["network"], images, arrays, record, small.onnx)


def repeat_all(small: Artifacts, random: np.random.Generator) -> dict[str, NDArray[Any]]:
    """Repeat every array that has an entry an image, and move the copies of those that are positions."""
    manifest = small.manifest
    more = all_arrays({**manifest, "images": TIMES * manifest["images"]})
    large = {name: repeat(array, more[name][1]).astype(more[name][0]) for name, array in small.arrays.items()}
    return large | {name: moved(large[name], random) for name in MOVED}


def repeat(array: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """Return ``array`` with everything that it has of n images seven times over, so that it has this ``shape``."""
    longer = [axis for axis, pair in enumerate(zip(array.shape, shape, strict=True)) if pair[0] != pair[1]]
    return np.concatenate([array] * TIMES, axis=longer[0]) if longer else array


def moved(positions: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """Return ``positions`` (n, d) with a little noise; what is 0 stays 0, so that features remain what ReLU gives."""
    noise = SHIFT * np.ptp(positions, axis=0).mean() * random.standard_normal(positions.shape, dtype=np.float32)
    return np.where(positions == 0, 0, np.maximum(positions + noise, positions.min())).astype(np.float32)
