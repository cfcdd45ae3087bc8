from __future__ import annotations

import numpy as np
import pytest
import torch

import model.training.unseen
from data.mnist import Split
from model.maps.strangeness import StrangenessConfig
from model.training.digits import DigitRecipe, Digits
from model.training.train import Training
from model.training.unseen import held_out_rows, read_unseen

COUNT, TESTED = 60, 7
HELD_OUT = {"held_out": 20, "seed": 3}


@pytest.fixture(autouse=True)
def numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put digits in the place of MNIST's whose pixels are their number."""

    def load(name: str, *, train: bool) -> Split:
        numbers = np.arange(COUNT if train else TESTED, dtype=np.uint8)
        return Split(np.tile(numbers[:, None, None], (1, 28, 28)), numbers % 10)

    monkeypatch.setattr(model.training.unseen, "load_split", load)


def test_they_are_the_digits_that_the_training_held_out() -> None:
    numbers = torch.arange(COUNT)
    images = numbers[:, None, None].expand(-1, 28, 28)
    training = Training(DigitRecipe(batch=10, **HELD_OUT), Digits(images, images, numbers))
    unseen = read_unseen("mnist", HELD_OUT, StrangenessConfig(), "test", TESTED)
    assert unseen.source == "held out"
    assert unseen.images[:, 0, 0].tolist() == training.held_out.labels.tolist()


@pytest.mark.parametrize("training", [{}, {"seed": 3}, {"held_out": "20", "seed": 3}, {"held_out": COUNT, "seed": 3}])
def test_a_training_that_does_not_say_which_it_held_out_gives_a_sample(training: dict[str, object]) -> None:
    assert held_out_rows(training, COUNT) is None
    unseen = read_unseen("mnist", training, StrangenessConfig(sample=9), "test", TESTED)
    assert unseen.source == "trained on"
    assert len(set(unseen.images[:, 0, 0].tolist())) == 9


def test_on_a_map_of_all_digits_each_knows_its_own_point_if_it_has_one() -> None:
    whole, part = (read_unseen("mnist", HELD_OUT, StrangenessConfig(), "all", n) for n in (TESTED + COUNT, TESTED + 30))
    numbers = whole.images[:, 0, 0].astype(int)
    np.testing.assert_array_equal(whole.own, TESTED + numbers)
    np.testing.assert_array_equal(part.own, np.where(numbers < 30, TESTED + numbers, -1))
    assert (read_unseen("mnist", HELD_OUT, StrangenessConfig(), "test", TESTED).own == -1).all()
