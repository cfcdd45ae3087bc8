from __future__ import annotations

import base64

import numpy as np

from components.figures.feature_map import colour_scale, feature_map_plot
from components.theme import viridis

VALUES = np.random.default_rng(7).exponential(size=(24, 26)).astype(np.float32)


def test_the_heat_map_holds_the_values_row_by_row() -> None:
    z = feature_map_plot(VALUES, top=9.0)["data"][0]["z"]
    assert z["shape"] == "24,26"
    np.testing.assert_array_equal(np.frombuffer(base64.b64decode(z["bdata"]), "<f4").reshape(24, 26), VALUES)


def test_the_first_row_is_at_the_top_and_a_value_is_a_square() -> None:
    layout = feature_map_plot(VALUES, top=9.0)["layout"]
    bottom, top = layout["yaxis"]["range"]
    assert bottom > top
    assert layout["yaxis"]["scaleanchor"] == "x"


def test_colours_go_from_zero_to_the_top_of_the_layer() -> None:
    heat = feature_map_plot(VALUES, top=9.0)["data"][0]
    assert (heat["zmin"], heat["zmax"]) == (0, 9.0)
    assert feature_map_plot(0 * VALUES, top=0.0)["data"][0]["zmax"] > 0


def test_the_colour_scale_is_that_of_the_sheets() -> None:
    scale = colour_scale()
    assert [scale[0][0], scale[-1][0]] == [0, 1]
    assert [place for place, _ in scale] == sorted(place for place, _ in scale)
    for place, colour in scale:
        assert colour == f"rgb({', '.join(map(str, viridis()[round(255 * place)]))})"
