"""A choice between a few things: declared once, offered by the page, sent along, checked where it comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from model.workspace import Workspace

Value = str | int
Offer = Callable[[Workspace], tuple[Mapping[Any, str], Value]]  # what each value is called, and the one at first


@dataclass(frozen=True, eq=False)
class Choice:
    """What a visitor can choose; the browser keeps it (``assets/js/core/settings.js``) as text."""

    id: str  # of its control on the page, and its name in questions
    name: str  # what is chosen, for people: "the number of terms"
    labels: Mapping[Any, str] = field(default_factory=dict)  # what each value is called
    default: Value = ""
    offer: Offer | None = None  # tells both of a workspace, where they depend on it

    def of(self, workspace: Workspace) -> Choice:
        """Return the same with what a workspace offers."""
        if self.offer is None:
            return self
        labels, default = self.offer(workspace)
        return replace(self, labels=labels, default=default, offer=None)

    def parse(self, sent: Any) -> Any:
        """Return the value that the browser means.

        Raises:
            ValueError: It is not offered; the message names what is.
        """
        for value in self.labels:
            if isinstance(sent, str) and sent == str(value):
                return value
        raise ValueError(f"{self.name} is {str(sent)[:40]!r}; choose one of {', '.join(map(str, self.labels))}")
