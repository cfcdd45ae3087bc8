from __future__ import annotations

import pytest

from components.page.pictures import SMOOTH_FROM_PX, picture_style


@pytest.mark.parametrize(("height", "width", "ratio"), [(20, 24, "1.2"), (60, 100, "1.667"), (64, 32, "0.5")])
def test_pictures_keep_the_shape_of_the_images(height: int, width: int, ratio: str) -> None:
    assert f"--picture-ratio:{ratio};" in picture_style(height, width)


@pytest.mark.parametrize(("shape", "rendering"), [((28, 28), "pixelated"), ((20, SMOOTH_FROM_PX), "auto")])
def test_the_pixels_of_small_pictures_alone_are_to_be_seen(shape: tuple[int, int], rendering: str) -> None:
    assert f"--picture-rendering:{rendering}}}" in picture_style(*shape)
