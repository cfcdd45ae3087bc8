from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageColor

from components.figures.pictures import (
    GAP_PX,
    Scale,
    feature_map_picture,
    feature_map_sheet,
    kernel_picture,
    scale_of,
    signed_sheet,
)
from components.page.theme import NEGATIVE, POSITIVE, viridis

H, W = 6, 5


def pixels(uri: str) -> np.ndarray:
    """Return the picture in a data URI as (h, w, 4) red, green, blue and opacity."""
    head, content = uri.split(",")
    assert head == "data:image/png;base64"
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(content))).convert("RGBA"))


def maps(count: int) -> np.ndarray:
    """Return feature maps (count, H, W), some of them dead."""
    values = np.random.default_rng(7).normal(size=(count, H, W)).clip(min=0).astype(np.float32)
    values[1] = 0
    return values


def tiles(sheet: np.ndarray, columns: int) -> list[np.ndarray]:
    """Cut a sheet into its tiles, row by row."""
    corners = [(y, x) for y in range(0, sheet.shape[0], H + GAP_PX) for x in range(0, sheet.shape[1], W + GAP_PX)]
    assert len({x for _, x in corners}) == columns
    return [sheet[y : y + H, x : x + W] for y, x in corners]


@pytest.mark.parametrize(("count", "columns"), [(32, 8), (64, 16), (10, 4)])
def test_a_sheet_has_room_for_every_tile_and_a_gap_between_two(count: int, columns: int) -> None:
    rows = -(-count // columns)
    sheet = pixels(feature_map_sheet(maps(count), columns=columns))
    assert sheet.shape == (rows * (H + GAP_PX) - GAP_PX, columns * (W + GAP_PX) - GAP_PX, 4)


def test_a_tile_is_brightest_where_its_map_is_greatest() -> None:
    values = maps(32)
    for tile, channel in zip(tiles(pixels(feature_map_sheet(values, columns=8)), 8), values, strict=True):
        shades = [shade_of(colour) for colour in tile[..., :3].reshape(-1, 3)]
        assert shades[channel.argmax()] == max(shades)


def test_an_enlarged_map_has_the_colours_of_its_tile() -> None:
    values = maps(32)
    tile = tiles(pixels(feature_map_sheet(values, columns=8)), 8)[5]
    np.testing.assert_array_equal(pixels(feature_map_picture(values[5], scale_of(values))), tile)


def test_an_enlarged_map_of_nothing_has_one_colour() -> None:
    picture = pixels(feature_map_picture(np.zeros((H, W), dtype=np.float32), Scale(0.0, 0.0)))
    assert len(np.unique(picture.reshape(-1, 4), axis=0)) == 1


def test_all_tiles_share_one_scale_from_zero_to_the_greatest_value() -> None:
    values = maps(32)
    sheet = np.array(tiles(pixels(feature_map_sheet(values, columns=8)), 8))[..., :3]
    np.testing.assert_array_equal(sheet[np.unravel_index(values.argmax(), values.shape)], viridis()[255])
    assert (sheet[values == 0] == viridis()[1]).all()
    order = np.argsort(values, axis=None)
    shades = [shade_of(colour) for colour in sheet.reshape(-1, 3)[order]]
    assert shades == sorted(shades)


def shade_of(colour: np.ndarray) -> int:
    """Return where on the activation scale a colour is."""
    return int(np.abs(viridis().astype(int) - colour).sum(axis=1).argmin())


def test_only_the_gaps_of_a_full_sheet_are_transparent() -> None:
    opacity = pixels(feature_map_sheet(maps(32), columns=8))[..., 3]
    assert {int(tile.min()) for tile in tiles(opacity, 8)} == {255}
    assert (opacity == 0).sum() == opacity.size - 32 * H * W


def test_places_without_a_map_are_transparent() -> None:
    opacity = tiles(pixels(feature_map_sheet(maps(3), columns=2))[..., 3], 2)
    assert opacity[3].max() == 0


def test_maps_that_are_all_zero_are_a_sheet_of_the_darkest_colour() -> None:
    sheet = tiles(pixels(feature_map_sheet(np.zeros((4, H, W), np.float32), columns=2)), 2)
    assert (np.array(sheet)[..., :3] == viridis()[1]).all()


def test_a_kernel_shows_sign_by_colour_and_magnitude_by_opacity() -> None:
    weights = np.array([[[1, -1, 0], [0.5, -0.5, 0], [0.25, -0.25, 0]]], dtype=np.float32)
    picture = pixels(kernel_picture(weights))
    assert picture.shape == (3, 3, 4)
    np.testing.assert_array_equal(picture[:, 0, :3], [ImageColor.getrgb(POSITIVE)] * 3)
    np.testing.assert_array_equal(picture[:, 1, :3], [ImageColor.getrgb(NEGATIVE)] * 3)
    assert not picture[:, 2, 3].any()
    np.testing.assert_array_equal(picture[:, 0, 3], picture[:, 1, 3])
    np.testing.assert_allclose(picture[:, 0, 3] / 255, [1, 0.5, 0.25], atol=1 / 255)


def test_many_kernels_stand_side_by_side_with_a_transparent_line_between() -> None:
    picture = pixels(kernel_picture(np.ones((32, 3, 3), np.float32)))
    assert picture.shape[:2] == (2 * 4 - 1, 16 * 4 - 1)
    assert not picture[3, :, 3].any()
    assert not picture[:, 3, 3].any()
    assert (picture[:3, :3, 3] == 255).all()


def test_a_kernel_of_zeros_is_transparent() -> None:
    assert not pixels(kernel_picture(np.zeros((1, 3, 3), np.float32)))[..., 3].any()


def test_a_sheet_of_signed_values_has_one_scale_and_the_tiles_of_a_sheet_of_maps() -> None:
    values = maps(4) - 2 * maps(4)[::-1]
    sheet = pixels(signed_sheet(values, columns=2))
    assert sheet.shape == pixels(feature_map_sheet(maps(4), columns=2)).shape
    for tile, expected in zip(tiles(sheet, 2), values / np.abs(values).max(), strict=True):
        np.testing.assert_allclose(tile[..., 3] / 255, np.abs(expected), atol=1 / 255)
        assert (tile[expected > 0.01][:, :3] == ImageColor.getrgb(POSITIVE)).all()
        assert (tile[expected < -0.01][:, :3] == ImageColor.getrgb(NEGATIVE)).all()
