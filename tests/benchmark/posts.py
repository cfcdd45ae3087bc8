"""What the page posts, without a browser: the questions that follow a click, and any others."""

from __future__ import annotations

import http.client
import json
from collections.abc import Collection
from contextlib import closing
from typing import Any

from components.page import ids
from components.panels import STAGE, TABS
from components.question.question import DIGIT, STROKES
from components.question.view import ADDRESS
from tests.server import Server

FIRST_SCREEN = [view.element for panel in (*STAGE, *TABS[0].panels) for view in panel.views if view.names == [DIGIT]]


def click(server: Server, digit: int) -> None:
    """Ask what the first screen asks of a digit."""
    ask_views(server, questions(digit))


def questions(digit: int) -> bytes:
    """Return what the first screen posts once a digit of the data set is selected."""
    question = {DIGIT: {"selection": f"sample:{digit}"}}
    return json.dumps({element: {"number": 1, "question": question} for element in FIRST_SCREEN}).encode()


def ask_views(server: Server, body: bytes) -> None:
    """Post questions of views.

    Raises:
        RuntimeError: One of them is not answered by a view.
    """
    answers = json.loads(post(server, ADDRESS, body))
    for element, answer in answers.items():
        if answer["view"] is None:
            raise RuntimeError(f"{element} has no view: {answer['message']}")


def post(server: Server, address: str, body: bytes, answers: Collection[int] = (http.client.OK,)) -> bytes:
    """Post JSON, or a picture, on a connection of its own and return the answer.

    Raises:
        RuntimeError: Its status is none of ``answers``, or it is empty.
    """
    with closing(server.connect()) as connection:
        connection.request("POST", address, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
    if answer.status not in answers or not content:
        raise RuntimeError(f"the server answered {answer.status}: {content[:200]!r}")
    return content


def landing_question(strokes: dict[str, Any]) -> bytes:
    """Return what the pad posts of a drawing."""
    return json.dumps({ids.LANDING_WORDS: {"number": 1, "question": {STROKES: strokes}}}).encode()
