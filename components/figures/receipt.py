"""A position as a receipt: signed terms that add up from a constant to a coordinate, rounded so that they really do.

Letters: d features, m named units.
"""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from components.page.format import significant
from model.explain.comparison import strongest
from model.explain.explanation import Explanation

Floats = NDArray[np.float32]


class Term(TypedDict):
    """What one unit adds to a coordinate."""

    unit: int
    weight: str
    activation: str  # or how much it differs from the baseline
    silent: bool  # whether the unit is at 0 for the image, so that nothing comes of scaling it
    amount: float  # their product


class AxisReceipt(TypedDict):
    """One coordinate: start + amounts of the terms + others + residual = total, exactly, in map units."""

    name: str
    decimals: int
    start: float
    start_label: str
    terms: list[Term]  # strongest first
    others: float  # all other units; what was lost in rounding is in here
    others_label: str
    residual: float | None  # None where the terms are exact
    total: float


def choose_units(terms: Floats, count: int) -> NDArray[np.intp]:
    """Return the units to name: those of the strongest ``terms`` (d,), at most ``count``, and none whose term is 0."""
    units = strongest(terms, count)
    named: NDArray[np.intp] = units[terms[units] != 0]
    return named


def itemise(
    name: str, explanation: Explanation, axis: int, named: list[Term], decimals: int, *, exact: bool
) -> AxisReceipt:
    """Return the receipt of one coordinate.

    All amounts are whole numbers of the last decimal, and the others take what is lost in rounding, so that what is
    shown adds up as it is shown.

    Args:
        name: Of the axis.
        explanation: The position taken apart.
        axis: 0 or 1.
        named: The terms that are named; their amounts may have any number of decimals.
        decimals: Of the amounts.
        exact: Whether the map is linear in the features, so that there is a constant and nothing is left over.
    """
    start, total, residual = (
        to_steps(part[axis], decimals) for part in (explanation.intercept, explanation.position, explanation.residual)
    )
    amounts = [to_steps(term["amount"], decimals) for term in named]
    others = total - start - sum(amounts) - residual
    return {
        "name": name,
        "decimals": decimals,
        "start": start / 10**decimals,
        "start_label": "constant" if exact else "baseline",
        "terms": [{**term, "amount": amount / 10**decimals} for term, amount in zip(named, amounts, strict=True)],
        "others": others / 10**decimals,
        "others_label": label_others(explanation.terms[:, axis], [term["unit"] for term in named]),
        "residual": None if exact else residual / 10**decimals,
        "total": total / 10**decimals,
    }


def to_steps(value: float, decimals: int) -> int:
    """Return ``value`` as a whole number of steps of its last decimal."""
    return round(float(value) * float(10**decimals))


def label_others(terms: Floats, named: list[int]) -> str:
    """Return in words how many of ``terms`` (d,) are not ``named`` and not 0."""
    rest = np.count_nonzero(np.delete(terms, named))
    return f"{rest} other{'' if rest == 1 else 's'}" if rest else "rounding"


def name_terms(
    units: NDArray[np.intp], explanation: Explanation, activations: Floats, axis: int, *, signed: bool
) -> list[Term]:
    """Return the terms of ``units`` (m,) along one axis.

    Args:
        units: (m,).
        explanation: The position taken apart.
        activations: (d,) of the digit as it is.
        axis: 0 or 1.
        signed: Whether what a weight is multiplied by is a change, which may be negative, and not an activation.
    """
    terms, changes = explanation.terms[units, axis], explanation.changes[units]
    weights = np.divide(terms, changes, out=np.zeros_like(terms), where=changes != 0)
    return [
        {
            "unit": int(unit),
            "weight": significant(float(weight)),
            "activation": ("+" if signed and change > 0 else "") + significant(float(change)),
            "silent": bool(activations[unit] == 0),
            "amount": float(term),
        }
        for unit, weight, change, term in zip(units, weights, changes, terms, strict=True)
    ]
