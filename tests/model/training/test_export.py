from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper
from torch import Tensor, nn

from model.training import export
from model.training.capture import ExportError, reason
from model.training.export import Exported, evaluated, export_network
from model.training.optional import on_demand
from tests.model.training import networks
from tests.model.training.networks import COLOUR, GREY, seeded


def pictures(shape: tuple[int, int, int] = GREY, count: int = 6) -> NDArray[np.uint8]:
    channels, *size = shape
    sides = (count, *size) if channels == 1 else (count, *size, channels)
    return np.random.default_rng(3).integers(0, 256, sides).astype(np.uint8)


def exported(network: nn.Module, shape: tuple[int, int, int] = GREY) -> Exported:
    return export_network(network, pictures(shape), mean=[0.4], std=[0.25])


KINDS = {
    "in place": (networks.in_place, COLOUR),
    "pools": (networks.uneven_pools, GREY),
    "attention": (networks.Attending, GREY),
}


@pytest.mark.parametrize("kind", KINDS)
def test_scores_and_gradients_are_those_of_torch(kind: str) -> None:
    make, shape = KINDS[kind]
    network, images = seeded(make).eval(), pictures(shape)
    made = exported(network, shape)
    assert made.gradient, made.why_no_gradient
    weights = np.random.default_rng(1).normal(size=(2, made.classes)).astype(np.float32)
    inputs = torch.from_numpy(images[:1].astype(np.float32) / 255).requires_grad_()
    planes = inputs[:, None] if shape[0] == 1 else inputs.movedim(3, 1)
    scores = network((planes - 0.4) / 0.25)[0]
    theirs = [torch.autograd.grad(scores @ torch.from_numpy(row), inputs, retain_graph=True)[0][0] for row in weights]
    classifier = made.classifier()
    ours = classifier.gradient(images[0], np.zeros((2, made.features)), weights)
    np.testing.assert_allclose(ours, np.stack(theirs), atol=1e-5 * float(np.abs(ours).max()))
    np.testing.assert_allclose(classifier.trace(images[0]).logits, scores.detach(), atol=1e-5)


def test_a_network_without_convolution_has_no_layers_and_each_of_its_weights_is_in_the_file_once() -> None:
    wide = seeded(lambda: nn.Sequential(nn.Flatten(), nn.Linear(144, 900), nn.ReLU(), nn.Linear(900, 300)))
    made = exported(wide)
    parameters = sum(4 * parameter.numel() for parameter in wide.parameters())
    assert len(made.file) < 1.02 * parameters + 30_000
    assert (made.layers, made.head.weights.shape) == ((), (300, 900))
    assert "none, there is no convolution" in made.summary()


def test_the_mode_of_the_network_is_afterwards_what_it_was() -> None:
    network = seeded(networks.in_place).train()
    network[1].eval()
    with evaluated(network):
        assert not any(part.training for part in network)
    assert [part.training for part in network] == [place != 1 for place in range(10)]
    assert all(parameter.requires_grad for parameter in network.parameters())


class Failing(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        raise RuntimeError("no such luck\nand more")


REFUSED = {
    "depends on the values of the image": networks.Branching,
    "answers differently twice": networks.Restless,
    "no such luck$": Failing,
    "depends on the others": lambda: networks.Returning(lambda x: (x - x.mean(0))[:, :3]),
    "not finite": lambda: networks.Returning(lambda x: x[:, :3] / 0),
    "not a tuple": lambda: networks.Returning(lambda x: (x, x)),
    "no linear layer": lambda: networks.Returning(lambda x: x[:, :3] * 2),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_network_that_cannot_be_brought_is_refused_in_one_sentence(sentence: str) -> None:
    with pytest.raises(ExportError, match=sentence) as refusal:
        exported(seeded(REFUSED[sentence]))
    assert "\n" not in str(refusal.value)


def test_an_operation_that_onnx_lacks_is_named() -> None:
    told = "Failed to convert.\n No ONNX function found for <OpOverload(op='aten.cummax', overload='default')>. More"
    assert reason(RuntimeError(told)) == "ONNX has nothing for aten.cummax"


def test_a_derivative_that_cannot_be_exported_leaves_all_else_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise NotImplementedError("no derivative of twist")

    monkeypatch.setattr(export, "joint_graph", fail)
    made = exported(seeded(lambda: nn.Sequential(nn.Flatten(), nn.Linear(144, 4), nn.Linear(4, 3))))
    assert made.why_no_gradient == "the derivative cannot be exported (NotImplementedError: no derivative of twist)"
    assert (made.gradient, made.errors.gradient) == (False, None)
    with pytest.raises(ValueError, match="no gradient"):
        made.classifier().gradient(pictures()[0], np.ones((1, 4)))


def test_the_gradient_is_computed_only_where_it_is_asked_for() -> None:
    number = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 2])
    nodes = [helper.make_node("Relu", ["x"], ["features"]), helper.make_node("Mul", ["features", "w"], ["gradient"])]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 2]) for name in ("features", "gradient")]
    weights = helper.make_tensor("w", TensorProto.FLOAT, [2], [3.0, 4.0])
    model = on_demand(helper.make_model(helper.make_graph(nodes, "net", [number], outputs, [weights])))
    assert [node.op_type for node in model.graph.node] == ["Relu", "If"]
    branches = {attribute.name: attribute.g for attribute in model.graph.node[1].attribute}
    assert [node.op_type for node in branches["then_branch"].node] == ["Mul", "Identity"]
    assert [weight.name for weight in model.graph.initializer] == ["w"]
