"""The feature maps of the recorded layers, and one of them enlarged with the kernel that makes it."""

from __future__ import annotations

from typing import Any, TypedDict

import numpy as np
from dash import html
from numpy.typing import NDArray

from components.figures.pictures import (
    GAP_PX,
    Scale,
    feature_map_picture,
    feature_map_sheet,
    kernel_picture,
    scale_of,
)
from components.page import ids
from components.page.attributes import aria, data, name_by_tip
from components.page.card import card
from components.page.choices import segments
from components.page.format import plain, signed, significant
from components.page.panel import Panel
from components.page.terms import term
from components.panels.feature_maps.path import PathView, view_path
from components.question.choice import Choice
from components.question.question import DIGIT, FEATURE_MAP, Question
from components.question.state import parse_choice
from components.question.subject import Subject
from components.question.view import View
from model.classifier.classifier import Kernels, Layer
from model.workspace import Workspace


class ScaleView(TypedDict):
    """Where colours begin and end."""

    low: str
    top: str
    signed: bool  # whether zero is in the middle


class LayerView(TypedDict):
    """What is shown of one recorded layer."""

    name: str
    picture: str  # data URI
    shown: int  # maps in it
    scale: ScaleView


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
    scale: ScaleView  # of the whole layer
    kernel: KernelView | None  # of a layer that is no plain convolution there is none


COLUMNS = 8  # maps in a row
FIRST = 64  # maps of a layer that are shown unless all are asked for
SHOWN = Choice(
    ids.FEATURE_MAPS_SHOWN, "the number of maps", {"first": f"first {FIRST}", "all": "all"}, "first"
)  # fmt: skip


def has_layers(workspace: Workspace) -> bool:
    """Whether the network has recorded layers."""
    return bool(workspace.classifier.layers)


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with both sheets empty, and the dialog closed."""
    title = [term("feature-map", "Feature maps")]
    hint = ["one a ", term("channel", "channel"), "; click one to enlarge it"]
    layers = workspace.classifier.layers
    sheets = [sheet(layer) for layer in layers]
    body = html.Div([html.Div(className="network-path"), *sheets], id=ids.FEATURE_MAPS_BODY)
    if any(layer.channels > FIRST for layer in layers):
        return card(ids.FEATURE_MAPS_PANEL, title, body, enlarged_map(), hint=hint, controls=segments(SHOWN))
    unneeded = html.Div(segments(SHOWN), hidden=True)
    return card(ids.FEATURE_MAPS_PANEL, title, body, enlarged_map(), unneeded, hint=hint)


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


def sheet(layer: Layer) -> html.Div:
    """Return room for the picture of a layer's maps; the browser puts a button over each."""
    count = f"{layer.channels} maps of {layer.height}×{layer.width}"
    heading = html.H3([layer.name, html.Span(count, className="hint"), colour_scale()])
    shape = data(
        channels=layer.channels, columns=min(COLUMNS, layer.channels), height=layer.height, width=layer.width,
        gap=GAP_PX,
    )  # fmt: skip
    tiles = html.Div(className="tiles", role="group", **data(tiles=layer.name), **shape)
    return html.Div([heading, tiles], className=f"layer {'many' if layer.channels >= FIRST else 'few'}")


def colour_scale() -> html.Div:
    """Return the colours of activations with room for the numbers at both ends."""
    return html.Div(
        [html.Span("0", className="low"), html.Span(className="viridis"), html.Span("", className="top")],
        className="colour-scale",
    )


def view_feature_maps(workspace: Workspace, subject: Subject, shown: str) -> FeatureMapsView:
    """Return the maps of an image, and its way through the network; ``shown`` is "first" or "all"."""
    trace = workspace.trace(subject.image)
    most = FIRST if shown == "first" else None
    layers = [view_layer(name, maps, most) for name, maps in trace.layers.items()]
    return {"shows": subject.shows, "path": view_path(workspace, subject, trace), "layers": layers}


def view_layer(name: str, maps: NDArray[np.float32], most: int | None) -> LayerView:
    """Return the first so many maps of all (c, h, w) of a layer as one picture with its scale."""
    scale, some = scale_of(maps), maps[:most]
    picture = feature_map_sheet(some, columns=min(COLUMNS, len(maps)), scale=scale)
    return {"name": name, "picture": picture, "shown": len(some), "scale": view_scale(scale)}


def view_scale(scale: Scale) -> ScaleView:
    """Return where the colours begin and end."""
    low = plain(scale.low, 1) if scale.low else "0"
    return {"low": low, "top": plain(scale.top, 1), "signed": scale.signed}


def parse_feature_map(workspace: Workspace, sent: Any) -> tuple[str, int]:
    """Read the name of a layer and the number of a channel as an object comes from the browser.

    Raises:
        ValueError: It is something else, or names a map that does not exist.
    """
    if not isinstance(sent, dict):
        raise ValueError("the feature map must be given as a layer and a channel")
    channels = {layer.name: layer.channels for layer in workspace.classifier.layers}
    layer = parse_choice(sent.get("layer"), list(channels), "the layer")
    return layer, parse_choice(sent.get("channel"), range(channels[layer]), "the channel")


def view_enlarged(asked: Question) -> EnlargedView:
    """Return one feature map enlarged, with the kernel that makes it."""
    layer, channel = parse_feature_map(asked.workspace, asked.sent.get(FEATURE_MAP))
    trace = asked.workspace.trace(asked.digit.image)
    maps = trace.layers[layer]
    values, scale = maps[channel], scale_of(maps)
    return {
        "layer": layer,
        "channel": channel,
        "facts": f"greatest activation {significant(float(values.max()))}, mean {significant(float(values.mean()))}, "
        f"above zero on {np.count_nonzero(values > 0)} of the {values.shape[0]}×{values.shape[1]} places",
        "picture": feature_map_picture(values, scale),
        "values": values.astype(float).round(2).tolist(),
        "scale": view_scale(scale),
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
    "feature-maps", "Feature maps", layout, applies=has_layers,
    views=[
        View(
            ids.FEATURE_MAPS_BODY,
            lambda asked: view_feature_maps(asked.workspace, asked.digit, asked.choice(SHOWN)), [DIGIT, SHOWN],
        ),
        View(ids.FEATURE_MAP_BODY, view_enlarged, [DIGIT, FEATURE_MAP]),
    ],
)  # fmt: skip
