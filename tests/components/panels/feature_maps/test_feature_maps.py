from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from components.figures.pictures import feature_map_picture, feature_map_sheet, scale_of
from components.panels.feature_maps import EnlargedView, LayerView
from model.workspace import Workspace
from tests.visitor import Visitor, walk

INDEX = 8


def enlarged(visitor: Visitor, layer: str, channel: int) -> EnlargedView:
    picked = {"layer": layer, "channel": channel}
    return visitor.see("feature-map-body", selection=f"sample:{INDEX}", feature_map=picked)


def layers(visitor: Visitor) -> list[LayerView]:
    return visitor.see("feature-maps-body", selection=f"sample:{INDEX}")["layers"]


def test_both_sheets_are_the_maps_of_the_selected_digit(visitor: Visitor, workspace: Workspace) -> None:
    first, second = layers(visitor)
    trace = workspace.trace(workspace.images[INDEX])
    assert first["picture"] == feature_map_sheet(trace.layers["conv1"], columns=8)
    assert second["picture"] == feature_map_sheet(trace.layers["conv2"], columns=8)


def test_the_scales_end_at_the_greatest_activation(visitor: Visitor, workspace: Workspace) -> None:
    trace = workspace.trace(workspace.images[INDEX])
    for layer, maps in zip(layers(visitor), (trace.layers["conv1"], trace.layers["conv2"]), strict=True):
        assert float(layer["scale"]["top"]) == pytest.approx(maps.max(), abs=0.05)


def test_every_channel_of_both_layers_can_be_enlarged(visitor: Visitor) -> None:
    parts = [part["props"] for part in walk(visitor.layout)]
    tiles = {part["data-tiles"]: part["data-channels"] for part in parts if "data-tiles" in part}
    assert tiles == {"conv1": "32", "conv2": "64"}


def test_the_browser_is_told_how_each_picture_is_laid_out(visitor: Visitor) -> None:
    told = [part["props"] for part in walk(visitor.layout) if "data-tiles" in part["props"]]
    for layer, tiles in zip(layers(visitor), told, strict=True):
        names = ("channels", "columns", "height", "width", "gap")
        channels, columns, *sides, gap = (int(tiles[f"data-{name}"]) for name in names)
        picture = Image.open(BytesIO(b64decode(layer["picture"].partition(",")[2])))
        counts = (columns, channels // columns)
        assert picture.size == tuple(
            count * (side + gap) - gap for count, side in zip(counts, sides[::-1], strict=True)
        )
        assert channels % (2 * columns) == 0, "both halves have whole rows"


@pytest.mark.parametrize(("layer", "channel", "side"), [("conv1", 0, 26), ("conv1", 31, 26), ("conv2", 63, 24)])
def test_an_enlarged_map_has_the_values_of_its_channel(
    visitor: Visitor, workspace: Workspace, layer: str, channel: int, side: int
) -> None:
    shown = enlarged(visitor, layer, channel)
    maps = workspace.trace(workspace.images[INDEX]).layers[layer]
    assert np.shape(shown["values"]) == (side, side)
    np.testing.assert_allclose(shown["values"], maps[channel], atol=0.005001)
    assert shown["picture"] == feature_map_picture(maps[channel], scale_of(maps))
    assert (shown["layer"], shown["channel"]) == (layer, channel)


def test_a_kernel_of_the_first_layer_is_told_in_numbers(visitor: Visitor, workspace: Workspace) -> None:
    cells = [
        [float(cell.replace("−", "-")) for cell in row] for row in enlarged(visitor, "conv1", 5)["kernel"]["table"]
    ]
    np.testing.assert_allclose(cells, workspace.classifier.kernels("conv1").weights[5, 0], atol=0.005)
    assert enlarged(visitor, "conv2", 5)["kernel"]["table"] == []


def test_the_bias_of_a_channel_is_told(visitor: Visitor, workspace: Workspace) -> None:
    for layer in ("conv1", "conv2"):
        told = re.search(r"bias ([+−-]\d+\.\d+)", enlarged(visitor, layer, 9)["kernel"]["description"])
        bias = float(told.group(1).replace("−", "-"))
        assert bias == pytest.approx(workspace.classifier.kernels(layer).biases[9], abs=0.005)
