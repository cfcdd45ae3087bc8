"""How far to trust a map point by point: neighbours kept, torn away and strangers, of all images and of one.

The server says who they are, ``assets/js/panels/trust.js`` draws them, in the panel and on the map.
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
from components.page.panel import Panel
from components.question.choice import Choice
from components.question.facts import dimensions
from components.question.question import DIGIT, MAP, Question
from components.question.view import View
from model.maps.local_trust import PlaceTrust, Scope, judge_place
from model.workspace import Workspace

SHOWN = Choice(ids.TRUST_SHOWN, "its neighbours", {"yes": "on the map", "no": "hide"}, "yes")
KEPT, TORN, STRANGERS = range(3)  # columns of ``Workspace.trust``


class TrustShare(TypedDict):
    """How many of the nearest are kept, torn away or strangers."""

    term: str  # of the glossary
    name: str
    counts: list[int]  # images with none, one, ... all of them
    mean: str  # over all images
    measure: str  # of the whole map, which asks the same and forgives near misses
    own: int  # of the selected image
    words: str  # how many images have fewer, and more


class FarNeighbour(TypedDict):
    """An image that is near in one space and far away in the other."""

    index: int
    words: str


class TrustView(TypedDict):
    """Whom the place of the selected image has beside it, and whom those of all images have."""

    shows: str
    projection: str
    columns: list[str]  # of the map's axes
    here: list[float]  # where it lies on them
    sentence: str
    definition: str  # of the sentence's words
    torn: list[FarNeighbour]  # nearest in feature space first
    strangers: list[FarNeighbour]  # nearest on the map first
    shares: list[TrustShare]  # none on axes for which nobody counted them
    why: str  # measures of the whole map look better; or why there are no shares


def layout(workspace: Workspace) -> html.Section:
    """Return room for what is said."""
    explanation = (
        f"Lines to neighbours of the selected {workspace.spec.item} that the map tore away, rings around strangers"
    )
    choice = html.Div(["its neighbours ", segments(SHOWN)], className="trust-choice", **data(tip=explanation))
    return card(
        ids.TRUST_PANEL, "How far to trust it, point by point", html.Div(id=ids.TRUST_BODY, className="trust"),
        controls=choice,
    )  # fmt: skip


def view_trust(asked: Question) -> TrustView:
    """Return whom the selected image has beside it on the map in view, and whom all have."""
    workspace, subject, chosen = asked.workspace, asked.digit, asked.map
    found = judge_place(
        workspace.placer.index, subject.neighbours, subject.features, chosen.cloud, chosen.place(subject),
        without=subject.own,
    )  # fmt: skip
    scope = Scope.of(len(workspace.labels))
    return {
        "shows": subject.shows,
        "projection": chosen.projection,
        "columns": chosen.columns,
        "here": chosen.place(subject).astype(float).round(4).tolist(),
        "sentence": say(found, scope, chosen.name, dimensions(workspace)),
        "definition": define(found, scope, asked),
        "torn": [far(*one, "here") for one in pairs(found.torn, found.torn_ranks)],
        "strangers": [
            far(*one, f"in {dimensions(workspace)}-D") for one in pairs(found.strangers, found.stranger_ranks)
        ],
        "shares": shares(asked, found) if chosen.usual else [],
        "why": tell_why(asked, scope) if chosen.usual else say_uncounted(asked),
    }


def pairs(images: NDArray[np.integer], ranks: NDArray[np.integer]) -> list[tuple[int, int]]:
    """Return images with their ranks."""
    return list(zip(images.tolist(), ranks.tolist(), strict=True))


def far(index: int, rank: int, where: str) -> FarNeighbour:
    """Return an image with its ``rank`` by distance from the selected one, in that space where it is far away."""
    return {"index": index, "words": f"rank {rank:,} by distance {where}"}


def say(found: PlaceTrust, scope: Scope, name: str, units: int) -> str:
    """Return in words what a place is worth on the map called ``name``."""
    kept, torn, strangers = len(found.kept), len(found.torn), len(found.strangers)
    lie = "lies" if kept == 1 else "lie"
    were = "was" if torn == 1 else "were"
    are = "is a stranger" if strangers == 1 else "are strangers"
    return (
        f"On {name} {number(kept)} of its {scope.near} nearest in {units}-D {lie} beside it and {number(torn)} {were} "
        f"torn away; {number(strangers)} of its {scope.near} nearest here {are}."
    )


def number(count: int) -> str:
    """Return a number of neighbours."""
    return str(count) if count else "none"


def define(found: PlaceTrust, scope: Scope, asked: Question) -> str:
    """Return what the sentence means by its words."""
    near, away, units = scope.near, scope.far, dimensions(asked.workspace)
    words = (
        f"Beside it: among its {near} nearest here. Torn away: not even among its {away} nearest here. "
        f"Stranger: not even among its {away} nearest in {units}-D."
    )
    if not found.tied:
        return words
    crowd = f"{found.tied:,} {asked.workspace.spec.items} lie equally near here"
    return f"{words} {crowd}: which of them are its {near} nearest is arbitrary (the first by number are)."


def shares(asked: Question, found: PlaceTrust) -> list[TrustShare]:
    """Return the three counts of all images, with that of the selected one."""
    workspace, name = asked.workspace, asked.map.projection
    quality, counts = workspace.quality[name], workspace.trust[name]
    scope = Scope.of(len(counts))
    rows = (
        ("neighbours-kept", "Kept", KEPT, found.kept, f"neighbours kept {quality.neighbours_kept:.2f}"),
        ("torn-away", "Torn away", TORN, found.torn, f"continuity {quality.continuity:.3f}"),
        ("strangers", "Strangers", STRANGERS, found.strangers, f"trustworthiness {quality.trustworthiness:.3f}"),
    )
    return [
        {
            "term": term, "name": title,
            "counts": np.bincount(counts[:, column], minlength=scope.near + 1).tolist(),
            "mean": f"{counts[:, column].mean():.1f} of {scope.near}",
            "measure": measure,
            "own": len(own),
            "words": place_among(counts[:, column], len(own), workspace.spec.items),
        }
        for term, title, column, own, measure in rows
    ]  # fmt: skip


def place_among(counts: NDArray[np.uint8], own: int, items: str) -> str:
    """Return how many of all images have fewer than the selected one, and how many more."""
    fewer, more = (whole_percent(float(each.mean())) for each in (counts < own, counts > own))
    return f"{own} here; {fewer} of the {items} have fewer, {more} more"


def tell_why(asked: Question, scope: Scope) -> str:
    """Return why trustworthiness and continuity say so little about these counts."""
    workspace, chosen = asked.workspace, asked.map
    quality, count = workspace.quality[chosen.projection], len(workspace.labels)
    measured = (
        f"On {chosen.name} trustworthiness is {quality.trustworthiness:.3f} and continuity {quality.continuity:.3f}, "
        f"while {whole_percent(quality.neighbours_kept)} of the nearest are kept."
    )
    least = forgiven(count, scope)
    if least is None:
        return measured
    return (
        f"{measured} Both measures count how far down the list of all {count:,} {workspace.spec.items} a neighbour is, "
        f"so near misses cost little: with none of the {scope.near} nearest a true one, but all among the {scope.far} "
        f"nearest, either would still be {least:.3f} or more. By lot {scope.near**2 / (count - 1):.2f} of {scope.near} "
        f"would be kept, and {scope.near * (1 - scope.far / (count - 1)):.1f} be strangers."
    )


def forgiven(count: int, scope: Scope) -> float | None:
    """Return the least trustworthiness of a map of ``count`` images whose map neighbours are near misses at worst.

    Each has k of the ranks k + 1 to far, at worst the last k; None where there are not as many.
    """
    near, away = scope.near, scope.far
    if away < 2 * near or near >= count / 2:
        return None
    excess = away - near - (near - 1) / 2  # mean of rank − k
    return 1 - 2 * excess / (2 * count - 3 * near - 1)


def say_uncounted(asked: Question) -> str:
    """Return why nothing is said of all images on axes that were chosen."""
    usual = " and ".join(asked.map.map.axis.format(k + asked.map.map.first) for k in asked.map.map.usual)
    return f"How it is for all {asked.workspace.spec.items} was counted for {usual} alone, not for the axes in view."


PANEL = Panel(
    "trust", "How far to trust it, point by point", layout,
    views=[View(ids.TRUST_BODY, view_trust, [DIGIT, MAP])], choices=[SHOWN],
)  # fmt: skip
