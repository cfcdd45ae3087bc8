from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.maps.neighbours import Neighbours, nearest_neighbours
from model.training.config import BuildConfig
from model.training.fitting import FIT, RUN_STAGES, run_maps
from model.training.kept import Kept
from model.training.progress import Progress, weight
from model.training.runs import as_arrays_of_runs
from tests.conftest import quick_maps

Floats = NDArray[np.float32]
FEATURES = np.random.default_rng(1).normal(size=(400, 5)).astype(np.float32)
NEAR = nearest_neighbours(FEATURES, 15)


def turned(points: Floats, seed: int) -> Floats:
    turn = np.array([[np.cos(seed), -np.sin(seed)], [np.sin(seed), np.cos(seed)]])
    return (points @ turn + seed).astype(np.float32)


def test_each_seed_makes_every_map_once_from_the_start_that_is_asked_for() -> None:
    asked: list[tuple[int, str]] = []

    def maps(features: Floats, near: Neighbours, config: BuildConfig, progress: Progress) -> dict[str, Floats]:
        asked.append((config.tsne.seed, config.tsne.start))
        seed = config.umap.seed - 1  # the first is as it is
        return {"tsne": turned(features[:, :2], seed), "umap": turned(features[:, :2], -seed)}

    first, runs = run_maps(FEATURES, NEAR, BuildConfig(), Progress((), silent=True), maps=maps)
    assert asked == [(1, "pca"), *((seed, "random") for seed in (2, 3, 4, 5, 6))]
    arrays = as_arrays_of_runs(runs)
    for name, run in runs.items():
        np.testing.assert_array_equal(first[name], FEATURES[:, :2])
        np.testing.assert_allclose(run.positions, np.stack([FEATURES[:, :2]] * 6), atol=0.01)  # what float16 leaves
        np.testing.assert_array_equal(arrays[f"{name}-seeds"], run.others)
        assert (arrays[f"{name}-seeds"].dtype, arrays[f"{name}-islands"].shape) == (np.float16, (6, 400))


def test_processes_give_what_one_gives_and_what_was_kept_is_not_made_again(tmp_path: Path) -> None:
    progress, kept = Progress((), silent=True), Kept(tmp_path, "key")
    here, _ = run_maps(FEATURES, NEAR, BuildConfig(), progress, maps=quick_maps)
    apart, runs = run_maps(FEATURES, NEAR, BuildConfig(), progress, maps=quick_maps, workers=2, kept=kept)
    for name, points in here.items():
        np.testing.assert_array_equal(apart[name], points)
        assert runs[name].positions.shape == (6, 400, 2)

    def fail(features: Floats, near: Neighbours, config: BuildConfig, progress: Progress) -> dict[str, Floats]:
        raise AssertionError("it was kept")

    known = Progress((), silent=True)
    again, _ = run_maps(FEATURES, NEAR, BuildConfig(), known, maps=fail, kept=kept)
    known.finish()
    assert known.past == sum(map(weight, (*FIT, *RUN_STAGES)))
    np.testing.assert_array_equal(again["tsne"], here["tsne"])
