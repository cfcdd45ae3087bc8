from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from model.classifier.onnx import OnnxClassifier
from model.training.digits_weights import as_state_dict
from model.training.export import export_network
from model.training.network import DigitNetwork
from model.workspace import Workspace, load_workspace


@pytest.fixture(scope="module")
def digits() -> Workspace:
    return load_workspace()


@pytest.fixture(scope="module")
def classifier(digits: Workspace) -> OnnxClassifier:
    network = DigitNetwork()
    network.load_state_dict(as_state_dict(digits.classifier.weights))
    return export_network(network, digits.images[:64], mean=[0.1307], std=[0.3081]).classifier()


def near(ours: np.ndarray, theirs: np.ndarray) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-5 * float(np.abs(theirs).max()))


def test_the_trace_is_that_of_the_network_in_numpy(digits: Workspace, classifier: OnnxClassifier) -> None:
    for image in digits.images[:20]:
        ours, theirs = classifier.trace(image), digits.classifier.trace(image)
        pairs = [(ours.layers[name], theirs.layers[name]) for name in ("conv1", "conv2")]
        for one, other in [*pairs, (ours.features, theirs.features), (ours.probabilities, theirs.probabilities)]:
            near(one, other)


def test_the_gradient_is_that_of_the_network_in_numpy(digits: Workspace, classifier: OnnxClassifier) -> None:
    directions = np.random.default_rng(2).normal(size=(9, 128)).astype(np.float32)
    for image in digits.images[:20]:
        near(classifier.gradient(image, directions), digits.classifier.gradient(image, directions))


def test_a_direction_of_classes_is_one_of_features_through_the_head(
    digits: Workspace, classifier: OnnxClassifier
) -> None:
    classes = np.eye(10, dtype=np.float32)[:3]
    ours = classifier.gradient(digits.images[4], np.zeros((3, 128), dtype=np.float32), classes)
    near(ours, classifier.gradient(digits.images[4], classifier.head.weights[:3]))


def test_many_images_at_once_give_what_each_gives_alone(digits: Workspace, classifier: OnnxClassifier) -> None:
    features, logits = classifier.describe(digits.images[:70])
    near(features[66], classifier.trace(digits.images[66]).features)
    near(logits[66], classifier.trace(digits.images[66]).logits)


def test_it_says_what_it_records(classifier: OnnxClassifier) -> None:
    assert [(layer.name, layer.channels, layer.height, layer.width) for layer in classifier.layers] == [
        ("conv1", 32, 26, 26), ("conv2", 64, 24, 24),
    ]  # fmt: skip
    assert classifier.kernels("conv2").weights.shape == (64, 32, 3, 3)
    assert classifier.kernels("hidden") is None


def test_several_threads_may_ask_at_once(digits: Workspace, classifier: OnnxClassifier) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda image: classifier.trace(image).logits, digits.images[:40]))
    near(np.stack(found), classifier.describe(digits.images[:40])[1])
