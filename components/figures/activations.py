"""The 128 activations as bars, the mean of a class as a line over them.

Letters: d = 128 features.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from components.figures.encoding import Figure
from components.theme import ACCENT, TEMPLATE

ORDERS = {"index": "index", "value": "value", "difference": "difference"}


def feature_order(features: NDArray[np.float32], mean: NDArray[np.float32], order: str) -> NDArray[np.intp]:
    """Return the units (d,) in the order of the bars.

    Args:
        features: (d,) activations of the digit.
        mean: (d,) mean activations of a class.
        order: ``index``, ``value`` (greatest first) or ``difference`` (furthest above the mean first).
    """
    if order == "index":
        return np.arange(len(features))
    return np.argsort(-(features if order == "value" else features - mean), kind="stable")


def activation_bars(
    features: NDArray[np.float32], mean: NDArray[np.float32], *, digit: int, order: str = "index"
) -> Figure:
    """Return a bar for each unit and a stepped line for the class.

    Args:
        features: (d,) activations of the digit, not negative.
        mean: (d,) mean activations over all digits of the class.
        digit: The class, for the words on hovering.
        order: As in ``feature_order``.
    """
    units = feature_order(features, mean, order)
    ranks = list(range(len(units)))
    values, means = features[units].round(3).tolist(), mean[units].round(3).tolist()
    hover = f"unit %{{customdata}}<br>%{{y:.2f}}, mean of the {digit}s %{{text:.2f}}<extra></extra>"
    bars = {
        "type": "bar", "x": ranks, "y": values, "customdata": units.tolist(), "text": means, "textposition": "none",
        "hovertemplate": hover, "marker": {"color": ACCENT, "line": {"width": 0}},
    }  # fmt: skip
    line = {
        "type": "scatter", "mode": "lines", "x": ranks, "y": means, "hoverinfo": "skip",
        "line": {"shape": "hvh", "width": 1.5, "color": "#8a919c"},
    }  # fmt: skip
    return {"data": [bars, line], "layout": bars_layout(units, order, max(*values, *means, 1.0))}


def bars_layout(units: NDArray[np.intp], order: str, top: float) -> Figure:
    """Return the layout of the bars; sorted bars have no ticks, since neighbours are no longer neighbours."""
    ticks = [0, 32, 64, 96, 127] if order == "index" else []
    title = {"index": "unit", "value": "units, strongest first", "difference": "units, furthest above the mean first"}
    return {
        "template": TEMPLATE, "bargap": 0.15, "uirevision": order, "dragmode": False, "hovermode": "x",
        "margin": {"l": 36, "r": 4, "t": 4, "b": 34},
        "xaxis": {
            "range": [-0.8, len(units) - 0.2], "tickvals": ticks, "showgrid": False, "zeroline": False,
            "title": {"text": title[order], "standoff": 4}, "fixedrange": True,
        },
        "yaxis": {"range": [0, 1.05 * top], "nticks": 5, "fixedrange": True},
    }  # fmt: skip
