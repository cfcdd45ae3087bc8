"""The account of a position: what was asked about a digit, and what adds up to the place where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.figures.receipt import AxisReceipt, choose_units, itemise, name_terms
from components.page.format import decimals_for
from components.question.map_choice import MENUS, MapChoice, parse_map
from components.question.state import UNITS, parse_choice
from components.question.subject import Subject, find_subject
from model.explain.comparison import diagonal
from model.explain.explanation import Explanation
from model.explain.intervention import MOST, Turned, turn_units
from model.maps.local_surrogate import Local, fit_local
from model.maps.surrogate import Surrogate
from model.workspace import Workspace

Floats = NDArray[np.float32]

COUNTS = (5, 10, 20)
MODELS = {"global": "global", "local": "local"}


@dataclass(frozen=True)
class Question:
    """What a visitor asks about the position of a digit."""

    selection: Any  # parsed by ``find_subject``
    drawing: Any
    map: MapChoice
    count: int  # terms that are named
    model: str  # "global" or "local"
    scales: Mapping[int, float]  # of the units that are turned, 0 to 2

    @classmethod
    def parse(cls, sent: Any) -> Question:
        """Read what the browser sends.

        Args:
            sent: ``{"selection": digit, "drawing": its landing if it was drawn, "map": what ``parse_map`` takes,
                "count": terms, "model": name, "scales": {unit: 0 to 2}}``.

        Raises:
            ValueError: It is something else, or one of the choices is not offered; the message names what is.
        """
        if not isinstance(sent, dict):
            raise ValueError("the question must be an object with the digit, the map and what is to be named of it")
        shown = sent.get("map")
        if not isinstance(shown, list) or len(shown) != len(MENUS):
            raise ValueError(f"the map must be a list of {len(MENUS)}: its projection and its axes")
        return cls(
            sent.get("selection"),
            sent.get("drawing"),
            parse_map(*shown),
            parse_choice(sent.get("count"), COUNTS, "the number of terms"),
            parse_choice(sent.get("model"), list(MODELS), "the model"),
            parse_scales(sent.get("scales")),
        )


def parse_scales(scales: Any) -> dict[int, float]:
    """Return scales by unit, without those that change nothing.

    Raises:
        ValueError: They are something else.
    """
    if not isinstance(scales, dict) or len(scales) > UNITS:
        raise ValueError(f"the scales must be an object of at most {UNITS} units")
    turned = dict(parse_scale(*pair) for pair in scales.items())
    return {unit: scale for unit, scale in turned.items() if scale != 1}


def parse_scale(unit: Any, scale: Any) -> tuple[int, float]:
    """Read a unit, 0 to 127, and its scale, 0 to 2.

    Raises:
        ValueError: It is something else.
    """
    known = isinstance(unit, str) and unit.isascii() and unit.isdigit() and len(unit) <= 3 and int(unit) < UNITS
    if not known or isinstance(scale, bool) or not isinstance(scale, int | float) or not 0 <= scale <= MOST:
        allowed = f"0 to {UNITS - 1} and 0 to {MOST:g}"
        raise ValueError(f"unit {str(unit)[:20]!r} times {str(scale)[:20]!r}: they must be {allowed}")
    return int(unit), float(scale)


@dataclass(frozen=True)
class Account:
    """The answer: a digit's place, what adds up to it, and what turning units makes of both."""

    workspace: Workspace
    question: Question
    subject: Subject

    @classmethod
    def of(cls, workspace: Workspace, question: Question) -> Account:
        """Find the digit of a question.

        Raises:
            ValueError: There is no such digit.
        """
        return cls(workspace, question, find_subject(workspace, question.selection, question.drawing))

    @cached_property
    def turned(self) -> Turned | None:
        """The digit with its units turned, or nothing if none is."""
        if not self.question.scales:
            return None
        space = self.workspace
        return turn_units(space.tracer, space.placer, self.subject.features, self.question.scales)

    @property
    def now(self) -> Subject | Turned:
        """The digit as the visitor has made it."""
        return self.turned or self.subject

    @cached_property
    def local(self) -> Local | None:
        """The linear model of the map around the digit; nothing where the map itself is linear."""
        projection = self.question.map.projection
        if projection not in self.workspace.surrogates:
            return None
        space = self.workspace
        positions, surrogate = space.positions[projection], space.surrogates[projection]
        return fit_local(space.placer.index, positions, self.subject.features, surrogate)

    @property
    def surrogate(self) -> Surrogate | None:
        """The linear model that the receipt is made of, where one is needed."""
        if self.local and self.question.model == "local":
            return self.local.model
        return self.workspace.surrogates.get(self.question.map.projection)

    def explain(self, digit: Subject | Turned) -> Explanation:
        """Take the position of the digit, as it is or as it was made, apart."""
        shown = self.question.map
        return self.workspace.explain_place(
            digit.features,
            digit.positions,
            shown.projection,
            components=shown.components,
            surrogate=self.surrogate,
        )

    @cached_property
    def map(self) -> Floats:
        """All positions (n, 2) on the map in view."""
        return self.question.map.cloud(self.workspace)

    @cached_property
    def explanation(self) -> Explanation:
        """The position of the digit, as the visitor has made it, taken apart."""
        return self.explain(self.now)

    def receipts(self) -> list[AxisReceipt]:
        """Return the receipt of both axes.

        The units are named by the strength of their terms before any is turned, so that no row goes away under a hand.
        """
        before, features = self.explain(self.subject), self.subject.features
        decimals = decimals_for(diagonal(self.map))
        receipts = []
        for axis, name in enumerate(self.question.map.axes):
            units = choose_units(before.terms[:, axis], self.question.count)
            weights = before.terms[units, axis] / features[units]
            named = name_terms(units, weights, self.now.features)
            receipts.append(itemise(name, self.explanation, axis, named, decimals))
        return receipts
