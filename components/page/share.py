"""The dialog that hands over what one sees: a link, a table of the images, a picture of the map.

``assets/js/page/share.js`` opens it and copies the link, ``page/take_table.js`` and ``map/take_picture.js`` make files.
"""

from __future__ import annotations

from dash import dcc, html

from components.page import ids
from components.page.attributes import aria, data, name_by_tip, tip
from components.question.facts import dimensions
from model.maps.table_file import PARQUET_REMEDY, has_parquet
from model.workspace import Workspace

WIDTHS = (400, 1200, 4000)  # least, usual and greatest of a picture, px
SCALES = (1, 2, 3, 4)
USUAL_SCALE = 2
LINK = "The address of the page is the view: map, colours, filter, selection, tab."
APOSTROPHE = "In CSV an apostrophe stands before a text that a spreadsheet would take for a formula."
PICTURE = (
    "As it is in view, with legend and caption, light or dark as the page is; images are points in it, also where the "
    "map shows their pictures. Your browser makes it."
)


def share_button() -> html.Button:
    """Return the button in the head that opens the dialog."""
    explanation = "A link to what you see now, a table of the images, a picture of the map"
    return html.Button("Share", id=ids.SHARE_LINK, className="quiet", **tip(explanation))


def share(workspace: Workspace) -> html.Dialog:
    """Return the dialog, closed."""
    close = html.Button("×", className="close", type="button", **data(close=""), **name_by_tip("Close (Esc)"))
    status = html.P(id=ids.SHARE_STATUS, className="share-status", role="status")
    title = "Share and export"
    parts = [close, html.H2(title), link_part(), table_part(workspace), picture_part(), status]
    return html.Dialog(parts, id=ids.SHARE, className="share-dialog", **aria(label=title))


def link_part() -> html.Section:
    """Return the part about the link."""
    copy = html.Button("Copy link", id=ids.SHARE_COPY, type="button", className="quiet")
    note = html.P(id=ids.SHARE_NOTE, className="hint")
    return html.Section([html.H3("Link"), html.P(LINK, className="hint"), note, html.Div(copy, className="share-row")])


def table_part(workspace: Workspace) -> html.Section:
    """Return the part about the table; the browser says how many images there are to choose from."""
    known = (
        f"Of each {workspace.spec.item} its number, label, reading, confidence, whether that is right, its position on "
        "every map with how many of its nearest are kept, torn away and strangers there, its "
        f"{dimensions(workspace)} units{' and your own columns' if workspace.columns else ''}. {APOSTROPHE}"
    )
    parts = [html.Option(value.capitalize(), value=value) for value in ("all", "filter", "group")]
    images = html.Select(parts, id=ids.SHARE_IMAGES, className="menu")
    label = html.Label([html.Span("Which"), images], className="choice")
    row = html.Div([label, *table_buttons()], className="share-row")
    return html.Section([html.H3("Table"), html.P(known, className="hint"), row, *parquet_note()])


def table_buttons() -> list[html.Button]:
    """Return a button for each kind of table that can be written here."""
    kinds = {"csv": "CSV", **({"parquet": "Parquet"} if has_parquet() else {})}
    return [take_button(kind, name) for kind, name in kinds.items()]


def parquet_note() -> list[html.P]:
    """Return how to get parquet files where none can be written."""
    if has_parquet():
        return []
    return [html.P(["Parquet needs pyarrow on the server: ", html.Code(PARQUET_REMEDY)], className="hint")]


def picture_part() -> html.Section:
    """Return the part about the picture."""
    least, usual, greatest = WIDTHS
    number = dcc.Input(
        id=ids.SHARE_WIDTH, type="number", value=usual, min=least, max=greatest, step=1, inputMode="numeric"
    )
    options = [html.Option(f"× {scale}", value=str(scale), selected=scale == USUAL_SCALE) for scale in SCALES]
    scale = html.Select(options, id=ids.SHARE_SCALE, className="menu")
    row = [
        html.Label([html.Span("Width, px"), number], htmlFor=ids.SHARE_WIDTH, className="choice"),
        html.Label([html.Span("PNG pixels"), scale], className="choice"),
        take_button("png", "PNG"),
        take_button("svg", "SVG"),
    ]
    hint = html.P(PICTURE, className="hint")
    return html.Section([html.H3("Picture of the map"), hint, html.Div(row, className="share-row")])


def take_button(kind: str, name: str) -> html.Button:
    """Return a button that makes a file of a kind."""
    return html.Button(name, type="button", className="quiet", **data(take=kind))
