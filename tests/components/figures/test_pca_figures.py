from __future__ import annotations

import numpy as np
import pytest

from components.figures.pca import axis_title, scree_plot

DICE = np.random.default_rng(7)


def test_an_axis_says_which_component_it_is_and_what_it_holds() -> None:
    assert axis_title(3, 0.184) == "PC4, 18.4 % of variance"
    assert axis_title(0, 0.05) == "PC1, 5.0 % of variance"


def test_the_scree_plot_has_the_shares_and_their_running_sum() -> None:
    ratios = np.sort(DICE.dirichlet(np.ones(128)))[::-1]
    share, total = scree_plot(ratios, shown=20)["data"]
    np.testing.assert_allclose(total["y"], np.cumsum(share["y"]), atol=0.2)
    np.testing.assert_allclose(share["y"], 100 * ratios[:20], atol=0.005)
    assert total["x"] == share["x"] == list(range(1, 21))


def test_the_running_sum_of_all_components_is_everything() -> None:
    ratios = DICE.dirichlet(np.ones(12))
    figure = scree_plot(ratios, shown=12)
    assert figure["data"][1]["y"][-1] == pytest.approx(100)
    assert figure["layout"]["yaxis"]["range"][1] >= 100
