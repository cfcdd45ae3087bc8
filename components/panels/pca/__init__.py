"""PCA from the inside: the biplot with its loading arrows, and the scree plot."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, dcc, html, no_update

from components.figures.biplot import biplot
from components.figures.encoding import Figure, plot_view
from components.figures.pca import axis_title, scree_plot
from components.page import ids
from components.page.attributes import data
from components.page.card import card
from components.page.choices import menu
from components.page.theme import GRAPH_CONFIG, ZOOM_CONFIG
from components.question.state import COMPONENTS, parse_choice
from model.workspace import Workspace

ARROWS = (5, 10, 20, 40)


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for both plots until somebody comes to see them."""
    arrows = menu(ids.PCA_ARROWS, {count: f"{count} arrows" for count in ARROWS}, 10)
    plot = html.Div(id=ids.PCA_BIPLOT, className="fill")
    stage = html.Div([plot, html.Div(id=ids.PCA_BIPLOT_RING, className="ring")], className="stage biplot")
    scree = html.Div(html.Div(id=ids.PCA_SCREE, className="fill"), className="scree")
    captions = (
        "Biplot. Each point is a digit, each arrow one of the 128 features: digits lie far along an arrow when that "
        "feature is strongly active. The ring is the selected digit.",
        f"Scree plot. How much of the variance each component holds; the first two hold {held(workspace, 2)}, "
        f"ten hold {held(workspace, 10)}.",
    )
    figures = [
        html.Figure([part, html.Figcaption(words)]) for part, words in zip((stage, scree), captions, strict=True)
    ]
    body = html.Div(figures, className="pair", **data(reveal=ids.PCA_SEEN))
    return card(
        ids.PCA_PANEL, "PCA from the inside", body, dcc.Store(ids.PCA_SEEN),
        controls=arrows, hint="exact: a position is a weighted sum of the 128 features",
    )  # fmt: skip


def held(workspace: Workspace, count: int) -> str:
    """Return in words the share of the variance that the first ``count`` components hold."""
    return f"{100 * workspace.pca.explained_variance_ratio[:count].sum():.0f} %"


def register(app: Dash, workspace: Workspace) -> None:
    """Draw both plots once they are looked at; the browser lets the ring follow the selection."""
    scree = plot_view(scree_plot(workspace.pca.explained_variance_ratio), GRAPH_CONFIG)

    @app.callback(
        Output(ids.PCA_BIPLOT, "data-view"),
        Output(ids.PCA_SCREE, "data-view"),
        Input(ids.PCA_SEEN, "data"),
        Input(ids.MAP_X, "value"),
        Input(ids.MAP_Y, "value"),
        Input(ids.PCA_ARROWS, "value"),
        prevent_initial_call=True,
    )
    def show_pca(seen: Any, x: Any, y: Any, arrows: Any) -> Any:
        if not seen:
            return no_update, no_update
        numbers = range(1, COMPONENTS + 1)
        chosen = (parse_choice(x, numbers, "the component"), parse_choice(y, numbers, "the component"))
        figure = draw_biplot(workspace, chosen, parse_choice(arrows, list(ARROWS), "the number of arrows"))
        return plot_view(figure, ZOOM_CONFIG), scree


def draw_biplot(workspace: Workspace, components: tuple[int, int], arrows: int) -> Figure:
    """Return the biplot on two components, counted from 1."""
    chosen = [number - 1 for number in components]
    first, second = (axis_title(k, float(workspace.pca.explained_variance_ratio[k])) for k in chosen)
    return biplot(
        workspace.scores[:, chosen],
        workspace.labels,
        workspace.pca.components[chosen].T,
        columns=(f"pca-{components[0]}", f"pca-{components[1]}"),
        titles=(first, second),
        arrows=arrows,
    )
