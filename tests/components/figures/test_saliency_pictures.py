from __future__ import annotations

import base64

import numpy as np
import pytest

from components.figures.saliency import STEPS, SignedPicture, reach, signed_picture

PIXELS = np.random.default_rng(2).normal(size=(28, 28)).astype(np.float32)


def values(picture: SignedPicture) -> np.ndarray:
    return np.frombuffer(base64.b64decode(picture["values"]), np.int8).reshape(28, 28)


def test_the_picture_is_the_pixels_within_half_a_step() -> None:
    picture = signed_picture(PIXELS, reach(PIXELS))
    np.testing.assert_allclose(values(picture) * picture["top"] / STEPS, PIXELS, atol=0.51 * picture["top"] / STEPS)


def test_the_strongest_pixel_has_the_strongest_colour_and_both_signs_the_same_scale() -> None:
    picture = signed_picture(PIXELS, reach(PIXELS))
    assert np.abs(values(picture)).max() == STEPS
    np.testing.assert_array_equal(values(signed_picture(-PIXELS, reach(PIXELS))), -values(picture))


def test_pictures_on_one_scale_can_be_compared() -> None:
    top = reach(PIXELS, 2 * PIXELS)
    assert top == pytest.approx(2 * reach(PIXELS))
    assert np.abs(values(signed_picture(PIXELS, top))).max() == pytest.approx(STEPS / 2, abs=0.5)


def test_pixels_that_change_nothing_are_a_picture_of_zeros() -> None:
    picture = signed_picture(np.zeros((28, 28), np.float32), 0.0)
    assert picture["top"] == 0
    np.testing.assert_array_equal(values(picture), 0)
