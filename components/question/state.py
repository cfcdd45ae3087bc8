"""How a selection or a choice is read."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

MOST_FIGURES = 9  # of a number in a selection


def bytes_in(text: Any, size: int) -> bytes:
    """Return the ``size`` bytes that a text in base64 stands for, and none if it is no such text."""
    longest = 2 * size + 8  # characters: of four, three bytes
    try:
        found = base64.b64decode(text, validate=True) if isinstance(text, str) and len(text) < longest else b""
    except ValueError:  # what base64 is not, binascii.Error too
        return b""
    return found if len(found) == size else b""


def parse_selection(text: Any, count: int) -> int | None:
    """Read ``sample:<index>`` or ``drawn:<n>`` as it comes from the browser: the index, or None for the drawing.

    Args:
        text: What the browser sent; anything at all.
        count: How many images the data set has.

    Raises:
        ValueError: It is not a selection, or beyond the data set.
    """
    kind, _, number = text.partition(":") if isinstance(text, str) else ("", "", "")
    if kind not in ("sample", "drawn") or not (number.isascii() and number.isdigit()) or len(number) > MOST_FIGURES:
        raise ValueError(f"the selection is {str(text)[:40]!r}; it must be sample:<index> or drawn:<n>")
    if kind == "drawn":
        return None
    if int(number) >= count:
        raise ValueError(f"no. {number} was asked for; choose one from 0 to {count - 1}")
    return int(number)


def parse_choice(value: Any, allowed: Sequence[object], name: str) -> Any:
    """Return ``value`` if it is one of ``allowed``.

    Raises:
        ValueError: It is not; the message names what is.
    """
    if isinstance(value, bool | float | list | dict) or value not in allowed:
        raise ValueError(f"{name} is {str(value)[:40]!r}; choose one of {', '.join(map(str, allowed))}")
    return value
