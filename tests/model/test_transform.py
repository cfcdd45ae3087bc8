from __future__ import annotations

import numpy as np
import pytest

from model.artifacts import Content
from model.neighbours import NeighbourIndex, nearest_neighbours
from model.projections import TsneConfig, UmapConfig, tsne_estimator
from model.transform import (
    TSNE_PERPLEXITY,
    UMAP_A,
    UMAP_B,
    Floats,
    affinities,
    membership_strengths,
    place_tsne,
    place_umap,
    solve_scale,
)

DISTANCES = np.linspace(0.4, 3, 15).astype(np.float32)


@pytest.fixture(scope="module")
def ring() -> Floats:
    """Return (400, 2) positions on a ring of radius 10."""
    angle = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    return (10 * np.stack([np.cos(angle), np.sin(angle)], 1)).astype(np.float32)


def test_tsne_lands_where_opentsne_lands(content: Content) -> None:
    features = content.arrays["features"]
    known, new = features[:250], features[250:]
    config = TsneConfig(early_exaggeration_iterations=50, iterations=100)
    embedding = tsne_estimator(config).fit(known.astype(float))
    embedding -= (embedding.max(axis=0) + embedding.min(axis=0)) / 2  # as transform does
    positions = np.asarray(embedding, dtype=np.float32)
    theirs = np.asarray(embedding.transform(new.astype(float)))
    near = [NeighbourIndex.of(known).nearest(query, 15) for query in new]
    ours = np.array([place_tsne(found.distances, positions[found.indices], positions) for found in near])
    diagonal = np.linalg.norm(np.ptp(positions, axis=0))
    gaps = np.linalg.norm(ours - theirs, axis=1) / diagonal
    assert np.median(gaps) < 0.003
    assert np.percentile(gaps, 95) < 0.02


def test_the_affinities_have_the_perplexity_asked_for() -> None:
    shares = affinities(DISTANCES, TSNE_PERPLEXITY)
    assert shares.sum() == pytest.approx(1)
    assert np.exp(-(shares * np.log(shares)).sum()) == pytest.approx(TSNE_PERPLEXITY, rel=1e-4)
    assert (np.diff(shares) < 0).all()


def test_the_membership_strengths_add_up_as_umap_wants() -> None:
    strengths = membership_strengths(DISTANCES)
    assert strengths[1:].sum() == pytest.approx(np.log2(15), abs=1e-4)
    slopes = np.log(strengths) / DISTANCES
    np.testing.assert_allclose(slopes, slopes[0])


def test_umaps_curve_is_that_of_the_minimum_distance_built_with() -> None:
    from scipy.optimize import curve_fit

    gap = UmapConfig().minimum_distance
    x = np.linspace(0, 3, 300)
    wanted = np.where(x < gap, 1, np.exp(-(x - gap)))
    (a, b), _ = curve_fit(lambda x, a, b: 1 / (1 + a * x ** (2 * b)), x, wanted)
    assert (pytest.approx(a, rel=1e-4), pytest.approx(b, rel=1e-4)) == (UMAP_A, UMAP_B)


@pytest.mark.parametrize("place", [place_tsne, place_umap])
def test_a_digit_lands_among_its_neighbours(place: object, ring: Floats) -> None:
    rows = np.arange(100, 115)
    landing = place(DISTANCES, ring[rows], ring)
    middle = ring[rows].mean(axis=0)
    assert landing.dtype == np.float32
    assert np.linalg.norm(landing - middle) < 1.5


@pytest.mark.parametrize("place", [place_tsne, place_umap])
@pytest.mark.parametrize("distances", [np.zeros(15), np.full(15, 1e-6), np.full(15, 1e4), np.r_[0, np.ones(14)]])
def test_twins_and_strangers_land_somewhere_finite(place: object, distances: Floats, ring: Floats) -> None:
    landing = place(distances.astype(np.float32), ring[:15], ring)
    assert np.isfinite(landing).all()
    assert np.linalg.norm(landing) < 20


@pytest.mark.parametrize("place", [place_tsne, place_umap])
def test_a_digit_whose_neighbours_lie_in_one_place_stays_near_it(place: object, ring: Floats) -> None:
    landing = place(DISTANCES, np.repeat(ring[:1], 15, axis=0), ring)
    assert np.linalg.norm(landing - ring[0]) < 2


def test_a_moved_map_moves_the_landing_with_it(content: Content) -> None:
    features, positions = content.arrays["features"], content.arrays["tsne"]
    near = nearest_neighbours(features, 15)
    moved = positions + np.float32(64)
    for i in range(0, 300, 60):
        here = place_tsne(near.distances[i], positions[near.indices[i]], positions)
        there = place_tsne(near.distances[i], moved[near.indices[i]], moved)
        np.testing.assert_allclose(here + 64, there, atol=0.05)


def test_a_scale_is_found_wherever_it_lies() -> None:
    assert solve_scale(lambda scale: scale, 1234.5) == pytest.approx(1234.5, abs=1e-4)
    assert solve_scale(lambda scale: scale, 1e-3) == pytest.approx(1e-3, abs=2e-5)
