"""Train a network on 60,000 training images: ``python -m model.training.train --data fashion-mnist``.

5,000 of them are held out to choose the epoch, as they are and varied; the test images are looked at once, at the end.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Generic

import torch
from torch import Generator, Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from data.idx import RawFilesError
from model.training.digits import DigitRecipe
from model.training.fashion import FashionRecipe
from model.training.recipe import Recipe, S

FOLDER = Path(__file__).parents[2] / "data" / "training"
RECIPES: dict[str, Recipe[Any]] = {"mnist": DigitRecipe(), "fashion-mnist": FashionRecipe()}


class CheckpointError(ValueError):
    """The checkpoint is of a run with another configuration."""


class Training(Generic[S]):
    """A network under way: weights, their moving average, optimiser, schedule and the state of the dice."""

    def __init__(self, recipe: Recipe[S], samples: S) -> None:
        torch.manual_seed(recipe.seed)  # weights and dropout
        self.recipe = recipe
        self.dice = Generator().manual_seed(recipe.seed)  # split, order and augmentation
        order = torch.randperm(len(samples), generator=self.dice)
        self.held_out, self.train = samples.take(order[: recipe.held_out]), samples.take(order[recipe.held_out :])
        self.varied = recipe.vary(self.held_out, Generator().manual_seed(recipe.seed))
        self.network = recipe.build_network().to(memory_format=torch.channels_last)
        average = get_ema_multi_avg_fn(recipe.average_decay)
        self.average = AveragedModel(self.network, multi_avg_fn=average, use_buffers=True)
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=recipe.peak_rate, weight_decay=recipe.weight_decay, fused=True
        )
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, recipe.peak_rate, epochs=recipe.epochs, steps_per_epoch=self.steps
        )
        self.epoch = 0
        self.best: dict[str, Any] = {"held_out_accuracy": 0.0, "varied_accuracy": 0.0}

    @property
    def steps(self) -> int:
        """Optimiser steps an epoch."""
        return len(self.train) // self.recipe.batch

    def batches(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield the training images in a new order, varied, and their labels."""
        order = torch.randperm(len(self.train), generator=self.dice)
        for rows in order[: self.steps * self.recipe.batch].split(self.recipe.batch):
            samples = self.train.take(rows)
            yield self.recipe.vary_batch(samples, self.dice), samples.labels

    def step(self, images: Tensor, labels: Tensor) -> float:
        """Learn from one batch of images (n, h, w) with labels (n,) and return its loss."""
        x = self.recipe.normalise(images).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.recipe.bfloat16):
            loss = self.recipe.loss(self.network(x), labels)
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        self.schedule.step()
        self.average.update_parameters(self.network)
        return loss.item()

    def run_epoch(self) -> None:
        """Train for one epoch, then judge the averaged weights on the images held out."""
        self.network.train()
        progress = tqdm(self.batches(), f"epoch {self.epoch + 1}/{self.recipe.epochs}", self.steps, mininterval=2)
        for images, labels in progress:
            progress.set_postfix(loss=f"{self.step(images, labels):.3f}", refresh=False)
        self.epoch += 1
        self.judge()

    def judge(self) -> None:
        """Keep the averaged weights if they read the images held out, plain and varied together, as well as any."""
        labels, both = self.held_out.labels, (self.held_out.images, self.varied)
        plain, varied = (accuracy(self.average.module, self.recipe, images, labels) for images in both)
        tqdm.write(f"epoch {self.epoch}: {plain:.2%} of the {len(labels)} images held out, {varied:.2%} varied")
        if plain + varied >= self.best["held_out_accuracy"] + self.best["varied_accuracy"]:
            weights = {name: tensor.clone() for name, tensor in self.average.module.state_dict().items()}
            measured = {"held_out_accuracy": plain, "varied_accuracy": varied}
            self.best = {**measured, "epoch": self.epoch, "weights": weights}

    def state(self) -> dict[str, Any]:
        """Return all that a later run needs to go on as if nothing had happened."""
        parts = {name: getattr(self, name).state_dict() for name in ("network", "average", "optimiser", "schedule")}
        dice = {"torch": torch.get_rng_state(), "training": self.dice.get_state()}
        return {"config": asdict(self.recipe), "epoch": self.epoch, "best": self.best, "dice": dice, **parts}

    def resume(self, state: dict[str, Any]) -> None:
        """Take over the ``state`` of an interrupted run.

        Raises:
            CheckpointError: That run had another configuration.
        """
        if state["config"] != asdict(self.recipe):
            raise CheckpointError("the checkpoint was made with another configuration; start afresh with --restart")
        for name in ("network", "average", "optimiser", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        torch.set_rng_state(state["dice"]["torch"])
        self.dice.set_state(state["dice"]["training"])
        self.epoch, self.best = state["epoch"], state["best"]


def accuracy(network: nn.Module, recipe: Recipe[S], images: Tensor, labels: Tensor, *, batch: int = 500) -> float:
    """Return the share of ``images`` (n, h, w), 0 to 1, read as their ``labels`` (n,), in full precision."""
    network.eval()
    with torch.no_grad():
        pairs = zip(images.split(batch), labels.split(batch), strict=True)
        right = sum(int((network(recipe.normalise(x)).argmax(1) == y).sum()) for x, y in pairs)
    return right / len(labels)


def save(content: dict[str, Any], path: Path) -> None:
    """Write ``content`` beside ``path`` and rename it, so that an interruption leaves the old file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    torch.save(content, part)
    part.replace(path)


def train(recipe: Recipe[S], folder: Path, *, restart: bool = False) -> dict[str, Any]:
    """Train to the end, going on from the checkpoint in ``folder``, and write the best weights there.

    Returns:
        ``weights`` (a state dict) with ``epoch``, ``config``, ``test_accuracy`` (0 to 1) and, of the images held out,
        ``held_out_accuracy`` and ``varied_accuracy``.

    Raises:
        RawFilesError: The images cannot be had.
        CheckpointError: The checkpoint is of a run with another configuration.
    """
    torch.use_deterministic_algorithms(True)
    training, checkpoint = Training(recipe, recipe.read(train=True)), folder / recipe.checkpoint_file
    if not restart and checkpoint.exists():
        training.resume(torch.load(checkpoint, weights_only=True))
    while training.epoch < recipe.epochs:
        training.run_epoch()
        save(training.state(), checkpoint)
    network, samples = recipe.build_network(), recipe.read(train=False)
    network.load_state_dict(training.best["weights"])
    test = accuracy(network, recipe, samples.images, samples.labels)
    result = {**training.best, "config": asdict(recipe), "test_accuracy": test}
    save(result, folder / recipe.trained_file)
    return result


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=RECIPES, default="mnist", help="what to train on (default: %(default)s)")
    parser.add_argument("--epochs", type=int, help="instead of as many as the data set's recipe says")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--float32", action="store_true", help="full precision, three times as slow")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where checkpoints and weights go")
    parser.add_argument("--restart", action="store_true", help="ignore the checkpoint of an interrupted run")
    return parser.parse_args()


def main() -> None:
    """Train as the command line says."""
    options = read_options()
    recipe = RECIPES[options.data]
    epochs = recipe.epochs if options.epochs is None else options.epochs
    recipe = replace(recipe, epochs=epochs, seed=options.seed, bfloat16=not options.float32)
    try:
        result = train(recipe, options.folder, restart=options.restart)
    except (RawFilesError, CheckpointError) as error:
        sys.exit(str(error))
    print(f"test accuracy {result['test_accuracy']:.2%} with the weights of epoch {result['epoch']}")
    hint = "; now run: make build-data" if options.data == "mnist" else ""
    print(f"written to {options.folder / recipe.trained_file}{hint}")


if __name__ == "__main__":
    main()
