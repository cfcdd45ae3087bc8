"""What a stranger can send without being a visitor: answered with 400 and one line in the log.

Dash runs a callback with whatever was posted and fails somewhere on the way. Here a request is compared with what its
callback declares. Behind that our own checks refuse values by a ValueError, logged with its place; whatever else fails
is a mistake of ours and keeps its traceback.
"""

from __future__ import annotations

import codecs
import errno
import logging
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dash import Dash
from dash.dependencies import DashDependency
from dash.exceptions import DependencyException
from flask import Response, current_app, g, request
from flask.json.provider import DefaultJSONProvider
from pydantic import ConfigDict, JsonValue, TypeAdapter, ValidationError

CALLBACKS = "/_dash-update-component"
ANY_PATH = "/<path:path>"  # where Dash has the page too, for apps of several pages
LONGEST_LINE = 150  # characters of a refusal in the log, all of them ASCII
MOST_PARTS = 50_000  # of JSON: numbers, texts, lists; the largest drawing has 12,000
MOST_BYTES = 300_000  # of JSON
NO_FILES = (errno.EMFILE, errno.ENFILE)  # the process, or the system, has as many open as it may
READER = TypeAdapter(Any)  # of JSON: 200 levels at most, and of each text that it can be written again
CHECKER = TypeAdapter(JsonValue, config=ConfigDict(allow_inf_nan=False))  # of what was read
logger = logging.getLogger("digitscope")
codecs.lookup("unicode_escape")  # read now, or it would be with the first refusal, when it may be impossible


def check_parts(text: str | bytes) -> None:
    """Refuse JSON of many parts or bytes unread: reading millions of them would stop everybody else.

    Raises:
        ValueError: It has more than ``MOST_PARTS`` or ``MOST_BYTES``.
    """
    raw = text.encode() if isinstance(text, str) else text
    if len(raw) > MOST_BYTES:
        raise ValueError(f"the JSON has {len(raw):,} bytes; at most {MOST_BYTES:,} are read")
    parts = sum(map(raw.count, (b",", b"[", b"{")))
    if parts > MOST_PARTS:
        raise ValueError(f"the JSON has {parts:,} parts; at most {MOST_PARTS:,} are read")


class CheckedJson(DefaultJSONProvider):
    """Reads JSON; what is nested too deeply or has numbers that are none is malformed, and no error of the program."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Return what JSON says.

        Raises:
            ValueError: It is none, or has more parts or levels than anything that the page sends, or infinite numbers.
        """
        check_parts(s)
        try:
            return CHECKER.validate_python(READER.validate_json(s))
        except ValidationError as error:
            raise ValueError(complaint(error)) from error


def complaint(error: ValidationError) -> str:
    """Return in words what is wrong with JSON."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return f"this cannot be read as JSON: {first['msg'].removeprefix('Invalid JSON: ')}"
    if first["type"] == "finite_number":
        return "the JSON has a number that is not finite"
    return f"the JSON has something that cannot be taken: {first['msg']}"


def posted_json() -> Any:
    """Return what was posted as JSON; None if it was posted as something else.

    Raises:
        ValueError: It cannot be read; the message says why.
        RequestEntityTooLarge: It has more bytes than are read here.
    """
    content = request.get_json(silent=True)
    if content is None and request.is_json:
        current_app.json.loads(request.get_data())  # says what is wrong, unless it is "null"
    return content


def refuse_malformed(app: Dash) -> None:
    """Refuse requests that no page makes."""
    app.server.json = CheckedJson(app.server)
    app.server.view_functions[ANY_PATH] = refuse_path

    @app.server.before_request
    def refuse_malformed_callbacks() -> Response | None:
        if request.path != CALLBACKS or request.method != "POST":
            return None
        try:
            check_callback(app.callback_map, posted_json())
        except ValueError as error:
            note_refusal(error)
            return Response("This is not a request that the page makes.", 400, mimetype="text/plain")
        return None

    @app.server.errorhandler(DependencyException)
    def refuse_unknown_files(error: DependencyException) -> Response:
        return Response("There is no such file.", 404, mimetype="text/plain")

    @app.server.errorhandler(OSError)
    def put_off(error: OSError) -> Response:
        if error.errno not in NO_FILES:
            raise error
        note_refusal(f"no other file can be opened ({error.strerror})")
        return Response("The server has much to do; try again in a moment.", 503, mimetype="text/plain")


def refuse_path(path: str) -> Response:
    """Say that there is nothing under an address."""
    return Response("There is no such page.", 404, mimetype="text/plain")


def check_callback(known: Mapping[str, Mapping[str, Any]], body: Any) -> None:
    """Compare what was posted to run a callback with what the callback declares.

    Args:
        known: The callbacks by their output, as ``Dash.callback_map`` has them.
        body: What was posted; anything at all.

    Raises:
        ValueError: It runs no callback of this page.
    """
    if not isinstance(body, dict):
        raise ValueError("a callback must be posted as a JSON object")
    output = body.get("output")
    callback = known.get(output) if isinstance(output, str) else None
    if callback is None or "callback" not in callback:  # the page runs some by itself
        raise ValueError(f"there is no callback with the output {str(output)[:40]!r}")
    declared = {"outputs": callback["output"], "inputs": callback["inputs"], "state": callback["state"]}
    for part, entries in declared.items():
        if ids_and_properties(body.get(part, [])) != ids_and_properties(entries):
            raise ValueError(f"the {part} of {output!r} are not those that were posted")
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        raise ValueError("changedPropIds must be a list of names")


def ids_and_properties(entries: Any) -> Any:
    """Return id and property of an entry, or of each in a list; None for what is neither."""
    if isinstance(entries, list | tuple):
        return [ids_and_properties(entry) for entry in entries]
    if isinstance(entries, DashDependency):
        return entries.component_id, entries.component_property
    return (entries.get("id"), entries.get("property")) if isinstance(entries, dict) else None


def note_refusal(reason: ValueError | str) -> None:
    """Log in one line why the present request was refused; nothing that was sent can start a line of its own.

    Of a request for many views the first that is refused has the line: there are as many as somebody likes.
    """
    if g.setdefault("is_noted", False):
        return
    g.is_noted = True
    line = f"refused {request.path[:40]}: {reason}{origin(reason)}"
    logger.warning(line.encode("unicode_escape").decode("ascii")[:LONGEST_LINE])


def origin(reason: ValueError | str) -> str:
    """Return where an error was raised, as " (file:line)"."""
    frames = traceback.extract_tb(reason.__traceback__) if isinstance(reason, ValueError) else []
    return f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
