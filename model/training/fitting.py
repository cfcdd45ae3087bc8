"""The maps and their other runs, several at once where there are several processors.

Each is made in one thread, so that the same features give the same map however many are made at once.
Letters: n images, d features.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import Neighbours
from model.maps.runs import Runs
from model.training.apart import make_apart
from model.training.config import BuildConfig
from model.training.kept import Kept, key_of
from model.training.progress import Progress
from model.training.projections import TsneConfig, fit_tsne, fit_umap
from model.training.runs import RunsConfig, runs_of

Floats = NDArray[np.float32]

FIT, *AGAIN = [(f"t-SNE, seed {seed}", f"UMAP, seed {seed}") for seed in (TsneConfig.seed, *RunsConfig.seeds)]
RUN_STAGES = sum(AGAIN, ())
Maps = dict[str, Floats]  # (n, 2) by "tsne" and "umap"
MapFit = Callable[[Floats, Neighbours, BuildConfig, Progress], Maps]


def fit_maps(features: Floats, neighbours: Neighbours, config: BuildConfig, progress: Progress) -> Maps:
    """Return the t-SNE and the UMAP map (n, 2) of ``features`` (n, d)."""
    steps = config.tsne.steps

    def tell(step: int) -> None:
        progress.detail(f"step {step} of {steps}")
        progress.part(step / steps)

    progress.stage(f"t-SNE, seed {config.tsne.seed}")
    tsne = fit_tsne(features, config.tsne, on_step=tell)
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
    if found:
        progress.stage("maps", len(FIT) * len(found))  # done already, so that the bar and the time left count them
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
    if configs:
        yield from make_apart(partial(maps, features, neighbours), configs, progress, workers=workers, stages=len(FIT))
