"""The displacement from digit A to digit B on a map: both receipts, and the units that carry one to the other."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from components.page.format import enumeration, plain, signed, whole_percent
from model.explain.comparison import Comparison, strongest
from model.explain.explanation import Explanation

TERMS = 8  # units whose terms are shown one by one
CONTRIBUTIONS = 8  # units whose share of the way is shown
NAMED = 3  # in the sentence
NEARER = (
    "A and B lie so near each other on this map that what no unit explains is longer than the way between them; shares "
    "of it would say nothing."
)
ALIKE = (
    "A and B have the same activations, so no unit carries one to the other; on this map a newcomer lands beside the "
    "point of one that is like it."
)
MISSED = 0.5  # share of the way in the residual from which a sentence begins with it

Floats = NDArray[np.float32]


class ReceiptRow(TypedDict):
    """One line of both receipts."""

    label: str
    unit: int | None
    values: list[str]  # on the first axis for A and B, on the second for A and B


class Contribution(TypedDict):
    """A part of the way from A to B."""

    label: str
    unit: int | None
    share: float  # of the way, 1 is all of it
    percent: str


def view_receipts(one: Explanation, other: Explanation, decimals: int, *, items: str) -> list[ReceiptRow]:
    """Return both receipts line by line: start, strongest terms, the rest, what these miss, the position."""
    lengths = np.maximum(np.hypot(*one.terms.T), np.hypot(*other.terms.T))
    units = strongest_of(lengths, TERMS)
    rest = [part.terms.sum(axis=0) - part.terms[units].sum(axis=0) for part in (one, other)]
    exact = not (one.residual.any() or other.residual.any())
    rows = [
        view_row(
            "start: no activation at all" if exact else f"start: the mean of all {items}",
            one.intercept,
            other.intercept,
            decimals,
        )
    ]
    rows += [view_row(f"unit {k}", one.terms[k], other.terms[k], decimals, unit=k) for k in units.tolist()]
    if len(units) == TERMS:
        rows.append(view_row(f"the other {len(lengths) - TERMS} units", rest[0], rest[1], decimals))
    rows += [] if exact else [view_row("residual: what these miss", one.residual, other.residual, decimals)]
    return [*rows, view_row("position", one.position, other.position, decimals, total=True)]


def view_row(
    label: str, one: Floats, other: Floats, decimals: int, *, unit: int | None = None, total: bool = False
) -> ReceiptRow:
    """Return one line: what A and B get on both axes, (2,) each."""
    form = plain if total else signed
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    return {"label": label, "unit": unit, "values": [form(value, decimals) for pair in pairs for value in pair]}


def view_contributions(comparison: Comparison) -> list[Contribution]:
    """Return the parts of the way from A to B, the strongest units first; they add up to all of it, if there is one."""
    if not comparison.displacement.any() or is_lost(comparison):
        return []
    units = strongest_of(comparison.shares, CONTRIBUTIONS)
    rest = float(comparison.shares.sum() - comparison.shares[units].sum())
    parts = [view_contribution(f"unit {k}", float(comparison.shares[k]), k) for k in units.tolist()]
    if len(units) == CONTRIBUTIONS:
        parts.append(view_contribution(f"the other {len(comparison.shares) - CONTRIBUTIONS} units", rest))
    if comparison.residual.any():
        parts.append(view_contribution("residual", comparison.residual_share))
    return parts


def view_contribution(label: str, share: float, unit: int | None = None) -> Contribution:
    """Return one part of the way."""
    return {"label": label, "unit": unit, "share": round(share, 4), "percent": f"{signed(100 * share, 0)} %"}


def is_lost(comparison: Comparison) -> bool:
    """Whether no unit differs, or what none explains is longer than the way: then shares of the way say nothing."""
    return not comparison.difference.any() or float(np.hypot(*comparison.residual)) > comparison.length


def describe_displacement(comparison: Comparison) -> str:
    """Return in words which units carry A to B."""
    if not comparison.displacement.any():
        return "Both lie on the same spot of the map, so nothing carries one to the other."
    residual = comparison.residual_share if comparison.residual.any() else 0.0
    if is_lost(comparison):
        return NEARER if comparison.difference.any() else ALIKE
    text = describe_shares(comparison.shares)
    if not residual:
        return f"{text}."
    missed = f"{whole_percent(residual)} is the residual, which no unit explains"
    if abs(residual) < MISSED:
        return f"{text}, and {missed}."
    return f"This way is hardly one of the features: {missed}. {text}."


def describe_alone(comparison: Comparison, moved: Floats) -> str:
    """Return in words how far the units that are named would take A by themselves; ``moved`` is (2,), map units."""
    way = comparison.displacement
    share = whole_percent(float(moved @ way) / (comparison.length**2 or 1))
    return f"That is their part while all units change together; by themselves, these would take A {share} of the way."


def carriers(shares: Floats) -> NDArray[np.intp]:
    """Return the units that are named, of all with their ``shares`` (d,): those that carry most."""
    return np.argsort(-shares, kind="stable")[: min(NAMED, int(np.count_nonzero(shares)))]


def describe_shares(shares: Floats) -> str:
    """Return how much of the way the strongest units carry, and the others together."""
    units = carriers(shares)
    most = float(shares[units].sum())
    rest = float(shares.sum()) - most
    named = enumeration([str(unit) for unit in units.tolist()])
    carrier = f"Unit {named} carries" if len(units) == 1 else f"Units {named} carry"
    text = f"{carrier} {whole_percent(most)} of the way from A to B"
    if len(units) < NAMED:
        return text
    what = f"carry {whole_percent(rest)}" if rest >= 0 else f"pull back by {whole_percent(-rest)}"
    return f"{text}; the other {len(shares) - NAMED} {what}"


def strongest_of(values: Floats, count: int) -> NDArray[np.intp]:
    """Return the places of the ``count`` greatest magnitudes of ``values`` (d,), fewer where most are zero."""
    return strongest(values, min(count, int(np.count_nonzero(values))))
