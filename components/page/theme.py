"""Colours and the looks that all figures share; ``assets/css/10-tokens.css`` has the same colours for the page.

Those of the classes are in ``components/page/palette.py``.

Text, lines and grids of a figure take their colours from the style sheet, so that a change of theme repaints nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from plotly.colors import sequential

from components.page.palette import FIRST

ACCENT = "#2f6fde"
MUTED = "#8a919c"  # readable on white and on black
NEGATIVE, POSITIVE = "#c2571a", "#1f6fb4"  # of signed values; orange and blue stay apart for colour-blind eyes
MIDDLE = "#f2f2f2"  # of signed values at zero

DOUBT = ("#bd1f01", "#e76300", "#ffa90e", "#7fb2e5", "#9aa3ae")  # from least sure to sure; the last is calm
NOTHING = DOUBT[-1]  # of what has no value
SHADES: dict[str, tuple[str, ...]] = {  # of points, from the least value to the greatest, on white and on black
    "continuous": tuple(sequential.Viridis),
    "signed": (NEGATIVE, "#b9bec6", POSITIVE),
}

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

AXIS = {
    "gridcolor": "rgba(138, 145, 156, 0.22)",
    "zerolinecolor": "rgba(138, 145, 156, 0.5)",
    "zerolinewidth": 1,
    "ticks": "",
    "automargin": False,
    "title": {"standoff": 8, "font": {"size": 13}},
}
TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": FONT, "size": 13, "color": MUTED},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": list(FIRST),
        "hoverlabel": {"font": {"family": FONT, "size": 13}},
        "xaxis": AXIS,
        "yaxis": AXIS,
        "margin": {"l": 48, "r": 8, "t": 8, "b": 40},
        "showlegend": False,
    }
}

# What the map shows until its points come. Of a given size: dcc.Graph plots others twice.
BLANK: dict[str, Any] = {
    "data": [],
    "layout": {
        "template": TEMPLATE,
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
        "width": 100,
        "height": 100,
    },
}

GRAPH_CONFIG: Any = {"displaylogo": False, "displayModeBar": False, "showSendToCloud": False, "showTips": False}
# Plotly takes two quick clicks on different points for a double click; ``assets/js/charts/plot.js`` knows better.
ZOOM_CONFIG: Any = {**GRAPH_CONFIG, "scrollZoom": True, "doubleClick": False}


def scale_colours(*, signed: bool) -> NDArray[np.uint8]:
    """Return the 256 colours (256, 3) of activations, from zero to the greatest or from the most negative one."""
    return diverging() if signed else viridis()


@cache
def diverging() -> NDArray[np.uint8]:
    """Return the 256 colours of signed values, (256, 3): orange below zero, which is grey and in the middle, blue."""
    ends = [[int(colour[k : k + 2], 16) for k in (1, 3, 5)] for colour in (NEGATIVE, MIDDLE, POSITIVE)]
    channels = [np.interp(np.linspace(-1, 1, 256), (-1, 0, 1), channel) for channel in np.array(ends).T]
    return np.stack(channels, axis=1).round().astype(np.uint8)


@cache
def viridis() -> NDArray[np.uint8]:
    """Return the 256 colours of the activation scale, (256, 3), dark to bright.

    Source:
        S. van der Walt, N. Smith, E. Firing, viridis, 2015, in Plotly's ten steps, linear in between.
    """
    steps = [tuple(int(colour[k : k + 2], 16) for k in (1, 3, 5)) for colour in sequential.Viridis]
    places = np.linspace(0, 255, len(steps))
    channels = [np.interp(np.arange(256), places, channel) for channel in np.array(steps).T]
    return np.stack(channels, axis=1).round().astype(np.uint8)
