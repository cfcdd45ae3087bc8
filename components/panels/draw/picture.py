"""A picture file that somebody brings: posted as it is, judged, and answered with the digits in it."""

from __future__ import annotations

import base64
import io
from threading import BoundedSemaphore
from typing import TypedDict

from dash import Dash
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from components.page.format import sentence
from components.question.posted import OK, REFUSED, TOO_LARGE, as_json
from components.question.subject import encode_image
from components.server.memory import give_back
from components.server.refusals import note_refusal
from components.server.work_queue import BusyError, WorkQueue, admit_few
from model.inputs.adapter import InputAdapter
from model.inputs.picture import MAX_BYTES, PictureReading, too_many_bytes
from model.inputs.picture_file import PictureError

ADDRESS = "/picture"
BUSY = 429
LARGE = 6_000_000  # bytes: more than any array that a click needs for a moment, less than a large picture takes
WAITING = 3  # pictures beside the one that is read, of the server's eight threads
PATIENCE_S = 2.0  # so that the answer comes within five
LARGE_AT_ONCE = 2  # files: while it is read, each holds five times its size beside what decoding takes
QUEUE = WorkQueue(waiting=WAITING, patience_s=PATIENCE_S)  # of the process: its data sets share one memory
PLACES = BoundedSemaphore(LARGE_AT_ONCE)
BUSY_WORDS = "Other pictures are being read; try again in a moment."
DOUBT_WORDS = "This hardly looks like writing, so what is read may mean nothing."
ONE_WORDS = "The framed part is on the pad."
FIT_WORDS = "The network got the picture {steps}."
AS_IT_IS = "as it is"
MANY_WORDS = "{count} digits are seen, the largest is on the pad. Choose another one in the picture."
RULED_WORDS = "Printed lines were taken off."
CLEARED_WORDS = "What touches the edge was left out."


class FoundDigit(TypedDict):
    """A digit that was found on a picture."""

    image: str  # as MNIST has them, see ``encode_image``
    box: list[float]  # top, left, bottom, right; shares of the picture's height and width


class FoundDigits(TypedDict):
    """What was found on a picture."""

    digits: list[FoundDigit]  # the largest first
    preview: str  # the picture, small and grey, as an address of its own
    words: str  # what was done, and what is to do
    doubtful: bool  # it hardly looks like writing


def register_picture(app: Dash, adapter: InputAdapter) -> None:
    """Answer a PNG or JPEG file with what the network gets of it or with the reason why that is nothing."""
    give_back(LARGE)
    admit_few(app.server, ADDRESS, larger_than=MAX_BYTES // 20, places=PLACES, refusal=refuse_for_now)

    def reply() -> Response:
        request.max_content_length = MAX_BYTES
        try:
            content = request.get_data(cache=False)
            return as_json(describe(QUEUE.do(lambda: adapter.read(content)), adapter), OK)
        except RequestEntityTooLarge:
            return refuse(PictureError(too_many_bytes(request.content_length or 0)), TOO_LARGE)
        except PictureError as error:
            return refuse(error, REFUSED)
        except BusyError:
            return refuse_for_now()

    app.server.add_url_rule(ADDRESS, ADDRESS, reply, methods=["POST"])


def describe(reading: PictureReading, adapter: InputAdapter) -> FoundDigits:
    """Return what the browser gets to know about a picture."""
    content = io.BytesIO()
    reading.preview.save(content, "JPEG", quality=70)
    return {
        "digits": [{"image": encode_image(digit.image), "box": list(digit.box)} for digit in reading.digits],
        "preview": f"data:image/jpeg;base64,{base64.b64encode(content.getvalue()).decode()}",
        "words": words_for(reading) if adapter.spec.pad else fit_words(reading),
        "doubtful": reading.doubtful,
    }


def words_for(reading: PictureReading) -> str:
    """Return what was found on a picture and what was done with it."""
    count = len(reading.digits)
    parts = {
        DOUBT_WORDS: reading.doubtful,
        (MANY_WORDS.format(count=count) if count > 1 else ONE_WORDS): True,
        RULED_WORDS: reading.ruled,
        CLEARED_WORDS: reading.cleared,
    }
    return " ".join(words for words, holds in parts.items() if holds)


def fit_words(reading: PictureReading) -> str:
    """Return what the network got of a picture in which no digits are looked for."""
    *most, last = reading.steps or (AS_IT_IS,)
    return FIT_WORDS.format(steps=f"{', '.join(most)} and {last}" if most else last)


def refuse(error: PictureError, status: int) -> Response:
    """Return why a picture was not read."""
    note_refusal(error)
    return as_json({"message": sentence(error)}, status)


def refuse_for_now() -> Response:
    """Return that other pictures are being read."""
    return as_json({"message": BUSY_WORDS}, BUSY)
