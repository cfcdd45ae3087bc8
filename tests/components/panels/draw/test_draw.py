from __future__ import annotations

import base64
import json
import re
from typing import Any

import numpy as np
import pytest

from components.page.files import ASSETS
from components.page.warning import warn
from components.panels import draw
from components.question.posted import MAX_BYTES
from components.question.subject import KINDS
from model.inputs.preprocess import rasterise
from model.inputs.strokes import MAX_POINTS, MAX_STROKES
from model.workspace import Workspace
from tests.visitor import VIEWS, Visitor

STROKES = [[[60, 60], [220, 60], [150, 240]]]
SENT = {"n": 7, "box": 280, "width": "2.3", "strokes": STROKES, "normalised": True}


def declared(name: str) -> Any:
    """Return what a constant of the links to drawings says."""
    script = (ASSETS / "js" / "core" / "drawing_link.js").read_text()
    return json.loads(re.search(rf"const {name} = (\[.*\]|\d+);", script)[1])


def test_a_link_knows_the_pens_and_the_strokes_that_are_drawn() -> None:
    assert declared("PENS") == list(draw.WIDTHS)
    assert declared("MOST_STROKES") == MAX_STROKES


def landing(visitor: Visitor, sent: Any = SENT) -> dict[str, Any]:
    return visitor.see("landing", strokes=sent)


def as_text(image: np.ndarray) -> str:
    return base64.b64encode(image.tobytes()).decode()


def test_a_landing_is_what_the_workspace_says_of_the_drawing(visitor: Visitor, workspace: Workspace) -> None:
    told, seen = landing(visitor), workspace.inspect(rasterise(STROKES, box=280))
    assert (told["shows"], told["predicted"]) == ("drawn:7", seen.predicted)
    assert told["confidence"] == pytest.approx(seen.confidence)
    assert told["warning"] == warn(workspace, seen.features, seen.logits, None)
    for projection in workspace.projections.values():
        if projection.coordinates is workspace.features:
            continue  # they are told by themselves
        columns = [projection.column.format(k + projection.first) for k in range(projection.count)]
        coordinates = [told["coordinates"][column] for column in columns]
        np.testing.assert_allclose(coordinates, seen.coordinates[projection.name], rtol=1e-5)


def test_a_landing_knows_the_activations(visitor: Visitor, workspace: Workspace) -> None:
    seen = workspace.inspect(rasterise(STROKES, box=280))
    np.testing.assert_allclose(landing(visitor)["features"], seen.features, atol=6e-4)


def test_the_picture_comes_back_as_the_network_got_it(visitor: Visitor) -> None:
    pixels = np.frombuffer(base64.b64decode(landing(visitor)["image"]), np.uint8).reshape(28, 28)
    np.testing.assert_array_equal(pixels, rasterise(STROKES, box=280))


def test_a_drawing_that_is_not_normalised_is_another_picture(visitor: Visitor) -> None:
    assert landing(visitor, {**SENT, "normalised": False})["image"] != landing(visitor)["image"]


def test_a_digit_put_on_the_pad_lands_on_its_own_point(visitor: Visitor, workspace: Workspace) -> None:
    sent = {"n": 1, "box": 280, "width": "2.3", "base": as_text(workspace.images[42]), "edits": []}
    told = landing(visitor, sent)
    place = [told["coordinates"][f"pca-{axis}"] for axis in (1, 2)]
    np.testing.assert_allclose(place, workspace.positions["pca"][42], atol=1e-3)


@pytest.mark.parametrize(
    "change",
    [
        {"strokes": []},
        {"strokes": None},
        {"strokes": "abc"},
        {"strokes": [[[1, "x"]]]},
        {"strokes": [[[1, 2, 3]]]},
        {"strokes": [[[0, 0]] * (MAX_POINTS + 1)]},
        {"strokes": [[]] * MAX_STROKES + STROKES},
        {"strokes": [[[10**400, 2]]]},
        {"box": 10**400},
        {"width": [["2.3"] * 1_000]},
        {"box": 0},
        {"box": "wide"},
        {"box": None},
        {"width": "9"},
        {"width": None},
        {"base": "AAAA", "edits": []},
        {"base": as_text(np.zeros((28, 28), np.uint8)), "edits": [5]},
        {"base": as_text(np.zeros((28, 28), np.uint8)), "edits": [[[[1, 1]], False]] * (MAX_STROKES + 1)},
        {"base": as_text(np.zeros((28, 28), np.uint8)), "edits": [[[[1, 1]] * 9, True]] * MAX_STROKES},
    ],
    ids=lambda change: repr(change)[:40],
)
def test_strokes_that_cannot_be_drawn_are_refused_with_a_reason(visitor: Visitor, change: dict[str, Any]) -> None:
    assert visitor.refused("landing", strokes={**SENT, **change}).endswith(".")


@pytest.mark.parametrize("sent", [None, 5, [], "strokes", {}, {"n": "7"}, {"n": True}, {"n": -1}])
def test_what_is_no_drawing_at_all_is_refused_with_a_reason(visitor: Visitor, sent: Any) -> None:
    assert visitor.refused("landing", strokes=sent).endswith(".")


def test_a_drawing_at_the_limit_is_drawn(visitor: Visitor) -> None:
    zigzag = [[280.123456789012 * (k % 2), 0.0712345678901234 * k] for k in range(MAX_POINTS)]
    assert len(json.dumps({**SENT, "strokes": [zigzag]})) < MAX_BYTES
    assert landing(visitor, {**SENT, "strokes": [zigzag]})["shows"] == "drawn:7"


def test_a_large_question_is_refused_unread(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("json.loads", None)
    response = visitor.client.post(VIEWS, data=b" " * (MAX_BYTES + 1), content_type="application/json")
    assert response.status_code == 413
    assert b"251 kB; at most 250 kB are read. If it is about a drawing, undo some strokes" in response.data


@pytest.mark.parametrize("kind", [5, [], {}, "poem", "x" * 1_000])
def test_what_is_on_the_pad_is_a_drawing_or_a_picture(visitor: Visitor, kind: Any) -> None:
    assert "it must be one of drawing, picture" in visitor.refused("landing", strokes={**SENT, "kind": kind})


@pytest.mark.parametrize(("kind", "name"), KINDS.items())
def test_a_picture_is_called_one_wherever_it_is_shown(visitor: Visitor, kind: str, name: str) -> None:
    told = landing(visitor, {**SENT, "kind": kind})
    assert told["kind"] == kind
    drawing = {"shows": "drawn:7", "image": told["image"], "kind": kind}
    assert visitor.see("digit-body", digit={"selection": "drawn:7", "drawing": drawing})["name"] == name
    assert visitor.see("compare-body", pin=drawing)["sides"][0]["name"] == name


def test_who_does_not_say_what_is_on_the_pad_means_a_drawing(visitor: Visitor) -> None:
    assert landing(visitor)["kind"] == "drawing"
