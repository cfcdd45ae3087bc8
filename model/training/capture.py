"""What of a network is recorded: found in the graph of operations that ``torch.export`` makes of it.

A module's name says where to look, the graph says what follows: the value after the nonlinearity, be it a module, a
function or in place. Letters: n images, c channels, h × w pixels, d features, k classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, fx, nn
from torch.fx.graph import CodeGen

from model.classifier.classifier import Head, Kernels, Layer
from model.training.walking import (
    Softened,
    after_nonlinearity,
    head_of,
    kernels_of,
    module_outputs,
    scores_of,
    shape_of,
)  # fmt: skip

aten = torch.ops.aten

FEW_CONVOLUTIONS = 6  # up to which each is recorded
MOST_LAYERS = 12
FEWEST_LAYERS = 3  # below which a module is looked into whatever it is
CONVOLUTIONS = (nn.Conv1d, nn.Conv2d, nn.Conv3d)
FAILURES = (  # of torch's many parts, each with errors of its own, and of networks
    ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip


class ExportError(ValueError):
    """Why a network cannot be brought onto the page, in one sentence."""


@dataclass(frozen=True)
class Captured:
    """A network as a graph that answers with everything recorded."""

    graph: fx.GraphModule  # of normalised images (n, c, h, w) to recorded layers, features (n, d) and logits (n, k)
    layers: tuple[Layer, ...]
    feature_layer: str  # in words
    features: int
    classes: int
    softened: Softened | None  # what the network does with its logits at the end, and the page by itself
    head: Head | None
    kernels: Mapping[str, Kernels]


def capture(module: nn.Module, images: Tensor, feature_layer: str | None, layers: Sequence[str] | None) -> Captured:
    """Find what is recorded of a network in evaluation mode.

    Args:
        module: The network, of normalised images to logits (n, k).
        images: (n, c, h, w) normalised, at least two.
        feature_layer: The module whose output is the feature vector; by default the input of the last linear layer.
        layers: The modules whose maps are recorded; by default as ``default_layers`` says.

    Raises:
        ExportError: There is no such graph, or not what is looked for in it.
    """
    graph = graph_of(module, images[:2])
    logits, softened = scores_of(graph)
    if logits is None or len(shape_of(logits)) != 2:
        raise ExportError("the network must return one tensor of scores, (images, classes)")
    outputs = module_outputs(graph)
    recorded = recorded_nodes(module, outputs, layers)
    features, words = feature_node(module, graph, outputs, feature_layer)
    kernels = {called(module, name): found for name, found in plain_kernels(module, graph, recorded).items()}
    head = head_of(graph, features, logits)
    answer_with(graph, [*recorded.values(), features, logits])
    shapes = tuple(Layer(called(module, name), *shape_of(node)[1:]) for name, node in recorded.items())
    sizes = (shape_of(features)[1], shape_of(logits)[1])
    return Captured(graph, shapes, words, *sizes, softened, head, kernels)


def graph_of(module: nn.Module, images: Tensor) -> fx.GraphModule:
    """Return the graph of a network, without operations in place, for any number of images; ``images`` has two."""
    try:
        program = torch.export.export(module, (images,), dynamic_shapes=({0: torch.export.Dim("images")},))
        graph = program.run_decompositions({}).module(check_guards=False)
    except FAILURES as error:
        raise ExportError(f"the network cannot be written as a graph: {reason(error)}") from error
    assert isinstance(graph, fx.GraphModule)
    graph.graph.set_codegen(CodeGen())
    return graph


def reason(error: BaseException) -> str:
    """Return in a few words why torch could not trace a network."""
    kind, text = type(error).__name__, str(error).strip()
    if "DataDependent" in kind or "data-dependent" in text:
        return "what it does depends on the values of the image (a branch, or a number taken from a tensor)"
    if "Constraints" in text or "specialized" in text:
        return "it fixes the number of images; sizes must come from the tensor, as in x.flatten(1)"
    if lacking := re.search(r"No ONNX function found for <OpOverload\(op='([\w.:]+)'", text):
        return f"ONNX has nothing for {lacking[1]}"
    return f"{kind}: {text.splitlines()[0] if text else 'no message'}"


def answer_with(graph: fx.GraphModule, nodes: Sequence[fx.Node]) -> None:
    """Make a graph return the values of ``nodes``."""
    (end,) = (node for node in graph.graph.nodes if node.op == "output")
    end.args = (tuple(nodes),)
    graph.graph.eliminate_dead_code()
    graph.graph.lint()
    graph.recompile()


def recorded_nodes(
    module: nn.Module, outputs: Mapping[str, fx.Node], names: Sequence[str] | None
) -> dict[str, fx.Node]:
    """Return the values to record by name, in the network's order, each once."""
    spatial = {name: node for name, node in outputs.items() if len(shape_of(node)) == 4}
    unknown = [name for name in names or () if name not in spatial]
    if unknown:
        raise ExportError(f"no module {unknown[0]!r} with feature maps; there are: {', '.join(spatial)}")
    chosen = default_layers(module, {name for name, node in spatial.items() if has_extent(node)})
    ends = {name: after_nonlinearity(spatial[name]) for name in (chosen if names is None else names)}
    order = {node: place for place, node in enumerate(next(iter(outputs.values())).graph.nodes)} if outputs else {}
    found: dict[str, fx.Node] = {}
    for name, node in sorted(ends.items(), key=lambda item: order[item[1]]):
        if node not in found.values():
            found[name if names is not None else outermost(module, name, outputs, node)] = node
    return found if names is not None else thinned(found)


