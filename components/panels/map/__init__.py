"""The map: images as points, drawn and moved by the browser (``assets/js/map/stage.js``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypedDict

from dash import dcc, html

from components.page import ids
from components.page.attributes import aria, data, name_by_tip, tip
from components.page.choices import menu, named_menu, segments
from components.page.hints import first_hint
from components.page.panel import Panel
from components.page.terms import term
from components.page.theme import BLANK, GRAPH_CONFIG, NOTHING, SHADES
from components.question.choice import Choice
from components.question.colouring import Colouring, colourings, shortened
from components.question.facts import dimensions, is_labelled, is_raw, raw_map
from components.question.map_choice import COLOUR, COLOUR_UNIT, COMPONENTS, PROJECTION, UNITS
from model.maps.projection import Projection
from model.maps.quality import QualityConfig
from model.workspace import Workspace

LABEL = (
    "Points of all {items}; an arrow key selects the nearest one in its direction, Shift and an arrow key moves the "
    "map, plus and minus zoom, 0 shows all of it"
)
LEGEND = "A click hides a group or shows it; a double click, or Shift and click, shows it alone"
WITHOUT_WEBGL = "Points are drawn without WebGL, on a canvas."  # one line of the strip
# What hands do on the map is the affair of ``assets/js/map/gestures.js``.
CONFIG: Any = {**GRAPH_CONFIG, "doubleClick": False, "showAxisDragHandles": False}
MINIATURES = 3  # small maps that there is room for


class MapFacts(TypedDict):
    """What the browser needs to know of the map beside the points."""

    colourings: list[Colouring]  # in the order in which they are offered
    texts: list[str]  # columns of somebody's table of which there are too many values to colour or filter by
    shades: dict[str, list[str]]  # by kind, the colours of values in even steps from the least to the greatest
    nothing: str  # the colour of images without a value
    bestAxes: tuple[int, int]  # the two features that separate the classes best
    separation: float  # how well they do, 0 to 1
    quality: dict[str, str]  # how well each projection keeps neighbours, in words


def layout(workspace: Workspace) -> html.Section:
    """Return the controls, and the stage with an empty plot and a ring."""
    graph = dcc.Graph(
        id=ids.MAP_GRAPH, figure=BLANK, className="fill",
        config=CONFIG,
    )  # fmt: skip
    stage = html.Div(
        [
            graph,
            html.Div(id=ids.MAP_RING, className="ring"),
            pin_mark(),
            first_hint("click", workspace.spec.item),
            first_hint("switch", workspace.spec.item),
            tool_buttons(),
            zoom_buttons(),
            filter_words(),
            html.P(id=ids.MAP_UNSEEN, className="unseen", **aria(live="polite")),
            html.P(id=ids.MAP_ANNOUNCEMENT, className="visually-hidden", **aria(live="polite")),
        ],
        id=ids.MAP_STAGE, className="stage", tabIndex=0, role="group",
        **aria(label=LABEL.format(items=workspace.spec.items)),
    )  # fmt: skip
    return html.Section(
        [controls(workspace), legend(), side_by_side(stage), filter_box()],
        id=ids.MAP_PANEL, className="card map", **aria(label="The map"),
    )  # fmt: skip


def side_by_side(stage: html.Div) -> html.Div:
    """Return the stage, with room beside it that ``assets/js/map/side_maps.js`` fills with other maps."""
    sides = html.Div(id=ids.MAP_SIDES, className="sides", hidden=True)
    return html.Div(html.Div([stage, sides], className="abreast"), className="stages")


def pin_mark() -> html.Div:
    """Return the mark of the pinned digit; the browser puts it on its point."""
    return html.Div("A", className="pin-mark", hidden=True, role="img", **aria(label="Pinned: A"))


def controls(workspace: Workspace) -> html.Div:
    """Return what the visitor chooses on the map: projection, components, colour."""
    features = f"Which two of the {dimensions(workspace)} features span the map"
    axes = [
        axis_menus(workspace, ids.MAP_COMPONENTS, COMPONENTS.values(), "Which two components span the map"),
        axis_menus(workspace, ids.MAP_UNITS, UNITS.values(), features),
    ]
    maps = segments(PROJECTION.of(workspace))
    projection = html.Div([html.Span(term("projection", "Projection")), maps], className="choice")
    colour = named_menu("Colour", COLOUR.of(workspace), explanation="What the colours of the points mean")
    unit = html.Div(
        # The browser fills it when it is first wanted: hundreds of options would make each page slower.
        [menu(COLOUR_UNIT, label="Unit whose activation is the colour")], id=ids.MAP_COLOUR_UNITS,
        className="choice components", hidden=True, **tip("The unit whose activation is the colour"),
    )  # fmt: skip
    return html.Div([projection, colour, unit, *axes], className="map-controls")


def legend() -> html.Div:
    """Return the row of the legend; ``assets/js/map/legend.js`` draws a button for each group of the colouring."""
    words = {**aria(label="What the colours mean"), **tip(LEGEND)}
    groups = html.Div(id=ids.MAP_LEGEND, className="groups", role="toolbar", **words)
    every = html.Button("All", id=ids.MAP_LEGEND_ALL, className="quiet", **aria(label="Show all groups"))
    hint = html.P("Double-click one to see it alone.", className="hint", **aria(hidden="true"))
    return html.Div([groups, every, hint], className="legend-row")


def axis_menus(workspace: Workspace, name: str, axes: Iterable[Choice], explanation: str) -> html.Div:
    """Return a menu for each axis of a map; the browser shows them where they apply."""
    sides = zip(axes, ("Horizontal", "Vertical"), strict=True)
    menus = [menu(axis.of(workspace), label=f"{side} axis") for axis, side in sides]
    return html.Div(menus, id=name, className="choice components", hidden=True, **data(tip=explanation))


def map_foot(workspace: Workspace) -> html.Div:
    """Return the small maps and the words on the landing and on how far to trust the large one."""
    landing = html.P(id=ids.LANDING_WORDS, role="status")
    note = html.P(WITHOUT_WEBGL, id=ids.MAP_CANVAS_NOTE, className="hint", hidden=True)
    quality = html.P(id=ids.MAP_QUALITY, className="hint quality")
    notes = html.Div([landing, note, quality], className="words")
    small = html.Div(id=ids.MAP_MINIATURES, className="miniatures", **data(maps=json.dumps(miniatures(workspace))))
    return html.Div([small, notes], className="map-foot")


def miniatures(workspace: Workspace) -> dict[str, str]:
    """Return the maps that are shown small beside the large one, by name: the last ones, and none of raw features."""
    maps = [(each.name, each.title) for each in workspace.projections.values() if not is_raw(workspace, each)]
    return dict(maps[-MINIATURES:])


def tool_buttons() -> html.Div:
    """Return the buttons of lasso and box (``assets/js/map/lasso.js`` says what they do), filter and pictures."""
    tools = (
        ("lasso", "Lasso", "Draw around images to select them"),
        ("box", "Box", "Draw a box to select what is in it"),
    )
    more = "Shift adds, Alt takes away, Escape ends it"
    buttons = [
        html.Button(
            html.Span(className=f"icon-{name}"), **data(tool_of_map=name, tip=f"{words}. {more}"),
            **aria(label=label, pressed="false"),
        )
        for name, label, words in tools
    ]  # fmt: skip
    funnel = html.Button(
        html.Span(className="icon-filter"), id=ids.MAP_FILTER_OPEN,
        **data(filter_open="", tip="Filter: by class, reading, confidence and whatever else is known"),
        **aria(label="Filter", haspopup="dialog", expanded="false"),
    )  # fmt: skip
    pictures = html.Button(  # ``assets/js/map/image_points.js``
        html.Span(className="icon-pictures"),
        **data(pictures="", tip="Pictures in place of points, for as many as have room; zoom in for more"),
        **aria(label="Pictures in place of points", pressed="true"),
    )
    return html.Div([*buttons, funnel, pictures], className="map-tools", role="group", **aria(label="Tools of the map"))


def filter_box() -> html.Div:
    """Return the box of the filter, which ``assets/js/map/filter_box.js`` fills and opens."""
    return html.Div(id=ids.MAP_FILTER, className="filter-box", role="dialog", tabIndex=-1, **aria(label="Filter"))


def filter_words() -> html.Div:
    """Return the line, over the map, that says what the filter asks for while there is one."""
    words = html.Button([html.Span(className="asked"), html.Span(className="count")], **data(filter_open=""))
    off = html.Button("×", **data(filter_off=""), **aria(label="Clear the filter"))
    return html.Div([words, off], id=ids.MAP_FILTER_WORDS, className="filter-words", hidden=True)


def zoom_buttons() -> html.Div:
    """Return the buttons that zoom (wheel, pinch and double click do the same), and one that fills the screen."""
    buttons = (("in", "+", "Zoom in"), ("out", "−", "Zoom out"), ("reset", "⤢", "Show the whole map (double click)"))
    zooms = [html.Button(sign, **data(zoom=kind), **name_by_tip(label)) for kind, sign, label in buttons]
    full = html.Button(id=ids.MAP_FULL_SCREEN, hidden=True)  # its script shows it where browsers can do that
    return html.Div([*zooms, beside_menu(), full], className="zoom")


def beside_menu() -> html.Label:
    """Return the menu, under a sign, of what stands beside the map; ``assets/js/map/beside_menu.js`` fills it."""
    chosen = html.Select(id=ids.MAP_BESIDE, **aria(label="Beside this map"))
    return html.Label(
        [html.Span(className="icon-beside"), chosen], className="beside-menu",
        **tip("Other maps beside this one, with the same images selected"),
    )  # fmt: skip


def describe_map(workspace: Workspace) -> MapFacts:
    """Return what the browser needs to know beside the points: colours, words on quality, the best two features."""
    raw = raw_map(workspace)
    best = raw.usual if raw else (0, 0)
    return {
        "colourings": colourings(workspace),
        "texts": [shortened(column.name) for column in workspace.columns.values() if column.kind == "text"],
        "shades": {kind: list(colours) for kind, colours in SHADES.items()},
        "nothing": NOTHING,
        "bestAxes": best,
        "separation": float(workspace.separation[best]),
        "quality": {name: describe_quality(workspace, each) for name, each in workspace.projections.items()},
    }


def describe_quality(workspace: Workspace, projection: Projection) -> str:
    """Return in one line how well a map keeps neighbours."""
    quality, near = workspace.quality[projection.name], QualityConfig.neighbours
    classes = (
        f" The {QualityConfig.voters} nearest points name the right class for {100 * quality.knn_accuracy:.1f} %."
        if is_labelled(workspace)
        else ""
    )
    measured = (
        f"trustworthiness {quality.trustworthiness:.3f}, continuity {quality.continuity:.3f}. Of a point's {near} "
        f"nearest here, {near * quality.neighbours_kept:.1f} are among its {near} nearest in "
        f"{dimensions(workspace)}-D.{classes}"
    )
    if is_raw(workspace, projection) and is_labelled(workspace):
        return f"{describe_best_pair(workspace, projection)} Neighbours on the {projection.title}: {measured}"
    return f"{projection.title}: {measured}"


def describe_best_pair(workspace: Workspace, projection: Projection) -> str:
    """Return in words why the map of raw axes begins with these two features."""
    one, other = best = projection.usual
    share = 100 * float(workspace.separation[best])
    return (
        f"By Fisher's discriminant units {one} and {other} separate the classes best: a line between two should be "
        f"right for some {share:.0f} %."
    )


PANEL = Panel(
    "map", "The map", layout, choices=[PROJECTION, COLOUR, COLOUR_UNIT, *COMPONENTS.values(), *UNITS.values()],
)  # fmt: skip
