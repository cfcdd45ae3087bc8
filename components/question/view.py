"""A view: what an element of a panel shows, as a pure function of a question.

The declaration is all that a panel gives. How the question reaches the server is decided here: as a Dash callback from
the question to the answer, or, where it comes from a moving hand, through one stream of posted questions. Dash's
bookkeeping in the browser would take longer than the answers do, and it cancels nothing.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypedDict

from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from components.page.format import sentence
from components.question.choice import Choice
from components.question.posted import register_post
from components.question.question import FROM_A_MOVING_HAND, Question
from components.question.version import OutdatedError, check_version
from components.server.refusals import note_refusal
from model.workspace import Workspace

Need = str | Choice  # a name of ``components.question.question``, or what is chosen

ADDRESS = "/view"  # to which the stream is posted

MISTAKE_WORDS = "Something went wrong on the server."
logger = logging.getLogger("digitscope")


@dataclass(frozen=True, eq=False)
class View:
    """What an element shows."""

    element: str  # its id
    answer: Callable[[Question], Mapping[str, Any]] | None  # JSON, a TypedDict; None if the browser needs no server
    needs: Sequence[Need] = ()

    @property
    def names(self) -> list[str]:
        """The names of what it needs, as the browser knows them."""
        return [need.id if isinstance(need, Choice) else need for need in self.needs]

    @property
    def road(self) -> str:
        """On which it is asked: "callback", "stream" or "browser"."""
        if self.answer is None:
            return "browser"
        return "callback" if FROM_A_MOVING_HAND.isdisjoint(self.names) else "stream"

    @property
    def question_id(self) -> str:
        """Id of the store that holds its question."""
        return f"{self.element}-question"

    @property
    def answer_id(self) -> str:
        """Id of the element that the answer comes to; unlike its own, that one is always on the page."""
        return f"{self.element}-answer"


class ViewFacts(TypedDict):
    """What the browser needs to know of a view."""

    needs: list[str]  # names of the parts of its question
    road: str  # on which it is asked: "callback", "stream" or "browser"


class Answer(TypedDict):
    """What the server says to a question."""

    number: int  # of the question
    view: Any  # None if there is none
    message: str  # why; empty if there is one
    outdated: bool  # whether that is because the page is of another version


def describe_view(view: View) -> ViewFacts:
    """Return what the browser needs to know of a view."""
    return {"needs": view.names, "road": view.road}


def mailboxes(views: Sequence[View]) -> list[Component]:
    """Return where questions go and answers come, for those views that are asked by a callback."""
    asked = [view for view in views if view.road == "callback"]
    boxes = [(dcc.Store(view.question_id), html.Div(id=view.answer_id, hidden=True)) for view in asked]
    return [part for pair in boxes for part in pair]


def register_views(app: Dash, workspace: Workspace, views: Sequence[View]) -> None:
    """Answer the questions of views."""
    for view in views:
        if view.road == "callback":
            register_callback(app, workspace, view)
    register_post(app, ADDRESS, partial(answer_all, workspace, {v.element: v for v in views if v.answer}))


def register_callback(app: Dash, workspace: Workspace, view: View) -> None:
    """Answer a question by a callback."""

    @app.callback(
        Output(view.answer_id, "data-view"), Input(view.question_id, "data"), prevent_initial_call=True
    )  # fmt: skip
    def show(sent: Any) -> str:
        return json.dumps(answer(workspace, view, sent, {}))


def answer_all(workspace: Workspace, views: Mapping[str, View], sent: Any) -> dict[str, Answer]:
    """Answer several questions at once.

    Args:
        workspace: What there is to show.
        views: All that can be asked, by their elements.
        sent: ``{element: {"number": ..., "question": ...}}``.

    Raises:
        ValueError: It is something else, or there is no such view.
    """
    if not isinstance(sent, dict) or not sent or not sent.keys() <= views.keys():
        raise ValueError("the post must be an object of questions, by the elements that are to show the answers")
    found: dict[str, Any] = {}
    return {element: answer(workspace, views[element], one, found) for element, one in sent.items()}


def answer(workspace: Workspace, view: View, sent: Any, found: dict[str, Any]) -> Answer:
    """Answer one question; why it has no answer is said in its place, and concerns no other view."""
    number = sent.get("number") if isinstance(sent, dict) else None
    number = number if isinstance(number, int) else 0
    try:
        return {"number": number, "view": view_of(workspace, view, sent, found), "message": "", "outdated": False}
    except Exception as error:  # the one place for it: whatever goes wrong in a view stays there
        outdated = isinstance(error, OutdatedError)
        return {"number": number, "view": None, "message": explain_failure(error), "outdated": outdated}


def view_of(workspace: Workspace, view: View, sent: Any, found: dict[str, Any]) -> Mapping[str, Any]:
    """Return what a view shows.

    Raises:
        ValueError: The question makes no sense.
    """
    asked = sent.get("question") if isinstance(sent, dict) else None
    if not isinstance(asked, dict) or view.answer is None:
        raise ValueError("the question must be an object with a number and what the view needs")
    check_version(sent.get("version"), workspace)
    return view.answer(Question(workspace, asked, found))


def explain_failure(error: Exception) -> str:
    """Log why there is no answer, and return it in words for the visitor; a mistake of ours keeps its traceback."""
    if isinstance(error, ValueError):
        note_refusal(error)
        return sentence(error)
    logger.error("a view failed", exc_info=error)
    return MISTAKE_WORDS
