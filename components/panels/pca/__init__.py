"""PCA from the inside: the biplot with its loading arrows, and the scree plot."""

from __future__ import annotations

from typing import Any

from dash import html

from components.figures.biplot import biplot
from components.figures.pca import axis_title, scree_plot
from components.figures.plot import Figure, PlotView, plot_view
from components.page import ids
from components.page.card import card
from components.page.choices import menu
from components.page.map_texts import pca_map
from components.page.panel import Panel
from components.page.terms import term
from components.page.theme import GRAPH_CONFIG, ZOOM_CONFIG
from components.question.choice import Choice
from components.question.facts import dimensions, one
from components.question.map_choice import X, Y
from components.question.question import Question
from components.question.view import View
from model.workspace import Workspace

TEN = 10  # components that are summed up
ARROWS = Choice(ids.PCA_ARROWS, "the number of arrows", {count: f"{count} arrows" for count in (5, 10, 20, 40)}, 10)


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for both plots until somebody comes to see them."""
    plot = html.Div(id=ids.PCA_BIPLOT, className="fill")
    stage = html.Div([plot, html.Div(id=ids.PCA_BIPLOT_RING, className="ring")], className="stage biplot")
    scree = html.Div(html.Div(id=ids.PCA_SCREE, className="fill"), className="scree")
    captions = (biplot_caption(workspace), scree_caption(workspace))
    figures = [
        html.Figure([part, html.Figcaption(caption)]) for part, caption in zip((stage, scree), captions, strict=True)
    ]
    body = html.Div(figures, className="pair")
    return card(
        ids.PCA_PANEL, [term("pca", "PCA"), " from the inside"], body,
        controls=menu(ARROWS, label="Arrows"),
        hint=f"exact: a position is a weighted sum of the {dimensions(workspace)} features",
    )  # fmt: skip


def biplot_caption(workspace: Workspace) -> list[Any]:
    """Return how to read the biplot."""
    item, units = workspace.spec.item, dimensions(workspace)
    return [
        term("biplot", "Biplot"), f". Each point is {one(item)} by its two ", term("score", "scores"),
        f", each arrow one of the {units} features by its two ", term("loading", "loadings"),
        f": more of that feature puts {one(item)} further along its arrow, the longer the arrow the farther. The ring "
        f"is the selected {item}.",
    ]  # fmt: skip


def scree_caption(workspace: Workspace) -> list[Any]:
    """Return how to read the scree plot, and what it comes to."""
    many = min(TEN, len(workspace.pca.explained_variance_ratio))
    return [
        term("scree-plot", "Scree plot"), ". How much of the ", term("explained-variance", "variance"), " each ",
        term("principal-component", "component"), f" holds; the first two hold {held(workspace, 2)}, "
        f"{'ten' if many == TEN else many} hold {held(workspace, many)}.",
    ]  # fmt: skip


def held(workspace: Workspace, count: int) -> str:
    """Return in words the share of the variance that the first ``count`` components hold."""
    return f"{100 * workspace.pca.explained_variance_ratio[:count].sum():.0f} %"


def draw_biplot(workspace: Workspace, components: tuple[int, int], arrows: int) -> Figure:
    """Return the biplot on two components, counted from 1."""
    scores = pca_map(workspace)
    assert scores is not None  # or the panel would not apply
    chosen = [number - scores.first for number in components]
    first, second = (axis_title(k, float(workspace.pca.explained_variance_ratio[k])) for k in chosen)
    return biplot(
        scores.coordinates[:, chosen],
        workspace.pca.components[chosen].T,
        columns=(scores.column.format(components[0]), scores.column.format(components[1])),
        titles=(first, second),
        arrows=arrows,
    )


def view_biplot(asked: Question) -> PlotView:
    """Return the biplot on the components of the map's menus."""
    chosen = (asked.choice(X), asked.choice(Y))
    return plot_view(draw_biplot(asked.workspace, chosen, asked.choice(ARROWS)), ZOOM_CONFIG)


def view_scree(asked: Question) -> PlotView:
    """Return the scree plot."""
    return plot_view(scree_plot(asked.workspace.pca.explained_variance_ratio), GRAPH_CONFIG)


PANEL = Panel(
    "pca", "PCA from the inside", layout, applies=lambda workspace: pca_map(workspace) is not None,
    views=[View(ids.PCA_BIPLOT, view_biplot, [X, Y, ARROWS]), View(ids.PCA_SCREE, view_scree)],
)  # fmt: skip
