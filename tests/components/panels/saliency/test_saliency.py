from __future__ import annotations

import base64
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from components.panels.saliency import SaliencyView, layout, next_best, tried
from components.question.map_choice import MapChoice
from components.question.subject import encode_image
from model.workspace import Workspace
from tests.visitor import Visitor, a_map

INDEX = 31


def view(visitor: Visitor, **more: Any) -> SaliencyView:
    return visitor.see("saliency-body", **({"digit": {"selection": f"sample:{INDEX}"}} | more))


def pixels(shown: SaliencyView, tile: int) -> np.ndarray:
    picture = shown["tiles"][tile]["picture"]
    steps = np.frombuffer(base64.b64decode(picture["values"]), np.int8).reshape(28, 28)
    return steps * picture["top"] / 127


@pytest.mark.parametrize("projection", ["pca", "tsne", "umap"])
def test_the_pictures_are_the_gradients_of_the_map_in_view(
    visitor: Visitor, workspace: Workspace, projection: str
) -> None:
    shown = view(visitor, map=a_map(projection))
    weights = workspace.projections[projection].foretell(workspace.features[INDEX], without=INDEX)
    expected = workspace.classifier.gradient(workspace.images[INDEX], weights)
    for tile in range(2):
        np.testing.assert_allclose(
            pixels(shown, tile), expected[tile], atol=shown["tiles"][tile]["picture"]["top"] / 250
        )


def test_the_pca_pictures_follow_the_components_on_the_axes(visitor: Visitor) -> None:
    first, other = view(visitor, map=a_map("pca")), view(visitor, map=a_map("pca", x=3, y=1))
    assert [tile["title"] for tile in other["tiles"][:2]] == ["Right, along PC3", "Up, along PC1"]
    np.testing.assert_allclose(pixels(other, 1), pixels(first, 0), atol=0.02 * first["tiles"][0]["picture"]["top"])


def test_the_third_picture_looks_towards_the_class_that_is_chosen(visitor: Visitor, workspace: Workspace) -> None:
    assert view(visitor)["tiles"][2]["title"] == f"Towards the {next_best(workspace.probabilities[INDEX], range(10))}s"
    seen = [view(visitor, saliency_class=str(digit)) for digit in range(10)]
    assert [shown["tiles"][2]["title"] for shown in seen] == [f"Towards the {digit}s" for digit in range(10)]
    assert len({shown["tiles"][2]["picture"]["values"] for shown in seen}) > 1


def test_the_pictures_of_the_position_share_a_scale_and_say_their_unit(visitor: Visitor) -> None:
    tiles = view(visitor)["tiles"]
    assert len({tile["picture"]["top"] for tile in tiles[:3]}) == 1
    assert [tile["unit"] for tile in tiles] == ["map units per unit of ink"] * 3 + ["logits per unit of ink"]


def test_gradient_times_ink_is_zero_where_there_is_no_ink(visitor: Visitor, workspace: Workspace) -> None:
    shown, gradient = view(visitor, saliency_kind="ink"), view(visitor)
    ink = workspace.images[INDEX] / 255
    for tile in range(4):
        top = max(each["tiles"][tile]["picture"]["top"] for each in (shown, gradient))
        np.testing.assert_allclose(pixels(shown, tile), pixels(gradient, tile) * ink, atol=top / 100)
        assert "per unit" not in shown["tiles"][tile]["unit"]


def test_a_map_without_a_formula_says_what_its_derivative_is(visitor: Visitor) -> None:
    for projection in ("tsne", "umap"):
        assert "derivative of the landing" in view(visitor, map=a_map(projection))["caption"]
    assert "weighted sum" in view(visitor, map=a_map("pca"))["caption"]


def test_a_drawing_has_saliency_too(visitor: Visitor, workspace: Workspace) -> None:
    landing = {"shows": "drawn:5", "image": encode_image(workspace.images[INDEX])}
    digit = {"selection": "drawn:5", "drawing": landing}
    for projection in ("pca", "umap"):
        drawn = view(visitor, digit=digit, map=a_map(projection))
        assert (drawn["shows"], drawn["name"]) == ("drawn:5", "Your drawing")
        assert np.isfinite(pixels(drawn, 0)).all()
    same, drawn = view(visitor, map=a_map("pca")), view(visitor, digit=digit, map=a_map("pca"))
    np.testing.assert_allclose(pixels(drawn, 0), pixels(same, 0), atol=same["tiles"][0]["picture"]["top"] / 100)


@pytest.mark.parametrize("grey", [0, 255])
@pytest.mark.parametrize("kind", ["gradient", "ink"])
def test_an_empty_and_a_full_picture_show_finite_numbers(visitor: Visitor, grey: int, kind: str) -> None:
    landing = {"shows": "drawn:6", "image": encode_image(np.full((28, 28), grey, np.uint8))}
    digit = {"selection": "drawn:6", "drawing": landing}
    assert view(visitor, digit=digit, saliency_kind=kind)["shows"] == "drawn:6"


@pytest.mark.parametrize(
    "changed",
    [
        {"saliency_class": "10"}, {"saliency_class": 3}, {"saliency_class": None}, {"saliency_kind": "guess"},
        {"map": a_map("isomap")}, {"map": a_map("pca", x=0)}, {"map": a_map("pca", y=11)},
    ],
)  # fmt: skip
def test_what_is_not_offered_is_refused(visitor: Visitor, changed: dict[str, Any]) -> None:
    assert "choose one of" in visitor.refused("saliency-body", **changed)


@pytest.mark.parametrize("projection", ["axes", "pca", "tsne", "umap"])
def test_it_says_how_often_it_came_true_of_digits_that_are_read_the_same(workspace: Workspace, projection: str) -> None:
    most = {"strongest_tried": 100, "strongest_right": 73}
    records = [{"tried": 300 + read, "right": 240 + read, "sizes": [0.5, 0.9, 1.26], **most} for read in range(10)]
    known = replace(workspace, manifest={**workspace.manifest, "foretelling": {projection: records}})
    chosen = workspace.projections[projection]
    words = tried(known, MapChoice(chosen, chosen.usual), 7)
    assert "read as 7" in words
    assert "80 % of 307 times (73 % where the picture is strongest)" in words
    assert "0.5 to 1.3 times" in words


def test_of_axes_or_digits_that_were_not_tried_it_says_so(workspace: Workspace) -> None:
    few = [{"tried": 3, "right": 3, "strongest_tried": 1, "strongest_right": 1, "sizes": [1.0, 1.0, 1.0]}] * 10
    known = replace(workspace, manifest={**workspace.manifest, "foretelling": {"tsne": few, "pca": few}})
    assert "not tried" in tried(known, MapChoice(workspace.projections["tsne"], (0, 1)), 7)
    assert "not tried" in tried(workspace, MapChoice(workspace.projections["pca"], (2, 5)), 7)


def test_of_a_network_without_gradient_the_panel_says_why(workspace: Workspace) -> None:
    network = {**workspace.manifest["network"], "why_no_gradient": "the derivative cannot be exported (<b>twist)"}
    silent: Any = SimpleNamespace(has_gradient=False)
    shown = layout(replace(workspace, classifier=silent, manifest={**workspace.manifest, "network": network}))
    assert "of this network: the derivative cannot be exported (<b>twist)." in str(shown)
