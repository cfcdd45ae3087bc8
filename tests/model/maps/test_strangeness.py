from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from model.inputs.preprocess import rasterise
from model.maps.strangeness import LEVELS, MEASURES, Gauge, calibrate, log_sum_exp, rank, spread_metric
from model.workspace import Workspace, load_workspace

Floats = NDArray[np.float32]

N, D = 400, 6


@pytest.fixture(scope="module")
def committed() -> Workspace:
    """The workspace of the committed artifacts."""
    return load_workspace()


def draw(seed: int, count: int = N) -> tuple[Floats, NDArray[np.uint8]]:
    """Return features (count, D) of ten classes, the first ones spread more widely than the last, and labels."""
    dice = np.random.default_rng(seed)
    labels = np.arange(count) % 10
    middles = np.random.default_rng(1).uniform(0, 9, (10, D))
    features = np.maximum(middles[labels] + dice.normal(size=(count, D)) * np.linspace(1, 0.1, D), 0)
    return features.astype(np.float32), labels.astype(np.uint8)


def gauge(seed: int = 2) -> Gauge:
    """Return the measures for a map of such features."""
    features, labels = draw(seed)
    means = np.stack([features[labels == k].mean(axis=0) for k in range(10)])
    return Gauge.of(features, spread_metric(features, labels, means))


def logits(features: Floats) -> Floats:
    """Return outputs (m, 10) for ``features`` (m, D)."""
    return features @ np.random.default_rng(4).normal(size=(D, 10)).astype(np.float32)


def test_the_distance_is_that_to_the_nearest_digit_in_the_metric() -> None:
    known, (queries, _) = gauge(), draw(5, 30)
    gaps = queries[:, None].astype(float) - known.features
    wanted = np.sqrt(np.einsum("mnd,de,mne->mn", gaps, known.metric, gaps).min(axis=1))
    np.testing.assert_allclose(known.measure(queries, logits(queries))[:, 0], wanted, rtol=1e-3, atol=1e-3)


def test_in_the_metric_digits_spread_alike_in_all_directions_inside_their_classes() -> None:
    features, labels = draw(2, 4_000)
    means = np.stack([features[labels == k].mean(axis=0) for k in range(10)])
    root = np.linalg.cholesky(spread_metric(features, labels, means).astype(float))
    inside = np.cov(((features - means[labels]) @ root).T)
    np.testing.assert_allclose(inside, np.eye(D), atol=0.3)  # the ridge makes the narrowest a little narrower


def test_the_angle_is_one_less_the_greatest_cosine_and_does_not_know_lengths() -> None:
    known, (queries, _) = gauge(), draw(5, 30)
    angles = known.measure(queries, logits(queries))[:, 1]
    np.testing.assert_allclose(known.measure(3 * queries, logits(queries))[:, 1], angles, atol=1e-6)
    lengths = np.linalg.norm(queries, axis=1)[:, None] * np.linalg.norm(known.features, axis=1)
    np.testing.assert_allclose(angles, 1 - (queries @ known.features.T / lengths).max(axis=1), atol=1e-5)


def test_a_digit_of_the_map_is_measured_without_its_own_point() -> None:
    known = gauge()
    own = np.arange(N)
    with_itself, alone = (known.measure(known.features, logits(known.features), part) for part in (None, own))
    np.testing.assert_allclose(with_itself[:, :2], 0, atol=1e-3)
    assert (alone[:, 0] > 0.05).all()
    others = np.delete(np.arange(N), 7)
    without = Gauge.of(known.features[others], known.metric)
    some = known.features[7:8]
    np.testing.assert_allclose(without.measure(some, logits(some))[0], alone[7], rtol=1e-4, atol=1e-5)


def test_of_digits_that_did_not_decide_it_hardly_more_are_warned_of_than_allowed() -> None:
    known, allowed = gauge(), 0.05
    ours, theirs = (draw(seed, 4_000)[0] for seed in (5, 6))
    found = calibrate(known, known.measure(ours, logits(ours)), allowed)
    for features in (ours, theirs):
        measures = known.measure(features, logits(features))
        share = (found.overall(found.ranks(measures)) > 1 - allowed).mean()
        assert share == pytest.approx(allowed, abs=0.015)


