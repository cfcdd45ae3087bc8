"""What a visitor can choose: one declared table, kept in the URL, and the one selection.

The browser reads the same table (``assets/js/core/address.js``), so a choice is declared here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from model.maps import placement

PROJECTIONS = {"axes": "raw axes", "pca": "PCA", "tsne": "t-SNE", "umap": "UMAP"}

COLOURINGS = {
    "label": "true label",
    "predicted": "prediction",
    "confidence": "confidence",
    "correct": "right or wrong",
}

MOST_FIGURES = 9  # of a number in a selection
UNITS = 128  # features; two of them can be the axes of a map
COMPONENTS = placement.COMPONENTS  # principal components that can be an axis of the PCA map


class Parameter(TypedDict):
    """One URL parameter: its default and what it may be."""

    default: str
    allowed: list[str]


def address_table(digits: int, axes: tuple[int, int], *, tabs: Sequence[str], first: int = 0) -> dict[str, Parameter]:
    """Return the URL's parameters by name.

    Args:
        digits: How many digits there are.
        axes: The two features that a map of raw axes begins with.
        tabs: Names of what the bench can show; the first of them is open where the URL names none.
        first: The digit that is selected where the URL names none.

    Returns:
        ``allowed`` lists every value, or for digits the first and the last; no digit is pinned by default.
    """
    units = [str(unit) for unit in range(UNITS)]
    components = [str(number + 1) for number in range(COMPONENTS)]
    return {
        "projection": {"default": "tsne", "allowed": list(PROJECTIONS)},
        "digit": {"default": str(first), "allowed": ["0", str(digits - 1)]},
        "tab": {"default": tabs[0], "allowed": list(tabs)},
        "pin": {"default": "", "allowed": ["0", str(digits - 1)]},
        "hidden": {"default": "", "allowed": []},  # as ``assets/js/core/hidden.js`` writes it
        "zoom": {"default": "", "allowed": []},  # as ``assets/js/core/zoom.js`` writes it
        "drawing": {"default": "", "allowed": []},  # as ``assets/js/core/drawing_link.js`` writes it
        "colour": {"default": "label", "allowed": list(COLOURINGS)},
        "x": {"default": "1", "allowed": components},
        "y": {"default": "2", "allowed": components},
        "unit_x": {"default": str(axes[0]), "allowed": units},
        "unit_y": {"default": str(axes[1]), "allowed": units},
    }


def parse_selection(text: Any, digits: int) -> int | None:
    """Read ``sample:<index>`` or ``drawn:<n>`` as it comes from the browser: the index, or None for the drawing.

    Args:
        text: What the browser sent; anything at all.
        digits: How many digits the data set has.

    Raises:
        ValueError: It is not a selection, or beyond the data set.
    """
    kind, _, number = text.partition(":") if isinstance(text, str) else ("", "", "")
    if kind not in ("sample", "drawn") or not (number.isascii() and number.isdigit()) or len(number) > MOST_FIGURES:
        raise ValueError(f"the selection is {str(text)[:40]!r}; it must be sample:<index> or drawn:<n>")
    if kind == "drawn":
        return None
    if int(number) >= digits:
        raise ValueError(f"digit {number} was asked for; choose one from 0 to {digits - 1}")
    return int(number)


def parse_choice(value: Any, allowed: Sequence[object], name: str) -> Any:
    """Return ``value`` if it is one of ``allowed``.

    Raises:
        ValueError: It is not; the message names what is.
    """
    if isinstance(value, bool | float | list | dict) or value not in allowed:
        raise ValueError(f"{name} is {str(value)[:40]!r}; choose one of {', '.join(map(str, allowed))}")
    return value
