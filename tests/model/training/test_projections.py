from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from model.artifacts.folder import ArtifactContent
from model.maps.neighbours import nearest_neighbours
from model.training.projections import TsneConfig, UmapConfig, fit_tsne, fit_umap, umap_estimator

QUICK = TsneConfig(early_exaggeration_iterations=50, iterations=100)


def test_tsne_gives_the_same_map_twice_and_tells_its_steps(content: ArtifactContent) -> None:
    features = content.arrays["features"][:150]
    steps: list[int] = []
    first = fit_tsne(features, QUICK, on_step=steps.append)
    assert steps == [50, 100, 150]
    assert first.shape == (150, 2)
    assert first.dtype == np.float32
    assert np.isfinite(first).all()
    np.testing.assert_array_equal(first, fit_tsne(features, QUICK))


@pytest.mark.filterwarnings("ignore:Tensorflow not installed:ImportWarning")
def test_umap_is_asked_for_exact_neighbours_and_one_thread(content: ArtifactContent) -> None:
    features = content.arrays["features"]
    near = nearest_neighbours(features, 15)
    estimator = umap_estimator(features, near, UmapConfig())
    indices, distances = estimator.precomputed_knn
    assert indices.shape == distances.shape == (300, 15)
    np.testing.assert_array_equal(indices[:, 0], np.arange(300))
    np.testing.assert_array_equal(indices[:, 1:], near.indices[:, :14])
    assert (estimator.random_state, estimator.n_jobs, estimator.min_dist) == (1, 1, 0.1)


def test_umap_refuses_too_few_neighbours(content: ArtifactContent) -> None:
    features = content.arrays["features"]
    with pytest.raises(ValueError, match="UMAP needs 19"):
        fit_umap(features, nearest_neighbours(features, 15), replace(UmapConfig(), neighbours=20))
