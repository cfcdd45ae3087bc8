"""Numbers as people read them: a true minus sign, and no zero with a sign."""

from __future__ import annotations

import math


def plain(value: float, decimals: int) -> str:
    """Return ``value`` with ``decimals`` decimals."""
    words = f"{value:.{decimals}f}"
    return words.lstrip("-") if float(words) == 0 else words.replace("-", "−")


def signed(value: float, decimals: int) -> str:
    """Return ``value`` with ``decimals`` decimals and its sign; what rounds to zero has none."""
    words = plain(value, decimals)
    return words if words.startswith("−") or float(words) == 0 else f"+{words}"


def decimals_for(size: float) -> int:
    """Return how many decimals tell a thousandth of ``size`` apart, at most three."""
    return 3 if size <= 0 else min(3, max(0, 3 - math.floor(math.log10(size))))


def enumeration(words: list[str]) -> str:
    """Return ``words``, one or more, as an enumeration: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
