"""The panels, in the order of the page: modules with ``layout(workspace)`` and ``register(app, workspace)``."""

from __future__ import annotations

from components.panels import (
    activations,
    compare,
    correlation,
    data,
    digit,
    draw,
    feature_maps,
    map,
    pca,
    quality,
    saliency,
    surrogate,
    unit,
    why,
)

COLUMNS = ((digit, draw), (feature_maps, activations), (map,))  # the main job, side by side on one screen
SECTIONS = {  # what follows below, by the name in the row of links
    "Why here": why,
    "PCA": pca,
    "Surrogate": surrogate,
    "Pixels": saliency,
    "Compare": compare,
    "Data": data,
    "Correlation": correlation,
    "Trust": quality,
}
FOLLOWERS = (digit, feature_maps, activations)  # show the selected digit, together
DIALOGS = (unit,)  # opened from anywhere
PANELS = (*(panel for column in COLUMNS for panel in column), *SECTIONS.values(), *DIALOGS)
