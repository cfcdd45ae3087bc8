from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
import torch

import model.training.digits
import model.training.fashion
import model.training.train
from data.fashion_mnist import FashionMnistError
from data.idx import Split
from data.mnist import MnistError
from model.artifacts.folder import ArtifactContent
from model.training.augment import AugmentConfig
from model.training.digits import DigitRecipe
from model.training.fashion import FashionRecipe
from model.training.recipe import Recipe
from model.training.train import CheckpointError, Training, main, train

CONFIG = DigitRecipe(epochs=2, batch=32, held_out=40, bfloat16=False)
FASHION = FashionRecipe(epochs=2, batch=32, held_out=40, bfloat16=False)

both = pytest.mark.parametrize("recipe", [CONFIG, FASHION], ids=["digits", "fashion"])


@pytest.fixture
def digits(content: ArtifactContent, monkeypatch: pytest.MonkeyPatch) -> Iterator[Split]:
    """Let 140 made-up digits stand for both splits of MNIST, and of Fashion-MNIST."""
    split = Split(content.images[:140].copy(), content.arrays["labels"][:140].copy())
    for module in (model.training.digits, model.training.fashion):
        monkeypatch.setattr(module, "load_split", lambda *, train: split)
    yield split
    torch.use_deterministic_algorithms(False)


@both
def test_an_interrupted_training_goes_on_as_if_nothing_had_happened(
    recipe: Recipe, digits: Split, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = train(recipe, tmp_path / "whole")
    run_epoch = Training.run_epoch

    def stop_in_the_second(training: Training) -> None:
        if training.epoch == 1:
            raise KeyboardInterrupt
        run_epoch(training)

    monkeypatch.setattr(Training, "run_epoch", stop_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        train(recipe, tmp_path / "parts")
    monkeypatch.setattr(Training, "run_epoch", run_epoch)
    parts = train(recipe, tmp_path / "parts")
    ours, theirs = whole.pop("weights"), parts.pop("weights")
    assert all(torch.equal(weights, theirs[name]) for name, weights in ours.items())
    assert whole == parts


@both
def test_the_file_holds_all_that_the_build_reads(recipe: Recipe, digits: Split, tmp_path: Path) -> None:
    result = train(replace(recipe, epochs=1), tmp_path)
    saved = torch.load(tmp_path / recipe.trained_file, weights_only=True)
    assert saved.keys() == {"weights", "epoch", "config", "held_out_accuracy", "varied_accuracy", "test_accuracy"}
    assert saved["test_accuracy"] == result["test_accuracy"]
    assert saved["config"]["seed"] == recipe.seed
    recipe.build_network().load_state_dict(saved["weights"])


def test_two_data_sets_train_into_files_of_their_own() -> None:
    files = [name for recipe in (CONFIG, FASHION) for name in (recipe.checkpoint_file, recipe.trained_file)]
    assert len(set(files)) == 4


@pytest.mark.parametrize(("options", "epochs"), [([], FashionRecipe.epochs), (["--epochs", "3"], 3)])
def test_the_command_line_chooses_the_recipe_by_its_data(
    options: list[str], epochs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def remember(recipe: Recipe, folder: Path, *, restart: bool) -> dict[str, float]:
        seen.append(recipe)
        return {"test_accuracy": 0.9, "epoch": 1}

    monkeypatch.setattr(model.training.train, "train", remember)
    monkeypatch.setattr(sys, "argv", ["train", "--data", "fashion-mnist", "--float32", *options])
    main()
    assert seen == [FashionRecipe(epochs=epochs, bfloat16=False)]


def test_the_average_of_a_network_averages_what_its_normalisation_measures_too(digits: Split) -> None:
    training = Training(FASHION, FASHION.read(train=True))
    images, labels = next(training.batches())
    training.network.train()
    for _ in range(2):
        before = training.average.module.conv1[1].running_mean.clone()
        training.step(images, labels)
    now = training.network.conv1[1].running_mean
    wanted = before.lerp(now, 1 - FASHION.average_decay)
    torch.testing.assert_close(training.average.module.conv1[1].running_mean, wanted)


def test_a_checkpoint_of_another_configuration_is_refused(digits: Split, tmp_path: Path) -> None:
    train(replace(CONFIG, epochs=1), tmp_path)
    assert (tmp_path / CONFIG.checkpoint_file).exists()
    with pytest.raises(CheckpointError, match="--restart"):
        train(CONFIG, tmp_path)


@pytest.mark.parametrize(
    "error",
    [
        MnistError("train-labels is missing"),
        FashionMnistError("train-labels is missing"),
        CheckpointError("another configuration; take --restart"),
    ],
)
def test_what_stops_a_training_ends_the_command_with_one_message(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*config: object, restart: bool) -> None:
        raise error

    monkeypatch.setattr(model.training.train, "train", fail)
    monkeypatch.setattr(sys, "argv", ["train", "--folder", str(tmp_path)])
    with pytest.raises(SystemExit, match=str(error)):
        main()


def test_held_out_digits_are_not_trained_on(digits: Split) -> None:
    training = Training(CONFIG, CONFIG.read(train=True))
    assert len(training.held_out) == 40
    assert len(training.train) == 100
    assert sorted([*training.held_out.labels, *training.train.labels]) == sorted(digits.labels)


def test_a_share_of_every_batch_is_varied_mildly(digits: Split) -> None:
    still = dict.fromkeys((limit.name for limit in fields(AugmentConfig) if limit.name != "elastic_nodes"), 0.0)
    mild = AugmentConfig(**{**still, "contrast": 1.0})  # type: ignore[arg-type]
    training = Training(replace(CONFIG, mild=mild, mild_share=0.25), CONFIG.read(train=True))
    plain = training.train.images
    for images, _ in training.batches():
        apart = (images[:, None] - plain).abs().amax((2, 3)).amin(1)  # (32,) from the nearest original
        assert (apart[:8] < 0.021).all()
        assert (apart[8:] > 0.021).all()


def test_the_weights_kept_are_those_that_read_plain_and_varied_digits_best_together(digits: Split) -> None:
    training = Training(CONFIG, CONFIG.read(train=True))
    training.best = {"held_out_accuracy": 1.0, "varied_accuracy": 1.0, "epoch": 0, "weights": {}}
    training.judge()
    assert training.best["weights"] == {}
    training.best = {"held_out_accuracy": 0.0, "varied_accuracy": 0.0}
    training.judge()
    assert training.best.keys() == {"held_out_accuracy", "varied_accuracy", "epoch", "weights"}
