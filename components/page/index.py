"""The page before Dash runs: its style and scripts, empty cards, and what the scripts must know at once.

The points are on their way before anything runs, and ``assets/js/map/sketch.js`` shows them as soon as they are there:
a visitor sees the map while the rest of the page is still being built.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any, TypedDict

from plotly.utils import PlotlyJSONEncoder

from components.page.data_sets import SiteFacts
from components.page.dataset import DatasetFacts, MapDescription
from components.page.files import Files
from components.page.glossary import GlossaryEntry
from components.page.palette import class_style
from components.page.panel import Tab
from components.page.pictures import picture_style
from components.panels.map import MapFacts
from components.question.address import Parameter
from components.question.view import ViewFacts
from model.workspace import Workspace

INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="data:,">
<link rel="preload" href="POINTS" as="fetch" crossorigin="anonymous">
<link rel="preload" href="PLOTLY" as="script">
<link rel="stylesheet" href="STYLE">
<style>LOOKS</style>
{%css%}
</head>
<body>
<div class="app skeleton" aria-hidden="true" DATA><header><h1>digitscope</h1></header>
<main><div class="card map">
<div class="map-controls"></div><div class="legend-row"></div>
<div class="stages"><div class="abreast"><div class="stage"></div></div></div></div>
<div class="strip"><div class="card"></div></div><div class="card digit-skeleton"></div>
<div class="tab-bar"></div><div class="bench"></div></main></div>
<script src="SCRIPT"></script>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


class TabFacts(TypedDict):
    """What the browser needs to know of a tab of the bench."""

    layout: dict[str, Any]  # its panels, as Dash has components in JSON
    panels: list[str]  # ids of their root elements
    ahead: list[str]  # elements on top whose views are asked while the panels are being made


class PageData(TypedDict):
    """What the server tells the scripts once, with the page."""

    site: SiteFacts
    files: Files
    values: dict[str, str]  # addresses of what else can colour the points, by name: float64, NaN where there is none
    dataset: DatasetFacts
    maps: list[MapDescription]  # in the order in which they are offered
    address: dict[str, Parameter]  # by the name in the URL
    map: MapFacts
    terms: dict[str, GlossaryEntry]  # of the glossary
    views: dict[str, ViewFacts]  # by the element that shows it
    choices: dict[str, str]  # what is chosen at first, by the control
    tabs: dict[str, TabFacts]  # by the name in the URL


PLOTLY = "/assets/vendor/plotly-scattergl-strict-4.1.1.min.js"


def index_page(*, points: str, style: str, script: str, plotly: str, data: PageData) -> str:
    """Return the page before its scripts run.

    Args:
        points: Address of the points of all maps.
        style: Address of the style sheet.
        script: Address of the scripts.
        plotly: Address of Plotly's.
        data: What ``assets/js/core/page_data.js`` hands to the scripts, by name.
    """
    attributes = " ".join(f'data-{name}="{escape(json.dumps(value))}"' for name, value in data.items())
    page = INDEX.replace("POINTS", points).replace("STYLE", style).replace("SCRIPT", script).replace("PLOTLY", plotly)
    return page.replace("LOOKS", looks_of(data["dataset"])).replace("DATA", attributes)


def looks_of(dataset: DatasetFacts) -> str:
    """Return the style sheet of the colours of its classes and the shape of its pictures."""
    return class_style(len(dataset["classes"])) + picture_style(dataset["height"], dataset["width"])


def describe_tab(workspace: Workspace, tab: Tab) -> TabFacts:
    """Return what the browser needs to bring a tab into sight."""
    layout = json.loads(json.dumps(tab.place(workspace), cls=PlotlyJSONEncoder))
    panels = tab.panels_for(workspace)
    ahead = [view.element for panel in panels[:1] for view in panel.views if view.road == "stream"]
    return {"layout": layout, "panels": [f"{panel.name}-panel" for panel in panels], "ahead": ahead}
