"""Which columns of somebody's table are kept, and what each of them is.

Letters: n images.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from data.sources.collection import Column, SourceError, listed
from model.columns import START, OwnColumn

MOST_COLUMNS = 12  # that are taken where nobody says which
MOST_COLOURS = 50  # texts; more colours cannot be told apart
MOST_LETTERS = 200  # of a text
NAMED = 8  # columns in a sentence
DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")

Chosen = tuple[tuple[OwnColumn, ...], tuple[str, ...]]


def choose_columns(columns: Mapping[str, Column], wanted: Sequence[str] | None = None) -> Chosen:
    """Return the columns that are kept, and sentences on which these are and which are not, and why.

    Args:
        columns: n numbers or texts each, by their names.
        wanted: The names of those to keep; all that say something, but no more than a dozen, if None.

    Raises:
        SourceError: There is none of a name.
    """
    check_names(columns, wanted)
    read = {name: as_own(name, columns[name]) for name in (columns if wanted is None else dict.fromkeys(wanted))}
    said = {name: complaint(column) for name, column in read.items()}
    fit = [column for name, column in read.items() if not said[name]]
    kept = tuple(fit if wanted is not None else fit[:MOST_COLUMNS])
    left_out = [f"{name!r} {why}" for name, why in said.items() if why]
    left_out += [f"{column.name!r} would be one too many" for column in fit[len(kept) :]]
    return kept, tuple(tell(kept, left_out))


def tell(kept: Sequence[OwnColumn], left_out: Sequence[str]) -> list[str]:
    """Say which columns are kept, and which not."""
    said = []
    if kept:
        said.append(f"columns that were taken: {', '.join(f'{column.name!r} ({describe(column)})' for column in kept)}")
    if left_out:
        said.append(f"columns that were left out (--columns chooses others): {listed(left_out, most=NAMED)}")
    return said


def describe(column: OwnColumn) -> str:
    """Say what a column is, and how many of its values are missing."""
    missing = int((~column.known).sum())
    kinds = {
        "number": "numbers",
        "date": "dates",
        "category": f"{len(column.texts)} values",
        "text": f"{len(column.texts):,} different texts, too many for colours: shown with each image",
    }
    return kinds[column.kind] + (f", {missing:,} missing" if missing else "")


def check_names(columns: Mapping[str, Column], wanted: Sequence[str] | None) -> None:
    """Check that there are columns of the names that are wanted.

    Raises:
        SourceError: There is none of a name.
    """
    for name in wanted or ():
        if name not in columns:
            near = get_close_matches(name, columns, n=1)
            there = f"did you mean {near[0]!r}?" if near else f"there are {listed(list(columns), most=NAMED) or 'none'}"
            raise SourceError(f"there is no column {name!r} to take; {there}")


def as_own(name: str, values: Column) -> OwnColumn:
    """Return a column as what it is: numbers, dates, few texts or many."""
    numbers = [value for value in values if not isinstance(value, str)]
    if len(numbers) == len(values):
        return OwnColumn(name, "number", finite(np.array(numbers, dtype=np.float64)))
    texts = [str(value)[:MOST_LETTERS].strip() for value in values]
    dates = as_dates(texts)
    return OwnColumn(name, "date", dates) if dates is not None else as_texts(name, texts)


def finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``values`` (n,) with those that are infinite missing."""
    return np.where(np.isfinite(values), values, np.nan)


def as_dates(texts: Sequence[str]) -> NDArray[np.float64] | None:
    """Return texts as seconds since 1970, (n,), or nothing if one is no date; a time without a zone is in UTC."""
    if not any(texts) or not all(DATE.fullmatch(text) for text in texts if text):
        return None
    try:
        return np.array([seconds_of(text) if text else np.nan for text in texts], dtype=np.float64)
    except ValueError:
        return None


def seconds_of(text: str) -> float:
    """Return a date as seconds since 1970.

    Raises:
        ValueError: It is none.
    """
    date = datetime.fromisoformat(text)
    return ((date if date.tzinfo else date.replace(tzinfo=UTC)) - START).total_seconds()


def as_texts(name: str, texts: Sequence[str]) -> OwnColumn:
    """Return a column of texts, those that begin with a number first, in its order, and the others by the alphabet."""
    distinct = sorted({text for text in texts if text}, key=by_number)
    number = {text: float(k) for k, text in enumerate(distinct)} | {"": np.nan}
    values = np.array([number[text] for text in texts], dtype=np.float64)
    return OwnColumn(name, "category" if len(distinct) <= MOST_COLOURS else "text", values, tuple(distinct))


def by_number(text: str) -> tuple[float, str]:
    """Return by what a text is sorted: "9 kg" comes before "10 kg"."""
    number = re.match(r"\d{1,15}", text)
    return (int(number[0]) if number else math.inf, text)


def complaint(column: OwnColumn) -> str:
    """Say why a column tells nothing; empty if it does."""
    known = column.values[column.known]
    if not known.size:
        return "has no values"
    if known.size == len(column.values) and not np.ptp(known):
        return "is the same everywhere"
    if column.kind == "number" and known.size == len(column.values) and (np.diff(known) == 1).all():
        return "only counts the images"
    return ""
