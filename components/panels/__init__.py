"""The panels, in the order of the page."""

from __future__ import annotations

from components.panels.activations import PANEL as ACTIVATIONS
from components.panels.compare import PANEL as COMPARE
from components.panels.correlation import PANEL as CORRELATION
from components.panels.data import PANEL as DATA
from components.panels.digit import PANEL as DIGIT
from components.panels.draw import PANEL as DRAW
from components.panels.feature_maps import PANEL as FEATURE_MAPS
from components.panels.map import PANEL as MAP
from components.panels.pca import PANEL as PCA
from components.panels.quality import PANEL as QUALITY
from components.panels.saliency import PANEL as SALIENCY
from components.panels.surrogate import PANEL as SURROGATE
from components.panels.unit import PANEL as UNIT
from components.panels.why import PANEL as WHY

COLUMNS = ((DIGIT, DRAW), (FEATURE_MAPS, ACTIVATIONS), (MAP,))  # the main job, side by side on one screen
SECTIONS = {  # what follows below, by the name in the row of links
    "Why here": WHY,
    "PCA": PCA,
    "Surrogate": SURROGATE,
    "Pixels": SALIENCY,
    "Compare": COMPARE,
    "Data": DATA,
    "Correlation": CORRELATION,
    "Trust": QUALITY,
}
DIALOGS = (UNIT,)  # opened from anywhere
PANELS = (*(panel for column in COLUMNS for panel in column), *SECTIONS.values(), *DIALOGS)
