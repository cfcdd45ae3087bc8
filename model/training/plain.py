"""Operations that torch takes apart in ways that no graph for any number of images can hold, in plain steps.

Letters: b images, c channels, h × w pixels, q queries, k keys, d numbers each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import torch
from torch import Tensor
from torch._subclasses import FakeTensorMode
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_leaves

aten = torch.ops.aten


class PlainSteps(TorchFunctionMode):
    """Within it, a graph's operations that are in ``STEPS`` are done as there, and may take any number of images."""

    def __init__(self, image: Tensor) -> None:
        """Prepare for the stand-in of an image, of which no number of images is known."""
        super().__init__()
        self._sizes: FakeTensorMode = image.fake_mode  # type: ignore[attr-defined]  # of a FakeTensor

    def __torch_function__(
        self, func: Any, types: Sequence[type], args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Do what ``func`` does, in plain steps if there are some."""
        unknown = any(isinstance(each, torch.SymInt) for each in tree_leaves((args, kwargs)))
        with self._sizes if unknown else nullcontext():  # a weight by itself would want numbers
            return STEPS.get(func, func)(*args, **(kwargs or {}))


def average_pool(maps: Tensor, out: Sequence[int]) -> Tensor:
    """Average ``maps`` (b, c, h, w) over ``out`` parts; torch looks at the order in memory where the part is one."""
    if list(out) == [1, 1]:
        return maps.mean((2, 3), keepdim=True)
    pooled: Tensor = aten._adaptive_avg_pool2d.default(maps, out)
    return pooled


def attention(
    queries: Tensor, keys: Tensor, values: Tensor, mask: Tensor | None = None, _dropout: float = 0,
    causal: bool = False, *, scale: float | None = None, enable_gqa: bool = False,
) -> Tensor:  # fmt: skip
    """Average ``values`` (..., k, d) by how well ``keys`` (..., k, d) go with ``queries`` (..., q, d): (..., q, d).

    Source: Vaswani et al., Attention is all you need, 2017, equation 1.
    """
    if enable_gqa:
        keys, values = (each.repeat_interleave(queries.shape[-3] // each.shape[-3], -3) for each in (keys, values))
    fits = queries @ keys.transpose(-2, -1) * (1 / math.sqrt(queries.shape[-1]) if scale is None else scale)
    if causal:
        mask = torch.ones(fits.shape[-2:], dtype=torch.bool).tril()
    if mask is not None:
        fits = fits.masked_fill(~mask, -math.inf) if mask.dtype == torch.bool else fits + mask
    return fits.softmax(-1) @ values


STEPS: dict[Any, Callable[..., Any]] = {
    aten.adaptive_avg_pool2d.default: average_pool,
    aten.scaled_dot_product_attention.default: attention,
    aten.view.default: aten.reshape.default,  # values may lie elsewhere in memory than after torch's own steps
}
