from __future__ import annotations

import pytest
import torch
from torch.nn import functional as F

from model.training.backward import (
    adaptive_average_pool,
    adaptive_average_pool_backward,
    average_pool_backward,
    share_pool,
)

MAPS = torch.rand(2, 3, 7, 9, generator=torch.Generator().manual_seed(4)) - 0.4


def slopes(out: torch.Tensor, inputs: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    return torch.autograd.grad(out, inputs, gradient)[0]


@pytest.mark.parametrize("window", [([2, 2], [2, 2], [0, 0]), ([3, 3], [2, 2], [1, 1]), ([3, 2], [1, 2], [1, 0])])
@pytest.mark.parametrize("ceil", [False, True])
def test_where_no_values_are_equal_pools_send_back_what_torch_sends(window: tuple[list[int], ...], ceil: bool) -> None:
    inputs = MAPS.clone().requires_grad_()
    greatest = F.max_pool2d(inputs, *window, ceil_mode=ceil)
    gradient = torch.rand_like(greatest)
    torch.testing.assert_close(share_pool(gradient, MAPS, *window, [1, 1], ceil), slopes(greatest, inputs, gradient))
    for count_padding, divisor in ((True, None), (False, None), (True, 5)):
        mean = F.avg_pool2d(inputs, *window, ceil, count_padding, divisor)
        ours = average_pool_backward(gradient, MAPS, *window, ceil, count_padding, divisor)
        torch.testing.assert_close(ours, slopes(mean, inputs, gradient))


def test_equal_values_of_a_window_share_its_gradient() -> None:
    maps = torch.tensor([[[[2.0, 1, 0, -1], [2 + 1e-6, 1, -1, 0]]]])
    shares = share_pool(torch.tensor([[[[6.0, 4]]]]), maps, [2, 2])
    assert shares.tolist() == [[[[3, 0, 2, 0], [3, 0, 0, 2]]]]


@pytest.mark.parametrize("out", [(1, 1), (3, 4), (7, 9)])
def test_adaptive_pools_average_as_torch_does_and_back(out: tuple[int, int]) -> None:
    inputs = MAPS.clone().requires_grad_()
    mean = F.adaptive_avg_pool2d(inputs, out)
    gradient = torch.rand_like(mean)
    torch.testing.assert_close(adaptive_average_pool(MAPS, out), mean)
    torch.testing.assert_close(adaptive_average_pool_backward(gradient, MAPS), slopes(mean, inputs, gradient))
