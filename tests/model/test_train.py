from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

import model.train
from data.mnist import Split
from model.artifacts import Content
from model.train import CHECKPOINT, TRAINED, TrainConfig, Training, train

CONFIG = TrainConfig(epochs=2, batch=32, held_out=40, bfloat16=False)


@pytest.fixture
def digits(content: Content, monkeypatch: pytest.MonkeyPatch) -> Iterator[Split]:
    """Let 140 made-up digits stand for both splits of MNIST."""
    split = Split(content.images[:140].copy(), content.arrays["labels"][:140].copy())
    monkeypatch.setattr(model.train, "load_split", lambda *, train: split)
    yield split
    torch.use_deterministic_algorithms(False)


def test_an_interrupted_training_goes_on_as_if_nothing_had_happened(
    digits: Split, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = train(CONFIG, tmp_path / "whole")
    run_epoch = Training.run_epoch

    def stop_in_the_second(training: Training) -> None:
        if training.epoch == 1:
            raise KeyboardInterrupt
        run_epoch(training)

    monkeypatch.setattr(Training, "run_epoch", stop_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        train(CONFIG, tmp_path / "parts")
    monkeypatch.setattr(Training, "run_epoch", run_epoch)
    parts = train(CONFIG, tmp_path / "parts")
    ours, theirs = whole.pop("weights"), parts.pop("weights")
    assert all(torch.equal(weights, theirs[name]) for name, weights in ours.items())
    assert whole == parts


def test_the_file_holds_all_that_the_build_reads(digits: Split, tmp_path: Path) -> None:
    result = train(replace(CONFIG, epochs=1), tmp_path)
    saved = torch.load(tmp_path / TRAINED, weights_only=True)
    assert saved.keys() == {"weights", "epoch", "config", "held_out_accuracy", "test_accuracy"}
    assert saved["test_accuracy"] == result["test_accuracy"]
    assert saved["config"]["seed"] == CONFIG.seed


def test_a_checkpoint_of_another_configuration_is_refused(digits: Split, tmp_path: Path) -> None:
    train(replace(CONFIG, epochs=1), tmp_path)
    assert (tmp_path / CHECKPOINT).exists()
    with pytest.raises(ValueError, match="--restart"):
        train(CONFIG, tmp_path)


def test_held_out_digits_are_not_trained_on(digits: Split) -> None:
    training = Training(CONFIG, model.train.read_digits(train=True))
    assert len(training.held_out) == 40
    assert len(training.train) == 100
    assert sorted([*training.held_out.labels, *training.train.labels]) == sorted(digits.labels)
