from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from components.figures.biplot import LABEL_GAP, LABEL_WIDTH, biplot, padded, strongest_features

DICE = np.random.default_rng(7)
SCORES = DICE.normal(size=(200, 2)).astype(np.float32) * [5, 2]
LOADINGS = DICE.normal(size=(128, 2)).astype(np.float32)


FOOT = np.array([3, -1], dtype=np.float32)


def some_biplot(arrows: int, vectors: np.ndarray = LOADINGS, foot: np.ndarray | None = None) -> dict[str, Any]:
    names = {"columns": ("map-1", "map-2"), "titles": ("across", "up")}
    return biplot(SCORES, vectors, **names, arrows=arrows, foot=foot)


def arrows_of(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [piece for piece in figure["layout"]["annotations"] if piece["showarrow"]]


def unit_of(piece: dict[str, Any]) -> int:
    return int(piece["name"].split("-")[1])


@pytest.mark.parametrize("count", [1, 10, 40])
def test_there_are_as_many_arrows_as_asked_for(count: int) -> None:
    assert len(arrows_of(some_biplot(count))) == count


def test_the_arrows_are_the_features_with_the_longest_loadings() -> None:
    lengths = np.hypot(*LOADINGS.T)
    chosen = [unit_of(piece) for piece in arrows_of(some_biplot(10))]
    assert lengths[chosen].min() >= np.delete(lengths, chosen).max()
    assert (np.diff(lengths[strongest_features(LOADINGS, 20)]) <= 0).all()


@pytest.mark.parametrize("foot", [None, FOOT])
def test_an_arrow_points_along_its_vector_from_the_foot_all_by_one_scale(foot: np.ndarray | None) -> None:
    pieces = arrows_of(some_biplot(10, foot=foot))
    start = np.zeros(2) if foot is None else foot
    assert all((piece["ax"], piece["ay"]) == tuple(start) for piece in pieces)
    tips = np.array([[piece["x"], piece["y"]] for piece in pieces])
    scales = (tips - start) / LOADINGS[strongest_features(LOADINGS, 10)]
    np.testing.assert_allclose(scales, scales[0, 0], rtol=1e-4)
    assert scales[0, 0] > 0


@pytest.mark.parametrize("foot", [None, FOOT])
def test_no_arrow_leaves_the_axes(foot: np.ndarray | None) -> None:
    figure = some_biplot(40, foot=foot)
    for axis in ("x", "y"):
        low, high = figure["layout"][f"{axis}axis"]["range"]
        assert all(low < piece[axis] < high for piece in arrows_of(figure))


def test_features_that_weigh_nothing_get_arrows_without_a_length() -> None:
    pieces = some_biplot(5, vectors=np.zeros((128, 2), np.float32))["layout"]["annotations"]
    assert {(piece["x"], piece["y"]) for piece in pieces} == {(0, 0)}


def test_every_arrow_has_the_number_of_its_unit_at_its_tip() -> None:
    figure = some_biplot(5)
    labels = {piece["text"] for piece in figure["layout"]["annotations"] if not piece["showarrow"]}
    assert labels == {str(unit_of(piece)) for piece in arrows_of(figure)}


def test_the_axes_have_their_titles_and_tell_the_browser_their_columns() -> None:
    layout = some_biplot(5)["layout"]
    assert [layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == ["across", "up"]
    assert layout["meta"]["columns"] == ["map-1", "map-2"]


def test_a_range_holds_all_values_even_if_they_are_one() -> None:
    low, high = padded(SCORES[:, 0])
    assert low < SCORES[:, 0].min() < SCORES[:, 0].max() < high
    low, high = padded(np.ones(3, np.float32))
    assert low < 1 < high


@pytest.mark.parametrize("count", [10, 40])
def test_no_two_labels_are_upon_each_other(count: int) -> None:
    labels = [piece for piece in some_biplot(count)["layout"]["annotations"] if not piece["showarrow"]]
    places = np.array([[piece["x"], piece["y"]] for piece in labels])
    apart = np.abs(places[:, None] - places) + 1e9 * np.eye(count)[..., None]
    gap = LABEL_GAP * float(np.abs(SCORES).max())
    assert ((apart / gap) ** 2 @ [1 / LABEL_WIDTH**2, 1]).min() >= 0.999
