"""Maps without a formula as far as a linear model explains them: weights, biplot, and how good the model is.

The weights are on the page from the start; the server draws the biplot and the fits once they are looked at and says
where the model puts the selected digit. ``assets/js/panels/surrogate.js`` draws the rest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypedDict

import numpy as np
from dash import html
from numpy.typing import NDArray

from components.figures.biplot import biplot
from components.figures.fit import Range, fit_picture, fit_range, places
from components.figures.plot import Figure, PlotView, plot_view
from components.page import ids
from components.page.attributes import data
from components.page.card import card
from components.page.choices import menu, segments
from components.page.format import decimals_for, plain
from components.page.map_texts import texts_of
from components.page.palette import class_colours
from components.page.panel import Panel
from components.page.terms import term
from components.page.theme import ZOOM_CONFIG
from components.question.choice import Choice, Value
from components.question.facts import dimensions, is_labelled, one
from components.question.map_choice import MapChoice
from components.question.question import DIGIT, Question
from components.question.remembered import remembered
from components.question.subject import Subject
from components.question.view import View
from model.explain.comparison import diagonal
from model.maps.projection import Projection
from model.maps.surrogate import held_out_positions
from model.spec import DatasetSpec
from model.workspace import Workspace

Floats = NDArray[np.float32]


def maps_of(workspace: Workspace) -> dict[str, Projection]:
    """Return the maps that have a surrogate, by name."""
    return {name: each for name, each in workspace.projections.items() if name in workspace.surrogates}


def offer_maps(workspace: Workspace) -> tuple[Mapping[Any, str], Value]:
    """Return the maps that have a surrogate."""
    names = {name: f"{each.title} map" for name, each in maps_of(workspace).items()}
    return names, next(iter(names), "")


PROJECTION = Choice(ids.SURROGATE_MAP, "the map", offer=offer_maps)
SCALE = Choice(ids.SURROGATE_SCALE, "the scale", {"weight": "weight", "pull": "weight × spread"}, "pull")
ARROWS = Choice(ids.SURROGATE_ARROWS, "the number of units", {count: f"{count} units" for count in (5, 10, 20, 40)}, 10)
TELLS = 0.25  # an R² below that leaves at least 87 % of the standard deviation


class MapWeights(TypedDict):
    """The linear model of one map."""

    name: str
    weights: list[list[float]]  # a pair for each unit: map units per unit of activation
    quality: str  # how good the model is


class Weights(TypedDict):
    """What never changes."""

    maps: dict[str, MapWeights]
    spreads: list[float]  # standard deviation of each unit's activation


class FitPlace(TypedDict):
    """Where one digit is on one map, and where the linear model puts it."""

    marks: list[tuple[float, float]]  # for each axis the true and the predicted place in the picture of the fit, 0 to 1
    caption: str


class FitsView(TypedDict):
    """Predicted against true positions."""

    pictures: list[str]  # data URI for each axis


class SurrogateView(TypedDict):
    """What follows the selection."""

    shows: str
    places: dict[str, FitPlace]


def layout(workspace: Workspace) -> html.Section:
    """Return the panel: the controls, the weights as data, and room for the pictures."""
    body = html.Div(
        [map_figure(workspace.spec), weights_figure(workspace), fit_figure(workspace.spec)], className="surrogate"
    )
    controls = [segments(PROJECTION.of(workspace)), segments(SCALE), menu(ARROWS, label="Units")]
    title = ["Linear ", term("surrogate", "surrogate"), " of ", *named_maps(workspace)]
    hint = f"an approximation: each axis as a weighted sum of the {dimensions(workspace)} activations"
    return card(ids.SURROGATE_PANEL, title, body, controls=controls, hint=hint)


def named_maps(workspace: Workspace) -> list[Any]:
    """Return the names of the maps as an enumeration, as terms as far as the glossary explains them."""
    named: list[Any] = []
    for each in maps_of(workspace).values():
        word = texts_of(each).term
        named += [" and ", term(word, each.title) if word else each.title]
    return named[1:]


def map_figure(spec: DatasetSpec) -> html.Figure:
    """Return room for the biplot with its ring."""
    plot = html.Div(id=ids.SURROGATE_BIPLOT, className="fill")
    stage = html.Div([plot, html.Div(id=ids.SURROGATE_BIPLOT_RING, className="ring")], className="stage biplot")
    caption = (
        f"The map with an arrow for each of the strongest units, from its middle: of {spec.items} that are alike in "
        "all other units, the model puts one with more activation further along the arrow. Units have much in common, "
        f"so {spec.items} with more of one alone need not lie there; nor would one {spec.item} move there. The ring is "
        f"the selected {spec.item}."
    )
    return html.Figure([stage, html.Figcaption(caption)])


def weights_figure(workspace: Workspace) -> html.Figure:
    """Return room for the bars and the words on how good the model is."""
    body = html.Div(
        id=ids.SURROGATE_BODY, className="weights", **data(surrogates=json.dumps(describe_weights(workspace)))
    )
    caption: list[Any] = [
        "Weight: map units per unit of activation, found by ", term("ridge-regression", "ridge regression"), "; blue "
        "adds to the right or up, orange to the left or down. Some units weigh much but hardly ever "
        "change: times spread (", term("standard-deviation", "standard deviation"), ") tells how far apart the model "
        f"puts {workspace.spec.items} with a usual difference of it.",
    ]  # fmt: skip
    return html.Figure([body, html.Figcaption(caption)])


def fit_figure(spec: DatasetSpec) -> html.Figure:
    """Return room for predicted against true positions, a picture for each axis."""
    fits = [fit(1), fit(2)]
    caption: list[Any] = [
        "Where the model puts ", term("held-out", "held-out"), f" {spec.items} (upwards) against where they are (to "
        "the right): on the line it would be perfect, with an ", term("r2", "R²"), " of 1. The ring is the selected "
        f"{spec.item}.",
    ]  # fmt: skip
    return html.Figure([html.Div(fits, id=ids.SURROGATE_FITS, className="fits"), html.Figcaption(caption)])


def fit(axis: int) -> html.Div:
    """Return room for the fit of one axis."""
    picture = html.Img(alt=f"predicted against true positions on axis {axis}")
    return html.Div([html.Div([picture, html.I(hidden=True)], className="fit"), html.P()])


def describe_weights(workspace: Workspace) -> Weights:
    """Return the weights of all maps' models."""
    maps = {name: describe_map(workspace, name) for name in maps_of(workspace)}
    return {"maps": maps, "spreads": workspace.features.std(axis=0).round(4).tolist()}


