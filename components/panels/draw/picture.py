"""A picture file that somebody brings: posted as it is, judged, and answered with the digit in it."""

from __future__ import annotations

from dash import Dash
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from components.page.format import sentence
from components.question.posted import OK, REFUSED, TOO_LARGE, as_json
from components.question.subject import encode_image
from components.server.memory import give_back
from components.server.refusals import note_refusal
from components.server.work_queue import BusyError, WorkQueue, admit_few
from model.inputs.picture import MAX_BYTES, read_picture, too_many_bytes
from model.inputs.picture_file import PictureError

ADDRESS = "/picture"
BUSY = 429
LARGE = 6_000_000  # bytes: more than any array that a click needs for a moment, less than a large picture takes
WAITING = 3  # pictures beside the one that is read, of the server's eight threads
PATIENCE_S = 3.0
BUSY_WORDS = "Other pictures are being read; try again in a moment."


def register_picture(app: Dash) -> None:
    """Answer a PNG or JPEG file with the digit in it, ``{"image": ...}``, or with the reason why there is none."""
    give_back(LARGE)
    queue = WorkQueue(waiting=WAITING, patience_s=PATIENCE_S)
    admit_few(app.server, ADDRESS, larger_than=MAX_BYTES // 20, at_once=1 + WAITING, refusal=refuse_for_now)

    def reply() -> Response:
        request.max_content_length = MAX_BYTES
        try:
            content = request.get_data(cache=False)
            return as_json({"image": encode_image(queue.do(lambda: read_picture(content)))}, OK)
        except RequestEntityTooLarge:
            return refuse(PictureError(too_many_bytes(request.content_length or 0)), TOO_LARGE)
        except PictureError as error:
            return refuse(error, REFUSED)
        except BusyError:
            return refuse_for_now()

    app.server.add_url_rule(ADDRESS, ADDRESS, reply, methods=["POST"])


def refuse(error: PictureError, status: int) -> Response:
    """Return why a picture was not read."""
    note_refusal(error)
    return as_json({"message": sentence(error)}, status)


def refuse_for_now() -> Response:
    """Return that other pictures are being read."""
    return as_json({"message": BUSY_WORDS}, BUSY)
