from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from model.classifier.calibration import Reliability, expected_calibration_error, reliability

EDGES = np.array([0, 0.5, 0.75, 1.0])


def readings(count: int, honest: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return confidences and whether the readings were right: as often as said, or always."""
    dice = np.random.default_rng(3)
    confidence = dice.uniform(0.1, 1, count).astype(np.float32)
    return confidence, (dice.uniform(size=count) < confidence) if honest else np.ones(count, dtype=bool)


def test_every_digit_is_in_the_group_of_its_confidence() -> None:
    confidence = np.array([0.2, 0.5, 0.7, 0.75, 1.0], np.float32)
    groups = reliability(confidence, np.array([True, False, True, True, False]), EDGES)
    assert [group.count for group in groups] == [1, 2, 2]
    assert [group.accuracy for group in groups] == [1, 0.5, 0.5]
    assert [group.wrong for group in groups] == [0, 1, 1]
    assert groups[1].confidence == pytest.approx(0.6)


def test_a_group_of_nobody_claims_nothing() -> None:
    low = reliability(np.array([0.95], np.float32), np.array([True]), EDGES)[0]
    assert (low.count, low.wrong, low.interval) == (0, 0, (0, 1))
    assert np.isnan(low.accuracy)


@pytest.mark.parametrize(("count", "right"), [(1, 1), (40, 38), (9_000, 8_999), (12, 0)])
def test_the_interval_is_wilsons(count: int, right: int) -> None:
    theirs = binomtest(right, count).proportion_ci(method="wilson")
    ours = Reliability(0.9, 1, count, 0.95, right / count).interval
    assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-6)


def test_the_error_of_honest_percentages_is_small_and_of_boastful_or_timid_ones_is_not() -> None:
    assert expected_calibration_error(*readings(20_000, honest=True)) < 0.02
    assert expected_calibration_error(*readings(20_000, honest=False)) == pytest.approx(0.45, abs=0.02)


def test_the_error_is_that_of_its_definition() -> None:
    confidence, right = readings(500, honest=True)
    total = 0.0
    for k in range(15):
        members = (confidence >= k / 15) & ((confidence < (k + 1) / 15) | (k == 14))
        total += abs(float(right[members].sum()) - float(confidence[members].sum()))
    assert expected_calibration_error(confidence, right) == pytest.approx(total / 500, abs=1e-6)
