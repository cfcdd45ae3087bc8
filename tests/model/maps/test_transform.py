from __future__ import annotations

import inspect
from importlib import import_module

import numpy as np
import pytest

from model.artifacts.folder import ArtifactContent
from model.maps.cells import Cells
from model.maps.forces import UMAP_NEGATIVE_SAMPLES, UMAP_SPREAD
from model.maps.neighbours import NeighbourIndex, nearest_neighbours
from model.maps.transform import (
    TSNE_EXAGGERATION,
    TSNE_MAX_GRADIENT,
    TSNE_PERPLEXITY,
    TSNE_TIME,
    TSNE_TRANSFORM,
    Positions,
    Transform,
    umap_transform,
)
from model.training.projections import TsneConfig, UmapConfig, tsne_estimator, umap_estimator

TRANSFORMS = [TSNE_TRANSFORM, umap_transform(15, 0.1), umap_transform(15, 0.5)]
DISTANCES = np.linspace(0.4, 3, 15).astype(np.float32)


@pytest.fixture(scope="module")
def ring() -> Positions:
    """Return (400, 2) positions on a ring of radius 10."""
    angle = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    return (10 * np.stack([np.cos(angle), np.sin(angle)], 1)).astype(np.float32)


def test_tsne_lands_where_opentsne_lands(content: ArtifactContent) -> None:
    features = content.arrays["features"]
    known, new = features[:250], features[250:]
    config = TsneConfig(early_exaggeration_iterations=50, iterations=100)
    embedding = tsne_estimator(config).fit(known.astype(float))
    embedding -= (embedding.max(axis=0) + embedding.min(axis=0)) / 2  # as transform does
    positions = np.asarray(embedding, dtype=np.float32)
    theirs = np.asarray(embedding.transform(new.astype(float)))
    near = [NeighbourIndex.of(known).nearest(query, 15) for query in new]
    ours = np.array([TSNE_TRANSFORM.place(found, Cells.of(positions)) for found in near])
    diagonal = np.linalg.norm(np.ptp(positions, axis=0))
    gaps = np.linalg.norm(ours - theirs, axis=1) / diagonal
    assert np.median(gaps) < 0.003
    assert np.percentile(gaps, 95) < 0.02


@pytest.mark.filterwarnings("ignore:Tensorflow not installed:ImportWarning")
def test_the_libraries_do_what_is_written_here_unless_told_otherwise(content: ArtifactContent) -> None:
    features = content.arrays["features"]
    umap = umap_estimator(features, nearest_neighbours(features, 15), UmapConfig())
    assert (umap.spread, umap.negative_sample_rate) == (UMAP_SPREAD, UMAP_NEGATIVE_SAMPLES)
    assert (umap.learning_rate, umap.repulsion_strength, umap.local_connectivity, umap.n_epochs) == (1, 1, 1, None)
    theirs = inspect.signature(import_module("openTSNE").TSNEEmbedding.transform).parameters
    settings = {name: theirs[name].default for name in ("perplexity", "exaggeration", "max_grad_norm")}
    assert settings == {
        "perplexity": TSNE_PERPLEXITY,
        "exaggeration": TSNE_EXAGGERATION,
        "max_grad_norm": TSNE_MAX_GRADIENT,
    }
    assert theirs["learning_rate"].default * theirs["n_iter"].default == TSNE_TIME


@pytest.mark.parametrize("transform", TRANSFORMS)
def test_a_digit_lands_among_its_neighbours(transform: Transform, ring: Positions) -> None:
    rows = np.arange(100, 115)
    landing = transform.embed(DISTANCES[None], ring[None, rows], Cells.of(ring))[0]
    middle = ring[rows].mean(axis=0)
    assert landing.dtype == np.float32
    assert np.linalg.norm(landing - middle) < 1.5


@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.parametrize("distances", [np.zeros(15), np.full(15, 1e-6), np.full(15, 1e4), np.r_[0, np.ones(14)]])
def test_twins_and_strangers_land_somewhere_finite(transform: Transform, distances: Positions, ring: Positions) -> None:
    landing = transform.embed(distances[None].astype(np.float32), ring[None, :15], Cells.of(ring))[0]
    assert np.isfinite(landing).all()
    assert np.linalg.norm(landing) < 20


@pytest.mark.parametrize("transform", TRANSFORMS)
def test_a_digit_whose_neighbours_lie_in_one_place_stays_near_it(transform: Transform, ring: Positions) -> None:
    landing = transform.embed(DISTANCES[None], np.repeat(ring[None, :1], 15, axis=1), Cells.of(ring))[0]
    assert np.linalg.norm(landing - ring[0]) < 2


def test_a_moved_map_moves_the_landing_with_it(content: ArtifactContent) -> None:
    features, positions = content.arrays["features"], content.arrays["tsne"]
    near = nearest_neighbours(features, 15)
    moved = positions + np.float32(64)
    rows = np.arange(0, 300, 60)
    here, there = (
        TSNE_TRANSFORM.embed(near.distances[rows], places[near.indices[rows]], Cells.of(places))
        for places in (positions, moved)
    )
    np.testing.assert_allclose(here + 64, there, atol=0.05)
