from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from model.artifacts.schema import PROJECTIONS
from model.training.foretelling import (
    ForetellingConfig,
    Foretold,
    Trier,
    inked_blocks,
    lighten,
    measure_foretelling,
    summarise,
)
from model.training.unseen import Unseen
from model.workspace import Workspace


def foretold(told: tuple[float, float], real: tuple[float, float]) -> Foretold:
    return Foretold(np.array(told), np.array(real))


@pytest.mark.parametrize(
    ("told", "real", "angle", "size"), [((1, 0), (2, 0), 0, 0.5), ((0, 3), (1, 0), 90, 3), ((1, 1), (-1, -1), 180, 1)]
)
def test_a_move_is_judged_by_angle_and_size(
    told: tuple[float, float], real: tuple[float, float], angle: float, size: float
) -> None:
    move = foretold(told, real)
    assert move.moved
    assert move.angle == pytest.approx(angle, abs=1e-4)
    assert move.size == pytest.approx(size)


def test_trials_without_a_move_count_for_nothing() -> None:
    still = [foretold((0, 0), (1, 0)), foretold((1, 0), (0, 0))]
    none = {"tried": 0, "right": 0, "strongest_tried": 0, "strongest_right": 0, "sizes": [0, 0, 0]}
    assert summarise(still, still) == none
    moves = [*still, foretold((1, 0), (1, 0.1)), foretold((1, 0), (-1, 0)), foretold((4, 0), (1, 0))]
    found = summarise(moves, moves[:3])
    assert (found["tried"], found["right"]) == (3, 2)
    assert (found["strongest_tried"], found["strongest_right"]) == (1, 1)
    assert found["sizes"][1] == pytest.approx(1)


def test_only_ink_is_taken_away_and_a_fifth_of_it() -> None:
    image = np.zeros((28, 28), np.uint8)
    assert not inked_blocks(image)
    image[4:7, 8:11] = 200
    blocks = inked_blocks(image)
    assert (slice(4, 7), slice(8, 11)) in blocks
    assert (slice(20, 23), slice(20, 23)) not in blocks
    assert lighten(image, (slice(4, 7), slice(8, 11))).sum() == pytest.approx(0.8 * image.sum(), rel=0.01)


def test_on_raw_axes_the_told_way_is_what_comes_of_a_small_change(workspace: Workspace) -> None:
    trier, image = Trier(workspace.projections, workspace.classifier, lost=0.02), workspace.images[4]
    moves = [move for move in trier.try_blocks(image, inked_blocks(image)[::9], ["pca"])["pca"] if move.moved]
    assert np.mean([move.angle < 30 for move in moves]) > 0.9
    assert np.median([move.size for move in moves]) == pytest.approx(1, abs=0.2)


def test_a_wrong_derivative_comes_true_half_of_the_time(workspace: Workspace) -> None:
    wrong = np.linalg.qr(np.random.default_rng(3).normal(size=(128, 128)))[0].astype(np.float32)
    pca = workspace.projections["pca"]
    turned = replace(pca.method, weights=wrong @ pca.method.weights)
    other = {**workspace.projections, "pca": replace(pca, method=turned)}

    class Misled(Trier):
        def pictures(self, image, features, projections, without=None):  # type: ignore[no-untyped-def]
            return Trier(other, self.classifier).pictures(image, features, projections, without)

    trier = Misled(workspace.projections, workspace.classifier)
    moves = [
        move
        for image in workspace.images[:40]
        for move in trier.try_blocks(image, inked_blocks(image)[::40], ["pca"])["pca"]
        if move.moved
    ]
    assert 0.3 < np.mean([move.angle < 90 for move in moves]) < 0.7


def test_every_map_is_tried_by_the_class_that_is_read(workspace: Workspace) -> None:
    own = Unseen(workspace.images[:30], np.arange(30), "held out")
    found = measure_foretelling(
        workspace.projections, workspace.classifier, own, ForetellingConfig(digits=20, seed=2), classes=10
    )
    assert set(found) == set(PROJECTIONS)
    read = np.bincount(workspace.predicted[:20], minlength=10)
    for records in found.values():
        assert all(one["right"] <= one["tried"] <= 3 * count for one, count in zip(records, read, strict=True))
        assert sum(one["tried"] for one in records) > 20
        assert sum(one["strongest_tried"] for one in records) <= 20
