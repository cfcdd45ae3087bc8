from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import ImageDraw

from model.inputs.pen import ink_paths
from model.inputs.preprocess import rasterise

SIDE = 64
DIAMETERS = [1, 2, 3, 8, 17, 26, 53]


def path(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=float)


def middle(ink: np.ndarray) -> np.ndarray:
    """Return the centre of mass (x, y) in pixels from the upper left corner."""
    rows, columns = np.nonzero(ink)
    return np.array([columns.mean(), rows.mean()]) + 0.5


def distances(x: float, y: float) -> np.ndarray:
    """Return how far the middle of each pixel of the grid is from a place."""
    grid = np.arange(SIDE) + 0.5
    return np.hypot(grid[None, :] - x, grid[:, None] - y)


@pytest.mark.parametrize("diameter", DIAMETERS)
def test_a_point_is_a_disc_around_it(diameter: int) -> None:
    centre = SIDE / 2 + diameter % 2 / 2  # where a disc of whole pixels can have its middle
    ink = ink_paths([path((centre, centre))], diameter, SIDE)
    np.testing.assert_array_equal(ink == 255, distances(centre, centre) <= diameter / 2)
    assert set(np.unique(ink)) <= {0, 255}


@pytest.mark.parametrize("diameter", DIAMETERS)
def test_a_line_is_as_wide_as_the_pen_and_lies_where_it_was_drawn(diameter: int) -> None:
    ink = ink_paths([path((20, 32), (44, 32))], diameter, SIDE)
    assert np.count_nonzero(ink[:, 32]) == diameter
    assert np.abs(middle(ink) - 32).max() <= 0.5


@pytest.mark.parametrize("diameter", DIAMETERS)
def test_a_pen_inks_whatever_its_disc_passes_over(diameter: int) -> None:
    corners = np.random.default_rng(7).uniform(0, SIDE, (6, 2))
    ink = ink_paths([corners], diameter, SIDE)
    steps = [start + t * (end - start) for start, end in pairwise(corners) for t in np.linspace(0, 1, 200)]
    nearest = np.min([distances(*step) for step in steps], axis=0)
    assert (ink[nearest < diameter / 2 - 1.5] == 255).all()
    assert not ink[nearest > diameter / 2 + 1.5].any()


@pytest.mark.parametrize("diameter", DIAMETERS)
def test_a_disc_at_the_edge_is_cut_off_and_goes_on_nowhere_else(diameter: int) -> None:
    for x, y in [(0, 32), (SIDE, 32), (32, 0), (32, SIDE), (SIDE, SIDE)]:
        ink = ink_paths([path((x, y))], diameter, SIDE)
        assert not ink[distances(x, y) > diameter / 2 + 1].any()


def test_what_is_outside_is_not_drawn() -> None:
    assert not ink_paths([path((-40, -40), (-40, 300))], 17, SIDE).any()
    assert ink_paths([path((-40, 32), (300, 32))], 17, SIDE)[32].all()


def test_no_paths_leave_no_ink() -> None:
    assert not ink_paths([], 17, SIDE).any()


def test_points_between_two_others_add_nothing() -> None:
    sparse, dense = path((10, 20), (50, 20)), np.stack([np.linspace(10, 50, 5_000), np.full(5_000, 20.0)], axis=1)
    np.testing.assert_array_equal(ink_paths([sparse], 17, SIDE), ink_paths([dense], 17, SIDE))


def test_a_stroke_costs_one_call_of_the_library_and_a_point_for_each_pixel(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    line = ImageDraw.ImageDraw.line

    def count_line(pencil: ImageDraw.ImageDraw, numbers: list[int], **options: int) -> None:
        calls.append(len(numbers) // 2)
        line(pencil, numbers, **options)

    monkeypatch.setattr(ImageDraw.ImageDraw, "line", count_line)
    for name in ("circle", "ellipse", "pieslice"):
        monkeypatch.delattr(ImageDraw.ImageDraw, name)
    angles = np.linspace(0, 6, 900)
    rasterise([np.stack([50 + 40 * np.cos(angles), 50 + 40 * np.sin(angles)], axis=1).tolist()], box=100)
    circumference = 6 / 2 * 20 * 8  # in fine pixels, of a circle across 20 pixels
    assert len(calls) == 1
    assert calls[0] <= 1.5 * circumference
