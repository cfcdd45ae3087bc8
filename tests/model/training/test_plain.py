from __future__ import annotations

from typing import Any

import pytest
import torch
from torch.nn import functional as F

from model.training.plain import attention, average_pool

DICE = torch.Generator().manual_seed(2)
QUERIES, KEYS, VALUES = (torch.randn(2, 4, places, 6, generator=DICE) for places in (5, 7, 7))
ALLOWED = torch.rand(5, 7, generator=DICE) > 0.3
WAYS: dict[str, dict[str, Any]] = {
    "plain": {}, "scaled": {"scale": 0.3}, "causal": {"is_causal": True}, "some": {"attn_mask": ALLOWED},
    "weighted": {"attn_mask": torch.randn(5, 7, generator=DICE)}, "grouped": {"enable_gqa": True},
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_attention_is_that_of_torch(way: str) -> None:
    asked, few = WAYS[way], 2 if way == "grouped" else 4
    keys, values = KEYS[:, :few], VALUES[:, :few]
    theirs = F.scaled_dot_product_attention(QUERIES, keys, values, **asked)
    ours = attention(
        QUERIES, keys, values, asked.get("attn_mask"), 0.0, asked.get("is_causal", False),
        **{name: value for name, value in asked.items() if name in ("scale", "enable_gqa")},
    )  # fmt: skip
    torch.testing.assert_close(ours, theirs)


@pytest.mark.parametrize("out", [[1, 1], [2, 3]])
def test_pools_average_as_torch_does_however_maps_lie_in_memory(out: list[int]) -> None:
    maps = torch.randn(2, 5, 7, 4, generator=DICE).permute(0, 3, 1, 2)
    torch.testing.assert_close(average_pool(maps, out), F.adaptive_avg_pool2d(maps, out))
