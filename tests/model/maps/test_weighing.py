from __future__ import annotations

import numpy as np
import pytest

from model.maps.weighing import AffinityWeighing, Candidates, Exact, MembershipWeighing, Weighing, solve_scale

K, PERPLEXITY = 15, 5.0
TSNE, UMAP = AffinityWeighing(PERPLEXITY, 1.5), MembershipWeighing()
FAR = np.sort(np.random.default_rng(2).uniform(0.4, 6, 60))
DEGENERATE = [np.zeros(K), np.full(K, 2.0), np.r_[0, np.ones(K - 1)], np.r_[np.zeros(K - 1), 1], np.full(K, 1e-30)]


def test_the_shares_have_the_perplexity_asked_for() -> None:
    shares = TSNE.rates(Candidates.sharp(FAR[None, :K]))[0] / 1.5
    assert shares.sum() == pytest.approx(1)
    assert np.exp(-(shares * np.log(shares)).sum()) == pytest.approx(PERPLEXITY)
    assert (np.diff(shares) < 0).all()


def test_the_membership_strengths_add_up_as_umap_wants() -> None:
    candidates = Candidates.sharp(FAR[None, :K])
    rates, scale = UMAP.rates(candidates)[0], UMAP.solve(candidates)[0]
    assert (rates[1:] * np.exp(-FAR[0] / scale)).sum() == pytest.approx(np.log2(K))
    np.testing.assert_allclose(np.diff(np.log(rates)) / np.diff(FAR[:K]), -1 / scale)


def slope_error(weighing: Weighing, candidates: Candidates, moved: list[Candidates], step: float) -> float:
    """Return how far the slope is off the central differences of ``moved``, up and down a step for each candidate."""
    rates = [weighing.rates(one)[0] for one in moved]
    found = np.stack([up - down for up, down in zip(rates[::2], rates[1::2], strict=True)], axis=1) / (2 * step)
    return float(np.linalg.norm(weighing.slope(candidates)[0] - found) / np.linalg.norm(found))


def steps_from(distances: Exact, step: float) -> list[Exact]:
    """Return ``distances`` with each one in turn a step longer and a step shorter."""
    return [distances + sign * step * unit for unit in np.eye(len(distances)) for sign in (1, -1)]


@pytest.mark.parametrize("weighing", [TSNE, UMAP])
def test_the_slope_is_what_small_changes_of_the_distances_do(weighing: Weighing) -> None:
    moved = [Candidates.sharp(distances[None]) for distances in steps_from(FAR[:K], 1e-6)]
    assert slope_error(weighing, Candidates.sharp(FAR[None, :K]), moved, 1e-6) < 1e-6


@pytest.mark.parametrize("weighing", [TSNE, UMAP])
def test_so_it_is_with_a_blurred_edge(weighing: Weighing) -> None:
    width = 0.1 / FAR[K - 1]

    def blurred(distances: Exact) -> Candidates:
        return Candidates.blurred(distances[None], K, width * FAR[K - 1] / distances[K - 1])  # the width itself stays

    moved = [blurred(distances) for distances in steps_from(FAR, 1e-6)]
    assert slope_error(weighing, blurred(FAR), moved, 1e-6) < 1e-5


def test_a_blurred_edge_holds_as_many_as_a_sharp_one_and_becomes_it() -> None:
    assert Candidates.blurred(FAR[None], K, 0.1).shares.sum() == pytest.approx(K)
    narrow = Candidates.blurred(FAR[None], K, 1e-4)
    np.testing.assert_allclose(UMAP.rates(narrow)[:, :K], UMAP.rates(Candidates.sharp(FAR[None, :K])), atol=1e-6)
    np.testing.assert_allclose(TSNE.rates(narrow)[:, K:], 0, atol=1e-6)
    assert Candidates.blurred(FAR[None], K, 0).distances.size == K


@pytest.mark.parametrize("weighing", [TSNE, UMAP])
@pytest.mark.parametrize("distances", DEGENERATE)
def test_twins_and_equals_have_finite_rates_and_slopes(weighing: Weighing, distances: Exact) -> None:
    candidates = Candidates.sharp(distances[None])
    assert np.isfinite(weighing.rates(candidates)).all()
    assert np.isfinite(weighing.slope(candidates)).all()


def test_scales_are_found_wherever_they_lie() -> None:
    goals = np.array([1234.5, 1, 1e-3])
    np.testing.assert_allclose(solve_scale(lambda scale: (scale / goals, scale / goals), 1, np.ones(3)), goals)


def test_a_scale_without_an_answer_goes_on_and_holds_no_other_up() -> None:
    found = solve_scale(lambda scale: (scale * [0, 1], scale * [0, 1]), 2, np.ones(2))
    assert found[0] > 1e20
    assert found[1] == pytest.approx(2)


@pytest.mark.parametrize("weighing", [TSNE, UMAP])
def test_many_are_weighed_as_each_alone(weighing: Weighing) -> None:
    rows = np.stack([FAR[:K], *DEGENERATE, FAR[K : 2 * K]])
    together, alone = Candidates.sharp(rows), [Candidates.sharp(row[None]) for row in rows]
    np.testing.assert_allclose(weighing.rates(together), np.concatenate([weighing.rates(one) for one in alone]))
    np.testing.assert_allclose(weighing.slope(together), np.concatenate([weighing.slope(one) for one in alone]))
