"""Train the network on the 60,000 training digits: ``python -m model.training.train``.

5,000 of them are held out to choose the epoch, as they are and varied; the test digits are looked at once, at the end.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Generator, Tensor, nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from data.mnist import MnistError, load_split
from model.training.augment import MILD, AugmentConfig, augment
from model.training.midline import midline_distances
from model.training.network import DigitNetwork, NetworkConfig, normalise

FOLDER = Path(__file__).parents[2] / "data" / "training"
CHECKPOINT, TRAINED = "checkpoint.pt", "network.pt"


class CheckpointError(ValueError):
    """The checkpoint is of a run with another configuration."""


@dataclass(frozen=True)
class TrainConfig:
    """Everything that decides the outcome; it travels with the weights."""

    epochs: int = 30
    batch: int = 128
    peak_rate: float = 2e-3  # one-cycle schedule, AdamW
    weight_decay: float = 5e-4
    average_decay: float = 0.999  # exponential moving average of the weights, per step
    held_out: int = 5_000
    seed: int = 20_261_123
    bfloat16: bool = True  # three times as fast where the processor has the instructions
    network: NetworkConfig = field(default_factory=NetworkConfig)
    augment: AugmentConfig = field(default_factory=AugmentConfig)
    mild: AugmentConfig = MILD
    mild_share: float = 0.35  # of every batch, varied mildly


@dataclass(frozen=True)
class Digits:
    """Ink (n, 28, 28) from 0 to 1, pixels (n, 28, 28) from the strokes' midline, and labels (n,)."""

    images: Tensor
    distances: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, rows: Tensor) -> Digits:
        """Return the digits at ``rows`` (m,)."""
        return Digits(self.images[rows], self.distances[rows], self.labels[rows])

    def varied(self, config: AugmentConfig, generator: Generator) -> Tensor:
        """Return a varied copy (n, 28, 28) of every digit's ink."""
        return augment(self.images, self.distances, self.labels, config, generator)


def read_digits(*, train: bool) -> Digits:
    """Return one split of MNIST as tensors."""
    split = load_split(train=train)
    images = torch.from_numpy(split.images) / 255
    return Digits(images, midline_distances(images), torch.from_numpy(split.labels.astype(np.int64)))


