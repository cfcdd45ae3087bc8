"""The feature maps of both convolutions, and one of them enlarged with the kernel that makes it."""

from __future__ import annotations

from typing import Any, TypedDict

import numpy as np
from dash import Dash, Input, Output, State, dcc, html, no_update
from numpy.typing import NDArray

from components import ids
from components.attributes import aria, data
from components.card import card
from components.figures.feature_map import feature_map_plot
from components.figures.pictures import feature_map_sheet, kernel_picture
from components.state import parse_choice
from components.subject import find_subject
from components.theme import GRAPH_CONFIG
from model.workspace import Workspace


class Layer(TypedDict):
    """How the maps of one convolution are laid out."""

    channels: int
    columns: int
    words: str


LAYERS: dict[str, Layer] = {
    "conv1": {"channels": 32, "columns": 8, "words": "32 maps of 26×26"},
    "conv2": {"channels": 64, "columns": 16, "words": "64 maps of 24×24"},
}


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with both sheets empty, and the dialog closed."""
    sheets = [sheet(name) for name in LAYERS]
    hint = "after ReLU; click a map to enlarge it"
    dialog = html.Dialog(
        [
            html.Button("×", className="close", title="Close (Esc)", **data(close=""), **aria(label="Close")),
            html.Div(id=ids.FEATURE_MAP_BODY),
        ],
        id=ids.FEATURE_MAP_DIALOG,
        **aria(label="Feature map, enlarged"),
    )
    return card(ids.FEATURE_MAPS_PANEL, "Feature maps", *sheets, dialog, dcc.Store(ids.FEATURE_MAP_PICKED), hint=hint)


def sheet(name: str) -> html.Div:
    """Return the picture of a layer's maps with a button over each."""
    picture, scale = {
        "conv1": (ids.FEATURE_MAPS_CONV1, ids.FEATURE_MAPS_CONV1_SCALE),
        "conv2": (ids.FEATURE_MAPS_CONV2, ids.FEATURE_MAPS_CONV2_SCALE),
    }[name]
    buttons = [tile_button(name, channel) for channel in range(LAYERS[name]["channels"])]
    legend = html.Div([html.Span("0"), html.Span(className="viridis"), html.Span(id=scale)], className="colour-scale")
    heading = html.H3([name, html.Span(LAYERS[name]["words"], className="hint"), legend])
    tiles = html.Div(
        [html.Img(id=picture, alt=""), html.Div(buttons, className="tiles", role="group")], className="sheet"
    )
    return html.Div([heading, tiles], className=f"layer {name}")


def tile_button(layer: str, channel: int) -> html.Button:
    """Return the button that enlarges a channel."""
    words = f"{layer}, channel {channel}"
    return html.Button(title=words, **data(layer=layer, channel=channel), **aria(label=words))


def register(app: Dash, workspace: Workspace) -> None:
    """Let the maps follow the selection, and the dialog the map picked."""

    @app.callback(
        Output(ids.FEATURE_MAPS_CONV1, "src"),
        Output(ids.FEATURE_MAPS_CONV2, "src"),
        Output(ids.FEATURE_MAPS_CONV1_SCALE, "children"),
        Output(ids.FEATURE_MAPS_CONV2_SCALE, "children"),
        Output(ids.FEATURE_MAPS_PANEL, "data-shows"),
        Input(ids.SELECTION, "data"),
        State(ids.LANDING, "data"),
    )
    def show_feature_maps(selection: Any, drawing: Any) -> tuple[str, str, str, str, str]:
        subject = find_subject(workspace, selection, drawing)
        trace = workspace.trace(subject.image)
        maps = {"conv1": trace.conv1, "conv2": trace.conv2}
        first, second = (feature_map_sheet(maps[name], columns=LAYERS[name]["columns"]) for name in LAYERS)
        return first, second, f"{trace.conv1.max():.1f}", f"{trace.conv2.max():.1f}", subject.shows

    @app.callback(
        Output(ids.FEATURE_MAP_BODY, "children"),
        Input(ids.FEATURE_MAP_PICKED, "data"),
        Input(ids.SELECTION, "data"),
        State(ids.LANDING, "data"),
    )
    def enlarge_feature_map(picked: Any, selection: Any, drawing: Any) -> Any:
        if picked is None:
            return no_update
        layer, channel = parse_picked(picked)
        trace = workspace.trace(find_subject(workspace, selection, drawing).image)
        return enlargement(workspace, layer, channel, trace.conv1 if layer == "conv1" else trace.conv2)


def parse_picked(picked: Any) -> tuple[str, int]:
    """Read ``{"layer": "conv1", "channel": 3}`` as it comes from the browser.

    Raises:
        ValueError: It is something else, or names a map that does not exist.
    """
    if not isinstance(picked, dict):
        raise ValueError("the feature map must be given as a layer and a channel")
    layer = parse_choice(picked.get("layer"), list(LAYERS), "the layer")
    return layer, parse_choice(picked.get("channel"), range(LAYERS[layer]["channels"]), "the channel")


def enlargement(workspace: Workspace, layer: str, channel: int, maps: NDArray[np.float32]) -> list[Any]:
    """Return one map of ``maps`` (c, h, w) enlarged, its figures and its kernel."""
    values = maps[channel]
    plot = feature_map_plot(values, top=float(maps.max()))
    kernels = workspace.kernels(layer)
    facts = (
        f"greatest activation {values.max():.2f}, mean {values.mean():.2f}, "
        f"above zero on {100 * (values > 0).mean():.0f} % of the {values.shape[0]}×{values.shape[1]} places"
    )
    return [
        html.H2(f"{layer}, channel {channel}"),
        html.P(facts, className="hint"),
        html.Div(dcc.Graph(figure=plot, config=GRAPH_CONFIG), className="enlarged"),
        *kernel(kernels.weights[channel], float(kernels.biases[channel])),
    ]


def kernel(weights: NDArray[np.float32], bias: float) -> list[Any]:
    """Return the kernel (c, 3, 3) of one channel: as numbers for one input, as pictures for many."""
    words = f"The kernel, bias {bias:+.2f}"
    if len(weights) == 1:
        rows = [html.Tr([html.Td(f"{weight:+.2f}") for weight in row]) for row in weights[0].tolist()]
        return [html.H3(words), html.Div([kernel_image(weights), html.Table(html.Tbody(rows))], className="kernel")]
    words = f"The kernel: 3×3 weights for each of the {len(weights)} maps of conv1; bias {bias:+.2f}"
    return [html.H3(words), html.Div(kernel_image(weights), className="kernel wide")]


def kernel_image(weights: NDArray[np.float32]) -> html.Img:
    """Return the weights (c, 3, 3) as pictures: blue is positive, orange negative."""
    reach = float(np.abs(weights).max())
    return html.Img(src=kernel_picture(weights), alt=f"weights from {-reach:.2f} (orange) to {reach:.2f} (blue)")
