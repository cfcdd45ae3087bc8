"""One feature map, enlarged, with its values; the kernel that makes it.

Letters: h×w values of the map, c input channels of the kernel.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from components.figures.encoding import Figure, typed
from components.theme import TEMPLATE, viridis


def colour_scale() -> list[list[object]]:
    """Return the activation scale in the steps that Plotly wants."""
    steps = range(0, 256, 15)
    return [[step / 255, f"rgb({', '.join(map(str, viridis()[step]))})"] for step in steps]


def feature_map_plot(values: NDArray[np.float32], *, top: float) -> Figure:
    """Return a heat map of one feature map, a value on hovering.

    Args:
        values: (h, w) activations after ReLU.
        top: The greatest activation of the layer, where the colours end.
    """
    h, w = values.shape
    heat = {
        "type": "heatmap", "z": typed(values), "zmin": 0, "zmax": top or 1.0, "colorscale": colour_scale(),
        "colorbar": {"thickness": 10, "outlinewidth": 0, "nticks": 5, "title": {"text": "activation", "side": "right"}},
        "hovertemplate": "row %{y}, column %{x}: %{z:.2f}<extra></extra>",
    }  # fmt: skip
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True, "nticks": 6, "constrain": "domain"}
    layout = {
        "template": TEMPLATE, "uirevision": "feature-map", "dragmode": False,
        "margin": {"l": 28, "r": 8, "t": 8, "b": 24},
        "xaxis": {**axis, "range": [-0.5, w - 0.5]},
        "yaxis": {**axis, "range": [h - 0.5, -0.5], "scaleanchor": "x"},
    }  # fmt: skip
    return {"data": [heat], "layout": layout}
