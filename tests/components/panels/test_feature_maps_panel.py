from __future__ import annotations

import json
import re
from typing import Any, cast

import numpy as np
import pytest

from components.figures.pictures import feature_map_picture, feature_map_sheet
from components.panels.feature_maps import VIEW, FeatureMapsView, LayerView
from model.workspace import Workspace
from tests.visitor import Visitor, walk, words

INDEX = 8


def enlarged(visitor: Visitor, layer: str, channel: int) -> Any:
    picked = {"layer": layer, "channel": channel}
    answer = visitor.ask("feature-map-body.children", selection=f"sample:{INDEX}", feature_map_picked=picked)
    return answer.shown["feature-map-body.children"]


def layers(visitor: Visitor) -> list[LayerView]:
    return cast(FeatureMapsView, visitor.see(f"sample:{INDEX}", VIEW))["layers"]


def test_both_sheets_are_the_maps_of_the_selected_digit(visitor: Visitor, workspace: Workspace) -> None:
    first, second = layers(visitor)
    trace = workspace.trace(workspace.images[INDEX])
    assert first["picture"] == feature_map_sheet(trace.conv1, columns=8)
    assert second["picture"] == feature_map_sheet(trace.conv2, columns=16)


def test_the_scales_end_at_the_greatest_activation(visitor: Visitor, workspace: Workspace) -> None:
    trace = workspace.trace(workspace.images[INDEX])
    for layer, maps in zip(layers(visitor), (trace.conv1, trace.conv2), strict=True):
        assert float(layer["top"]) == pytest.approx(maps.max(), abs=0.05)


def test_every_channel_of_both_layers_can_be_enlarged(visitor: Visitor) -> None:
    parts = [part["props"] for part in walk(visitor.client.get("/_dash-layout").json)]
    tiles = {part["data-tiles"]: part["data-channels"] for part in parts if "data-tiles" in part}
    assert tiles == {"conv1": "32", "conv2": "64"}


@pytest.mark.parametrize(("layer", "channel", "side"), [("conv1", 0, 26), ("conv1", 31, 26), ("conv2", 63, 24)])
def test_an_enlarged_map_has_the_values_of_its_channel(
    visitor: Visitor, workspace: Workspace, layer: str, channel: int, side: int
) -> None:
    body = enlarged(visitor, layer, channel)
    values = next(json.loads(part["props"]["data-values"]) for part in walk(body) if "data-values" in part["props"])
    maps = getattr(workspace.trace(workspace.images[INDEX]), layer)
    assert np.shape(values) == (side, side)
    np.testing.assert_allclose(values, maps[channel], atol=0.005001)
    picture = next(part["props"]["src"] for part in walk(body) if part["type"] == "Img")
    assert picture == feature_map_picture(maps[channel], top=float(maps.max()))
    assert f"{layer}, channel {channel}" in words(body)


def test_a_kernel_of_the_first_layer_is_told_in_numbers(visitor: Visitor, workspace: Workspace) -> None:
    cells = [part["props"]["children"] for part in walk(enlarged(visitor, "conv1", 5)) if part["type"] == "Td"]
    weights = workspace.kernels("conv1").weights[5, 0]
    cells = [cell.replace("−", "-") for cell in cells]
    np.testing.assert_allclose(np.array(cells, float).reshape(3, 3), weights, atol=0.005)


def test_the_bias_of_a_channel_is_told(visitor: Visitor, workspace: Workspace) -> None:
    for layer in ("conv1", "conv2"):
        told = re.search(r"bias ([+−-]\d+\.\d+)", words(enlarged(visitor, layer, 9)))
        bias = float(told.group(1).replace("−", "-"))
        assert bias == pytest.approx(workspace.kernels(layer).biases[9], abs=0.005)
