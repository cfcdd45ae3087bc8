"""The biplot: axes for the points of a map, and an arrow for each of the features that the axes weigh most.

The browser has the points already and draws them (``assets/js/charts/biplot.js``).

Letters: n images, d features, m arrows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from components.figures.plot import Figure
from components.page.theme import MUTED, TEMPLATE

Floats = NDArray[np.float32]

ARROW_REACH = 0.8  # the longest arrow, as a share of the way from its foot to the edge of the points
LABEL_GAP = 0.05  # between two labels, one above the other, of the points' extent
LABEL_WIDTH = 2.0  # how many times as far apart they are side by side
SMALLEST = 1e-9  # in place of 0 where something is divided by it


def biplot(
    points: Floats,
    vectors: Floats,
    *,
    columns: tuple[str, str],
    titles: tuple[str, str],
    arrows: int,
    foot: Floats | None = None,
    measured: bool = True,
) -> Figure:
    """Return the axes of a map with arrows for the features that they weigh most.

    Args:
        points: (n, 2) positions on the map.
        vectors: (d, 2) weights of the features in the two axes.
        columns: Names of the axes among the coordinates that the browser has, such as "pca-1".
        titles: Words on the axes.
        arrows: How many features get an arrow.
        foot: (2,), where the arrows begin; the origin if left out.
        measured: Whether the numbers on the axes mean anything.

    Source:
        K. R. Gabriel, The biplot graphic display of matrices, 1971, doi:10.1093/biomet/58.3.453.
    """
    foot = np.zeros(2, dtype=np.float32) if foot is None else foot
    chosen = strongest_features(vectors, arrows)
    steps = vectors[chosen] * arrow_scale(points - foot, vectors[chosen])  # (m, 2)
    places = foot + label_places(steps, gap=LABEL_GAP * float(np.abs(points - foot).max()))
    feet, tips, names = foot.tolist(), (foot + steps).tolist(), chosen.tolist()
    axis = {} if measured else {"showticklabels": False, "showgrid": False, "zeroline": False}
    layout = {
        "template": TEMPLATE, "uirevision": " ".join(columns), "dragmode": "pan", "hovermode": False,
        "meta": {"columns": list(columns)},
        "margin": {"l": 56 if measured else 32, "r": 8, "t": 8, "b": 44 if measured else 32},
        "xaxis": {**axis, "range": padded(points[:, 0]), "title": {"text": titles[0]}},
        "yaxis": {**axis, "range": padded(points[:, 1]), "title": {"text": titles[1]}, "scaleanchor": "x"},
        "annotations": [
            *(arrow(feet, tip, unit) for tip, unit in zip(tips, names, strict=True)),
            *map(arrow_label, places.tolist(), names),
        ],
    }  # fmt: skip
    return {"data": [], "layout": layout}


def strongest_features(vectors: Floats, count: int) -> NDArray[np.intp]:
    """Return the ``count`` features with the longest vectors (d, 2), longest first."""
    return np.argsort(-np.hypot(vectors[:, 0], vectors[:, 1]), kind="stable")[:count]


def arrow_scale(points: Floats, vectors: Floats) -> float:
    """Return the one factor for all ``vectors`` (m, 2) at which the first to do so reaches far among ``points`` (n, 2).

    Far is ``ARROW_REACH`` of the way from the origin to the edge of the points, on the side to which the vector points.
    """
    room = np.where(vectors > 0, np.maximum(points.max(axis=0), 0), np.maximum(-points.min(axis=0), 0))  # (m, 2)
    needed = np.abs(vectors)
    limits = room[needed > SMALLEST] / needed[needed > SMALLEST]
    return ARROW_REACH * float(limits.min(initial=1 / SMALLEST))


def padded(values: Floats) -> list[float]:
    """Return the range of ``values`` with a margin of 4 % on both sides."""
    low, high = float(values.min()), float(values.max())
    margin = 0.04 * (high - low) or 1.0
    return [low - margin, high + margin]


def arrow(foot: list[float], tip: list[float], unit: int) -> Figure:
    """Return an arrow from ``foot`` (2,) to ``tip`` (2,) that belongs to a unit."""
    common = {"axref": "x", "ayref": "y", "xref": "x", "yref": "y"}
    return {
        **common, "x": tip[0], "y": tip[1], "ax": foot[0], "ay": foot[1], "text": "", "showarrow": True,
        "arrowwidth": 1.5, "arrowhead": 2, "arrowcolor": MUTED, "name": f"unit-{unit}",
    }  # fmt: skip


def label_places(steps: Floats, *, gap: float) -> Floats:
    """Return a place beyond each arrow (m, 2), pushed outwards until it is clear of the places before it.

    Clear is ``gap`` above or below, and ``LABEL_WIDTH`` times that to the left or right.
    """
    size = np.array([LABEL_WIDTH * gap, gap])
    places: list[Floats] = []
    for step in steps:
        outward = step / max(float(np.hypot(*step)), SMALLEST) * gap
        place = step + 0.7 * outward
        while outward.any() and any(np.hypot(*((place - other) / size)) < 1 for other in places):
            place = place + 0.25 * outward
        places.append(place)
    return np.array(places, dtype=np.float32).reshape(-1, 2)


def arrow_label(place: list[float], unit: int) -> Figure:
    """Return the number of a unit at ``place`` (2,)."""
    return {"x": place[0], "y": place[1], "text": str(unit), "showarrow": False, "name": f"unit-{unit}-label"}
