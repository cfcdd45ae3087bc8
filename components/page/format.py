"""Numbers and text as people read them; ``assets/js/core/format.js`` writes them alike."""

from __future__ import annotations

import math

LEAST = 1e-6  # a probability that is named as one, whatever rounding made of it


def plain(value: float, decimals: int) -> str:
    """Return ``value`` with ``decimals`` decimals."""
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def signed(value: float, decimals: int) -> str:
    """Return ``value`` with ``decimals`` decimals and its sign; what rounds to zero has none."""
    text = plain(value, decimals)
    return text if text.startswith("−") or float(text) == 0 else f"+{text}"


def significant(value: float) -> str:
    """Return ``value`` with three significant digits, or two if it is below a tenth, and never in powers of ten."""
    if abs(value) < 1e-6:
        return "0"
    digits = 3 if abs(value) >= 0.1 else 2
    return plain(value, max(0, digits - 1 - math.floor(math.log10(abs(value)))))


def percent(share: float) -> str:
    """Return a share (0 to 1) in per cent with three digits at most; the rare ends are named, not rounded away."""
    if 0.9995 <= share < 1 or 0 < share < 0.0005:
        return "> 99.9 %" if share > 0.5 else "< 0.1 %"
    return f"{100 * share:.1f} %"


def floor_percent(share: float) -> str:
    """Return what a probability reaches in per cent, rounded down; a network is never certain."""
    return f"{plain(math.floor(1000 * min(share, 1 - LEAST)) / 10, 1)} %"


def probability(share: float) -> str:
    """Return a probability in per cent as ``percent`` does; a network is never certain, though its numbers may be."""
    return percent(min(max(share, LEAST), 1 - LEAST))


def whole_percent(share: float) -> str:
    """Return a share of any sign in whole per cent."""
    return f"{plain(100 * share, 0)} %"


def decimals_for(size: float) -> int:
    """Return how many decimals tell a thousandth of ``size`` apart, at most three."""
    return 3 if size <= 0 else min(3, max(0, 3 - math.floor(math.log10(size))))


def sentence(error: Exception) -> str:
    """Return what an error says as a sentence."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def enumeration(items: list[str]) -> str:
    """Return ``items``, one or more, as an enumeration: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
