from __future__ import annotations

import numpy as np
import pytest

from data.sources.collection import SourceError
from data.sources.sampling import choose, shares, tell_choice

LABELS = np.repeat([2, 0, -1, 1], [600, 300, 99, 1])


def test_each_class_keeps_its_share_and_the_images_their_order() -> None:
    chosen = choose(LABELS, 100)
    assert (np.diff(chosen) > 0).all()
    assert np.unique(LABELS[chosen], return_counts=True)[1].tolist() == [10, 30, 1, 59]


def test_the_same_images_are_chosen_each_time_and_not_only_the_first() -> None:
    assert (choose(LABELS, 100) == choose(LABELS, 100)).all()
    assert choose(LABELS, 100).max() > 900


@pytest.mark.parametrize("limit", [None, 1000, 5000])
def test_without_need_all_are_taken_and_nothing_is_said(limit: int | None) -> None:
    assert (choose(LABELS, limit) == np.arange(1000)).all()
    assert tell_choice(LABELS, limit) == []


def test_shares_add_up_and_none_is_more_than_there_are() -> None:
    dice = np.random.default_rng(0)
    for _ in range(200):
        counts = dice.integers(1, 20, dice.integers(1, 12))
        limit = int(dice.integers(1, counts.sum() + 1))
        given = shares(counts, limit) if limit < counts.sum() else counts
        assert given.sum() == limit
        assert (given <= counts).all()
        assert limit < len(counts) or (given > 0).all()


def test_the_choice_is_told_and_a_limit_below_one_refused() -> None:
    (note,) = tell_choice(LABELS, 100)
    assert note == "100 of 1,000 images were chosen at random (seed 7), of each class its share, and kept their order"
    assert "class" not in tell_choice(np.full(9, -1), 3)[0]
    with pytest.raises(SourceError, match="the limit is 0 images; give at least 1"):
        choose(LABELS, 0)
