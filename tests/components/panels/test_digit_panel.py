from __future__ import annotations

import base64
import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from components.panels.digit import percent
from model.workspace import Workspace
from tests.visitor import Visitor, walk, words

INDEX = 42


@pytest.fixture(scope="module")
def body(visitor: Visitor) -> Any:
    """What the panel shows of one digit."""
    return visitor.ask("digit-panel.data-shows", selection=f"sample:{INDEX}").shown["digit-body.children"]


def pixels(uri: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(uri.split(",")[1]))).convert("L"))


def test_the_picture_is_the_digit(body: Any, workspace: Workspace) -> None:
    first = next(part["props"]["src"] for part in walk(body) if part["type"] == "Img")
    np.testing.assert_array_equal(pixels(first), workspace.images[INDEX])


def test_label_and_prediction_are_told(body: Any, workspace: Workspace) -> None:
    shown = " ".join(words(body).split())
    assert f"No. {INDEX}" in shown
    assert f"labelled {workspace.labels[INDEX]}" in shown
    assert f"read as {workspace.predicted[INDEX]}" in shown


def test_the_ten_probabilities_are_those_of_the_network(body: Any, workspace: Workspace) -> None:
    bars = [float(part["props"]["value"]) for part in walk(body) if part["type"] == "Progress"]
    np.testing.assert_allclose(bars, workspace.probabilities[INDEX], atol=5e-5)


def test_the_nearest_digits_are_shown_nearest_first_and_can_be_clicked(body: Any, workspace: Workspace) -> None:
    buttons = [part["props"] for part in walk(body) if "data-digit" in part["props"]]
    others = [int(button["data-digit"]) for button in buttons]
    assert others == workspace.neighbours[INDEX][: len(others)].tolist()
    assert len(others) >= 5
    for button, other in zip(buttons, others, strict=True):
        picture = next(part["props"]["src"] for part in walk(button["children"]) if part["type"] == "Img")
        np.testing.assert_array_equal(pixels(picture), workspace.images[other])
        assert f"No. {other}" in button["title"]


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0.0 %"), (1, "100.0 %"), (0.5, "50.0 %"), (0.99951, "> 99.9 %"), (0.0004, "< 0.1 %"), (0.9994, "99.9 %")],
)
def test_a_share_is_rounded_but_never_to_certainty(share: float, text: str) -> None:
    assert percent(share) == text
