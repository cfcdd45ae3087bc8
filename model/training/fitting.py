"""The maps and their other runs, made one after the other.

Letters: n digits, d = 128 features.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import Neighbours
from model.maps.runs import Runs
from model.training.config import BuildConfig
from model.training.progress import Progress
from model.training.projections import TsneConfig, fit_tsne, fit_umap
from model.training.runs import RunsConfig, run_again

Floats = NDArray[np.float32]

FIT, *AGAIN = [(f"t-SNE, seed {seed}", f"UMAP, seed {seed}") for seed in (TsneConfig.seed, *RunsConfig.seeds)]
RUN_STAGES = sum(AGAIN, ())
MapFit = Callable[[Floats, Neighbours, BuildConfig, Progress], dict[str, Floats]]


def fit_maps(features: Floats, neighbours: Neighbours, config: BuildConfig, progress: Progress) -> dict[str, Floats]:
    """Return the t-SNE and the UMAP map (n, 2) of ``features`` (n, d)."""
    steps = config.tsne.steps
    progress.stage(f"t-SNE, seed {config.tsne.seed}")
    tsne = fit_tsne(features, config.tsne, on_step=lambda step: progress.detail(f"step {step} of {steps}"))
    progress.stage(f"UMAP, seed {config.umap.seed}")
    return {"tsne": tsne, "umap": fit_umap(features, neighbours, config.umap)}


def run_maps(
    fitted: Mapping[str, Floats],
    features: Floats,
    neighbours: Neighbours,
    config: BuildConfig,
    progress: Progress,
    *,
    maps: MapFit = fit_maps,
) -> dict[str, Runs]:
    """Return the other runs of the ``fitted`` maps (n, 2) of ``features`` (n, d)."""

    def fit(seed: int, start: str) -> dict[str, Floats]:
        tsne, umap = replace(config.tsne, seed=seed, start=start), replace(config.umap, seed=seed, start=start)
        return maps(features, neighbours, replace(config, tsne=tsne, umap=umap), progress)

    return run_again(fitted, fit, config.runs)
