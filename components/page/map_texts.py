"""What is said of a kind of map and of no other: one table, by the names of maps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.maps.projection import Projection
from model.workspace import Workspace


@dataclass(frozen=True)
class MapTexts:
    """What is said of a kind of map; {units} stands for the number of features."""

    certain: str = "Nothing here is left to chance."  # why a map that is not run again is always the same
    start: str = "its usual positions"  # where the first run of another map began
    sum: str = "This is exact: the terms add up to the position."  # of a map whose coordinates are sums
    term: str = ""  # of the glossary, if it explains the map


TEXTS: Mapping[str, MapTexts] = MappingProxyType(
    {
        "axes": MapTexts(
            certain="Nothing here is left to chance: each axis is the activation of one unit.",
            sum="This is exact, and there is little to add up: each axis of this map is the activation of one unit, "
            "and no other unit moves the point.",
            term="raw-axes",
        ),
        "pca": MapTexts(
            certain="PCA leaves nothing to chance: of the same {units} activations it always makes this map.",
            sum="This is exact: the terms add up to the position. A principal component is a weighted sum of the "
            "{units} activations, and the constant takes their means off.",
            term="pca",
        ),
        "tsne": MapTexts(start="the first two principal components", term="tsne"),
        "umap": MapTexts(start="the eigenvectors of its graph of neighbours", term="umap"),
    }
)
PCA = "pca"  # the map whose coordinates are ``Workspace.pca``'s


def texts_of(projection: Projection) -> MapTexts:
    """Return what is said of a kind of map."""
    return TEXTS.get(projection.name, MapTexts())


def pca_map(workspace: Workspace) -> Projection | None:
    """Return the map of the principal components, if there is one."""
    return workspace.projections.get(PCA)
