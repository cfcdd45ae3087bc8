"""The URL of the page: its parameters by name, each with its default and what it may be.

The browser reads the same table (``assets/js/core/address.js``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from components.question.choice import Choice
from components.question.map_choice import COLOUR, COLOUR_UNIT, COMPONENTS, PROJECTION, UNITS
from model.workspace import Workspace

CHOSEN = {"colour": COLOUR, "colour_unit": COLOUR_UNIT, **COMPONENTS, **UNITS}


class Parameter(TypedDict):
    """One URL parameter: its default and what it may be."""

    default: str
    allowed: list[str]


def address_table(
    workspace: Workspace, *, tabs: Sequence[str], data_sets: Sequence[str], first: int = 0
) -> dict[str, Parameter]:
    """Return the URL's parameters by name.

    Args:
        workspace: What there is to see.
        tabs: Names of what the bench can show; the first of them is open where the URL names none.
        data_sets: Names of all data sets; the first of them is shown where the URL names none.
        first: The image that is selected where the URL names none.

    Returns:
        ``allowed`` lists every value, or for images the first and the last; none is pinned by default.
    """
    last = str(len(workspace.labels) - 1)
    return {
        "data": {"default": data_sets[0], "allowed": list(data_sets)},
        "projection": of_choice(PROJECTION.of(workspace)),
        "digit": {"default": str(first), "allowed": ["0", last]},
        "tab": {"default": tabs[0], "allowed": list(tabs)},
        "pin": {"default": "", "allowed": ["0", last]},
        "beside": {"default": "", "allowed": []},  # as ``assets/js/core/beside.js`` writes it
        "hidden": {"default": "", "allowed": []},  # as ``assets/js/core/hidden.js`` writes it
        "zoom": {"default": "", "allowed": []},  # as ``assets/js/core/zoom.js`` writes it
        "filter": {"default": "", "allowed": []},  # as ``assets/js/core/filter.js`` writes it
        "group": {"default": "", "allowed": []},  # as ``assets/js/core/members.js`` writes it
        "drawing": {"default": "", "allowed": []},  # as ``assets/js/core/drawing_link.js`` writes it
        **{name: of_choice(choice.of(workspace)) for name, choice in CHOSEN.items()},
    }


def of_choice(choice: Choice) -> Parameter:
    """Return the parameter that tells what is chosen."""
    return {"default": str(choice.default), "allowed": list(map(str, choice.labels))}
