from __future__ import annotations

from typing import Any

import pytest

from components.question import question
from components.question.choice import Choice
from components.question.question import DIGIT, MAP, PIN, Question
from components.question.subject import Subject, encode_image
from model.workspace import Workspace
from tests.visitor import a_map

NO_OBJECTS = [None, 5, "sample:1", [], ["sample:1"], True]
ORDER = Choice("some-order", "the order", {"index": "index", "value": "value"}, "index")


def asked(workspace: Workspace, **sent: Any) -> Question:
    return Question(workspace, sent)


def test_the_digit_is_the_selected_one(workspace: Workspace) -> None:
    assert asked(workspace, digit={"selection": "sample:7"}).digit.digit == 7


def test_the_digit_is_the_drawing_with_the_picture_that_comes_along(workspace: Workspace) -> None:
    drawing = {"shows": "drawn:3", "image": encode_image(workspace.images[7])}
    found = asked(workspace, digit={"selection": "drawn:3", "drawing": drawing}).digit
    assert (found.shows, found.label, found.predicted) == ("drawn:3", None, workspace.predicted[7])


def test_questions_that_are_asked_at_once_find_their_digit_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, find = [], question.find_subject
    monkeypatch.setattr(question, "find_subject", lambda *given: looked.append(given) or find(*given))
    found: dict[str, Subject] = {}
    digits = [
        Question(workspace, {DIGIT: {"selection": selection}}, found).digit.digit
        for selection in ("sample:7", "sample:7", "sample:8", "sample:7")
    ]
    assert (digits, len(looked)) == ([7, 7, 8, 7], 2)


def test_the_map_is_the_one_in_view(workspace: Workspace) -> None:
    assert asked(workspace, map=a_map("pca", x=3)).map.components == (2, 1)


def test_nobody_needs_to_pin_a_digit(workspace: Workspace) -> None:
    assert asked(workspace).pin is None
    assert asked(workspace, pin=None).pin is None


def test_the_pin_is_a_digit_or_a_drawing_with_its_picture(workspace: Workspace) -> None:
    assert asked(workspace, pin={"shows": "sample:7"}).pin.digit == 7
    drawing = {"shows": "drawn:3", "image": encode_image(workspace.images[7])}
    assert asked(workspace, pin=drawing).pin.shows == "drawn:3"


@pytest.mark.parametrize("sent", NO_OBJECTS, ids=repr)
@pytest.mark.parametrize("part", [DIGIT, MAP, PIN])
def test_a_part_that_is_no_object_is_refused_by_its_name(workspace: Workspace, part: str, sent: Any) -> None:
    if (part, sent) == (PIN, None):
        return
    with pytest.raises(ValueError, match=f"{part}.* must be an object"):
        getattr(Question(workspace, {part: sent}), part)


def test_what_is_wrong_but_not_asked_for_does_not_matter(workspace: Workspace) -> None:
    assert asked(workspace, digit={"selection": "sample:7"}, map="nowhere", pin=5).digit.digit == 7


def test_a_choice_is_read_by_the_id_of_its_control(workspace: Workspace) -> None:
    assert Question(workspace, {"some-order": "value"}).choice(ORDER) == "value"
    with pytest.raises(ValueError, match="the order is 'None'; choose one of index, value"):
        asked(workspace).choice(ORDER)


def test_a_refusal_quotes_no_more_than_forty_letters(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="must be an object") as caught:
        _ = asked(workspace, digit="x" * 5000).digit
    assert len(str(caught.value)) < 120
