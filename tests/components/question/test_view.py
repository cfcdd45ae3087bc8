from __future__ import annotations

import json
import logging
from typing import Any, NoReturn

import pytest
from dash import Dash, html

from app import create_app
from components.panels import PANELS, correlation, digit
from components.question import view as view_module
from components.question.choice import Choice
from components.question.question import DIGIT, MAP, SCALES, Question
from components.question.view import View, describe_view, mailboxes, register_views
from model.workspace import Workspace
from tests.visitor import VIEWS, Visitor

ASKED = {view.element: view for panel in PANELS for view in panel.views if view.answer}
OF_A_DIGIT = [element for element, view in ASKED.items() if DIGIT in view.names]
NO_SELECTIONS = [None, 5, "", "sample:300", "sample:-1", "drawn:x", ["sample:1"], {"index": 1}]
FAILED = {"view": None, "message": "Something went wrong on the server.", "outdated": False}
NO_DRAWINGS = [None, 5, {}, {"image": 5}, {"image": "AAAA"}, {"image": "x" * 10_000}, {"shows": "drawn:7"}]


def mistake(*given: object, **options: object) -> NoReturn:
    """Fail as no check of ours does."""
    raise TypeError("a mistake with /a/path in it")


@pytest.fixture(scope="module")
def by_callback(workspace: Workspace) -> Visitor:
    """Somebody on a page that asks everything by callbacks, so that this road is tried with every view."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(view_module, "FROM_A_MOVING_HAND", frozenset())
        return Visitor(create_app(workspace))


@pytest.fixture(scope="module")
def drawing(visitor: Visitor) -> dict[str, Any]:
    """Where a drawing has landed."""
    return visitor.see("landing")


def test_there_are_views_on_every_road(visitor: Visitor) -> None:
    roads = {facts["road"] for facts in visitor.views.values()}
    assert roads == {"callback", "stream", "browser"}
    assert len(OF_A_DIGIT) > 5


@pytest.mark.parametrize("element", ASKED)
def test_a_callback_and_a_post_give_the_same_answer(visitor: Visitor, by_callback: Visitor, element: str) -> None:
    answer = visitor.ask(element)
    assert answer["view"]
    assert by_callback.run(element) == answer


def test_the_page_has_callbacks_for_what_is_not_streamed_and_posts_for_everything(visitor: Visitor) -> None:
    written = {callback["output"] for callback in visitor.callbacks}
    for element, facts in visitor.views.items():
        assert (f"{element}-answer.data-view" in written) == (facts["road"] == "callback")
        if facts["road"] == "callback":
            assert visitor.run(element) == visitor.ask(element)


@pytest.mark.parametrize("element", ASKED)
def test_an_answer_has_the_number_of_its_question(visitor: Visitor, element: str) -> None:
    for number in (1, 10**9):
        sent = {element: {"number": number, "question": visitor.question(element)}}
        assert visitor.tell(VIEWS, sent)[1][element]["number"] == number


@pytest.mark.parametrize("element", OF_A_DIGIT)
@pytest.mark.parametrize("selection", NO_SELECTIONS, ids=repr)
def test_a_wrong_selection_is_refused_in_place_on_both_roads(
    visitor: Visitor, by_callback: Visitor, element: str, selection: Any
) -> None:
    answer = visitor.ask(element, selection=selection)
    assert answer["view"] is None
    assert answer["message"].endswith(".")
    assert by_callback.run(element, selection=selection) == answer


@pytest.mark.parametrize("element", OF_A_DIGIT)
def test_a_drawn_digit_is_shown_on_both_roads(
    visitor: Visitor, by_callback: Visitor, element: str, drawing: dict[str, Any]
) -> None:
    drawn = {"selection": "drawn:7", "drawing": drawing}
    answer = visitor.ask(element, digit=drawn)
    assert answer["view"], answer["message"]
    assert answer["view"].get("shows", "drawn:7") == "drawn:7"
    assert answer["view"] != visitor.see(element)
    assert by_callback.run(element, digit=drawn) == answer


@pytest.mark.parametrize("element", OF_A_DIGIT)
@pytest.mark.parametrize("wrong", NO_DRAWINGS, ids=lambda wrong: repr(wrong)[:30])
def test_a_drawing_that_is_none_is_refused(visitor: Visitor, element: str, wrong: Any) -> None:
    assert visitor.refused(element, digit={"selection": "drawn:7", "drawing": wrong})


@pytest.mark.parametrize("element", ASKED)
@pytest.mark.parametrize("sent", [None, [], 5, "why", {}, {"number": 3}, {"number": 3, "question": []}], ids=repr)
def test_what_is_no_question_is_refused_in_its_place(visitor: Visitor, element: str, sent: Any) -> None:
    status, answers = visitor.tell(VIEWS, {element: sent})
    assert (status, answers[element]["view"]) == (200, None)
    assert "the question must be an object" in answers[element]["message"].lower()


@pytest.mark.parametrize("sent", [None, [], 5, "why", {}, {"nowhere": {}}, {"digit-body": {}, "nowhere": {}}], ids=repr)
def test_a_post_of_no_questions_is_refused(visitor: Visitor, sent: Any) -> None:
    status, told = visitor.tell(VIEWS, sent)
    assert (status, list(told)) == (400, ["message"])


@pytest.mark.parametrize("number", [None, "3", 1.5, [], {}], ids=repr)
def test_a_question_without_a_number_is_answered_as_number_0(visitor: Visitor, number: Any) -> None:
    sent = {"digit-body": {"number": number, "question": visitor.question("digit-body")}}
    assert visitor.tell(VIEWS, sent)[1]["digit-body"]["number"] == 0


def test_many_questions_are_answered_at_once_each_as_if_it_were_alone(visitor: Visitor) -> None:
    sent = {element: {"number": 3, "question": visitor.question(element)} for element in ASKED}
    status, answers = visitor.tell(VIEWS, sent)
    assert status == 200
    assert answers == {element: visitor.ask(element) for element in ASKED}


def test_a_refused_view_leaves_the_others_of_its_post_alone(visitor: Visitor) -> None:
    wrong = visitor.question("activations-chart", selection="sample:300")
    sent = {
        "activations-chart": {"number": 1, "question": wrong},
        "digit-body": {"number": 2, "question": visitor.question("digit-body")},
    }
    _, answers = visitor.tell(VIEWS, sent)
    assert "0 to 299" in answers["activations-chart"]["message"]
    assert answers["digit-body"]["view"]["shows"] == "sample:1"


def test_a_mistake_of_ours_in_one_view_is_said_in_its_place_and_logged_and_leaves_the_others_alone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(create_app(workspace))
    monkeypatch.setattr(digit, "view_digit", mistake)
    elements = ("digit-body", "activations-chart")
    status, answers = visitor.tell(
        VIEWS, {element: {"number": 3, "question": visitor.question(element)} for element in elements}
    )
    assert status == 200
    assert answers["digit-body"] == {"number": 3, **FAILED}
    assert answers["activations-chart"]["view"]["shows"] == "sample:1"
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.exc_info[0] is TypeError


def test_a_mistake_of_ours_in_a_callback_is_said_in_the_view_s_place_and_logged(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(create_app(workspace))
    monkeypatch.setattr(correlation, "describe_matrix", mistake)
    expected = {"number": 3, **FAILED}
    assert visitor.run("correlation-chart") == expected
    (record,) = caplog.records
    assert record.exc_info[0] is TypeError


KIND = Choice("some-kind", "the kind", {"a": "one", "b": "other"}, "a")


def test_the_browser_is_told_what_a_view_needs_by_name() -> None:
    view = View("some-body", lambda asked: {}, [MAP, KIND])
    assert describe_view(view) == {"needs": ["map", "some-kind"], "road": "callback"}


@pytest.mark.parametrize(
    ("view", "road"),
    [
        (View("a", lambda asked: {}), "callback"),
        (View("b", lambda asked: {}, [MAP, SCALES]), "stream"),
        (View("c", None, [MAP]), "browser"),
        (View("d", None, [SCALES]), "browser"),
    ],
    ids=lambda part: getattr(part, "element", part),
)
def test_the_needs_of_a_view_say_on_which_road_it_is_asked(view: View, road: str) -> None:
    assert describe_view(view)["road"] == road
    boxes = [f"{view.element}-question", f"{view.element}-answer"]
    assert [box.id for box in mailboxes([view])] == (boxes if road == "callback" else [])


def test_a_view_is_answered_as_it_was_declared(workspace: Workspace) -> None:
    def kind_of(asked: Question) -> dict[str, str]:
        return {"kind": asked.choice(KIND)}

    app, view = Dash("views"), View("some-body", kind_of, [KIND])
    app.layout = html.Main([html.Div(id="some-body"), *mailboxes([view])])
    register_views(app, workspace, [view])
    sent = {"some-body": {"number": 5, "question": {"some-kind": "b"}}}
    answer = app.server.test_client().post(VIEWS, json=sent)
    expected = {"number": 5, "view": {"kind": "b"}, "message": "", "outdated": False}
    assert json.loads(answer.data) == {"some-body": expected}
