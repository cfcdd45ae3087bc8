"""The page before Dash runs: its style and scripts, empty cards, and what the scripts must know at once.

The points are on their way before anything runs, and ``assets/js/map/sketch.js`` shows them as soon as they are there:
a visitor sees the map while the rest of the page is still being built.
"""

from __future__ import annotations

import json
from html import escape
from typing import TypedDict

from components.page.files import Files
from components.panels.map import MapFacts
from components.question.state import Parameter
from components.question.view import ViewFacts

INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="data:,">
<link rel="preload" href="POINTS" as="fetch" crossorigin="anonymous">
<link rel="stylesheet" href="STYLE">
{%css%}
</head>
<body>
<div class="app skeleton" aria-hidden="true" DATA><header><h1>digitscope</h1></header>
<main><div class="columns">
<div class="column"><div class="card"></div></div>
<div class="column"><div class="card"></div></div>
<div class="column"><div class="card map"><div class="map-controls"></div><div class="stage"></div>
<div class="map-foot"><div class="words"></div></div></div></div>
</div></main></div>
<script src="SCRIPT"></script>
{%app_entry%}
<footer>{%config%}<script src="PLOTLY"></script>{%scripts%}{%renderer%}</footer>
</body>
</html>"""


class PageData(TypedDict):
    """What the server tells the scripts once, with the page."""

    files: Files
    address: dict[str, Parameter]  # by the name in the URL
    map: MapFacts
    views: dict[str, ViewFacts]  # by the element that shows it
    choices: dict[str, str]  # what is chosen at first, by the control


PLOTLY = "/assets/vendor/plotly-gl2d-4.1.1.min.js"


def index_page(*, points: str, style: str, script: str, data: PageData) -> str:
    """Return the page before its scripts run.

    Args:
        points: Address of the points of all maps.
        style: Address of the style sheet.
        script: Address of the scripts.
        data: What ``assets/js/core/page_data.js`` hands to the scripts, by name.
    """
    attributes = " ".join(f'data-{name}="{escape(json.dumps(value))}"' for name, value in data.items())
    page = INDEX.replace("POINTS", points).replace("STYLE", style).replace("SCRIPT", script).replace("PLOTLY", PLOTLY)
    return page.replace("DATA", attributes)
