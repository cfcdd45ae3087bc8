"""The derivative of a network in its pixels as one graph of plain operations, which ONNX can hold.

torch's own backward operations of convolutions and pools have no counterpart in ONNX; each is a transposed convolution
here. What is made plain before it is derived is in ``model.training.plain``. Letters: b images, c channels, h × w
pixels, d features, k classes, o_h × o_w values of a pool.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, fx
from torch._decomp import decomposition_table
from torch._subclasses import FakeTensorMode
from torch.fx.experimental.proxy_tensor import make_fx
from torch.fx.experimental.symbolic_shapes import DimDynamic, ShapeEnv, StatelessSymbolicContext
from torch.nn import functional as F

from model.training.plain import PlainSteps

aten = torch.ops.aten

TIED = 288 * 2.0**-24  # share of the greatest value of an image's maps that counts as rounding; see ``share_pool``
NOTHING = -3e38  # what surrounds an image where a maximum is looked for


def joint_graph(network: fx.GraphModule, samples: Sequence[Tensor], mean: Tensor, deviation: Tensor) -> fx.GraphModule:
    """Return a graph of everything that a network answers, with the derivative in the image.

    Args:
        network: Of normalised images (b, c, h, w) to recorded layers, features (b, d) and logits (b, k), in a tuple.
        samples: An image (b, c, h, w), 0 to 1, a direction (b, d) and a direction of classes (b, k).
        mean: (c, 1, 1), what is taken from the pixels.
        deviation: (c, 1, 1), what they are then divided by.

    Returns:
        Of image, direction and direction of classes to the same and the gradient (b, c, h, w).
    """

    def answer(image: Tensor, direction: Tensor, class_direction: Tensor) -> tuple[Tensor, ...]:
        image = image.detach().requires_grad_()
        with PlainSteps(image):
            *layers, features, logits = network((image - mean) / deviation)
        goal = (features * direction).sum() + (logits * class_direction).sum()
        return *layers, features, logits, torch.autograd.grad(goal, image)[0]

    return traced(answer, samples)


def forward_graph(network: fx.GraphModule, image: Tensor, mean: Tensor, deviation: Tensor) -> fx.GraphModule:
    """Return the graph of what ``joint_graph`` answers without the gradient, of the image alone."""

    def answer(image: Tensor) -> tuple[Tensor, ...]:
        with PlainSteps(image):
            answers: tuple[Tensor, ...] = network((image - mean) / deviation)
        return answers

    return traced(answer, [image])


def traced(function: Callable[..., Any], samples: Sequence[Tensor]) -> fx.GraphModule:
    """Return the graph of a function of tensors, for any number of images: all else about their shapes is fixed."""
    mode = FakeTensorMode(shape_env=ShapeEnv(), allow_non_fake_inputs=True)
    stand_ins = [mode.from_tensor(sample, symbolic_context=any_number(sample)) for sample in samples]
    graph: fx.GraphModule = make_fx(function, decomposition_table=PLAIN)(*stand_ins)
    turn_once(graph.graph)
    graph.graph.eliminate_dead_code()
    graph.recompile()
    return graph


def turn_once(graph: fx.Graph) -> None:
    """Take what was transposed twice as it was: a weight that is transposed for one product alone costs no time."""
    for node in graph.find_nodes(op="call_function", target=aten.t.default):
        inner = node.args[0]
        if isinstance(inner, fx.Node) and inner.target == aten.t.default:
            node.replace_all_uses_with(inner.args[0])


def any_number(sample: Tensor) -> Any:
    """Return that a tensor may have any first size, the same as other tensors, and the others as they are."""
    sizes = [DimDynamic.DUCK, *[DimDynamic.STATIC] * (sample.ndim - 1)]
    return StatelessSymbolicContext(dynamic_sizes=sizes)


def convolution_backward(  # noqa: PLR0917 - as torch calls it
    gradient: Tensor, maps: Tensor, weights: Tensor, _: Any, stride: Sequence[int], padding: Sequence[int],
    dilation: Sequence[int], transposed: bool, _output_padding: Sequence[int], groups: int, _mask: Any,
) -> tuple[Tensor, None, None]:  # fmt: skip
    """Send ``gradient`` back through a convolution to its ``maps`` (b, c, h, w)."""
    if transposed:
        back = aten.convolution.default(gradient, weights, None, stride, padding, dilation, False, [0, 0], groups)
        return back, None, None
    sizes = zip(maps.shape[2:], gradient.shape[2:], weights.shape[2:], stride, padding, dilation, strict=True)
    left_over = [size - ((out - 1) * s - 2 * p + d * (k - 1) + 1) for size, out, k, s, p, d in sizes]
    back = aten.convolution.default(gradient, weights, None, stride, padding, dilation, True, left_over, groups)
    return back, None, None


class Windows(NamedTuple):
    """Where the windows of a pool lie; rows, columns."""

    kernel: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int] = (1, 1)

    def reach(self, out: Sequence[int]) -> list[int]:
        """Return how many rows and columns ``out`` windows cover."""
        sizes = zip(out, self.stride, self.dilation, self.kernel, strict=True)
        return [(o - 1) * s + d * (k - 1) + 1 for o, s, d, k in sizes]


def share_pool(  # noqa: PLR0917 - as torch calls it
    gradient: Tensor, maps: Tensor, kernel: Sequence[int], stride: Sequence[int] = (), padding: Sequence[int] = (0,),
    dilation: Sequence[int] = (1,), _ceil: bool = False, _indices: Tensor | None = None,
) -> Tensor:  # fmt: skip
    """Send ``gradient`` (b, c, o_h, o_w) back through max-pooling to ``maps`` (b, c, h, w).

    Each window passes it to its greatest value. Values that differ by rounding alone count as equal and share it alike:
    which of them one processor makes the greatest means nothing, and to choose one, say the first, would draw a grid
    that is not in the network (``model.classifier.cnn.unpool``). A value of 0 or less never shares with one above 0.
    """
    windows = Windows(pair(kernel), pair(stride or kernel), pair(padding), pair(dilation))
    values = windows_of(maps, windows, gradient.shape[2:])  # (b, c, values, o_h, o_w)
    greatest = values.amax(2, keepdim=True)  # (b, c, 1, o_h, o_w)
    rounding = TIED * maps.abs().amax((1, 2, 3)).reshape(-1, 1, 1, 1, 1)
    tied = ((values >= greatest - rounding) & ((values > 0) | (greatest <= 0))).to(maps.dtype)
    shares = tied / tied.sum(2, keepdim=True) * gradient.unsqueeze(2)
    return spread(shares.flatten(1, 2), one_hot(windows.kernel), windows, maps)


def windows_of(maps: Tensor, windows: Windows, out: Sequence[int]) -> Tensor:
    """Return the values in each of ``out`` windows of ``maps`` (b, c, h, w): (b, c, values, o_h, o_w)."""
    (b, c, *size), before = maps.shape, windows.padding
    after = [max(0, end - side - p) for end, side, p in zip(windows.reach(out), size, before, strict=True)]
    framed = padded(maps, (before[1], after[1], before[0], after[0]), NOTHING)
    kernels = one_hot(windows.kernel).repeat(c, 1, 1, 1)
    values = F.conv2d(framed, kernels, stride=windows.stride, dilation=windows.dilation, groups=c)
    return values[:, :, : out[0], : out[1]].reshape(b, c, -1, *out)


def average_pool_backward(  # noqa: PLR0917 - as torch calls it
    gradient: Tensor, maps: Tensor, kernel: Sequence[int], stride: Sequence[int], padding: Sequence[int],
    ceil: bool, count_padding: bool, divisor: int | None,
) -> Tensor:  # fmt: skip
    """Send ``gradient`` (b, c, o_h, o_w) back through average-pooling to ``maps`` (b, c, h, w)."""
    windows = Windows(pair(kernel), pair(stride or kernel), pair(padding))
    heights, widths = counts(windows, maps.shape[2:], gradient.shape[2:], count_padding)
    shares = gradient / (divisor or torch.tensor([[height * width for width in widths] for height in heights]))
    return spread(shares, torch.ones(1, 1, *windows.kernel), windows, maps)


def counts(windows: Windows, size: Sequence[int], out: Sequence[int], count_padding: bool) -> list[list[int]]:
    """Return by side how many rows, or columns, of maps of a size each of ``out`` windows covers."""
    found = []
    for side, places, k, s, p in zip(size, out, windows.kernel, windows.stride, windows.padding, strict=True):
        outside = p if count_padding else 0
        starts = [place * s - p for place in range(places)]
        found.append([int(min(start + k, side + outside) - max(start, -outside)) for start in starts])
    return found


def spread(shares: Tensor, kernel: Tensor, windows: Windows, maps: Tensor) -> Tensor:
    """Add up ``shares`` (b, c · values, o_h, o_w) of windows where they come from: (b, c, h, w), as ``maps``."""
    (c, h, w), (top, left) = maps.shape[1:], windows.padding
    whole = F.conv_transpose2d(
        shares, kernel.repeat(c, 1, 1, 1), stride=windows.stride, dilation=windows.dilation, groups=c
    )
    lacking = [max(0, top + h - whole.shape[2]), max(0, left + w - whole.shape[3])]
    whole = padded(whole, (0, lacking[1], 0, lacking[0]), 0)
    return whole[:, :, top : top + h, left : left + w]


def padded(maps: Tensor, frame: Sequence[int], value: float) -> Tensor:
    """Return ``maps`` (b, c, h, w) with a frame of ``value``: so many left, right, above and below.

    Put together from parts, since torch's own padding fixes the number of images of a graph.
    """
    for axis, before, after in ((3, *frame[:2]), (2, *frame[2:])):
        edge = torch.full_like(maps.narrow(axis, 0, 1), value)
        widths = [[-1] * axis + [width] + [-1] * (3 - axis) for width in (before, after)]
        sides = [edge.expand(sizes) if sizes[axis] else None for sizes in widths]
        maps = torch.cat([part for part in (sides[0], maps, sides[1]) if part is not None], axis)
    return maps


def one_hot(kernel: Sequence[int]) -> Tensor:
    """Return kernels (values, 1, *kernel) of which each picks one value of a window."""
    values = range(kernel[0] * kernel[1])
    return torch.tensor([[float(one == other) for one in values] for other in values]).reshape(-1, 1, *kernel)


def adaptive_average_pool(maps: Tensor, out: Sequence[int]) -> Tensor:
    """Average ``maps`` (b, c, h, w) over ``out`` parts that may overlap: a product of two matrices."""
    return mixed(maps, averaging(int(out[0]), maps.shape[2]), averaging(int(out[1]), maps.shape[3]))


def adaptive_average_pool_backward(gradient: Tensor, maps: Tensor) -> Tensor:
    """Send ``gradient`` (b, c, o_h, o_w) back through ``adaptive_average_pool`` to ``maps`` (b, c, h, w)."""
    rows, columns = (averaging(gradient.shape[axis], maps.shape[axis]) for axis in (2, 3))
    return mixed(gradient, rows.T, columns.T)


def mixed(maps: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
    """Return ``rows`` · ``maps`` · ``columns`` transposed, for ``maps`` (b, c, h, w) with a matrix for each side."""
    down = F.conv1d(maps.reshape(-1, *maps.shape[2:]), rows.unsqueeze(2))  # (b · c, o_h, w)
    across = F.conv1d(down.transpose(1, 2), columns.unsqueeze(2)).transpose(1, 2).contiguous()  # (b · c, o_h, o_w)
    return across.reshape(-1, maps.shape[1], *across.shape[1:])


def averaging(parts: int, size: int) -> Tensor:
    """Return the matrix (parts, size) that averages ``size`` values in ``parts`` windows, as torch divides them."""
    place = range(size)
    bounds = [(part * size // parts, -(-(part + 1) * size // parts)) for part in range(parts)]
    return torch.tensor([[(start <= x < end) / (end - start) for x in place] for start, end in bounds])


def pair(sizes: Sequence[int]) -> tuple[int, int]:
    """Return two sizes of one or two."""
    return (sizes[0], sizes[-1])


PLAIN: dict[Any, Callable[..., Any]] = {
    **{op: way for op, way in decomposition_table.items() if "backward" in str(op)},
    aten.convolution_backward.default: convolution_backward,
    aten.max_pool2d_with_indices_backward.default: share_pool,
    aten.avg_pool2d_backward.default: average_pool_backward,
    aten._adaptive_avg_pool2d.default: adaptive_average_pool,
    aten._adaptive_avg_pool2d_backward.default: adaptive_average_pool_backward,
}
