from __future__ import annotations

import numpy as np
import pytest

from model.artifacts.sprites import cut_sheets, decode_png, draw_sheets, encode_png, sheet_count, sheet_shape


def digits(n: int) -> np.ndarray:
    return np.random.default_rng(n).integers(0, 256, (n, 28, 28), dtype=np.uint8)


@pytest.mark.parametrize("n", [1, 99, 100, 101, 10_000, 10_001])
def test_digits_come_back_from_their_sheets(n: int) -> None:
    images = digits(n)
    sheets = draw_sheets(images)
    assert [sheet.shape for sheet in sheets] == [sheet_shape(n, number) for number in range(sheet_count(n))]
    np.testing.assert_array_equal(cut_sheets(sheets, n), images)


def test_a_digit_lies_where_the_page_looks_for_it() -> None:
    images = digits(10_250)
    row, column = divmod(10_234 % 10_000, 100)
    piece = draw_sheets(images)[1][row * 28 : (row + 1) * 28, column * 28 : (column + 1) * 28]
    np.testing.assert_array_equal(piece, images[10_234])


def test_seventy_thousand_digits_fill_seven_sheets() -> None:
    assert sheet_count(70_000) == 7
    assert sheet_shape(70_000, 6) == (2800, 2800)


def test_a_png_keeps_every_pixel_and_has_the_same_bytes_each_time() -> None:
    sheet = draw_sheets(digits(130))[0]
    np.testing.assert_array_equal(decode_png(encode_png(sheet)), sheet)
    assert encode_png(sheet) == encode_png(sheet.copy())
