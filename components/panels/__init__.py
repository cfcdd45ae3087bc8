"""The panels, in the order of the page."""

from __future__ import annotations

from components.page.panel import Panel, Tab
from components.panels.activations import PANEL as ACTIVATIONS
from components.panels.calibration import PANEL as CALIBRATION
from components.panels.compare import PANEL as COMPARE
from components.panels.correlation import PANEL as CORRELATION
from components.panels.data import PANEL as DATA
from components.panels.digit import PANEL as DIGIT
from components.panels.draw import PANEL as DRAW
from components.panels.errors import PANEL as ERRORS
from components.panels.feature_maps import PANEL as FEATURE_MAPS
from components.panels.group import PANEL as GROUP
from components.panels.map import PANEL as MAP
from components.panels.pca import PANEL as PCA
from components.panels.quality import PANEL as QUALITY
from components.panels.runs import PANEL as RUNS
from components.panels.saliency import PANEL as SALIENCY
from components.panels.surrogate import PANEL as SURROGATE
from components.panels.trust import PANEL as TRUST
from components.panels.unit import PANEL as UNIT
from components.panels.why import PANEL as WHY
from model.workspace import Workspace

STAGE = (MAP, DRAW, DIGIT)  # always in sight
TABS = (  # of the bench, one of which is in sight
    Tab("see", "See", (FEATURE_MAPS, ACTIVATIONS)),
    Tab("why", "Why", (RUNS, WHY)),
    Tab("pixels", "Pixels", (SALIENCY,)),
    Tab("compare", "Compare", (COMPARE,)),
    Tab("units", "Units", (UNIT, DATA, CORRELATION)),
    Tab("maps", "Maps", (TRUST, QUALITY, PCA, SURROGATE, CALIBRATION)),
    Tab("errors", "Errors", (ERRORS,)),
    Tab("group", "Group", (GROUP,)),
)
PANELS = (*STAGE, *(panel for tab in TABS for panel in tab.panels))


def tabs_for(workspace: Workspace) -> list[Tab]:
    """Return the tabs that have a panel to show of a workspace."""
    return [tab for tab in TABS if tab.panels_for(workspace)]


def panels_for(workspace: Workspace) -> list[Panel]:
    """Return all panels that have something to show of a workspace, in the order of the page."""
    return [panel for panel in PANELS if panel.applies(workspace)]