class Training:
    """A network under way: weights, their moving average, optimiser, schedule and the state of the dice."""

    def __init__(self, config: TrainConfig, digits: Digits) -> None:
        torch.manual_seed(config.seed)  # weights and dropout
        self.config = config
        self.dice = Generator().manual_seed(config.seed)  # split, order and augmentation
        order = torch.randperm(len(digits), generator=self.dice)
        self.held_out, self.train = digits.take(order[: config.held_out]), digits.take(order[config.held_out :])
        self.varied = self.held_out.varied(config.augment, Generator().manual_seed(config.seed))
        self.network = DigitNetwork(config.network).to(memory_format=torch.channels_last)
        self.average = AveragedModel(self.network, multi_avg_fn=get_ema_multi_avg_fn(config.average_decay))
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=config.peak_rate, weight_decay=config.weight_decay, fused=True
        )
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, config.peak_rate, epochs=config.epochs, steps_per_epoch=self.steps
        )
        self.epoch = 0
        self.best: dict[str, Any] = {"held_out_accuracy": 0.0, "varied_accuracy": 0.0}

    @property
    def steps(self) -> int:
        """Optimiser steps an epoch."""
        return len(self.train) // self.config.batch

    def batches(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield the training digits in a new order, some varied mildly and the others boldly, and their labels."""
        mildly = round(self.config.mild_share * self.config.batch)
        order = torch.randperm(len(self.train), generator=self.dice)
        for rows in order[: self.steps * self.config.batch].split(self.config.batch):
            mild, bold = (self.train.take(part) for part in rows.tensor_split([mildly]))
            images = [mild.varied(self.config.mild, self.dice), bold.varied(self.config.augment, self.dice)]
            yield torch.cat(images), self.train.labels[rows]

    def step(self, images: Tensor, labels: Tensor) -> float:
        """Learn from one batch of images (n, 28, 28) with labels (n,) and return its loss."""
        x = normalise(images * 255).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.config.bfloat16):
            loss = F.cross_entropy(self.network(x), labels)
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        self.schedule.step()
        self.average.update_parameters(self.network)
        return loss.item()

    def run_epoch(self) -> None:
        """Train for one epoch, then judge the averaged weights on the digits held out."""
        self.network.train()
        progress = tqdm(self.batches(), f"epoch {self.epoch + 1}/{self.config.epochs}", self.steps, mininterval=2)
        for images, labels in progress:
            progress.set_postfix(loss=f"{self.step(images, labels):.3f}", refresh=False)
        self.epoch += 1
        self.judge()

    def judge(self) -> None:
        """Keep the averaged weights if they read the digits held out, plain and varied together, as well as any."""
        labels = self.held_out.labels
        plain, varied = (accuracy(self.average.module, x, labels) for x in (self.held_out.images, self.varied))
        tqdm.write(f"epoch {self.epoch}: {plain:.2%} of the {len(labels)} digits held out, {varied:.2%} varied")
        if plain + varied >= self.best["held_out_accuracy"] + self.best["varied_accuracy"]:
            weights = {name: tensor.clone() for name, tensor in self.average.module.state_dict().items()}
            measured = {"held_out_accuracy": plain, "varied_accuracy": varied}
            self.best = {**measured, "epoch": self.epoch, "weights": weights}

    def state(self) -> dict[str, Any]:
        """Return all that a later run needs to go on as if nothing had happened."""
        parts = {name: getattr(self, name).state_dict() for name in ("network", "average", "optimiser", "schedule")}
        dice = {"torch": torch.get_rng_state(), "training": self.dice.get_state()}
        return {"config": asdict(self.config), "epoch": self.epoch, "best": self.best, "dice": dice, **parts}

    def resume(self, state: dict[str, Any]) -> None:
        """Take over the ``state`` of an interrupted run.

        Raises:
            CheckpointError: That run had another configuration.
        """
        if state["config"] != asdict(self.config):
            raise CheckpointError("the checkpoint was made with another configuration; start afresh with --restart")
        for name in ("network", "average", "optimiser", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        torch.set_rng_state(state["dice"]["torch"])
        self.dice.set_state(state["dice"]["training"])
        self.epoch, self.best = state["epoch"], state["best"]


def accuracy(network: nn.Module, images: Tensor, labels: Tensor, *, batch: int = 500) -> float:
    """Return the share of ``images`` (n, 28, 28), ink 0 to 1, read as their ``labels`` (n,), in full precision."""
    network.eval()
    with torch.no_grad():
        pairs = zip(images.split(batch), labels.split(batch), strict=True)
        right = sum(int((network(normalise(x * 255)).argmax(1) == y).sum()) for x, y in pairs)
    return right / len(labels)


def save(content: dict[str, Any], path: Path) -> None:
    """Write ``content`` beside ``path`` and rename it, so that an interruption leaves the old file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    torch.save(content, part)
    part.replace(path)


def train(config: TrainConfig, folder: Path, *, restart: bool = False) -> dict[str, Any]:
    """Train to the end, going on from the checkpoint in ``folder``, and write the best weights there.

    Returns:
        ``weights`` (a state dict) with ``epoch``, ``config``, ``held_out_accuracy`` and ``test_accuracy`` (0 to 1).

    Raises:
        MnistError: The digits cannot be had.
        CheckpointError: The checkpoint is of a run with another configuration.
    """
    torch.use_deterministic_algorithms(True)
    training = Training(config, read_digits(train=True))
    if not restart and (folder / CHECKPOINT).exists():
        training.resume(torch.load(folder / CHECKPOINT, weights_only=True))
    while training.epoch < config.epochs:
        training.run_epoch()
        save(training.state(), folder / CHECKPOINT)
    network = DigitNetwork(config.network)
    network.load_state_dict(training.best["weights"])
    digits = read_digits(train=False)
    test = accuracy(network, digits.images, digits.labels)
    result = {**training.best, "config": asdict(config), "test_accuracy": test}
    save(result, folder / TRAINED)
    return result


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=TrainConfig.epochs)
    parser.add_argument("--seed", type=int, default=TrainConfig.seed)
    parser.add_argument("--float32", action="store_true", help="full precision, three times as slow")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where checkpoints and weights go")
    parser.add_argument("--restart", action="store_true", help="ignore the checkpoint of an interrupted run")
    options = parser.parse_args()
    config = TrainConfig(epochs=options.epochs, seed=options.seed, bfloat16=not options.float32)
    try:
        result = train(config, options.folder, restart=options.restart)
    except (MnistError, CheckpointError) as error:
        sys.exit(str(error))
    print(f"test accuracy {result['test_accuracy']:.2%} with the weights of epoch {result['epoch']}")
    print(f"written to {options.folder / TRAINED}; now run: make build-data")


if __name__ == "__main__":
    main()
