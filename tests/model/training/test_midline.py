from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.ndimage import label

from model.training.midline import REACH, midline_distances, thin


def ring() -> torch.Tensor:
    """Return the ink (28, 28) of a thick ring."""
    axis = torch.arange(28) - 13.5
    radius = (axis[:, None].square() + axis.square()).sqrt()
    return ((radius > 5) & (radius < 9)).float()


def test_a_midline_runs_through_the_middle_of_a_stroke() -> None:
    image = torch.zeros(1, 28, 28)
    image[0, 4:24, 10:15] = 1  # the middle of the stroke is column 12
    distances = midline_distances(image)[0, 14]
    assert distances[12] < 0.6
    torch.testing.assert_close(distances[17] - distances[12], torch.tensor(5.0), atol=0.6, rtol=0)


def test_a_ring_stays_a_ring_one_pixel_wide() -> None:
    line = thin(ring().bool().numpy()[None])[0]
    assert label(line, np.ones((3, 3)))[1] == 1  # in one piece
    assert label(~line)[1] == 2  # an inside and an outside
    assert line.sum() < ring().sum() / 3
    assert not (line[:-1, :-1] & line[1:, :-1] & line[:-1, 1:] & line[1:, 1:]).any()


@pytest.mark.parametrize("ink", [0.0, 0.2])
def test_what_has_no_ink_is_far_from_everything(ink: float) -> None:
    assert midline_distances(torch.full((2, 28, 28), ink)).min() == REACH


def test_digits_are_thinned_each_by_itself() -> None:
    both = torch.stack([ring(), torch.zeros(28, 28), ring().T])
    together, apart = midline_distances(both), torch.cat([midline_distances(one[None]) for one in both])
    torch.testing.assert_close(together, apart, rtol=0, atol=0)
    torch.testing.assert_close(midline_distances(both, batch=2), together, rtol=0, atol=0)
