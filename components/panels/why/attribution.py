"""The attribution of a position: what adds up to the place where a digit lies, and what scaling units makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.figures.receipt import AxisReceipt, choose_units, itemise, name_terms
from components.page import ids
from components.page.format import decimals_for
from components.question.choice import Choice
from components.question.map_choice import MapChoice
from components.question.question import SCALES, Question
from components.question.state import UNITS
from components.question.subject import Subject
from model.explain.comparison import diagonal
from model.explain.explanation import Explanation
from model.explain.intervention import MAX_SCALE, Intervention, intervene
from model.maps.local_surrogate import LocalSurrogate, fit_local
from model.maps.surrogate import Surrogate
from model.workspace import Workspace

Floats = NDArray[np.float32]

COUNT = Choice(ids.WHY_COUNT, "the number of terms", {count: f"{count} terms" for count in (5, 10, 20)}, 10)
MODEL = Choice(ids.WHY_MODEL, "the model", {"global": "global", "local": "local"}, "global")


def parse_scales(scales: Any) -> dict[int, float]:
    """Return scales by unit, without those that change nothing.

    Raises:
        ValueError: They are something else.
    """
    if not isinstance(scales, dict) or len(scales) > UNITS:
        raise ValueError(f"the scales must be an object of at most {UNITS} units")
    scaled = dict(parse_scale(*pair) for pair in scales.items())
    return {unit: scale for unit, scale in scaled.items() if scale != 1}


def parse_scale(unit: Any, scale: Any) -> tuple[int, float]:
    """Read a unit, 0 to 127, and its scale, 0 to 2.

    Raises:
        ValueError: It is something else.
    """
    known = isinstance(unit, str) and unit.isascii() and unit.isdigit() and len(unit) <= 3 and int(unit) < UNITS
    if not known or isinstance(scale, bool) or not isinstance(scale, int | float) or not 0 <= scale <= MAX_SCALE:
        allowed = f"0 to {UNITS - 1} and 0 to {MAX_SCALE:g}"
        raise ValueError(f"unit {str(unit)[:20]!r} times {str(scale)[:20]!r}: they must be {allowed}")
    return int(unit), float(scale)


@dataclass(frozen=True)
class Attribution:
    """A digit's place on a map, what adds up to it, and what scaling units makes of both."""

    workspace: Workspace
    subject: Subject
    shown: MapChoice
    count: int  # terms that are named
    model: str  # "global" or "local"
    scales: Mapping[int, float]  # of the units that are scaled, 0 to 2

    @classmethod
    def of(cls, asked: Question) -> Attribution:
        """Read what a visitor asks.

        Raises:
            ValueError: There is no such digit or map, or something in it is not offered.
        """
        scales = parse_scales(asked.sent.get(SCALES))
        return cls(asked.workspace, asked.digit, asked.map, asked.choice(COUNT), asked.choice(MODEL), scales)

    @cached_property
    def intervention(self) -> Intervention | None:
        """The digit with its units turned, or nothing if none is."""
        if not self.scales:
            return None
        space = self.workspace
        return intervene(space.tracer, space.placer, self.subject.features, self.scales)

    @property
    def current(self) -> Subject | Intervention:
        """The digit as the visitor has made it."""
        return self.intervention or self.subject

    @cached_property
    def local(self) -> LocalSurrogate | None:
        """The linear model of the map around the digit; nothing where the map itself is linear."""
        projection = self.shown.projection
        if projection not in self.workspace.surrogates:
            return None
        space = self.workspace
        positions, surrogate = space.positions[projection], space.surrogates[projection]
        return fit_local(space.placer.index, positions, self.subject.features, surrogate)

    @property
    def surrogate(self) -> Surrogate | None:
        """The linear model that the receipt is made of, where one is needed."""
        if self.local and self.model == "local":
            return self.local.model
        return self.workspace.surrogates.get(self.shown.projection)

    def explain(self, digit: Subject | Intervention) -> Explanation:
        """Take the position of the digit, as it is or as it was made, apart."""
        shown = self.shown
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
        return self.shown.cloud(self.workspace)

    @cached_property
    def explanation(self) -> Explanation:
        """The position of the digit, as the visitor has made it, taken apart."""
        return self.explain(self.current)

    def receipts(self) -> list[AxisReceipt]:
        """Return the receipt of both axes.

        The units are named by the strength of their terms before any is turned, so that no row goes away under a hand.
        """
        before, features = self.explain(self.subject), self.subject.features
        decimals = decimals_for(diagonal(self.map))
        receipts = []
        for axis, name in enumerate(self.shown.axes):
            units = choose_units(before.terms[:, axis], self.count)
            weights = before.terms[units, axis] / features[units]
            named = name_terms(units, weights, self.current.features)
            receipts.append(itemise(name, self.explanation, axis, named, decimals))
        return receipts
