"""A row of the table: what was measured, how long it took, and whether that is within the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

HEADINGS = ("what", "budget", "median", "p95", "n", "within budget")


@dataclass(frozen=True)
class Row:
    """One line of the table, in words."""

    what: str
    budget: str
    median: str
    p95: str
    n: int
    verdict: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The words under ``HEADINGS``."""
        return (self.what, self.budget, self.median, self.p95, str(self.n), self.verdict)


def timing(
    what: str, samples: Sequence[float], *, median: float | None = None, p95: float | None = None, problem: str = ""
) -> Row:
    """Judge times by a budget.

    Args:
        what: What took so long.
        samples: (n,) in milliseconds.
        median: The most that the median may be, if there is a budget for it.
        p95: The most that the 95th percentile may be, if there is a budget for it.
        problem: What else went against the budget, such as requests where there should be none.
    """
    middle, high = centre(samples), tail(samples)
    limits = [("median", middle, median), ("p95", high, p95)]
    budget = ", ".join(f"{name} {bare(limit)}" for name, _, limit in limits if limit is not None)
    over = [excess(name, got, limit, time) for name, got, limit in limits if limit is not None and got > limit]
    return Row(what, budget or "–", time(middle), time(high), len(samples), verdict(bool(budget), [*over, problem]))


def ratio(what: str, samples: Sequence[float], base: Sequence[float], *, factor: float) -> Row:
    """Judge times (n,) by those of something smaller, ``base`` (m,): the medians may differ by ``factor``."""
    times = centre(samples) / centre(base)
    words = f"{times:.2f} × {time(centre(base))}"
    answer = f"yes: {words}" if times <= factor else f"**no**: {words}"
    return Row(what, f"{factor} × of 10,000", time(centre(samples)), time(tail(samples)), len(samples), answer)


def beside(what: str, samples: Sequence[float], other: Sequence[float], name: str) -> Row:
    """Tell times (n,) for which there is no budget beside those of another way, ``other`` (m,), called ``name``."""
    words = f"– ({name}: {time(centre(other))}, p95 {time(tail(other))})"
    return Row(what, "–", time(centre(samples)), time(tail(samples)), len(samples), words)


def frames(what: str, intervals: Sequence[float], *, least: float | None = None) -> Row:
    """Judge by how many frames a second there were the times (n,) in ms from one frame to the next."""
    rate = 1000 / float(np.mean(intervals))
    words = f"{rate:.0f} frames a second"
    budget = "–" if least is None else f"{least:g} frames a second"
    answer = f"– ({words})" if least is None else f"yes: {words}" if rate >= least else f"**no**: {words}"
    return Row(what, budget, time(centre(intervals)), time(tail(intervals)), len(intervals), answer)


def size(what: str, megabytes: float, *, limit: float) -> Row:
    """Judge an amount of memory or of disk, measured once, in MB."""
    over = [excess("", megabytes, limit, memory)] if megabytes > limit else []
    return Row(what, memory(limit), memory(megabytes), "–", 1, verdict(True, over))


def weight(what: str, size: float) -> Row:
    """Tell how many bytes something has, for which there is no budget."""
    return Row(what, "–", f"{size / 1000:,.0f} kB", "–", 1, verdict(False, []))


def amount(what: str, count: int) -> Row:
    """Tell a number for which there is no budget."""
    return Row(what, "–", f"{count:,}", "–", 1, verdict(False, []))


def tally(what: str, found: Mapping[str, int], n: int) -> Row:
    """Judge what there should be none of: how many were ``found`` where, in ``n`` places."""
    named = [f"{where} {count}" for where, count in found.items() if count]
    return Row(what, "0", f"{sum(found.values()):,}", "–", n, verdict(True, named))


def verdict(judged: bool, problems: Sequence[str]) -> str:
    """Return "yes", or what is wrong; a dash where there is no budget."""
    named = [problem for problem in problems if problem]
    if named:
        return f"**no**: {', '.join(named)}"
    return "yes" if judged else "–"


def excess(name: str, got: float, limit: float, words: object) -> str:
    """Return by how much ``got`` exceeds ``limit``."""
    amount = words(got - limit) if callable(words) else str(got - limit)
    return f"{name} {amount} ({100 * (got / limit - 1):.0f} %) over".strip()


def centre(samples: Sequence[float]) -> float:
    """Return the median."""
    return float(np.median(samples))


def tail(samples: Sequence[float]) -> float:
    """Return the 95th percentile, linear between two samples."""
    return float(np.percentile(samples, 95))


def time(milliseconds: float) -> str:
    """Return a time with three significant digits at most, in the unit that suits it."""
    for unit, length in (("s", 1000), ("ms", 1)):
        if milliseconds >= length:
            value = milliseconds / length
            return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"
    return f"{1000 * milliseconds:.0f} µs"


def bare(limit: float) -> str:
    """Return a budget, a round number, in milliseconds or seconds."""
    return f"{limit / 1000:g} s" if limit >= 1000 else f"{limit:g} ms"


def memory(megabytes: float) -> str:
    """Return an amount of memory or of disk."""
    return f"{megabytes:.0f} MB"


def markdown(rows: Sequence[Row]) -> str:
    """Return the table in Markdown, padded so that it reads as text too."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join("| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |" for line in lines)
