"""The digit: its pixels, what the network reads, and the digits nearest to it in 128 dimensions."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import Dash, Input, Output, State, html
from numpy.typing import NDArray

from components import ids
from components.attributes import data
from components.card import card
from components.figures.pictures import digit_picture
from components.subject import Subject, find_subject
from model.workspace import Workspace

NEIGHBOURS = 10


def layout(workspace: Workspace) -> html.Section:
    """Return the panel with room for its content."""
    picks = [
        pick_button("random", "Random", "Show a digit drawn by lot"),
        pick_button("misread", "Misread", "Show a digit that the network reads wrongly"),
    ]
    return card(ids.DIGIT_PANEL, "Digit", html.Div(id=ids.DIGIT_BODY, className="digit-body"), controls=picks)


def pick_button(kind: str, words: str, title: str) -> html.Button:
    """Return a button that draws a digit by lot."""
    return html.Button(words, title=title, className="quiet", **data(pick=kind))


def register(app: Dash, workspace: Workspace) -> None:
    """Let the panel follow the selection."""

    @app.callback(
        Output(ids.DIGIT_BODY, "children"),
        Output(ids.DIGIT_PANEL, "data-shows"),
        Input(ids.SELECTION, "data"),
        State(ids.LANDING, "data"),
    )
    def show_digit(selection: Any, drawing: Any) -> tuple[list[Any], str]:
        subject = find_subject(workspace, selection, drawing)
        return [portrait(subject), probabilities(subject), nearest(workspace, subject)], subject.shows


def portrait(subject: Subject) -> html.Div:
    """Return the picture of a digit and the facts about it: which it is, what it is and what it is read as."""
    known = subject.label is not None
    label = html.P(["labelled ", html.Strong(str(subject.label))] if known else "as the network gets it")
    verdict = html.P(
        ["read as ", html.Strong(str(subject.predicted)), f", {percent(float(subject.probabilities.max()))}"],
        className="wrong" if known and subject.label != subject.predicted else "",
    )
    picture = html.Img(src=digit_picture(subject.image), alt=subject.name, className="digit-picture")
    facts = [html.P(subject.name, className="hint"), label, verdict]
    return html.Div([picture, html.Div(facts, className="facts")], className="portrait")


def probabilities(subject: Subject) -> html.Div:
    """Return the ten probabilities as bars."""
    rows = [probability_row(digit, share) for digit, share in enumerate(subject.probabilities.tolist())]
    return html.Div([html.H3("Probability of each class"), html.Ol(rows, className="probabilities")])


def probability_row(digit: int, share: float) -> html.Li:
    """Return one class with its probability (0 to 1)."""
    bar = html.Progress(value=str(round(share, 4)), max="1", className=f"class-{digit}")
    return html.Li([html.Span(str(digit), className="digit"), bar, html.Span(percent(share), className="share")])


def percent(share: float) -> str:
    """Return a share (0 to 1) in per cent with three digits at most; the rare ends are named, not rounded away."""
    if 0.9995 <= share < 1 or 0 < share < 0.0005:
        return "> 99.9 %" if share > 0.5 else "< 0.1 %"
    return f"{100 * share:.1f} %"


def nearest(workspace: Workspace, subject: Subject) -> html.Div:
    """Return the nearest digits as pictures that can be clicked, with their distances."""
    near = subject.neighbours[:NEIGHBOURS].tolist()
    distances = subject.neighbour_distances[:NEIGHBOURS].tolist()
    buttons = [neighbour(workspace, *pair) for pair in zip(near, distances, strict=True)]
    title = html.H3(
        ["Nearest digits", html.Span(agreement(workspace.labels[near], subject.predicted), className="hint")]
    )
    return html.Div([title, html.Div(buttons, className="neighbours")])


def agreement(labels: NDArray[np.uint8], predicted: int) -> str:
    """Return in words how many of the neighbours' labels are the predicted class."""
    return f"{int((labels == predicted).sum())} of {len(labels)} are {predicted}s"


def neighbour(workspace: Workspace, index: int, distance: float) -> html.Button:
    """Return the picture of a neighbour as a button that selects it."""
    label = int(workspace.labels[index])
    words = f"No. {index}, a {label}, at distance {distance:.2g} in the 128 dimensions"
    picture = html.Img(src=digit_picture(workspace.images[index]), alt=words)
    return html.Button(picture, title=words, className=f"neighbour class-{label}", **data(digit=index))
