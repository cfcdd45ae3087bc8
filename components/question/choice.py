"""A choice between a few things: declared once, offered by the page, sent along, checked where it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Value = str | int


@dataclass(frozen=True, eq=False)
class Choice:
    """What a visitor can choose; the browser keeps it (``assets/js/core/settings.js``) as text."""

    id: str  # of its control on the page, and its name in questions
    name: str  # what is chosen, for people: "the number of terms"
    labels: Mapping[Any, str]  # what each value is called
    default: Value

    def parse(self, sent: Any) -> Any:
        """Return the value that the browser means.

        Raises:
            ValueError: It is not offered; the message names what is.
        """
        for value in self.labels:
            if isinstance(sent, str) and sent == str(value):
                return value
        raise ValueError(f"{self.name} is {str(sent)[:40]!r}; choose one of {', '.join(map(str, self.labels))}")
