from __future__ import annotations

import numpy as np
import pytest

from components.page.format import probability
from components.panels.digit import DigitView, agreement
from components.question.subject import decode_image, encode_image
from model.spec import DIGITS
from model.workspace import Workspace
from tests.visitor import Visitor

INDEX = 42


@pytest.fixture(scope="module")
def view(visitor: Visitor) -> DigitView:
    """What the panel shows of one digit."""
    return visitor.see("digit-body", selection=f"sample:{INDEX}")


def test_the_view_says_which_selection_it_shows(view: DigitView) -> None:
    assert view["shows"] == f"sample:{INDEX}"
    assert view["name"] == f"No. {INDEX}"


def test_the_picture_is_the_digit(view: DigitView, workspace: Workspace) -> None:
    np.testing.assert_array_equal(decode_image(view["image"], workspace.spec.shape), workspace.images[INDEX])


def test_label_and_prediction_are_told(view: DigitView, workspace: Workspace) -> None:
    assert view["label"] == workspace.labels[INDEX]
    assert view["predicted"] == workspace.predicted[INDEX]
    assert view["confidence"] == probability(float(workspace.confidence[INDEX]))


def test_the_ten_probabilities_are_those_of_the_network(view: DigitView, workspace: Workspace) -> None:
    shares = [part["share"] for part in view["probabilities"]]
    np.testing.assert_allclose(shares, workspace.probabilities[INDEX], atol=1e-6)


def test_the_nearest_digits_come_nearest_first_with_their_pictures(view: DigitView, workspace: Workspace) -> None:
    others = [neighbour["index"] for neighbour in view["neighbours"]]
    assert others == workspace.neighbours[INDEX][: len(others)].tolist()
    assert len(others) >= 5
    for neighbour, other in zip(view["neighbours"], others, strict=True):
        image = decode_image(neighbour["image"], workspace.spec.shape)
        np.testing.assert_array_equal(image, workspace.images[other])
        assert neighbour["label"] == workspace.labels[other]
        assert f"No. {other}" in neighbour["description"]


def test_neighbours_of_another_class_are_not_hidden() -> None:
    assert agreement(DIGITS, np.array([2, 2, 1, 1, 1, 1, 1, 1, 1, 0]), 2) == "2 are 2s, 7 are 1s"
    assert agreement(DIGITS, np.array([2, 2, 1]), 2) == "2 of 3 are 2s"


def test_neighbours_without_labels_are_not_counted() -> None:
    assert agreement(DIGITS, np.array([2, -1, -1]), 2) == "1 of 3 are 2s"
    assert not agreement(DIGITS, np.array([-1, -1]), 2)


def test_what_each_map_keeps_of_the_nearest_is_told_of_digits_of_the_data_set(
    visitor: Visitor, workspace: Workspace
) -> None:
    told = visitor.see("digit-body", selection="sample:17")["beside"]
    for name, counts in workspace.trust.items():
        kept, torn, strangers = counts[17].tolist()
        assert told[name] == {"near": 15, "kept": kept, "torn": torn, "strangers": strangers}
    sent = {"selection": "drawn:4", "drawing": {"shows": "drawn:4", "image": encode_image(workspace.images[3])}}
    assert visitor.see("digit-body", digit=sent)["beside"] == {}
