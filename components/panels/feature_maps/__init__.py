"""The feature maps of both convolutions, and one of them enlarged with the kernel that makes it."""

from __future__ import annotations

from typing import Any, TypedDict

import numpy as np
from dash import html
from numpy.typing import NDArray

from components.figures.pictures import GAP_PX, feature_map_picture, feature_map_sheet, kernel_picture
from components.page import ids
from components.page.attributes import aria, data, name_by_tip
from components.page.card import card
from components.page.format import signed, significant
from components.page.panel import Panel
from components.page.terms import term
from components.panels.feature_maps.path import PathView, view_path
from components.question.question import DIGIT, FEATURE_MAP, Question
from components.question.state import parse_choice
from components.question.subject import Subject
from components.question.view import View
from model.classifier.classifier import Kernels
from model.workspace import Workspace


class MapSheet(TypedDict):
    """How the maps of one convolution are laid out in their picture."""

    channels: int
    columns: int
    side: int  # of a map, in pixels


class LayerView(TypedDict):
    """What is shown of one convolution."""

    name: str
    picture: str  # data URI
    top: str  # the greatest activation, where the colours end


class FeatureMapsView(TypedDict):
    """Everything that the panel shows."""

    shows: str
    path: PathView
    layers: list[LayerView]


class KernelView(TypedDict):
    """The weights of a channel."""

    description: str
    picture: str  # data URI
    reach: str  # the greatest magnitude of a weight
    table: list[list[str]]  # the weights of a kernel for one input


class EnlargedView(TypedDict):
    """One feature map with the kernel that makes it."""

    layer: str
    channel: int
    facts: str
    picture: str  # data URI
    values: list[list[float]]
    top: str  # the greatest activation of the layer, where the colours end
    kernel: KernelView | None  # of a layer that is no plain convolution there is none


LAYERS: dict[str, MapSheet] = {
    "conv1": {"channels": 32, "columns": 8, "side": 26},
    "conv2": {"channels": 64, "columns": 8, "side": 24},
}


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with both sheets empty, and the dialog closed."""
    title = [term("feature-map", "Feature maps")]
    hint = ["one a ", term("channel", "channel"), "; click one to enlarge it"]
    sheets = [sheet(name) for name in LAYERS]
    body = html.Div([html.Div(className="network-path"), *sheets], id=ids.FEATURE_MAPS_BODY)
    return card(ids.FEATURE_MAPS_PANEL, title, body, enlarged_map(), hint=hint)


def enlarged_map() -> html.Dialog:
    """Return the dialog with room for one map, and what leads from it to the next."""
    close = html.Button("×", className="close", **data(close=""), **name_by_tip("Close (Esc)"))
    steps = [step_button("-1", "‹", "Previous map (←)"), step_button("1", "›", "Next map (→)")]
    head = [html.Div([*steps, close], className="map-steps"), html.H2(**aria(live="polite"))]
    parts = [*head, html.Div(id=ids.FEATURE_MAP_BODY)]
    return html.Dialog(parts, id=ids.FEATURE_MAP_DIALOG, className="map-dialog", **aria(label="Feature map, enlarged"))


def step_button(step: str, sign: str, label: str) -> html.Button:
    """Return a button that goes on by ``step`` maps."""
    return html.Button(sign, className="quiet", **data(step=step), **name_by_tip(label))


def sheet(name: str) -> html.Div:
    """Return room for the picture of a layer's maps; the browser puts a button over each."""
    layer = LAYERS[name]
    count = f"{layer['channels']} maps of {layer['side']}×{layer['side']}"
    heading = html.H3([name, html.Span(count, className="hint"), colour_scale("")])
    tiles = html.Div(className="tiles", role="group", **data(tiles=name, gap=GAP_PX, **layer))
    return html.Div([heading, tiles], className=f"layer {name}")


def colour_scale(top: str) -> html.Div:
    """Return the colours of activations with the numbers at both ends."""
    return html.Div(
        [html.Span("0"), html.Span(className="viridis"), html.Span(top, className="top")], className="colour-scale"
    )


def view_feature_maps(workspace: Workspace, subject: Subject) -> FeatureMapsView:
    """Return the maps of a digit, and its way through the network."""
    trace = workspace.trace(subject.image)
    layers = [view_layer(name, maps) for name, maps in trace.layers.items()]
    return {"shows": subject.shows, "path": view_path(subject, trace), "layers": layers}


def view_layer(name: str, maps: NDArray[np.float32]) -> LayerView:
    """Return the maps (c, h, w) of a convolution as one picture with its scale."""
    picture = feature_map_sheet(maps, columns=LAYERS[name]["columns"])
    return {"name": name, "picture": picture, "top": f"{maps.max():.1f}"}


def parse_feature_map(sent: Any) -> tuple[str, int]:
    """Read ``{"layer": "conv1", "channel": 3}`` as it comes from the browser.

    Raises:
        ValueError: It is something else, or names a map that does not exist.
    """
    if not isinstance(sent, dict):
        raise ValueError("the feature map must be given as a layer and a channel")
    layer = parse_choice(sent.get("layer"), list(LAYERS), "the layer")
    return layer, parse_choice(sent.get("channel"), range(LAYERS[layer]["channels"]), "the channel")


def view_enlarged(asked: Question) -> EnlargedView:
    """Return one feature map enlarged, with the kernel that makes it."""
    layer, channel = parse_feature_map(asked.sent.get(FEATURE_MAP))
    trace = asked.workspace.trace(asked.digit.image)
    maps = trace.layers[layer]
    values, top = maps[channel], float(maps.max())
    return {
        "layer": layer,
        "channel": channel,
        "facts": f"greatest activation {significant(float(values.max()))}, mean {significant(float(values.mean()))}, "
        f"above zero on {np.count_nonzero(values > 0)} of the {values.shape[0]}×{values.shape[1]} places",
        "picture": feature_map_picture(values, top=top),
        "values": values.astype(float).round(2).tolist(),
        "top": f"{top:.1f}",
        "kernel": view_kernel(asked.workspace.classifier.kernels(layer), channel),
    }


def view_kernel(kernels: Kernels | None, channel: int) -> KernelView | None:
    """Return the weights of a channel of a layer that is one plain convolution; nothing of another layer."""
    if kernels is None:
        return None
    weights = kernels.weights[channel]
    return {
        "description": describe_kernel(weights.shape, float(kernels.biases[channel])),
        "picture": kernel_picture(weights),
        "reach": f"{float(np.abs(weights).max()):.2f}",
        "table": [[signed(weight, 2) for weight in row] for row in weights[0].tolist()] if len(weights) == 1 else [],
    }


def describe_kernel(shape: tuple[int, ...], bias: float) -> str:
    """Return what follows the word kernel of one of this ``shape`` (i, h, w), with i maps to look at."""
    inputs, height, width = shape
    if inputs == 1:
        return f", bias {signed(bias, 2)}"
    return f": {height}×{width} weights for each of the {inputs} maps that it looks at; bias {signed(bias, 2)}"


PANEL = Panel(
    "feature-maps", "Feature maps", layout,
    views=[
        View(ids.FEATURE_MAPS_BODY, lambda asked: view_feature_maps(asked.workspace, asked.digit), [DIGIT]),
        View(ids.FEATURE_MAP_BODY, view_enlarged, [DIGIT, FEATURE_MAP]),
    ],
)  # fmt: skip
