"""The maps and their other runs, several at once where there are several processors.

Each is made in one thread, so that the same features give the same map however many are made at once.
Letters: n images, d features.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from multiprocessing import active_children, get_context
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import Neighbours
from model.maps.runs import Runs
from model.training.config import BuildConfig
from model.training.kept import Kept, key_of
from model.training.progress import Progress, one_thread
from model.training.projections import TsneConfig, fit_tsne, fit_umap
from model.training.runs import RunsConfig, runs_of

Floats = NDArray[np.float32]

FIT, *AGAIN = [(f"t-SNE, seed {seed}", f"UMAP, seed {seed}") for seed in (TsneConfig.seed, *RunsConfig.seeds)]
RUN_STAGES = sum(AGAIN, ())
TICK_S = 1.0  # between two looks at what is done
Maps = dict[str, Floats]  # (n, 2) by "tsne" and "umap"
MapFit = Callable[[Floats, Neighbours, BuildConfig, Progress], Maps]


def fit_maps(features: Floats, neighbours: Neighbours, config: BuildConfig, progress: Progress) -> Maps:
    """Return the t-SNE and the UMAP map (n, 2) of ``features`` (n, d)."""
    steps = config.tsne.steps
    progress.stage(f"t-SNE, seed {config.tsne.seed}")
    tsne = fit_tsne(features, config.tsne, on_step=lambda step: progress.detail(f"step {step} of {steps}"))
    progress.stage(f"UMAP, seed {config.umap.seed}")
    return {"tsne": tsne, "umap": fit_umap(features, neighbours, config.umap)}


def run_maps(
    features: Floats,
    neighbours: Neighbours,
    config: BuildConfig,
    progress: Progress,
    *,
    maps: MapFit = fit_maps,
    workers: int = 1,
    kept: Kept | None = None,
) -> tuple[Maps, dict[str, Runs]]:
    """Make the maps of ``features`` (n, d), and make them again from other seeds.

    Args:
        features: (n, d).
        neighbours: Of each image, its nearest others.
        config: Seeds and settings.
        progress: Is told the stages.
        maps: Makes both maps of one seed.
        workers: Processes to make them in; 1 makes them here.
        kept: Where maps that are made already may be found.

    Returns:
        The maps (n, 2), and by name all runs of each.
    """
    configs = [config, *(with_seed(config, seed) for seed in config.runs.seeds)]
    found = {place: known for place, each in enumerate(configs) if kept and (known := kept.find(name_of(each)))}
    waiting = [place for place in range(len(configs)) if place not in found]
    make = fit_here if workers == 1 else partial(fit_apart, workers=workers)
    for place, fitted in make(maps, features, neighbours, [configs[k] for k in waiting], progress):
        found[waiting[place]] = fitted
        if kept:
            kept.keep(name_of(configs[waiting[place]]), fitted)
    first = found[0]
    others = [found[place] for place in range(1, len(configs))]
    return first, {name: runs_of(points, [run[name] for run in others]) for name, points in first.items()}


def with_seed(config: BuildConfig, seed: int) -> BuildConfig:
    """Return the settings of another run."""
    start = config.runs.start
    tsne, umap = replace(config.tsne, seed=seed, start=start), replace(config.umap, seed=seed, start=start)
    return replace(config, tsne=tsne, umap=umap)


def name_of(config: BuildConfig) -> str:
    """Return a name for maps that others do not have."""
    return f"maps-{config.tsne.seed}-{key_of(repr(asdict(config.tsne)), repr(asdict(config.umap)))}"


def fit_here(
    maps: MapFit, features: Floats, neighbours: Neighbours, configs: Sequence[BuildConfig], progress: Progress
) -> Iterator[tuple[int, Maps]]:
    """Yield the maps of each of ``configs`` with its place, one after the other."""
    for place, config in enumerate(configs):
        yield place, maps(features, neighbours, config, progress)


def fit_apart(
    maps: MapFit,
    features: Floats,
    neighbours: Neighbours,
    configs: Sequence[BuildConfig],
    progress: Progress,
    *,
    workers: int,
) -> Iterator[tuple[int, Maps]]:
    """Yield the maps of each of ``configs`` with its place as they are done, made in ``workers`` processes."""
    others = set(active_children())
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=ignore_interruption) as pool:
        with without_script():
            under_way: dict[Future[Maps], int] = {
                pool.submit(fit_silently, maps, features, neighbours, config): place
                for place, config in enumerate(configs)
            }
        progress.stage("maps")
        try:
            while under_way:
                done, _ = wait(under_way, timeout=TICK_S, return_when=FIRST_COMPLETED)
                for future in done:
                    place = under_way.pop(future)
                    yield place, future.result()
                    for _ in FIT if under_way else FIT[1:]:  # a run is as many stages
                        progress.stage("maps")
                progress.detail(f"{len(configs) - len(under_way)} of {len(configs)} runs of t-SNE and UMAP")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(active_children()) - others:
                process.terminate()
            raise


def ignore_interruption() -> None:
    """Leave it to the process that asked for the maps to end this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def without_script() -> Iterator[None]:
    """Let processes start without the script that is run, which would build once more in each of them."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def fit_silently(maps: MapFit, features: Floats, neighbours: Neighbours, config: BuildConfig) -> Maps:
    """Make the maps of one seed in a process of its own."""
    with one_thread():
        return maps(features, neighbours, config, Progress((), silent=True))
