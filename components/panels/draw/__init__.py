"""The pad: strokes go to the server, the landing comes back, and the drawing becomes the selection.

The pad itself is ``assets/js/drawing/pad.js``, what it sends and when ``assets/js/drawing/landing.js``.
"""

from __future__ import annotations

import json
import reprlib
from typing import Any, TypedDict

import numpy as np
from dash import Dash, html
from numpy.typing import NDArray

from components.page import ids
from components.page.attributes import aria, data, tip
from components.page.card import card
from components.page.hints import first_hint
from components.page.panel import Panel
from components.page.warning import warn
from components.panels.draw.picture import register_picture
from components.question.facts import one
from components.question.question import STROKES, Question
from components.question.subject import coordinates_of, decode_image, encode_image, parse_kind
from components.question.view import View
from model.inputs.picture import MAX_BYTES
from model.inputs.preprocess import rasterise, retouch
from model.inputs.strokes import MAX_POINTS, MAX_STROKES, StrokesError
from model.inspection import Inspection
from model.workspace import Workspace

WIDTHS = {"1.6": "Thin", "2.3": "Medium", "3.4": "Thick"}  # pixels of MNIST's 28; the pad begins with the middle one
EMPTY_WORDS = "Draw {an_item}: it lands on the map while you draw."
PAD_WORDS = "Drawing pad: draw {an_item} with mouse, pen, finger or keys"
KEYS_WORDS = ("↑↓←→ move", "Space draw", "⌫ back", "Esc leave")
KEYS_WORDS_IN_FULL = (
    "Arrow keys move the pen, with Shift far. Space puts it down and lifts it, Backspace takes back, Escape leaves. "
    "Edit {item} puts {an_item} of the data set on the pad, to be changed the same way."
)


class Landing(TypedDict):
    """What the browser gets to know about the drawing, and sends back when panels ask for it."""

    shows: str  # "drawn:<n>"
    kind: str  # what people call it: "drawing", or "picture" if it began as one that they brought
    origin: int | None  # the image of the data set that it is made of, if it was edited
    image: str  # what the network got, see ``encode_image``
    predicted: int
    reading: str  # the name of that class
    confidence: float
    features: list[float]  # activations, three decimals
    coordinates: dict[str, float]  # by column, but for features
    neighbours: list[int]  # indices of the nearest images
    warning: str  # why it may be none of the kind, if so


def layout(workspace: Workspace) -> html.Section:
    """Return the pad with its tools, or what takes pictures where one cannot draw."""
    item = workspace.spec.item
    if not workspace.spec.pad:
        return picture_card(item)
    fold = html.Button("Hide", id=ids.DRAW_FOLD, className="quiet", **aria(expanded="true"))
    edit = tool_button(ids.DRAW_EDIT, f"Edit {item}", f"Put the selected {item} on the pad and change it")
    return card(
        ids.DRAW_PANEL, "Draw", html.Div([pad(item), tools()], className="draw"), found(item), status(),
        controls=[edit, picture_button(item), fold],
    )  # fmt: skip


def picture_card(item: str) -> html.Section:
    """Return what takes pictures, and shows what the network got of them."""
    message = html.P(id=ids.DRAW_MESSAGE, className="picture-note", role="alert")
    hint = "choose, drop or paste a picture: it lands on the map"
    return card(
        ids.DRAW_PANEL, "Your picture", message, found(item), status(),
        controls=[picture_button(item)], hint=hint,
    )  # fmt: skip


def status() -> html.P:
    """Return where what happens is told to screen readers."""
    return html.P(id=ids.DRAW_STATUS, className="visually-hidden", role="status")


def picture_button(item: str) -> html.Button:
    """Return the button that takes a picture."""
    return html.Button(
        "Picture", id=ids.DRAW_PICTURE, className="quiet", **data(bytes=MAX_BYTES),
        **tip(f"Read {one(item)} from a PNG or JPEG, to 5 MB: choose, drop or paste it"),
    )  # fmt: skip


def pad(item: str) -> html.Div:
    """Return what is drawn on, with what can be read on it and the pen that the keys move."""
    words = {"item": item, "an_item": one(item)}
    canvas = html.Canvas(
        id=ids.DRAW_CANVAS, role="application", tabIndex=0, **data(points=MAX_POINTS),
        **aria(label=PAD_WORDS.format(**words), describedby=ids.DRAW_DESCRIPTION),
    )  # fmt: skip
    in_full = KEYS_WORDS_IN_FULL.format(**words)
    description = html.P(in_full, id=ids.DRAW_DESCRIPTION, className="visually-hidden")
    keys = html.P(
        [html.Span(part) for part in KEYS_WORDS],
        id=ids.DRAW_KEYS,
        className="pad-note",
        hidden=True,
        **aria(hidden="true"),
    )
    message = html.P(id=ids.DRAW_MESSAGE, className="pad-note", role="alert")
    pen = html.Div(id=ids.DRAW_PEN, className="pen", hidden=True)
    empty = [html.P(EMPTY_WORDS.format(**words), className="hint"), first_hint("draw", item)]
    return html.Div([canvas, *empty, pen, keys, message, description], className="pad")


def found(item: str) -> html.Figure:
    """Return where a picture is shown with what was found on it."""
    words = html.Figcaption([html.Span(role="status"), html.Button("Hide", className="quiet")])
    picture = html.Div(className="found-picture", role="group", **aria(label=f"Each {item} found on your picture"))
    return html.Figure([picture, words], id=ids.DRAW_FOUND, hidden=True)


