from __future__ import annotations

from dataclasses import replace

import numpy as np

from components.panels.quality import view_quality
from components.question.state import COMPONENTS, PROJECTIONS
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


def test_the_map_knows_the_share_of_every_component_it_can_show(visitor: Visitor, workspace: Workspace) -> None:
    axes = visitor.told("map")["axes"]
    assert len(axes) == COMPONENTS
    for k, title in enumerate(axes):
        assert f"PC{k + 1}," in title
        assert f"{100 * workspace.pca.explained_variance_ratio[k]:.1f} %" in title


def test_the_line_under_a_map_tells_the_measures_of_that_map(visitor: Visitor, workspace: Workspace) -> None:
    told = visitor.told("map")["quality"]
    for projection in PROJECTIONS:
        quality = workspace.quality[projection]
        assert f"{quality.trustworthiness:.3f}" in told[projection]
        assert f"{100 * quality.knn_accuracy:.1f} %" in told[projection]
        assert PROJECTIONS[projection] in told[projection]
    for unit in workspace.axes:
        assert f"{unit}" in told["axes"]


def test_the_quality_table_has_every_measure_of_every_map(visitor: Visitor, workspace: Workspace) -> None:
    table = visitor.see("quality-table")
    assert table["maps"][1:] == [PROJECTIONS[name] for name in PROJECTIONS if name != "axes"]
    names = ("trustworthiness", "continuity", "knn_accuracy", "distance_correlation")
    for row, name in zip(table["measures"], names, strict=True):
        assert row["values"] == [f"{getattr(workspace.quality[projection], name):.3f}" for projection in PROJECTIONS]


def test_the_quality_table_says_between_how_many_digits_distances_were_compared(
    visitor: Visitor, workspace: Workspace
) -> None:
    many = replace(workspace, labels=np.zeros(10_000, np.uint8))
    for table, count in ((visitor.see("quality-table"), "300"), (view_quality(many), "2,000")):
        assert f"of {count} digits" in table["measures"][-1]["meaning"]
