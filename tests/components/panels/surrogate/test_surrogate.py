from __future__ import annotations

import json
import re

import numpy as np
import pytest

from components.panels.surrogate import ARROWS, SurrogateView, fits_of, verdict
from model.explain.comparison import diagonal
from model.workspace import Workspace
from tests.visitor import Visitor

INDEX = 42
MAPS = ("tsne", "umap")


def view(visitor: Visitor) -> SurrogateView:
    return visitor.see("surrogate-body", selection=f"sample:{INDEX}")


def tips(figure: dict[str, object]) -> dict[int, np.ndarray]:
    """Return where each unit's arrow points, from its foot."""
    arrows = [piece for piece in figure["layout"]["annotations"] if piece["showarrow"]]
    return {
        int(piece["name"].split("-")[1]): np.array([piece["x"] - piece["ax"], piece["y"] - piece["ay"]])
        for piece in arrows
    }


@pytest.mark.parametrize("projection", MAPS)
@pytest.mark.parametrize("count", ARROWS.labels)
def test_the_arrows_are_the_weights_from_the_middle_of_the_map(
    visitor: Visitor, workspace: Workspace, projection: str, count: int
) -> None:
    figure = visitor.see(
        "surrogate-biplot", surrogate_map=projection, surrogate_arrows=str(count), surrogate_scale="weight"
    )
    weights, found = workspace.surrogates[projection].weights, tips(figure)
    lengths = np.hypot(*weights.T)
    assert len(found) == count
    assert lengths[list(found)].min() >= np.delete(lengths, list(found)).max()
    scale = np.linalg.norm(np.array(list(found.values()))) / np.linalg.norm(weights[list(found)])
    for unit, tip in found.items():
        np.testing.assert_allclose(tip, scale * weights[unit], rtol=1e-3, atol=1e-3 * scale)
    foot = figure["layout"]["annotations"][0]
    np.testing.assert_allclose([foot["ax"], foot["ay"]], workspace.positions[projection].mean(axis=0), rtol=1e-4)
    assert figure["layout"]["meta"]["columns"] == [f"{projection}-1", f"{projection}-2"]


def test_times_spread_the_arrows_are_those_of_the_units_that_change(visitor: Visitor, workspace: Workspace) -> None:
    figure = visitor.see("surrogate-biplot", surrogate_scale="pull")
    pulls = np.hypot(*workspace.surrogates["tsne"].weights.T) * workspace.features.std(axis=0)
    chosen = list(tips(figure))
    assert pulls[chosen].min() >= np.delete(pulls, chosen).max() * 0.999


def test_the_page_has_the_weights_and_says_how_good_they_are(visitor: Visitor, workspace: Workspace) -> None:
    told = json.loads(visitor.page["surrogate-body.data-surrogates"])
    np.testing.assert_allclose(told["spreads"], workspace.features.std(axis=0), atol=1e-4)
    for name in MAPS:
        surrogate = workspace.surrogates[name]
        np.testing.assert_allclose(told["maps"][name]["weights"], surrogate.weights, atol=1e-4)
        for r2 in (*surrogate.r2, *surrogate.r2_inside, *surrogate.r2_middles):
            assert f"{r2:.2f}".replace("-", "−") in told["maps"][name]["quality"]
        assert all(f"{alpha:g}" in told["maps"][name]["quality"] for alpha in surrogate.alpha)


@pytest.mark.parametrize(("inside", "words"), [((-2.5, 0.1), "nothing of where in it"), ((0.4, 0.1), "some of where")])
def test_what_the_model_knows_inside_the_classes_is_said(inside: tuple[float, float], words: str) -> None:
    assert words in verdict(np.array(inside, np.float32), "a digit")


def test_a_digit_is_marked_where_it_is_and_where_the_model_puts_it(visitor: Visitor, workspace: Workspace) -> None:
    for name, place in view(visitor)["places"].items():
        true, predicted = workspace.positions[name], workspace.surrogates[name].predict(workspace.features)
        extents = fits_of(workspace, name)[2]
        for axis, mark in enumerate(place["marks"]):
            low, high = extents[axis]
            expected = (np.array([true[INDEX, axis], predicted[INDEX, axis]]) - low) / (high - low)
            np.testing.assert_allclose(mark, np.clip(expected, 0, 1), atol=1e-3)
        miss = 100 * np.hypot(*(true - predicted)[INDEX]) / diagonal(true)
        assert f"No. {INDEX}" in place["caption"]
        told = float(re.search(r"([\d.]+) % of the map's diagonal", place["caption"])[1])
        assert told == pytest.approx(miss, abs=0.051)


def test_the_fits_are_pictures_and_each_map_has_its_own(visitor: Visitor) -> None:
    pictures = {source for name in MAPS for source in visitor.see("surrogate-fits", surrogate_map=name)["pictures"]}
    assert len(pictures) == 2 * len(MAPS)
    assert all(source.startswith("data:image/png;base64,") for source in pictures)


@pytest.mark.parametrize(
    "changed", [{"surrogate_map": "pca"}, {"surrogate_map": None}, {"surrogate_scale": 1}, {"surrogate_arrows": "128"}]
)
def test_a_choice_that_is_not_offered_is_refused(visitor: Visitor, changed: dict[str, object]) -> None:
    assert "choose one of" in visitor.refused("surrogate-biplot", **changed)
