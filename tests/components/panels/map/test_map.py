from __future__ import annotations

from model.workspace import Workspace
from tests.maps import COMPONENTS, PROJECTIONS
from tests.visitor import Visitor


def test_the_map_knows_the_share_of_every_component_it_can_show(visitor: Visitor, workspace: Workspace) -> None:
    (axes,) = (told["titles"] for told in visitor.told("maps") if told["name"] == "pca")
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
    for unit in workspace.projections["axes"].usual:
        assert f"{unit}" in told["axes"]
