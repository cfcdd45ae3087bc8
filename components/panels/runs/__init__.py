"""How far a place is a matter of chance: what of it comes again when a map is made again from other positions.

The server compares the runs, ``assets/js/panels/runs.js`` draws the words, and the other places on the map if asked to.
"""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from dash import html
from numpy.typing import NDArray

from components.page import ids
from components.page.attributes import data
from components.page.card import card
from components.page.choices import segments
from components.page.format import whole_percent
from components.page.map_texts import texts_of
from components.page.panel import Panel
from components.question.choice import Choice
from components.question.facts import dimensions
from components.question.question import DIGIT, MAP, Question
from components.question.view import View
from model.explain.comparison import diagonal
from model.maps.landing import NeighbourLanding
from model.maps.runs import NEAREST, Recurrence, Runs, find_new, find_own
from model.workspace import Workspace

SHOWN = Choice(ids.RUNS_SHOWN, "its places in the other runs", {"no": "hide", "yes": "on the map"}, "no")


class RunsFact(TypedDict):
    """One thing that the sentence leaves out."""

    name: str
    words: str


class RunsView(TypedDict):
    """What of a place comes again."""

    shows: str
    projection: str
    sentence: str  # the short of it
    facts: list[RunsFact]  # none where nothing is left to chance
    places: list[list[float]]  # on the map and in the other runs, map units


def layout(workspace: Workspace) -> html.Section:
    """Return room for what is said."""
    explanation = f"Where the {workspace.spec.item} lies when the map is made again"
    choice = html.Div(["other places ", segments(SHOWN)], className="runs-choice", **data(tip=explanation))
    legend = "Hollow marks: its places in the other runs. What lies under them here may lie elsewhere there."
    return card(
        ids.RUNS_PANEL, "Would it lie here again?", html.Div(id=ids.RUNS_BODY, className="runs"),
        html.P(legend, className="hint runs-legend"), controls=choice,
    )  # fmt: skip


def view_runs(asked: Question) -> RunsView:
    """Return what of a place comes again when the map is made again."""
    projection = asked.map.projection
    runs = asked.workspace.runs.get(projection)
    if runs is None:
        return view_certain(asked)
    found = find_again(asked, runs)
    spread = farthest(found) / (diagonal(runs.positions[0]) or 1)
    return {
        "shows": asked.digit.shows,
        "projection": projection,
        "sentence": say_shortly(found, spread, asked.map.name),
        "facts": describe(asked, found, runs),
        "places": found.places.astype(float).round(4).tolist(),
    }


def view_certain(asked: Question) -> RunsView:
    """Return why a map that is not made again leaves nothing to chance."""
    sentence = texts_of(asked.map.map).certain.format(units=dimensions(asked.workspace))
    return {
        "shows": asked.digit.shows, "projection": asked.map.projection, "sentence": sentence, "facts": [], "places": [],
    }  # fmt: skip


def find_again(asked: Question, runs: Runs) -> Recurrence:
    """Return what of the place of the digit comes again, be it one of the map or not."""
    subject, landing = asked.digit, asked.map.map.method
    if isinstance(subject.digit, int):
        return find_own(runs, subject.digit)
    assert isinstance(landing, NeighbourLanding)  # what has no formula is run again
    here = subject.positions[asked.map.projection]
    return find_new(runs, landing, subject.features, here, without=subject.own)


def farthest(found: Recurrence) -> float:
    """Return how far the places of a digit lie apart at most, map units."""
    gaps = found.places[:, None] - found.places
    return float(np.hypot(gaps[..., 0], gaps[..., 1]).max())


def say_shortly(found: Recurrence, spread: float, name: str) -> str:
    """Return the short of it, of a map called ``name``; ``spread`` is a share of its diagonal."""
    count, often = len(found.found), int(found.found.sum())
    times = f"{times_again(often, count)} of {count} other runs of {name}"
    island = f"The island that it lies on is there again in {times}." if found.size else "It lies on no island."
    place = f"Its places lie up to {whole_percent(spread)} of the map's diagonal apart."
    usual = f"{np.median(counts(found)):g} are among its {NEAREST} nearest there (median)"
    return f"{island} {place} Of its {NEAREST} nearest here, {usual}."


def times_again(often: int, count: int) -> str:
    """Return how often something comes again, so that it is noticed if that is seldom."""
    return "none" if not often else f"{often}" if often > count / 2 else f"only {often}"


def counts(found: Recurrence) -> NDArray[np.intp]:
    """Return how many of the nearest come again in each run (r,)."""
    return np.rint(NEAREST * found.kept).astype(np.intp)


def describe(asked: Question, found: Recurrence, runs: Runs) -> list[RunsFact]:
    """Return the rest: what was varied, and what comes again."""
    often, few, many = int((found.kept > 1 / 2).sum()), counts(found).min(), counts(found).max()
    span = f"{few} to {many}" if few < many else f"{few}"
    nearest = f"{span} of {NEAREST} come again, more than half of them in {often} of {len(found.kept)} runs"
    return [
        *(describe_island(found, items(asked), alone=len(runs.beside[0]) == 1) if found.size else []),
        RunsFact(name="Nearest", words=nearest),
        RunsFact(name="Runs", words=tell_runs(asked, len(runs.others))),
    ]


def items(asked: Question) -> str:
    """Return what images are called."""
    return asked.workspace.spec.items


def describe_island(found: Recurrence, items: str, *, alone: bool) -> list[RunsFact]:
    """Return what island it is and, if it is not alone, whether the one beside it is the same."""
    words = (
        f"{found.size:,} {items}; the same in another run if two thirds of those on either are on both, this one too"
    )
    beside = f"in {found.beside.sum()} of {len(found.beside)} runs the island nearest to it is the same"
    island = RunsFact(name="Island", words=words)
    return [island] if alone else [island, RunsFact(name="Beside it", words=beside)]


def tell_runs(asked: Question, count: int) -> str:
    """Return what was varied between the runs."""
    spec, start = asked.workspace.spec, texts_of(asked.map.map).start
    varied = f"this map began with {start}, {count} others of the same {spec.items} at random positions"
    new = not isinstance(asked.digit.digit, int)
    placed = f"; the {spec.item} was placed on them by the rule that placed it here" if new else ""
    return f"{varied}; they were turned and mirrored to match it{placed}"


PANEL = Panel(
    "runs", "Would it lie here again?", layout,
    views=[View(ids.RUNS_BODY, view_runs, [DIGIT, MAP])], choices=[SHOWN],
)  # fmt: skip
