"""The way from digit A to digit B on a map: both receipts side by side, and the units that carry one to the other."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from components.words import enumeration, plain, signed, whole_percent
from model.comparison import Comparison, strongest
from model.explanation import Explanation

TERMS = 8  # units whose terms are shown one by one
CARRIERS = 8  # units whose share of the way is shown
NAMED = 3  # in the sentence

Floats = NDArray[np.float32]


class ReceiptRow(TypedDict):
    """One line of both receipts."""

    words: str
    unit: int | None
    values: list[str]  # on the first axis for A and B, on the second for A and B


class Carrier(TypedDict):
    """A part of the way from A to B."""

    words: str
    unit: int | None
    share: float  # of the way, 1 is all of it
    told: str


def view_receipts(one: Explanation, other: Explanation, decimals: int) -> list[ReceiptRow]:
    """Return both receipts line by line: start, strongest terms, the rest, what the model misses, the position."""
    lengths = np.maximum(np.hypot(*one.terms.T), np.hypot(*other.terms.T))
    units = strongest(lengths, TERMS)
    rest = [part.terms.sum(axis=0) - part.terms[units].sum(axis=0) for part in (one, other)]
    exact = not (one.residual.any() or other.residual.any())
    rows = [view_row("start: no activation at all", one.intercept, other.intercept, decimals)]
    rows += [view_row(f"unit {k}", one.terms[k], other.terms[k], decimals, unit=k) for k in units.tolist()]
    rows += [view_row(f"the other {len(lengths) - len(units)} units", rest[0], rest[1], decimals)]
    rows += [] if exact else [view_row("residual: what the model misses", one.residual, other.residual, decimals)]
    return [*rows, view_row("position", one.position, other.position, decimals, total=True)]


def view_row(
    words: str, one: Floats, other: Floats, decimals: int, *, unit: int | None = None, total: bool = False
) -> ReceiptRow:
    """Return one line: what A and B get on both axes, (2,) each."""
    form = plain if total else signed
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    return {"words": words, "unit": unit, "values": [form(value, decimals) for pair in pairs for value in pair]}


def view_carriers(comparison: Comparison) -> list[Carrier]:
    """Return the parts of the way from A to B, the strongest units first; they add up to all of it, if there is one."""
    if not comparison.way.any():
        return []
    units = strongest(comparison.shares, CARRIERS)
    rest = float(comparison.shares.sum() - comparison.shares[units].sum())
    parts = [view_carrier(f"unit {k}", float(comparison.shares[k]), k) for k in units.tolist()]
    parts.append(view_carrier(f"the other {len(comparison.shares) - len(units)} units", rest))
    if comparison.residual.any():
        parts.append(view_carrier("residual", comparison.residual_share))
    return parts


def view_carrier(words: str, share: float, unit: int | None = None) -> Carrier:
    """Return one part of the way."""
    return {"words": words, "unit": unit, "share": round(share, 4), "told": f"{signed(100 * share, 0)} %"}


def describe_way(comparison: Comparison) -> str:
    """Return in words which units carry A to B."""
    if not comparison.way.any():
        return "Both lie on the same spot of the map: there is no way to explain."
    units = np.argsort(-comparison.shares, kind="stable")[:NAMED]
    most = float(comparison.shares[units].sum())
    rest = float(comparison.shares.sum()) - most
    named = enumeration([str(unit) for unit in units.tolist()])
    others = len(comparison.shares) - NAMED
    words = f"Units {named} carry {whole_percent(most)} of the way from A to B; the other {others} "
    words += f"carry {whole_percent(rest)}" if rest >= 0 else f"pull back by {whole_percent(-rest)}"
    if not comparison.residual.any():
        return f"{words}."
    return f"{words}, and {whole_percent(comparison.residual_share)} is the residual, which no unit explains."
