from __future__ import annotations

import base64
import io

import numpy as np
from PIL import Image, ImageColor

from components.figures.fit import SIDE_PX, fit_picture, fit_range, places
from components.page.palette import class_colours

DICE = np.random.default_rng(7)
TRUE = DICE.normal(size=50).astype(np.float32)
LABELS = DICE.integers(0, 10, 50).astype(np.uint8)


def pixels(text: str) -> np.ndarray:
    return np.array(Image.open(io.BytesIO(base64.b64decode(text.split(",")[1]))).convert("RGBA"))


def test_what_is_predicted_right_lies_on_the_rising_diagonal() -> None:
    picture = pixels(fit_picture(TRUE, TRUE, LABELS, class_colours(10), extent=fit_range(TRUE, TRUE)))
    rows, columns = np.nonzero(picture[..., 3])
    assert len(rows) > 0
    assert np.abs(rows + columns - (SIDE_PX - 1)).max() <= 2


def test_a_digit_has_the_colour_of_its_class_at_its_place() -> None:
    for digit in range(10):
        true, predicted = np.array([0.25], np.float32), np.array([0.75], np.float32)
        picture = pixels(fit_picture(true, predicted, np.array([digit]), class_colours(10), extent=(0.0, 1.0)))
        rows, columns = np.nonzero(picture[..., 3])
        assert tuple(picture[rows[0], columns[0], :3]) == ImageColor.getrgb(class_colours(10)[digit])
        assert abs(columns.mean() / SIDE_PX - 0.25) < 0.01
        assert abs(rows.mean() / SIDE_PX - 0.25) < 0.01, "upwards is up"


def test_the_range_holds_everything_even_if_it_is_one_value() -> None:
    low, high = fit_range(TRUE, 2 * TRUE)
    assert low < min(TRUE.min(), 2 * TRUE.min()) < max(TRUE.max(), 2 * TRUE.max()) < high
    low, high = fit_range(np.ones(3, np.float32), np.ones(3, np.float32))
    assert low < 1 < high


def test_nothing_lies_outside_the_picture() -> None:
    assert places(np.array([-9, 0.5, 9], np.float32), (0.0, 1.0)).tolist() == [0, 0.5, 1]
