"""The attribution of a position: what leads to the place where a digit lies, and what scaling units makes of it."""

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
from components.question.choice import Choice, Value
from components.question.facts import dimensions
from components.question.map_choice import MapChoice
from components.question.question import PIN, SCALES, Question
from components.question.remembered import remembered
from components.question.subject import Subject
from components.question.way import explain_subject
from model.explain.comparison import diagonal
from model.explain.explanation import Explanation
from model.explain.intervention import MAX_SCALE, Intervention, intervene, turn_off_each
from model.workspace import Workspace

Floats = NDArray[np.float32]

COUNT = Choice(ids.WHY_COUNT, "the number of terms", {count: f"{count} terms" for count in (5, 10, 20)}, 10)


def offer_baselines(workspace: Workspace) -> tuple[Mapping[Any, str], Value]:
    """Return the middle of all images or of the class that was read, and the pinned image."""
    return {"map": f"all {workspace.spec.items}", "class": "its class", "pin": "A"}, "map"


BASELINE = Choice(ids.WHY_BASELINE, "the baseline", offer=offer_baselines)


def parse_scales(scales: Any, units: int) -> dict[int, float]:
    """Return scales by unit, without those that change nothing.

    Raises:
        ValueError: They are something else.
    """
    if not isinstance(scales, dict) or len(scales) > units:
        raise ValueError(f"the scales must be an object of at most {units} units")
    scaled = dict(parse_scale(*pair, units) for pair in scales.items())
    return {unit: scale for unit, scale in scaled.items() if scale != 1}


def parse_scale(unit: Any, scale: Any, units: int) -> tuple[int, float]:
    """Read a unit, one of so many, and its scale, 0 to 2.

    Raises:
        ValueError: It is something else.
    """
    known = isinstance(unit, str) and unit.isascii() and unit.isdigit() and len(unit) < 10 and int(unit) < units
    if not known or isinstance(scale, bool) or not isinstance(scale, int | float) or not 0 <= scale <= MAX_SCALE:
        allowed = f"0 to {units - 1} and 0 to {MAX_SCALE:g}"
        raise ValueError(f"unit {str(unit)[:20]!r} times {str(scale)[:20]!r}: they must be {allowed}")
    return int(unit), float(scale)


@dataclass(frozen=True)
class Baseline:
    """Where the terms of a receipt begin."""

    name: str  # for people
    features: Floats  # (d,)


@dataclass(frozen=True)
class Attribution:
    """A digit's place on a map, what leads to it, and what scaling units makes of both."""

    workspace: Workspace
    subject: Subject
    shown: MapChoice
    count: int  # terms that are named
    baseline: Baseline  # of maps without a formula
    scales: Mapping[int, float]  # of the units that are scaled, 0 to 2

    @classmethod
    def of(cls, asked: Question) -> Attribution:
        """Read what a visitor asks.

        Raises:
            ValueError: There is no such digit or map, or something in it is not offered.
        """
        scales = parse_scales(asked.sent.get(SCALES), dimensions(asked.workspace))
        return cls(asked.workspace, asked.digit, asked.map, asked.choice(COUNT), find_baseline(asked), scales)

    @property
    def exact(self) -> bool:
        """Whether the map is linear in the features."""
        return self.shown.exact

    @cached_property
    def intervention(self) -> Intervention | None:
        """The digit with its units turned, or nothing if none is."""
        if not self.scales:
            return None
        space = self.workspace
        return intervene(
            space.classifier.head, space.placer, self.subject.features, self.scales, without=self.subject.own
        )

    @property
    def current(self) -> Subject | Intervention:
        """The digit as the visitor has made it."""
        return self.intervention or self.subject

    @cached_property
    def map(self) -> Floats:
        """All positions (n, 2) on the map in view."""
        return self.shown.cloud

    @cached_property
    def original(self) -> Explanation:
        """The position of the digit as it is, taken apart."""
        baseline = None if self.exact else self.baseline.features
        return explain_subject(self.workspace, self.subject, self.shown, baseline)

    @cached_property
    def explanation(self) -> Explanation:
        """The position of the digit taken apart: as the visitor has made it where that is a sum, else as it is."""
        made, shown = self.intervention, self.shown
        if not (made and self.exact):
            return self.original
        return self.workspace.explain_place(
            made.features, made.positions, shown.projection, components=shown.components
        )

    @cached_property
    def effects(self) -> Floats:
        """How far each unit alone, turned off, would move the digit on the map in view, (d, 2)."""
        features = np.ascontiguousarray(self.subject.features, dtype=np.float32).tobytes()
        return find_effects(self.workspace, self.shown.projection, features, self.subject.own)

    def without_all(self, units: tuple[int, ...]) -> Floats:
        """Return how far the digit would go on the map in view with ``units`` turned off together, (2,) map units."""
        if not units:
            return np.zeros(2, dtype=np.float32)
        features = np.ascontiguousarray(self.subject.features, dtype=np.float32).tobytes()
        return find_loss(self.workspace, self.shown.projection, features, units, self.subject.own)

    def receipts(self) -> list[AxisReceipt]:
        """Return the receipt of both axes.

        The units are named by the strength of their terms before any is turned, so that no row goes away under a hand.
        """
        decimals = decimals_for(diagonal(self.map))
        receipts = []
        for axis, name in enumerate(self.shown.axes):
            units = choose_units(self.original.terms[:, axis], self.count)
            named = name_terms(units, self.explanation, self.subject.features, axis, signed=not self.exact)
            receipts.append(itemise(name, self.explanation, axis, named, decimals, exact=self.exact))
        return receipts


@remembered(64)
def find_effects(workspace: Workspace, projection: str, features: bytes, without: int | None) -> Floats:
    """Return how far each unit alone, turned off, would move a digit with these features, (d, 2)."""
    digit = np.frombuffer(features, dtype=np.float32)
    return -turn_off_each(workspace.projection(projection), digit, without=without)


@remembered(64)
def find_loss(
    workspace: Workspace, projection: str, features: bytes, units: tuple[int, ...], without: int | None
) -> Floats:
    """Return how far ``units``, turned off together, would move a digit with these features, (2,)."""
    both = np.repeat(np.frombuffer(features, dtype=np.float32)[None], 2, axis=0)
    both[1, list(units)] = 0
    start, end = workspace.projection(projection).place_usual(both, without=without)
    moved: Floats = end - start
    return moved


def find_baseline(asked: Question) -> Baseline:
    """Return where the receipt begins: what was chosen, or the middle of all digits if nothing is pinned.

    Raises:
        ValueError: It is not offered, or what is pinned is nothing.
    """
    space, chosen = asked.workspace, asked.choice(BASELINE)
    if chosen == "pin" and asked.sent.get(PIN) is not None and asked.pin is not None:
        return Baseline(f"A ({asked.pin.name})", asked.pin.features)
    if chosen == "class":
        read = asked.digit.predicted
        middle = space.class_means[read]
        if np.isfinite(middle).all():
            return Baseline(f"the mean of all {space.spec.many(read)}", middle)
    return Baseline(f"the mean of all {space.spec.items}", space.mean_features)
