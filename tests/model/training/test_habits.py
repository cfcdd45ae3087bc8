from __future__ import annotations

import pytest
import torch
from torch import Generator

from model.training.dice import BatchRandom
from model.training.habits import HABITS, Outline, curve, outline, pen_ink, stroke_distance, tail

N = 200


@pytest.fixture
def shape() -> Outline:
    """Return the outlines of upright strokes from row 5 to row 22."""
    images = torch.zeros(N, 28, 28)
    images[:, 5:23, 13:15] = 1
    return outline(images)


def dice() -> BatchRandom:
    return BatchRandom(N, Generator().manual_seed(4))


def test_an_outline_says_where_the_ink_begins_and_ends(shape: Outline) -> None:
    assert [shape.top[0].item(), shape.bottom[0].item()] == [5, 22]
    assert [row[0, 10].item() for row in (shape.left, shape.middle, shape.right)] == [13, 13.5, 14]
    torch.testing.assert_close(shape.down(torch.full((N,), 0.5)), torch.full((N,), 13.5))


@pytest.mark.parametrize("habit", [habit for _, habit in HABITS])
def test_a_habit_draws_a_stroke_that_touches_the_digit(habit: object, shape: Outline) -> None:
    assert callable(habit)
    distance = stroke_distance(habit(shape, dice()))
    assert distance.shape == (N, 28, 28)
    assert distance[:, 5:23, 13:15].amin((1, 2)).max() < 1.5
    assert (pen_ink(distance, torch.full((N,), 2.0)).sum((1, 2)) > 2).all()


def test_a_tail_goes_left_and_stays_on_the_paper(shape: Outline) -> None:
    corners = torch.stack(tail(shape, dice()))  # (p, n, 2)
    assert corners.amin() >= 1
    assert corners.amax() <= 26
    assert (corners[-2, :, 0] < corners[0, :, 0]).all()  # the last corner may lie across the stem
    assert (corners[..., 1].amax(0) > corners[0, :, 1]).all()


def test_a_curve_begins_and_ends_at_its_outer_points_and_lies_within_all() -> None:
    control = [torch.tensor([corner]) for corner in ([0.0, 0.0], [0.0, 9.0], [9.0, 9.0], [9.0, 0.0])]
    points = torch.cat(curve(control))
    torch.testing.assert_close(points[[0, -1]], torch.cat([control[0], control[-1]]))
    torch.testing.assert_close(points[3], torch.tensor([4.5, 6.75]))


def test_a_wider_pen_leaves_more_ink() -> None:
    distance = stroke_distance([torch.tensor([[5.0, 14.0], [5.0, 14.0]]), torch.tensor([[22.0, 14.0], [22.0, 14.0]])])
    ink = pen_ink(distance, torch.tensor([2.0, 3.0]))
    torch.testing.assert_close(ink[:, :, 14].sum(1), torch.tensor([2.0, 3.0]))
