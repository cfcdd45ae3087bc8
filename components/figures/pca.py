"""Two pictures of a PCA: the biplot (scores and loading arrows) and the scree plot.

Letters: n digits, d = 128 features, k components.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from components.figures.encoding import Figure, typed
from components.theme import ACCENT, CLASSES, MUTED, TEMPLATE

ARROW_REACH = 0.8  # the longest arrow, as a share of the way from the middle to the edge of the scores


def axis_title(component: int, ratio: float) -> str:
    """Return the words on the axis of a component, counted from 0, that holds ``ratio`` of the variance."""
    return f"PC{component + 1}, {100 * ratio:.1f} % of variance"


def strongest_features(loadings: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Return the ``count`` features with the longest loading vectors (d, 2), longest first."""
    return np.argsort(-np.hypot(loadings[:, 0], loadings[:, 1]), kind="stable")[:count]


def biplot(
    scores: NDArray[np.float32],
    labels: NDArray[np.uint8],
    loadings: NDArray[np.float32],
    *,
    components: tuple[int, int],
    ratios: tuple[float, float],
    arrows: int,
) -> Figure:
    """Return the scores of all digits with arrows for the features that the two components weigh most.

    Args:
        scores: (n, 2) positions on the two components.
        labels: (n,) classes, 0 to 9; trace k holds the digits of class k in their order.
        loadings: (d, 2) weights of the features in the two components.
        components: Their numbers, from 0, for the axis titles.
        ratios: Their shares of the variance, 0 to 1.
        arrows: How many features get an arrow.

    Source:
        K. R. Gabriel, The biplot graphic display of matrices, 1971, doi:10.1093/biomet/58.3.453.
    """
    reach = np.abs(scores).max(axis=0)
    chosen = strongest_features(loadings, arrows)
    scale = ARROW_REACH * float((reach / np.maximum(np.abs(loadings[chosen]).max(axis=0), 1e-9)).min())
    tips = loadings[chosen] * scale
    axes = [axis_title(component, ratio) for component, ratio in zip(components, ratios, strict=True)]
    layout = {
        "template": TEMPLATE, "uirevision": str(components), "dragmode": "pan", "hovermode": "closest",
        "margin": {"l": 56, "r": 8, "t": 8, "b": 44},
        "xaxis": {"range": padded(scores[:, 0]), "title": {"text": axes[0]}},
        "yaxis": {"range": padded(scores[:, 1]), "title": {"text": axes[1]}, "scaleanchor": "x"},
        "annotations": [
            *map(arrow, tips.tolist(), chosen.tolist()),
            *map(arrow_label, label_places(tips, gap=0.05 * float(reach.max())).tolist(), chosen.tolist()),
        ],
    }  # fmt: skip
    return {"data": [score_cloud(scores[labels == digit], digit) for digit in range(len(CLASSES))], "layout": layout}


def padded(values: NDArray[np.float32]) -> list[float]:
    """Return the range of ``values`` with a margin of 4 % on both sides."""
    low, high = float(values.min()), float(values.max())
    margin = 0.04 * (high - low) or 1.0
    return [low - margin, high + margin]


def score_cloud(scores: NDArray[np.float32], digit: int) -> Figure:
    """Return the points (n, 2) of one class."""
    return {
        "type": "scattergl", "mode": "markers", "name": str(digit), "hoverinfo": "none",
        "x": typed(scores[:, 0]), "y": typed(scores[:, 1]),
        "marker": {"size": 3, "opacity": 0.35, "color": CLASSES[digit]},
    }  # fmt: skip


def arrow(tip: list[float], unit: int) -> Figure:
    """Return an arrow from the origin to ``tip`` (2,) that names its unit at the far end."""
    common = {"axref": "x", "ayref": "y", "xref": "x", "yref": "y"}
    return {
        **common, "x": tip[0], "y": tip[1], "ax": 0, "ay": 0, "text": "", "showarrow": True,
        "arrowwidth": 1.5, "arrowhead": 2, "arrowcolor": MUTED, "name": f"unit-{unit}",
    }  # fmt: skip


def label_places(tips: NDArray[np.float32], *, gap: float) -> NDArray[np.float32]:
    """Return a place beyond each tip (m, 2), pushed outwards until it is ``gap`` from the places before it."""
    places: list[NDArray[np.float32]] = []
    for tip in tips:
        outward = tip / max(float(np.hypot(*tip)), 1e-9) * gap
        place = tip + 0.7 * outward
        while any(np.hypot(*(place - other)) < gap for other in places):
            place = place + 0.5 * outward
        places.append(place)
    return np.array(places, dtype=np.float32).reshape(-1, 2)


def arrow_label(place: list[float], unit: int) -> Figure:
    """Return the number of a unit at ``place`` (2,)."""
    return {
        "x": place[0], "y": place[1], "text": str(unit), "showarrow": False, "captureevents": True,
        "hovertext": f"unit {unit}: click for its dossier", "name": f"unit-{unit}-label",
    }  # fmt: skip


def scree_plot(ratios: NDArray[np.float32], *, shown: int = 20) -> Figure:
    """Return the variance share of the first ``shown`` components as bars and their running sum as a line.

    Args:
        ratios: (k,) explained variance ratios, 0 to 1, greatest first.
        shown: How many components to draw.

    Source:
        R. B. Cattell, The scree test for the number of factors, 1966, doi:10.1207/s15327906mbr0102_10.
    """
    shares, sums = 100 * ratios[:shown], 100 * np.cumsum(ratios)[:shown]
    numbers = list(range(1, len(shares) + 1))
    bars = {
        "type": "bar", "x": numbers, "y": shares.round(2).tolist(), "marker": {"color": ACCENT}, "name": "share",
        "hovertemplate": "PC%{x}: %{y:.1f} % of variance<extra></extra>",
    }  # fmt: skip
    line = {
        "type": "scatter", "mode": "lines+markers", "x": numbers, "y": sums.round(2).tolist(), "name": "running sum",
        "line": {"color": MUTED, "width": 1.5}, "marker": {"size": 4},
        "hovertemplate": "first %{x}: %{y:.1f} %<extra></extra>",
    }  # fmt: skip
    layout = {
        "template": TEMPLATE, "uirevision": "scree", "dragmode": False, "bargap": 0.25,
        "margin": {"l": 48, "r": 12, "t": 8, "b": 44}, "showlegend": True,
        "legend": {"x": 1, "xanchor": "right", "y": 0.5, "bgcolor": "rgba(0,0,0,0)"},
        "xaxis": {"title": {"text": "principal component"}, "tickvals": [1, 5, 10, 15, 20], "fixedrange": True,
                  "range": [0.4, len(shares) + 0.6], "showgrid": False},
        "yaxis": {"title": {"text": "% of variance"}, "range": [0, 104], "fixedrange": True},
    }  # fmt: skip
    return {"data": [bars, line], "layout": layout}
