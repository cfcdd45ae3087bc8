"""The URL of the page: its parameters by name, each with its default and what it may be.

The browser reads the same table (``assets/js/core/address.js``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from components.question.choice import Choice
from components.question.map_choice import COLOUR, PROJECTION, UNIT_X, UNIT_Y, X, Y


class Parameter(TypedDict):
    """One URL parameter: its default and what it may be."""

    default: str
    allowed: list[str]


def address_table(
    digits: int, axes: tuple[int, int], *, tabs: Sequence[str], data_sets: Sequence[str], first: int = 0
) -> dict[str, Parameter]:
    """Return the URL's parameters by name.

    Args:
        digits: How many digits there are.
        axes: The two features that a map of raw axes begins with.
        tabs: Names of what the bench can show; the first of them is open where the URL names none.
        data_sets: Names of all data sets; the first of them is shown where the URL names none.
        first: The digit that is selected where the URL names none.

    Returns:
        ``allowed`` lists every value, or for digits the first and the last; no digit is pinned by default.
    """
    return {
        "data": {"default": data_sets[0], "allowed": list(data_sets)},
        "projection": of_choice(PROJECTION),
        "digit": {"default": str(first), "allowed": ["0", str(digits - 1)]},
        "tab": {"default": tabs[0], "allowed": list(tabs)},
        "pin": {"default": "", "allowed": ["0", str(digits - 1)]},
        "hidden": {"default": "", "allowed": []},  # as ``assets/js/core/hidden.js`` writes it
        "zoom": {"default": "", "allowed": []},  # as ``assets/js/core/zoom.js`` writes it
        "drawing": {"default": "", "allowed": []},  # as ``assets/js/core/drawing_link.js`` writes it
        "colour": of_choice(COLOUR),
        "x": of_choice(X),
        "y": of_choice(Y),
        "unit_x": {**of_choice(UNIT_X), "default": str(axes[0])},
        "unit_y": {**of_choice(UNIT_Y), "default": str(axes[1])},
    }


def of_choice(choice: Choice) -> Parameter:
    """Return the parameter that tells what is chosen."""
    return {"default": str(choice.default), "allowed": list(map(str, choice.labels))}
