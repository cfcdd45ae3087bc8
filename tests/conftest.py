"""A tiny workspace of made-up digits, built by the code that builds the real one, without MNIST and in a few seconds.

Letters: n = 300 digits, d = 128 features.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from data.mnist import Split
from model.artifacts.folder import ArtifactContent, write_artifacts
from model.inputs.preprocess import rasterise
from model.maps.neighbours import Neighbours
from model.spec import DIGITS
from model.training.build import digits_network
from model.training.compose import STAGES, Material, compose
from model.training.config import BuildConfig
from model.training.foretelling import ForetellingConfig
from model.training.network import DigitNetwork, NetworkConfig
from model.training.progress import Progress, one_thread
from model.training.unseen import Unseen
from model.workspace import Workspace, load_workspace
from tests.torch_network import describe_images

N = 300


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the journeys be made in another browser: ``pytest tests/e2e --browser firefox``."""
    parser.addoption("--browser", default="chromium", choices=["chromium", "firefox"])


def scribbles(seed: int = 7) -> Split:
    """Return n pen drawings: each class has its own five corners, each digit moves them a little."""
    dice = np.random.default_rng(seed)
    labels = np.arange(N) % 10
    corners = dice.uniform(10, 90, (10, 5, 2))[labels] + dice.normal(0, 5, (N, 5, 2))
    images = np.stack([rasterise([stroke.tolist()], box=100) for stroke in corners])
    return Split(images, labels.astype(np.uint8))


def unseen() -> Unseen:
    """Return other drawings of the same classes."""
    return Unseen(scribbles(8).images, np.full(N, -1), "held out")


def untrained_network(split: Split) -> dict[str, Any]:
    """Return what training would save, of random weights with an output layer that least squares made of ``split``."""
    torch.manual_seed(7)
    weights = DigitNetwork().state_dict()
    features, _ = describe_images(weights, split.images)
    inputs = np.hstack([features, np.ones((len(features), 1), dtype=np.float32)])
    solution = np.linalg.lstsq(inputs, 12 * np.eye(10)[split.labels], rcond=1e-6)[0].astype(np.float32)
    weights["output.weight"], weights["output.bias"] = torch.from_numpy(solution[:-1].T), torch.from_numpy(solution[-1])
    accuracies = {"held_out_accuracy": 0.9, "test_accuracy": 0.9}
    return {"weights": weights, "epoch": 1, "config": {"seed": 7, "network": asdict(NetworkConfig())}, **accuracies}


def quick_maps(
    features: NDArray[np.float32], neighbours: Neighbours, config: BuildConfig, progress: Progress
) -> dict[str, NDArray[np.float32]]:
    """Return two maps (n, 2) that bend random directions of the features (n, d): t-SNE and UMAP would take longer.

    Other runs than the first are a little rough, and mirrored.
    """
    axes = np.random.default_rng(7).normal(size=(2, features.shape[1], 2))
    centred = features - features.mean(axis=0)
    flat = [centred @ axis / (centred @ axis).std() for axis in axes]
    maps = {"tsne": 40 * np.tanh(flat[0]), "umap": 8 + np.sinh(flat[1])}
    dice = np.random.default_rng(config.tsne.seed)
    rough = 0 if config.tsne.seed == 1 else 0.02
    mirror = [1, 1 if config.tsne.seed == 1 else -1]
    return {
        name: ((points + rough * points.std() * dice.normal(size=points.shape)) * mirror).astype(np.float32)
        for name, points in maps.items()
    }


def scribbled() -> Material:
    """Return what the tiny artifacts are made of."""
    split = scribbles()
    network = digits_network(untrained_network(split))
    features, logits = network.classifier.describe(split.images)
    return Material(DIGITS, split.images, split.labels.astype(np.int16), network, features, logits, unseen())


@pytest.fixture(scope="session")
def content() -> ArtifactContent:
    """What the tiny artifact folder is written from."""
    config = BuildConfig(foretelling=ForetellingConfig(digits=30))
    with one_thread(), Progress(STAGES, silent=True) as progress:
        return compose(scribbled(), config, progress, maps=quick_maps)


@pytest.fixture(scope="session")
def artifact_folder(content: ArtifactContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole artifact folder; a test that damages files works on a copy."""
    folder = tmp_path_factory.mktemp("artifacts") / "v1"
    write_artifacts(folder, content)
    return folder


@pytest.fixture(scope="session")
def workspace(artifact_folder: Path) -> Workspace:
    """The workspace of the tiny artifacts: n = 300 digits, index i has the label i % 10."""
    return load_workspace(artifact_folder)