def describe_map(workspace: Workspace, projection: str) -> MapWeights:
    """Return the weights of one map's model, and how good it is."""
    weights = workspace.surrogates[projection].weights.astype(float).round(4)
    name = workspace.projections[projection].title
    return {"name": name, "weights": weights.tolist(), "quality": describe_quality(workspace, projection)}


def describe_quality(workspace: Workspace, projection: str) -> str:
    """Return how good the linear model of a map is, of the whole map and inside its classes."""
    surrogate, name, spec = workspace.surrogates[projection], workspace.projections[projection].title, workspace.spec
    whole, inside, middles = (in_words(r2) for r2 in (surrogate.r2, surrogate.r2_inside, surrogate.r2_middles))
    alpha = " and ".join(f"{value:g}" for value in surrogate.alpha.tolist())
    return (
        f"On {spec.items} it was not fitted to the model has an R² of {whole} along {name}'s two axes; knowing "
        f"nothing but the middle of each class has {middles}. Inside the classes its R² is {inside}: "
        f"{verdict(surrogate.r2_inside, one(spec.item))} "
        f"(Five folds, ridge penalty α = {alpha}.)"
    )


def in_words(r2: Floats) -> str:
    """Return the R² of both axes (2,) in words."""
    return " and ".join(plain(value, 2) for value in r2.tolist())


