from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from model.inputs.light import close, even_out, is_ink_dark, threshold, widen


def paper(*, light: np.ndarray) -> np.ndarray:
    """Return a black stroke on white paper (300, 400) in a light (300, 400) from 0 to 1."""
    shades = np.full((300, 400), 230.0)
    shades[100:220, 190:205] = 25
    return (shades * light).astype(np.uint8)


EVEN = np.ones((300, 400))
SLOPE = np.broadcast_to(np.linspace(1, 0.3, 400), (300, 400))
SHADOW = np.where(np.arange(400) < 197, 1, 0.45) * EVEN
LIGHTS = {"even": EVEN, "gradient": SLOPE, "shadow across the stroke": SHADOW}


@pytest.mark.parametrize("light", LIGHTS.values(), ids=LIGHTS)
def test_ink_is_as_strong_in_any_light(light: np.ndarray) -> None:
    ink = even_out(paper(light=light), dark=True)
    stroke = np.zeros(ink.shape, dtype=bool)
    stroke[104:216, 193:202] = True
    assert ink[stroke].min() > 0.7
    assert np.median(ink[:, :180]) < 0.02
    np.testing.assert_array_equal(ink[104:216, 150:250] > threshold(ink), (paper(light=EVEN) < 100)[104:216, 150:250])


@pytest.mark.parametrize("light", LIGHTS.values(), ids=LIGHTS)
def test_dark_ink_is_told_from_light_ink(light: np.ndarray) -> None:
    assert is_ink_dark(paper(light=light))[0]
    assert not is_ink_dark(255 - paper(light=light))[0]


@pytest.mark.parametrize("side", [3, 9, 31])
def test_widening_and_closing_are_those_of_scipy(side: int) -> None:
    shades = np.random.default_rng(side).integers(0, 256, (60, 80)).astype(np.uint8)
    widest = ndimage.maximum_filter(shades, side, mode="constant", cval=0)
    np.testing.assert_array_equal(widen(shades, side), widest)
    np.testing.assert_array_equal(close(shades, side), ndimage.minimum_filter(widest, side, mode="constant", cval=255))


def test_the_level_of_ink_on_noisy_paper_lies_between_both() -> None:
    dice = np.random.default_rng(3)
    ink = np.clip(dice.normal(0.1, 0.02, (200, 200)), 0, 1)
    ink[50:60, 50:150] = 0.7
    assert 0.3 < threshold(ink) < 0.5


def test_the_level_is_found_when_there_is_more_ink_than_paper() -> None:
    ink = np.full((100, 100), 0.9)
    ink[:40] = 0
    assert 0.4 < threshold(ink) < 0.5
