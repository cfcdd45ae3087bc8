"""JSON posted to an address of its own and answered at once; ``assets/js/core/ask.js`` posts it.

Questions that come at the pace of a hand take this road (``components.question.view``): Dash's bookkeeping in the
browser takes longer than the answers do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from dash import Dash
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from components.page.format import sentence
from components.server.refusals import note_refusal, posted_json

OK, REFUSED, TOO_LARGE = 200, 400, 413
MAX_BYTES = 250_000  # a drawing of 4,000 points has 64,000, and twice as many with all decimals


def register_post(app: Dash, address: str, answer: Callable[[Any], Mapping[str, Any]]) -> None:
    """Answer JSON posted to ``address`` with JSON.

    Args:
        app: The app that gets the address.
        address: Its path.
        answer: Is given what was posted, anything at all; raises ValueError with the reason if it makes no sense, which
            the visitor gets to read as ``{"message": ...}`` with status 400.

    A question of more than ``MAX_BYTES`` is refused unread: millions of numbers in JSON would stop everybody else.
    """

    def reply() -> Response:
        request.max_content_length = MAX_BYTES
        try:
            return as_json(answer(posted_json()), OK)
        except RequestEntityTooLarge:
            return as_json({"message": too_large(request.content_length or 0)}, TOO_LARGE)
        except ValueError as error:
            note_refusal(error)
            return as_json({"message": sentence(error)}, REFUSED)

    app.server.add_url_rule(address, address, reply, methods=["POST"])


def too_large(length: int) -> str:
    """Return why a question of ``length`` bytes is not read."""
    return (
        f"The question has {-(-length // 1000):,} kB; at most {MAX_BYTES // 1000} kB are read. "
        "If it is about a drawing, undo some strokes or clear the pad."
    )


def as_json(content: Mapping[str, Any], status: int) -> Response:
    """Return ``content`` as JSON."""
    return Response(json.dumps(content), status, mimetype="application/json")