def outermost(module: nn.Module, name: str, outputs: Mapping[str, fx.Node], node: fx.Node) -> str:
    """Return the name of the largest module around ``name`` that gives the same ``node`` and no other convolution."""
    convolutions = convolutions_of(module)
    while (around := name.rpartition(".")[0]) in outputs and after_nonlinearity(outputs[around]) is node:
        if count_within(around, convolutions) > count_within(name, convolutions):
            break
        name = around
    return name


def called(module: nn.Module, name: str) -> str:
    """Return what a module is called: by its kind too where its name is its place alone, as in ``nn.Sequential``."""
    if not name.replace(".", "").isdigit():
        return name
    part = module.get_submodule(name)
    kind = "block" if isinstance(part, nn.Sequential) else type(part).__name__.lower().removesuffix("2d")
    return f"{kind} {name}"


def plain_kernels(module: nn.Module, graph: fx.GraphModule, recorded: Mapping[str, fx.Node]) -> dict[str, Kernels]:
    """Return the weights of those recorded layers that are one convolution, and not the last of several."""
    simple = {name: node for name, node in recorded.items() if count_within(name, convolutions_of(module)) == 1}
    return {name: found for name, node in simple.items() if (found := kernels_of(graph, node))}


def convolutions_of(module: nn.Module) -> list[str]:
    """Return the names of the convolutions in a network."""
    return [name for name, part in module.named_modules() if isinstance(part, CONVOLUTIONS)]


def has_extent(node: fx.Node) -> bool:
    """Return whether a value (n, c, h, w) is more than a number a channel."""
    _, _, height, width = shape_of(node)
    return height * width > 1


def thinned(found: dict[str, fx.Node]) -> dict[str, fx.Node]:
    """Return at most MOST_LAYERS of the layers, evenly chosen, the first and the last among them."""
    steps, last = min(len(found), MOST_LAYERS) - 1, len(found) - 1
    kept = {round(step * last / max(steps, 1)) for step in range(steps + 1)}
    return {name: node for place, (name, node) in enumerate(found.items()) if place in kept}


def default_layers(module: nn.Module, spatial: set[str]) -> list[str]:
    """Return the modules whose output is recorded by default.

    Of a network with few convolutions each; of a larger one the blocks: containers are looked into, from the one with
    most convolutions, as long as that makes no more than MOST_LAYERS. What it makes in one step is kept even so.

    Args:
        module: The network.
        spatial: The names of the modules that give feature maps.
    """
    convolutions = [name for name in convolutions_of(module) if name in spatial]
    if len(convolutions) <= FEW_CONVOLUTIONS:
        return convolutions
    chosen = [""]
    while True:
        open_ones = [name for name in chosen if is_opened(module, name, convolutions, len(chosen))]
        if not open_ones:
            return chosen
        widest = max(open_ones, key=lambda name: count_within(name, convolutions))
        parts = [part for part in children(module, widest) if part in spatial and count_within(part, convolutions)]
        deeper = [part for name in chosen for part in (parts if name == widest else [name])]
        if not parts or (len(deeper) > MOST_LAYERS and len(chosen) >= FEWEST_LAYERS):
            return chosen
        chosen = deeper


def is_opened(module: nn.Module, name: str, convolutions: Iterable[str], chosen: int) -> bool:
    """Return whether a module is looked into: a container, or any with several convolutions while few are chosen."""
    is_container = isinstance(module.get_submodule(name), nn.Sequential | nn.ModuleList | nn.ModuleDict)
    return count_within(name, convolutions) > 1 and (is_container or chosen < FEWEST_LAYERS)


def children(module: nn.Module, name: str) -> list[str]:
    """Return the names of the modules in a module; those in a list, which never runs itself, stand for the list."""
    found: list[str] = []
    for part, child in module.get_submodule(name).named_children():
        path = f"{name}.{part}" if name else part
        found += children(module, path) if isinstance(child, nn.ModuleList | nn.ModuleDict) else [path]
    return found


def count_within(name: str, convolutions: Iterable[str]) -> int:
    """Return how many of the convolutions are in a module."""
    return sum(name in ("", each) or each.startswith(f"{name}.") for each in convolutions)


def feature_node(
    module: nn.Module, graph: fx.GraphModule, outputs: Mapping[str, fx.Node], name: str | None
) -> tuple[fx.Node, str]:
    """Return the value (n, d) that is the feature vector, and in words what it is."""
    if name is None:
        linear = [node for node in graph.graph.nodes if node.target == aten.linear.default and len(shape_of(node)) == 2]
        if not linear:
            raise ExportError("the network has no linear layer, so name the layer that is the feature vector")
        last = next(reversed((linear[-1].meta.get("nn_module_stack") or {"": ("", "")}).values()))[0]
        return linear[-1].args[0], f"what goes into {called(module, last) if last else 'the last linear layer'}"
    if name not in outputs:
        raise ExportError(f"no module {name!r} runs in this network; there are: {', '.join(outputs)}")
    node = after_nonlinearity(outputs[name])
    axes = len(shape_of(node))
    if axes not in (2, 4):
        raise ExportError(f"the output of {name!r} has {axes} axes; a feature vector has 2, feature maps have 4")
    words = called(module, name)
    return (node, words) if axes == 2 else averaged(graph, node, words)


def averaged(graph: fx.GraphModule, node: fx.Node, name: str) -> tuple[fx.Node, str]:
    """Return the mean (n, c) of maps (n, c, h, w), and in words what it is."""
    with graph.graph.inserting_after(node):
        mean = graph.graph.call_function(aten.mean.dim, (node, [2, 3]))
    mean.meta["val"] = node.meta["val"].mean((2, 3))
    return mean, f"the mean of each map of {name}" if has_extent(node) else name
