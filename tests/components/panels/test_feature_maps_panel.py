from __future__ import annotations

import base64
import re
from typing import Any

import numpy as np
import pytest

from components.figures.pictures import feature_map_sheet
from model.workspace import Workspace
from tests.visitor import Visitor, walk, words

INDEX = 8


def enlarged(visitor: Visitor, layer: str, channel: int) -> Any:
    picked = {"layer": layer, "channel": channel}
    answer = visitor.ask("feature-map-body.children", selection=f"sample:{INDEX}", feature_map_picked=picked)
    return answer.shown["feature-map-body.children"]


def test_both_sheets_are_the_maps_of_the_selected_digit(visitor: Visitor, workspace: Workspace) -> None:
    shown = visitor.ask("feature-maps-panel.data-shows", selection=f"sample:{INDEX}").shown
    trace = workspace.trace(workspace.images[INDEX])
    assert shown["feature-maps-conv1.src"] == feature_map_sheet(trace.conv1, columns=8)
    assert shown["feature-maps-conv2.src"] == feature_map_sheet(trace.conv2, columns=16)


def test_the_scales_end_at_the_greatest_activation(visitor: Visitor, workspace: Workspace) -> None:
    shown = visitor.ask("feature-maps-panel.data-shows", selection=f"sample:{INDEX}").shown
    trace = workspace.trace(workspace.images[INDEX])
    for layer, maps in (("conv1", trace.conv1), ("conv2", trace.conv2)):
        assert float(shown[f"feature-maps-{layer}-scale.children"]) == pytest.approx(maps.max(), abs=0.05)


def test_every_channel_of_both_layers_can_be_enlarged(visitor: Visitor) -> None:
    tiles = [
        part["props"] for part in walk(visitor.client.get("/_dash-layout").json) if "data-channel" in part["props"]
    ]
    channels = {
        layer: [int(tile["data-channel"]) for tile in tiles if tile["data-layer"] == layer]
        for layer in ("conv1", "conv2")
    }
    assert channels == {"conv1": list(range(32)), "conv2": list(range(64))}
    assert all(tile["aria-label"] for tile in tiles)


@pytest.mark.parametrize(("layer", "channel", "side"), [("conv1", 0, 26), ("conv1", 31, 26), ("conv2", 63, 24)])
def test_an_enlarged_map_has_the_values_of_its_channel(
    visitor: Visitor, workspace: Workspace, layer: str, channel: int, side: int
) -> None:
    body = enlarged(visitor, layer, channel)
    figure = next(part["props"]["figure"] for part in walk(body) if part["type"] == "Graph")
    values = np.frombuffer(base64.b64decode(figure["data"][0]["z"]["bdata"]), "<f4").reshape(side, side)
    maps = getattr(workspace.trace(workspace.images[INDEX]), layer)
    np.testing.assert_array_equal(values, maps[channel])
    assert figure["data"][0]["zmax"] == pytest.approx(maps.max())
    assert f"{layer}, channel {channel}" in words(body)


def test_a_kernel_of_the_first_layer_is_told_in_numbers(visitor: Visitor, workspace: Workspace) -> None:
    cells = [part["props"]["children"] for part in walk(enlarged(visitor, "conv1", 5)) if part["type"] == "Td"]
    weights = workspace.kernels("conv1").weights[5, 0]
    np.testing.assert_allclose(np.array(cells, float).reshape(3, 3), weights, atol=0.005)


def test_the_bias_of_a_channel_is_told(visitor: Visitor, workspace: Workspace) -> None:
    for layer in ("conv1", "conv2"):
        told = re.search(r"bias ([+−-]\d+\.\d+)", words(enlarged(visitor, layer, 9)))
        bias = float(told.group(1).replace("−", "-"))
        assert bias == pytest.approx(workspace.kernels(layer).biases[9], abs=0.005)


def test_without_a_picked_map_the_dialog_stays_empty(visitor: Visitor) -> None:
    answer = visitor.ask("feature-map-body.children", selection="sample:1")
    assert answer.shown == answer.notices == {}
