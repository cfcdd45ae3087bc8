from __future__ import annotations

import numpy as np
import pytest

from model.agreement import Agreement, Floats, compare
from model.artifacts import Content


def neighbour_mean(distances: Floats, places: Floats, positions: Floats) -> Floats:
    return places.mean(axis=0)


def test_equal_placements_agree_wholly_and_moved_ones_by_the_shift(content: Content) -> None:
    features, positions = content.arrays["features"], content.arrays["tsne"]
    near = [np.argsort(np.linalg.norm(features - query, axis=1))[:15] for query in features[:20]]
    theirs = np.array([positions[rows].mean(axis=0) for rows in near])
    diagonal = np.linalg.norm(np.ptp(positions, axis=0))
    assert compare(features, features[:20], positions, theirs, neighbour_mean).worst < 1e-6
    moved = theirs + np.array([0.01 * diagonal, 0])
    assert compare(features, features[:20], positions, moved, neighbour_mean).median == pytest.approx(0.01, rel=1e-3)


def test_an_agreement_reads_as_a_sentence() -> None:
    told = str(Agreement(median=0.003, p95=0.01, worst=0.187, milliseconds=1.24))
    assert told == "median 0.30%, 95 of 100 within 1.00%, all within 18.70% of the map's diagonal; 1.2 ms each"
