"""The feature maps of both convolutions, and one of them enlarged with the kernel that makes it."""

from __future__ import annotations

import json
from typing import Any, TypedDict

import numpy as np
from dash import Dash, Input, Output, State, dcc, html
from numpy.typing import NDArray

from components.figures.pictures import feature_map_picture, feature_map_sheet, kernel_picture
from components.page import ids
from components.page.attributes import aria, data
from components.page.card import card
from components.page.format import signed, significant
from components.question.state import parse_choice
from components.question.subject import Subject, find_subject
from model.workspace import Workspace


class Layer(TypedDict):
    """How the maps of one convolution are laid out."""

    channels: int
    columns: int
    words: str


class LayerView(TypedDict):
    """What is shown of one convolution."""

    name: str
    picture: str  # data URI
    top: str  # the greatest activation, where the colours end


class FeatureMapsView(TypedDict):
    """Everything that the panel shows."""

    shows: str
    layers: list[LayerView]


POINT = "Point at a place to read its activation."
VIEW = ids.FEATURE_MAPS_PANEL
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
    """Return the picture of a layer's maps; the browser puts a button over each."""
    heading = html.H3([name, html.Span(LAYERS[name]["words"], className="hint"), colour_scale("")])
    layer = LAYERS[name]
    tiles = html.Div(
        className="tiles", role="group", **data(tiles=name, channels=layer["channels"], columns=layer["columns"])
    )
    return html.Div([heading, html.Div([html.Img(alt=""), tiles], className="sheet")], className=f"layer {name}")


def colour_scale(top: str) -> html.Div:
    """Return the colours of activations with the numbers at both ends."""
    return html.Div(
        [html.Span("0"), html.Span(className="viridis"), html.Span(top, className="top")], className="colour-scale"
    )


def register(app: Dash, workspace: Workspace) -> None:
    """Let the dialog show the map picked; the panel follows with the first screen."""

    @app.callback(
        Output(ids.FEATURE_MAP_BODY, "children"),
        Input(ids.FEATURE_MAP_PICKED, "data"),
        State(ids.SELECTION, "data"),
        State(ids.LANDING, "data"),
        prevent_initial_call=True,
    )
    def enlarge_feature_map(picked: Any, selection: Any, drawing: Any) -> Any:
        layer, channel = parse_picked(picked)
        trace = workspace.trace(find_subject(workspace, selection, drawing).image)
        return enlargement(workspace, layer, channel, trace.conv1 if layer == "conv1" else trace.conv2)


def view(workspace: Workspace, subject: Subject) -> FeatureMapsView:
    """Return the maps of a digit."""
    trace = workspace.trace(subject.image)
    return {"shows": subject.shows, "layers": [view_layer("conv1", trace.conv1), view_layer("conv2", trace.conv2)]}


def view_layer(name: str, maps: NDArray[np.float32]) -> LayerView:
    """Return the maps (c, h, w) of a convolution as one picture with its scale."""
    picture = feature_map_sheet(maps, columns=LAYERS[name]["columns"])
    return {"name": name, "picture": picture, "top": f"{maps.max():.1f}"}


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
    values, top = maps[channel], float(maps.max())
    picture = html.Img(src=feature_map_picture(values, top=top), alt=f"{layer}, channel {channel}, enlarged")
    cells = html.Div(
        [picture, html.I(hidden=True)], className="cells", **data(values=json.dumps(values.round(2).tolist()))
    )
    kernels = workspace.kernels(layer)
    facts = (
        f"greatest activation {significant(float(values.max()))}, mean {significant(float(values.mean()))}, "
        f"above zero on {np.count_nonzero(values)} of the {values.shape[0]}×{values.shape[1]} places"
    )
    return [
        html.H2(f"{layer}, channel {channel}"),
        html.P(facts, className="hint"),
        html.Div(cells, className="enlarged"),
        html.Div([html.P(POINT, className="hint told"), colour_scale(f"{top:.1f}")], className="legend"),
        *kernel(kernels.weights[channel], float(kernels.biases[channel])),
    ]


def kernel(weights: NDArray[np.float32], bias: float) -> list[Any]:
    """Return the kernel (c, 3, 3) of one channel: as numbers for one input, as pictures for many."""
    words = f"The kernel, bias {signed(bias, 2)}"
    if len(weights) == 1:
        rows = [html.Tr([html.Td(signed(weight, 2)) for weight in row]) for row in weights[0].tolist()]
        return [html.H3(words), html.Div([kernel_image(weights), html.Table(html.Tbody(rows))], className="kernel")]
    words = f"The kernel: 3×3 weights for each of the {len(weights)} maps of conv1; bias {signed(bias, 2)}"
    return [html.H3(words), html.Div(kernel_image(weights), className="kernel wide")]


def kernel_image(weights: NDArray[np.float32]) -> html.Img:
    """Return the weights (c, 3, 3) as pictures: blue is positive, orange negative."""
    reach = float(np.abs(weights).max())
    return html.Img(src=kernel_picture(weights), alt=f"weights from {-reach:.2f} (orange) to {reach:.2f} (blue)")