def verdict(inside: Floats, an_item: str) -> str:
    """Return what the R² inside classes (2,) of both axes comes to."""
    if (inside < TELLS).all():
        return f"it tells which cluster {an_item} is in, and nothing of where in it."
    return f"it tells which cluster {an_item} is in, and some of where in it."


def draw_biplot(workspace: Workspace, projection: str, scale: str, arrows: int) -> Figure:
    """Return the biplot of a map; the arrows begin at its mean, where the model puts the mean of all images."""
    points, vectors = workspace.positions[projection], workspace.surrogates[projection].weights
    if scale == "pull":
        vectors = vectors * workspace.features.std(axis=0)[:, None]
    shown = MapChoice(workspace.projections[projection], workspace.projections[projection].usual)
    (across, up), (first, second) = shown.columns, shown.axes
    return biplot(
        points, vectors, columns=(across, up), titles=(first, second), arrows=arrows, foot=points.mean(axis=0),
        measured=False,
    )  # fmt: skip


def view_fits(workspace: Workspace, projection: str) -> FitsView:
    """Return for both axes the picture of predicted against true positions."""
    true, predicted, extents = fits_of(workspace, projection)
    known = workspace.labels if is_labelled(workspace) else workspace.predicted
    colours = class_colours(len(workspace.spec.classes))
    pictures = [fit_picture(true[:, k], predicted[:, k], known, colours, extent=extents[k]) for k in range(2)]
    return {"pictures": pictures}


@remembered(8)
def fits_of(workspace: Workspace, projection: str) -> tuple[Floats, Floats, tuple[Range, Range]]:
    """Return true and predicted positions (n, 2) on a map and what the pictures of both axes show.

    Solving ten regressions takes a tenth of a second: once is enough.
    """
    true = workspace.positions[projection]
    predicted = held_out_positions(workspace.features, true, workspace.surrogates[projection])
    first, second = (fit_range(true[:, k], predicted[:, k]) for k in range(2))
    return true, predicted, (first, second)


def view_surrogate(workspace: Workspace, subject: Subject) -> SurrogateView:
    """Return where a digit is on the maps and where their linear models put it."""
    return {
        "shows": subject.shows,
        "places": {name: view_place(workspace, subject, name) for name in maps_of(workspace)},
    }


def view_place(workspace: Workspace, subject: Subject, projection: str) -> FitPlace:
    """Return where a digit is on one map and where the linear model puts it."""
    true, _, extents = fits_of(workspace, projection)
    predicted = workspace.surrogates[projection].predict(subject.features[None])[0]
    pairs = np.stack([subject.positions[projection], predicted], axis=1)  # (2, 2): an axis, then where it is or is put
    marks = [places(pair, extent).astype(float).round(4).tolist() for pair, extent in zip(pairs, extents, strict=True)]
    size = diagonal(true)
    miss = 100 * float(np.hypot(*(pairs[:, 0] - pairs[:, 1]))) / (size or 1)
    (x, near_x), (y, near_y) = ([plain(value, decimals_for(size)) for value in pair] for pair in pairs.tolist())
    return {
        "marks": marks,
        "caption": f"{subject.name} is at ({x}, {y}); the model puts it at ({near_x}, {near_y}), "
        f"{miss:.1f} % of the map's diagonal away.",
    }


def view_biplot(asked: Question) -> PlotView:
    """Return the biplot that the visitor has chosen."""
    figure = draw_biplot(asked.workspace, asked.choice(PROJECTION), asked.choice(SCALE), asked.choice(ARROWS))
    return plot_view(figure, ZOOM_CONFIG)


PANEL = Panel(
    "surrogate", "Linear surrogate of the maps", layout, applies=lambda workspace: bool(maps_of(workspace)),
    views=[
        View(ids.SURROGATE_BIPLOT, view_biplot, [PROJECTION, SCALE, ARROWS]),
        View(ids.SURROGATE_FITS, lambda asked: view_fits(asked.workspace, asked.choice(PROJECTION)), [PROJECTION]),
        View(ids.SURROGATE_BODY, lambda asked: view_surrogate(asked.workspace, asked.digit), [DIGIT]),
    ],
)  # fmt: skip
