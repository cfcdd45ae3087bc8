"""Further columns of a table: what can become a colouring, numbers or texts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.sources.collection import Column, SourceError, check_columns
from data.sources.labels import scalar


def read_columns(columns: Mapping[str, Sequence[Any]], chosen: NDArray[np.int64], n: int) -> dict[str, Column]:
    """Return the values of the chosen images in each of some columns of n values.

    Raises:
        SourceError: A column has more or fewer, or neither numbers nor texts.
    """
    read = {str(name): as_column(list(values)) for name, values in columns.items()}
    kept = {name: values for name, values in read.items() if values is not None}
    if strange := read.keys() - kept.keys():
        raise SourceError(f"the column {min(strange)!r} has neither numbers nor texts; leave it out")
    check_columns(kept, n)
    return {name: select(values, chosen) for name, values in kept.items()}


def as_column(values: Sequence[Any]) -> Column | None:
    """Return values as numbers (NaN if missing) or texts (empty if missing), or nothing if they are of another kind."""
    if any(isinstance(value, bytes | dict | list | tuple | set) or getattr(value, "ndim", 0) for value in values):
        return None
    values = [plain(value) for value in values]
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return tuple(math.nan if value is None else value for value in values)
    return tuple("" if value is None else str(value) for value in values)


def plain(value: Any) -> object:
    """Return a value as Python's own, None if it is missing; a date of NumPy as its text."""
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value)
    value = scalar(value)
    gone = type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and math.isnan(value))
    return None if gone else value


def select(values: Column, kept: NDArray[np.int64]) -> Column:
    """Return some of the values of a column."""
    return tuple(values[k] for k in kept)
