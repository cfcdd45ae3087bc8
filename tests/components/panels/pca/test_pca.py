from __future__ import annotations

import numpy as np

from model.workspace import Workspace
from tests.visitor import Visitor


def test_the_biplot_is_drawn_on_the_components_of_the_map(visitor: Visitor, workspace: Workspace) -> None:
    shown = visitor.see("pca-biplot", map_x="3", map_y="1", pca_arrows="20")
    axes = [shown["layout"][axis]["title"]["text"] for axis in ("xaxis", "yaxis")]
    ratios = workspace.pca.explained_variance_ratio
    assert axes == [f"PC{k + 1}, {100 * ratios[k]:.1f} % of variance" for k in (2, 0)]
    assert sum(piece["showarrow"] for piece in shown["layout"]["annotations"]) == 20


def test_the_scree_plot_shows_the_share_of_each_component(visitor: Visitor, workspace: Workspace) -> None:
    shares = visitor.see("pca-scree")["data"][0]["y"]
    np.testing.assert_allclose(shares, 100 * workspace.pca.explained_variance_ratio[: len(shares)], atol=0.005)


def test_more_of_a_feature_puts_a_digit_further_along_its_arrow(workspace: Workspace) -> None:
    digit, more = np.repeat(workspace.features[17][None], 2, axis=0)
    more[5] += 1
    first, second = workspace.pca.transform(np.stack([digit, more]))
    np.testing.assert_allclose((second - first)[:2], workspace.pca.components[:2, 5], atol=1e-4)
