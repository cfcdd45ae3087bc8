from __future__ import annotations

import numpy as np
import pytest

from components.figures.activations import ORDERS, activation_bars, feature_order

DICE = np.random.default_rng(7)
FEATURES = DICE.exponential(size=128).astype(np.float32)
MEAN = DICE.exponential(size=128).astype(np.float32)


def bars_and_line(order: str) -> tuple[dict, dict]:
    figure = activation_bars(FEATURES, MEAN, digit=3, order=order)
    return tuple(next(trace for trace in figure["data"] if trace["type"] == kind) for kind in ("bar", "scatter"))


@pytest.mark.parametrize("order", ORDERS)
def test_every_unit_has_one_place(order: str) -> None:
    assert sorted(feature_order(FEATURES, MEAN, order)) == list(range(128))


def test_each_order_sorts_by_what_its_name_says() -> None:
    assert (np.diff(feature_order(FEATURES, MEAN, "index")) == 1).all()
    assert (np.diff(FEATURES[feature_order(FEATURES, MEAN, "value")]) <= 0).all()
    assert (np.diff((FEATURES - MEAN)[feature_order(FEATURES, MEAN, "difference")]) <= 0).all()


def test_units_that_are_equal_keep_their_order() -> None:
    assert list(feature_order(np.zeros(128, np.float32), np.zeros(128, np.float32), "value")) == list(range(128))


@pytest.mark.parametrize("order", ORDERS)
def test_bar_and_line_say_of_a_unit_what_the_digit_and_the_class_have(order: str) -> None:
    bars, line = bars_and_line(order)
    units = np.array(bars["customdata"])
    np.testing.assert_allclose(bars["y"], FEATURES[units], atol=1e-3)
    np.testing.assert_allclose(line["y"], MEAN[units], atol=1e-3)
    assert bars["x"] == line["x"]


@pytest.mark.parametrize("order", ORDERS)
def test_no_bar_and_no_line_leaves_the_axes(order: str) -> None:
    figure = activation_bars(FEATURES, MEAN, digit=3, order=order)
    low, high = figure["layout"]["yaxis"]["range"]
    assert low == 0
    assert high >= max(FEATURES.max(), MEAN.max())
    low, high = figure["layout"]["xaxis"]["range"]
    assert (low, high) == (pytest.approx(-0.5, abs=0.5), pytest.approx(127.5, abs=0.5))


def test_a_digit_without_activation_still_has_an_axis() -> None:
    low, high = activation_bars(0 * FEATURES, 0 * MEAN, digit=0)["layout"]["yaxis"]["range"]
    assert high > low


def test_hovering_names_the_class_of_the_mean_and_no_trace() -> None:
    hover = bars_and_line("index")[0]["hovertemplate"]
    assert "3s" in hover
    assert hover.endswith("<extra></extra>")