def test_half_of_the_unseen_digits_decide_what_is_said_of_the_other_half() -> None:
    known = gauge()
    features, _ = draw(8, 5_000)
    measures = known.measure(features, logits(features))
    found = calibrate(known, measures[:2_500], 0.01)
    assert (found.overall(found.ranks(measures[2_500:])) > 0.99).mean() <= 0.02


@pytest.mark.parametrize("measure", MEASURES)
def test_whatever_is_out_by_one_measure_is_strange_and_named_by_it(measure: str) -> None:
    known, (features, _) = gauge(), draw(5, 2_000)
    measures = known.measure(features, logits(features))
    found = calibrate(known, measures, 0.01)
    out = np.median(measures, axis=0, keepdims=True)
    out[0, MEASURES.index(measure)] = 1e6
    ranks = found.ranks(out.astype(np.float32))
    assert ranks.argmax() == MEASURES.index(measure)
    assert ranks.max() == 1
    assert found.overall(ranks)[0] > 0.99


def test_nothing_at_all_and_twins_and_giants_are_measured_by_finite_numbers() -> None:
    known = gauge()
    strange = np.stack([np.zeros(D), known.features[3], np.full(D, 1e6)]).astype(np.float32)
    measures = known.measure(strange, logits(strange))
    assert np.isfinite(measures).all()
    assert measures[0, 1] == 1  # what fires no unit has no direction in common with anything
    found = calibrate(known, measures, 0.01)
    verdict = found.judge(strange[0], logits(strange)[0])
    assert np.isfinite(verdict.ranks).all()
    assert 0 <= verdict.overall <= 1


def test_a_map_whose_units_are_all_dead_warns_of_nothing_that_is_like_it() -> None:
    features = np.zeros((20, D), dtype=np.float32)
    labels = (np.arange(20) % 10).astype(np.uint8)
    known = Gauge.of(features, spread_metric(features, labels, np.zeros((10, D), dtype=np.float32)))
    measures = known.measure(features, logits(features))
    assert np.isfinite(measures).all()
    assert not calibrate(known, measures, 0.01).judge(features[0], logits(features)[0]).is_strange


def test_a_rank_is_the_share_that_lies_below() -> None:
    values = np.sort(np.random.default_rng(3).normal(size=5_000)).astype(np.float32)
    quantiles = np.quantile(values, np.linspace(0, 1, LEVELS)).astype(np.float32)
    np.testing.assert_allclose(rank(values, quantiles), np.arange(5_000) / 5_000, atol=1e-3)
    assert rank(np.array([-9, 9], np.float32), quantiles).tolist() == [0, 1]


def test_what_equals_many_is_above_none_of_them() -> None:
    quantiles = np.array([0, 1, 1, 1, 1, 2], dtype=np.float32)
    np.testing.assert_allclose(rank(np.array([1, 1.5], np.float32), quantiles), [0.2, 0.9])


def test_the_evidence_of_large_outputs_does_not_overflow() -> None:
    outputs = np.array([[1e4] + [0] * 9, [-1e4] * 10], dtype=np.float32)
    np.testing.assert_allclose(log_sum_exp(outputs), [1e4, -1e4 + np.log(10)], rtol=1e-6)


def test_the_committed_warning_says_the_truth_about_the_digits_of_the_map(committed: Workspace) -> None:
    record = committed.manifest["strangeness"]
    assert record["warned"] <= 0.02
    assert record["source"] == "held out"
    some = range(0, len(committed.labels), 25)
    warned = [committed.judge_own(index).is_strange for index in some]
    assert np.mean(warned) <= 0.03


@pytest.mark.parametrize(
    "image", [np.zeros((28, 28), np.uint8), np.full((28, 28), 255, np.uint8), rasterise([[[50, 50]]], box=100)]
)
def test_an_empty_pad_a_full_one_and_a_dot_are_warned_of(committed: Workspace, image: NDArray[np.uint8]) -> None:
    verdict = committed.judge(*(getattr(committed.trace(image), part) for part in ("features", "logits")))
    assert verdict.is_strange
    assert verdict.rank > 0.99
