from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from components.figures.pca import axis_title, biplot, padded, scree_plot, strongest_features
from components.theme import CLASSES

DICE = np.random.default_rng(7)
SCORES = DICE.normal(size=(200, 2)).astype(np.float32) * [5, 2]
LABELS = DICE.integers(0, 10, 200).astype(np.uint8)
LOADINGS = DICE.normal(size=(128, 2)).astype(np.float32)


def some_biplot(arrows: int) -> dict[str, Any]:
    return biplot(SCORES, LABELS, LOADINGS, components=(3, 0), ratios=(0.184, 0.05), arrows=arrows)


def arrows_of(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [piece for piece in figure["layout"]["annotations"] if piece["showarrow"]]


def unit_of(piece: dict[str, Any]) -> int:
    return int(piece["name"].split("-")[1])


def floats(encoded: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(encoded["bdata"]), "<f4")


@pytest.mark.parametrize("count", [1, 10, 40])
def test_there_are_as_many_arrows_as_asked_for(count: int) -> None:
    assert len(arrows_of(some_biplot(count))) == count


def test_the_arrows_are_the_features_with_the_longest_loadings() -> None:
    lengths = np.hypot(*LOADINGS.T)
    chosen = [unit_of(piece) for piece in arrows_of(some_biplot(10))]
    assert lengths[chosen].min() >= np.delete(lengths, chosen).max()
    assert (np.diff(lengths[strongest_features(LOADINGS, 20)]) <= 0).all()


def test_an_arrow_points_from_the_origin_along_its_loading_all_by_one_scale() -> None:
    for piece in arrows_of(some_biplot(10)):
        assert (piece["ax"], piece["ay"]) == (0, 0)
    tips = np.array([[piece["x"], piece["y"]] for piece in arrows_of(some_biplot(10))])
    scales = tips / LOADINGS[strongest_features(LOADINGS, 10)]
    np.testing.assert_allclose(scales, scales[0, 0], rtol=1e-5)
    assert scales[0, 0] > 0


def test_no_arrow_leaves_the_axes() -> None:
    figure = some_biplot(40)
    for axis in ("x", "y"):
        low, high = figure["layout"][f"{axis}axis"]["range"]
        assert all(low < piece[axis] < high for piece in arrows_of(figure))


def test_every_arrow_has_the_number_of_its_unit_at_its_tip() -> None:
    figure = some_biplot(5)
    labels = {piece["text"] for piece in figure["layout"]["annotations"] if not piece["showarrow"]}
    assert labels == {str(unit_of(piece)) for piece in arrows_of(figure)}


def test_trace_k_holds_the_digits_of_class_k_in_their_order_and_colour() -> None:
    figure = some_biplot(5)
    for digit, trace in enumerate(figure["data"]):
        members = SCORES[np.equal(LABELS, digit)]
        np.testing.assert_allclose(floats(trace["x"]), members[:, 0], rtol=1e-6)
        np.testing.assert_allclose(floats(trace["y"]), members[:, 1], rtol=1e-6)
        assert trace["marker"]["color"] == CLASSES[digit]
    assert len(figure["data"]) == 10


def test_an_axis_says_which_component_it_is_and_what_it_holds() -> None:
    layout = some_biplot(5)["layout"]
    assert layout["xaxis"]["title"]["text"] == axis_title(3, 0.184) == "PC4, 18.4 % of variance"
    assert layout["yaxis"]["title"]["text"] == "PC1, 5.0 % of variance"


def test_a_range_holds_all_values_even_if_they_are_one() -> None:
    low, high = padded(SCORES[:, 0])
    assert low < SCORES[:, 0].min() < SCORES[:, 0].max() < high
    low, high = padded(np.ones(3, np.float32))
    assert low < 1 < high


def test_the_scree_plots_line_is_the_running_sum_of_its_bars() -> None:
    ratios = np.sort(DICE.dirichlet(np.ones(128)))[::-1]
    bars, line = scree_plot(ratios, shown=20)["data"]
    np.testing.assert_allclose(line["y"], np.cumsum(bars["y"]), atol=0.2)
    np.testing.assert_allclose(bars["y"], 100 * ratios[:20], atol=0.005)
    assert line["x"] == bars["x"] == list(range(1, 21))


def test_the_running_sum_of_all_components_is_everything() -> None:
    ratios = DICE.dirichlet(np.ones(12))
    figure = scree_plot(ratios, shown=12)
    assert figure["data"][1]["y"][-1] == pytest.approx(100)
    assert figure["layout"]["yaxis"]["range"][1] >= 100
