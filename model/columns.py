"""What somebody's table says of each image beside its class: numbers, dates and texts.

Letters: n images.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Kind = Literal["number", "date", "category", "text"]  # of a text there are too many values to give each a colour

START = datetime(1970, 1, 1, tzinfo=UTC)
DAY_S = 86_400.0
EXACT = 1e15  # below which whole numbers are written out


@dataclass(frozen=True, eq=False)
class OwnColumn:
    """A column of a table; its name and its texts are text, never markup."""

    name: str
    kind: Kind
    values: NDArray[np.float64]  # (n,), of dates seconds since 1970 in UTC, of texts which of them; NaN if missing
    texts: tuple[str, ...] = ()  # each once, where the values are texts

    @cached_property
    def number(self) -> int:
        """Stand for the column in links, 0 to 999,999: hardly another column has it, nor this one of other texts."""
        return crc32("\0".join([self.name, self.kind, *self.texts]).encode()) % 1_000_000

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Whether each image (n,) has a value."""
        return ~np.isnan(self.values)

    @cached_property
    def in_days(self) -> bool:
        """Whether dates have no time of day."""
        return not (self.values[self.known] % DAY_S).any()

    def say(self, index: int) -> str:
        """Return the value of an image in words; empty if it is missing."""
        value = float(self.values[index])
        if math.isnan(value):
            return ""
        if self.kind == "number":
            return say_number(value)
        if self.kind == "date":
            return date_of(value).strftime("%Y-%m-%d" if self.in_days else "%Y-%m-%d %H:%M")
        return self.texts[int(value)]


def say_number(value: float) -> str:
    """Return a number with all digits if it is whole, otherwise with six."""
    return f"{value:.0f}" if value.is_integer() and abs(value) < EXACT else f"{value:.6g}"


def date_of(seconds: float) -> datetime:
    """Return the date that is so many seconds after the start of 1970, in UTC."""
    return START + timedelta(seconds=seconds)
