"""The part of an ONNX file that only the gradient needs, made one that runs when it is asked for.

ONNX Runtime computes whatever is in a graph, asked for or not: the gradient would make each run three times as long.
"""

from __future__ import annotations

from collections.abc import Iterable

import onnx
from onnx import helper

from model.classifier.onnx import GRADIENT, WANTED


def on_demand(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return a network whose output GRADIENT is empty, (0, c, h, w), unless its new input WANTED says true.

    What the other outputs need stays where it is; the rest moves into a branch, which takes values and weights from
    outside, so that there is still one of each.
    """
    graph = model.graph
    (gradient,) = (output for output in graph.output if output.name == GRADIENT)
    needed = needed_for([output.name for output in graph.output if output is not gradient], graph.node)
    always = [node for node in graph.node if node.output[0] in needed]
    rest = [node for node in graph.node if node.output[0] not in needed]
    inner = helper.make_tensor_value_info(f"{GRADIENT}_found", onnx.TensorProto.FLOAT, None)
    found = helper.make_node("Identity", [GRADIENT], [inner.name])
    nothing = helper.make_tensor_value_info(f"{GRADIENT}_none", onnx.TensorProto.FLOAT, None)
    sizes = [0, *(side.dim_value for side in gradient.type.tensor_type.shape.dim[1:])]
    empty = helper.make_tensor(nothing.name, onnx.TensorProto.FLOAT, sizes, [])
    branches = {
        "then_branch": helper.make_graph([*renamed(rest), renamed([found])[0]], "with_gradient", [], [inner]),
        "else_branch": helper.make_graph(
            [helper.make_node("Constant", [], [nothing.name], value=empty)], "without_gradient", [], [nothing]
        ),
    }
    choice = helper.make_node("If", [WANTED], [GRADIENT], **branches)
    del graph.node[:], graph.value_info[:]
    graph.node.extend([*always, choice])
    graph.input.append(helper.make_tensor_value_info(WANTED, onnx.TensorProto.BOOL, []))
    return model


def renamed(nodes: list[onnx.NodeProto]) -> list[onnx.NodeProto]:
    """Return ``nodes`` in which the gradient has another name, since a branch must not use one from outside."""
    for node in nodes:
        for names in (node.input, node.output):
            names[:] = [f"{name}_inside" if name == GRADIENT else name for name in names]
    return nodes


def needed_for(outputs: Iterable[str], nodes: Iterable[onnx.NodeProto]) -> set[str]:
    """Return the names of all values that some outputs are made of."""
    needed = set(outputs)
    for node in reversed(list(nodes)):
        if needed & set(node.output):
            needed |= set(node.input)
    return needed
