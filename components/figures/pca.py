"""What a PCA says of its components: the words on their axes and the scree plot.

Letters: k components.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from components.figures.plot import Figure
from components.page.theme import ACCENT, MUTED, TEMPLATE


def axis_title(component: int, ratio: float) -> str:
    """Return the words on the axis of a component, counted from 0, that holds ``ratio`` of the variance."""
    return f"PC{component + 1}, {100 * ratio:.1f} % of variance"


def scree_plot(ratios: NDArray[np.float32], *, shown: int = 20) -> Figure:
    """Return the variance share of the first ``shown`` components and their running sum, both as lines.

    Args:
        ratios: (k,) explained variance ratios, 0 to 1, greatest first.
        shown: How many components to draw.

    Source:
        R. B. Cattell, The scree test for the number of factors, 1966, doi:10.1207/s15327906mbr0102_10.
    """
    shares, sums = 100 * ratios[:shown], 100 * np.cumsum(ratios)[:shown]
    numbers = list(range(1, len(shares) + 1))
    share = {
        "type": "scatter", "mode": "lines+markers", "x": numbers, "y": shares.round(2).tolist(), "name": "share",
        "line": {"color": ACCENT, "width": 1.5}, "marker": {"size": 6},
        "hovertemplate": "PC%{x}: %{y:.1f} % of variance<extra></extra>",
    }  # fmt: skip
    total = {
        "type": "scatter", "mode": "lines+markers", "x": numbers, "y": sums.round(2).tolist(), "name": "running sum",
        "line": {"color": MUTED, "width": 1.5}, "marker": {"size": 4},
        "hovertemplate": "first %{x}: %{y:.1f} %<extra></extra>",
    }  # fmt: skip
    layout = {
        "template": TEMPLATE, "uirevision": "scree", "dragmode": False,
        "margin": {"l": 48, "r": 12, "t": 8, "b": 44}, "showlegend": True,
        "legend": {"x": 1, "xanchor": "right", "y": 0.5, "bgcolor": "rgba(0,0,0,0)"},
        "xaxis": {"title": {"text": "principal component"}, "tickvals": [1, 5, 10, 15, 20], "fixedrange": True,
                  "range": [0.4, len(shares) + 0.6], "showgrid": False},
        "yaxis": {"title": {"text": "% of variance"}, "range": [0, 104], "fixedrange": True},
    }  # fmt: skip
    return {"data": [share, total], "layout": layout}
