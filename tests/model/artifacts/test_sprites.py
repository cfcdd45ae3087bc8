from __future__ import annotations

import numpy as np
import pytest

from model.artifacts.sprites import SheetLayout, decode_png, encode_png

DIGITS = SheetLayout(28, 28)


def digits(n: int) -> np.ndarray:
    return np.random.default_rng(n).integers(0, 256, (n, 28, 28), dtype=np.uint8)


@pytest.mark.parametrize("n", [1, 99, 100, 101, 10_000, 10_001])
def test_digits_come_back_from_their_sheets(n: int) -> None:
    images = digits(n)
    sheets = DIGITS.draw(images)
    assert [sheet.shape for sheet in sheets] == [DIGITS.shape(n, number) for number in range(DIGITS.count(n))]
    np.testing.assert_array_equal(DIGITS.cut(sheets, n), images)


def test_a_digit_lies_where_the_page_looks_for_it() -> None:
    images = digits(10_250)
    row, column = divmod(10_234 % 10_000, 100)
    piece = DIGITS.draw(images)[1][row * 28 : (row + 1) * 28, column * 28 : (column + 1) * 28]
    np.testing.assert_array_equal(piece, images[10_234])


def test_seventy_thousand_digits_fill_seven_sheets() -> None:
    assert DIGITS.count(70_000) == 7
    assert DIGITS.shape(70_000, 6) == (2800, 2800)


def test_a_png_keeps_every_pixel_and_has_the_same_bytes_each_time() -> None:
    sheet = DIGITS.draw(digits(130))[0]
    np.testing.assert_array_equal(decode_png(encode_png(sheet)), sheet)
    assert encode_png(sheet) == encode_png(sheet.copy())


@pytest.mark.parametrize(("height", "width", "channels"), [(20, 24, 3), (8, 8, 1), (64, 64, 3), (3_000, 2_900, 1)])
def test_images_of_any_size_and_colour_come_back(height: int, width: int, channels: int) -> None:
    layout, n = SheetLayout(height, width, channels), 7
    shape = (n, height, width) if channels == 1 else (n, height, width, channels)
    images = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    sheets = layout.draw(images)
    assert [sheet.shape for sheet in sheets] == [layout.shape(n, number) for number in range(layout.count(n))]
    np.testing.assert_array_equal(layout.cut([decode_png(encode_png(sheet)) for sheet in sheets], n), images)
