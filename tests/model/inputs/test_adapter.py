from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from model.inputs.adapter import InputAdapter, kept_of
from model.inputs.picture_file import PictureError
from model.spec import DIGITS, FASHION


def png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def test_a_picture_is_cut_at_its_centre_to_the_size_of_the_images() -> None:
    wide = np.zeros((40, 80, 3), np.uint8)
    wide[:, 30:50] = [200, 100, 50]
    spec = replace(FASHION, height=20, width=20, channels=3)
    found = InputAdapter(spec).read(png(wide)).digits[0]
    assert found.image.shape == (20, 20, 3)
    assert found.image[10, 10].tolist() == [200, 100, 50]
    assert found.image[10, 1].tolist() == [0, 0, 0]
    assert found.box == (0, 0.25, 1, 0.75)


def test_where_images_are_grey_the_picture_becomes_grey() -> None:
    found = InputAdapter(FASHION).read(png(np.full((60, 60, 3), 128, np.uint8))).digits[0]
    assert found.image.shape == (28, 28)
    assert np.ptp(found.image) == 0
    assert abs(int(found.image[0, 0]) - 128) <= 1


def test_an_image_of_the_right_size_is_that_image() -> None:
    image = np.random.default_rng(1).integers(0, 256, (28, 28)).astype(np.uint8)
    np.testing.assert_array_equal(InputAdapter(FASHION).read(png(image)).digits[0].image, image)


def test_digits_are_looked_for_on_paper() -> None:
    sheet = np.full((120, 120), 250, np.uint8)
    sheet[30:90, 55:65] = 10
    found = InputAdapter(DIGITS).read(png(sheet)).digits[0]
    assert found.image[0, 0] == 0
    assert found.image[14, 14] > 200


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(PictureError):
        InputAdapter(FASHION).read(b"nothing")


def steps_of(channels: int, *shape: int, shade: int | tuple[int, ...] = 0) -> tuple[str, ...]:
    """Return what is done with a picture of one colour so that it becomes an image of 20×24 pixels."""
    pixels = np.broadcast_to(np.uint8(shade), shape)
    return InputAdapter(replace(FASHION, height=20, width=24, channels=channels)).read(png(pixels)).steps


def test_what_is_done_with_a_picture_is_told() -> None:
    red = (200, 10, 10)
    assert steps_of(1, 60, 24, 3, shade=red) == ("cut to the middle", "resized to 20×24 pixels", "turned grey")
    assert steps_of(3, 60, 72, 3, shade=red) == ("resized to 20×24 pixels",)
    assert steps_of(3, 20, 24) == ("given three equal channels",)
    assert steps_of(1, 20, 24) == ()


@pytest.mark.parametrize("size", [(30, 90), (90, 30), (50, 50)])
def test_what_is_kept_has_the_shape_of_the_images(size: tuple[int, int]) -> None:
    top, left, bottom, right = kept_of(Image.new("L", size), 1.5)
    assert (right - left) * size[0] / ((bottom - top) * size[1]) == pytest.approx(1.5)
    assert top + bottom == pytest.approx(1)
    assert left + right == pytest.approx(1)
