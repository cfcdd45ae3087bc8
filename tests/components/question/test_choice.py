from __future__ import annotations

from typing import Any

import pytest

from components.panels import PANELS
from components.question.choice import Choice
from model.workspace import Workspace

COUNT = Choice("some-count", "the number of arrows", {5: "5 arrows", 10: "10 arrows"}, 10)
CHOICES = list({choice.id: choice for panel in PANELS for choice in panel.all_choices}.values())


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.id)
def test_the_text_of_every_value_means_that_value(workspace: Workspace, choice: Choice) -> None:
    choice = choice.of(workspace)
    assert [choice.parse(str(value)) for value in choice.labels] == list(choice.labels)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.id)
def test_what_is_chosen_at_first_is_offered(workspace: Workspace, choice: Choice) -> None:
    choice = choice.of(workspace)
    assert choice.default in choice.labels


@pytest.mark.parametrize(
    "sent", [None, 5, 5.0, True, "", "6", " 5", "5.0", "٥", [], ["5"], {}, {"5": 5}, "x" * 5000], ids=repr
)
def test_what_is_not_offered_is_refused_with_what_is(sent: Any) -> None:
    with pytest.raises(ValueError, match=r"the number of arrows is .* choose one of 5, 10") as caught:
        COUNT.parse(sent)
    assert len(str(caught.value)) < 120
