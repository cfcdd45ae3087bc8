"""Walking through a network's graph of operations: what follows a value, and what it was made of."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, fx

from model.classifier.classifier import Head, Kernels

aten = torch.ops.aten

Softened = Literal["softmax", "log_softmax"]
SOFTENING: dict[Any, Softened] = {
    aten.softmax.int: "softmax", aten._softmax.default: "softmax",
    aten.log_softmax.int: "log_softmax", aten._log_softmax.default: "log_softmax",
}  # fmt: skip
NONLINEAR = {
    "relu", "relu6", "leaky_relu", "prelu", "rrelu", "elu", "celu", "selu", "gelu", "silu", "mish", "hardswish",
    "hardsigmoid", "hardtanh", "sigmoid", "tanh", "softplus", "softsign", "clamp", "clamp_min", "threshold",
    "log_sigmoid_forward", "hardshrink", "softshrink", "tanhshrink", "_prelu_kernel",
}  # fmt: skip
GATES = {"mul"}  # of a value and what a nonlinearity makes of it
NORMAL = {"_native_batch_norm_legit_no_training"}
SAME = {"clone", "alias", "detach", "dropout", "feature_dropout", "contiguous", "getitem"}
SHAPED = {"view", "reshape", "flatten", "squeeze", "mean", "_unsafe_view"}
CONVOLUTION = {"conv2d", "convolution"}


def kind(node: Any) -> str:
    """Return the name of a node's operation, such as "relu"."""
    name = getattr(node.target, "overloadpacket", node.target)
    return str(getattr(name, "__name__", name)).split(".")[-1] if node.op == "call_function" else ""


def shape_of(node: Any) -> tuple[int, ...]:
    """Return the shape of a node's value, its first size that of the batch; nothing if it is no tensor."""
    value = node.meta.get("val")
    return tuple(value.shape) if isinstance(value, Tensor) else ()


def users(node: fx.Node) -> list[fx.Node]:
    """Return the operations that use a node's values; asking for its size is none."""
    return [user for user in node.users if kind(user) != "sym_size" and user.op == "call_function"]


def paths(node: fx.Node) -> list[str]:
    """Return the names of the modules in which a node was computed, from the outermost."""
    stack = (node.meta.get("nn_module_stack") or {}).values()
    return [path for path, _ in stack if isinstance(path, str)]


def module_outputs(graph: fx.GraphModule) -> dict[str, fx.Node]:
    """Return by the name of each module that ran the last tensor that it hands to others, in the graph's order."""
    found: dict[str, fx.Node] = {}
    for node in graph.graph.nodes:
        for path in paths(node):
            if path and shape_of(node) and any(path not in paths(user) for user in node.users):
                found[path] = node
    return found


def after_nonlinearity(node: fx.Node) -> fx.Node:
    """Return where a value goes at last: past a batch norm and a sum with another branch to the nonlinearity.

    Where none follows it is the value after batch norm, before any sum.
    """
    here, kept, alone = node, node, True
    while following := only_user(here):
        here = following
        if kind(here) in NONLINEAR | GATES:
            return here
        alone = alone and kind(here) != "add"
        kept = here if alone and shape_of(here) else kept
    return kept


def only_user(node: fx.Node) -> fx.Node | None:
    """Return the one operation that a value goes into, if it is one of those that end in the layer's own value."""
    following = users(node)
    if len(following) == 1 and kind(following[0]) in NONLINEAR | NORMAL | SAME | {"add"}:
        return following[0]
    return gate(following)


def gate(following: list[fx.Node]) -> fx.Node | None:
    """Return x · σ(x) if a value x is used for that alone."""
    squashed = [node for node in following if kind(node) in NONLINEAR]
    products = [node for node in following if kind(node) in GATES]
    if len(following) == 2 and squashed and products and users(squashed[0]) == products:
        return products[0]
    return None


def before(node: fx.Node, kinds: set[str]) -> fx.Node:
    """Return the first value before ``node`` that is of none of some kinds."""
    while kind(node) in kinds and isinstance(node.args[0], fx.Node):
        node = node.args[0]
    return node


def scores_of(graph: fx.GraphModule) -> tuple[fx.Node | None, Softened | None]:
    """Return the logits of a network that returns one tensor, and what it makes of them at the end."""
    (end,) = (node for node in graph.graph.nodes if node.op == "output")
    returned = end.args[0]
    while isinstance(returned, tuple | list) and len(returned) == 1:
        returned = returned[0]
    if not isinstance(returned, fx.Node) or not shape_of(returned):
        return None, None
    softened = SOFTENING.get(returned.target)
    return (returned.args[0] if softened else returned), softened  # type: ignore[return-value]


def head_of(graph: fx.GraphModule, features: fx.Node, logits: fx.Node) -> Head | None:
    """Return the last layer, if it makes the logits of the features and nothing else does."""
    if logits.target != aten.linear.default:
        return None
    source, *parameters = logits.args
    same = before(source, SAME | SHAPED) is before(features, SAME | SHAPED)  # type: ignore[arg-type]
    if not same or shape_of(source) != shape_of(features):
        return None
    weights, biases = (attribute(graph, node) for node in (*parameters, None)[:2])
    if weights is None:
        return None
    return Head(weights, np.zeros(len(weights), dtype=np.float32) if biases is None else biases)


def kernels_of(graph: fx.GraphModule, node: fx.Node) -> Kernels | None:
    """Return the weights of a recorded layer that is one convolution, with a batch norm after it taken in."""
    if kind(node) in NONLINEAR:
        node = node.args[0]  # type: ignore[assignment]
    node = before(node, SAME)
    norm = node if kind(node) in NORMAL else None
    convolution = before(node, NORMAL | SAME)
    if kind(convolution) not in CONVOLUTION:
        return None
    weights, biases = (attribute(graph, part) for part in (*convolution.args[1:], None)[:2])
    if weights is None or weights.ndim != 4:
        return None
    biases = np.zeros(len(weights), dtype=np.float32) if biases is None else biases
    return Kernels(weights, biases) if norm is None else folded(graph, norm, weights, biases)


def folded(graph: fx.GraphModule, norm: fx.Node, weights: NDArray[Any], biases: NDArray[Any]) -> Kernels | None:
    """Return a convolution that does by itself what a convolution and a batch norm do."""
    scale, shift, mean, variance = (attribute(graph, part) for part in norm.args[1:5])
    if mean is None or variance is None:
        return None
    factor = (1 if scale is None else scale) / np.sqrt(variance + float(norm.args[-1]))  # type: ignore[arg-type]
    moved = (biases - mean) * factor + (0 if shift is None else shift)
    return Kernels((weights * factor[:, None, None, None]).astype(np.float32), moved.astype(np.float32))


def attribute(graph: fx.GraphModule, node: Any) -> NDArray[np.float32] | None:
    """Return the parameter or constant that a node stands for."""
    if not isinstance(node, fx.Node) or node.op != "get_attr":
        return None
    value: Any = graph
    for name in str(node.target).split("."):
        value = getattr(value, name)
    return np.array(value.detach().numpy(), dtype=np.float32)
