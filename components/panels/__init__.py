"""The panels, in the order of the page: modules with ``layout(workspace)`` and ``register(app, workspace)``."""

from __future__ import annotations

from components.panels import activations, compare, digit, draw, feature_maps, map, pca, quality, surrogate

COLUMNS = ((digit, draw), (feature_maps, activations), (map,))  # the main job, side by side on one screen
SECTIONS = (pca, surrogate, compare, quality)  # what follows below
PANELS = (*(panel for column in COLUMNS for panel in column), *SECTIONS)