def tools() -> html.Div:
    """Return what changes how the pen draws."""
    erase = html.Button(
        "Eraser", id=ids.DRAW_TOOL, className="quiet", **tip("Rub out instead of drawing"), **aria(pressed="false")
    )
    width = html.Button(
        "Medium", id=ids.DRAW_WIDTH, className="quiet", **tip("Width of the pen"), **data(widths=json.dumps(WIDTHS))
    )
    normalised = html.Button(
        "As MNIST", id=ids.DRAW_NORMALISED, className="quiet", **aria(pressed="true"),
        **tip("Scale and centre the drawing as MNIST's digits were; without, see why that matters"),
    )  # fmt: skip
    undo = tool_button(ids.DRAW_UNDO, "Undo", "Take the last change back (Ctrl+Z)", disabled=True)
    redo = tool_button(ids.DRAW_REDO, "Redo", "Make the change again that was taken back (Ctrl+Shift+Z)", disabled=True)
    clear = tool_button(ids.DRAW_CLEAR, "Clear", "Empty the pad")
    buttons = [undo, redo, clear, erase, width, normalised]
    return html.Div(buttons, className="tools", role="group", **aria(label="Pen"))


def tool_button(name: str, label: str, explanation: str, *, disabled: bool = False) -> html.Button:
    """Return a button of the pad; ``disabled`` until it has something to do."""
    return html.Button(label, id=name, className="quiet", disabled=disabled, **tip(explanation))


def register(app: Dash, workspace: Workspace) -> None:
    """Answer a picture with the digits in it."""
    register_picture(app, workspace.adapter)


def land(asked: Question) -> Landing:
    """Return where a drawing lands.

    Raises:
        ValueError: It cannot be read or drawn.
    """
    workspace, sent = asked.workspace, asked.part(STROKES)
    number, kind = parse_number(sent), parse_kind(sent.get("kind"))
    image, origin = picture_of(workspace, sent), origin_of(workspace, sent)
    return describe_landing(workspace, number, kind, workspace.inspect(image, without=origin), origin)


def parse_number(sent: Any) -> int:
    """Return which update of the drawing this is.

    Raises:
        StrokesError: It does not say.
    """
    number = sent.get("n") if isinstance(sent, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 10**9:
        raise StrokesError("the drawing must come as an object with its number n, its strokes and their box")
    return number


def picture_of(workspace: Workspace, sent: dict[str, Any]) -> NDArray[np.uint8]:
    """Return what the network gets: of a picture the picture, of a drawing strokes alone, or a picture with edits.

    Args:
        workspace: What the picture is for.
        sent: ``box`` (side of the pad), ``width`` (of the pen, pixels of 28) and either ``strokes`` with
            ``normalised``, or ``base`` (see ``encode_image``) with ``edits``, pairs of a stroke and whether it erases.

    Raises:
        StrokesError: Something in it cannot be drawn.
        ValueError: The picture is of another size.
    """
    shape = workspace.spec.shape
    if not workspace.spec.pad:
        return decode_image(sent.get("base"), shape)
    pen_width = parse_width(sent.get("width"))
    box: Any = sent.get("box")  # this and the strokes are checked where they are drawn
    strokes: Any = sent.get("strokes")
    if sent.get("base") is None:
        normalised = sent.get("normalised") is not False
        return rasterise(strokes, box=box, normalised=normalised, pen_width=pen_width)
    return retouch(decode_image(sent["base"], shape), parse_edits(sent.get("edits")), box=box, pen_width=pen_width)


def origin_of(workspace: Workspace, sent: dict[str, Any]) -> int | None:
    """Return the digit of the data set that a drawing is made of and no longer is, as it was edited."""
    if sent.get("base") is None or not sent.get("edits"):
        return None
    return workspace.find(decode_image(sent["base"], workspace.spec.shape))


def parse_width(width: Any) -> float:
    """Return the width of the pen in pixels of 28.

    Raises:
        StrokesError: There is no such pen.
    """
    if not isinstance(width, str | float) or str(width) not in WIDTHS:
        raise StrokesError(f"the pen is {reprlib.repr(width)} wide; choose one of {', '.join(WIDTHS)}")
    return float(width)


def parse_edits(edits: Any) -> list[tuple[Any, bool]]:
    """Return the edits of a picture as pairs of a stroke and whether it erases.

    Raises:
        StrokesError: They are something else, or too many.
    """
    if not isinstance(edits, list):
        raise StrokesError(f"the edits are a {type(edits).__name__}; they must be a list")
    if len(edits) > MAX_STROKES:
        raise StrokesError(
            f"the drawing has {len(edits):,} edits; at most {MAX_STROKES} are drawn, so undo some or clear the pad"
        )
    if not all(isinstance(edit, list) and len(edit) == 2 and isinstance(edit[1], bool) for edit in edits):
        raise StrokesError("an edit must be a stroke and whether it erases")
    return [(stroke, erases) for stroke, erases in edits]


def describe_landing(workspace: Workspace, number: int, kind: str, seen: Inspection, origin: int | None) -> Landing:
    """Return what the browser gets to know about a drawing."""
    return {
        "shows": f"drawn:{number}",
        "kind": kind,
        "origin": origin,
        "image": encode_image(seen.image),
        "predicted": seen.predicted,
        "reading": workspace.spec.classes[seen.predicted],
        "confidence": seen.confidence,
        "features": seen.features.astype(float).round(3).tolist(),
        "coordinates": coordinates_of(workspace, seen),
        "neighbours": seen.neighbours.tolist(),
        "warning": warn(workspace, seen.features, seen.logits, origin),
    }


PANEL = Panel("draw", "Draw", layout, views=[View(ids.LANDING_WORDS, land, [STROKES])], register=register)
