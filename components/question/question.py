"""A question: what a view needs to know of what the visitor sees and has chosen, as the browser sent it.

Each part is read, and checked, when a view asks for it. The browser puts the same names together
(``assets/js/core/question.js``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from components.question.choice import Choice
from components.question.map_choice import MapChoice, parse_map
from components.question.members import Grouping, parse_grouping
from components.question.subject import Subject, find_subject
from model.workspace import Workspace

DIGIT = "digit"  # the selected one, of the data set or drawn
MAP = "map"  # the one in view
PIN = "pin"  # the digit to compare with
UNITS = "units"  # one or two whose dossier is open
SCALES = "scales"  # of units that are turned
GROUP = "group"  # the one that is selected, and what it is compared with
STROKES = "strokes"  # of the drawing on the pad
FEATURE_MAP = "feature-map"  # the one that is enlarged
FROM_A_MOVING_HAND = frozenset({DIGIT, SCALES, STROKES, GROUP})  # pen, slider, lasso, the digit that a key walks to


@dataclass(frozen=True, eq=False)
class Question:
    """What a view is asked."""

    workspace: Workspace
    sent: Mapping[str, Any]  # by name; anything at all
    found: dict[str, Subject] = field(default_factory=dict)  # digits that questions asked at once have in common

    @cached_property
    def digit(self) -> Subject:
        """The selected digit.

        Raises:
            ValueError: There is none.
        """
        chosen = self.part(DIGIT)
        key = repr(chosen)
        if key not in self.found:
            self.found[key] = find_subject(self.workspace, chosen.get("selection"), chosen.get("drawing"))
        return self.found[key]

    @cached_property
    def map(self) -> MapChoice:
        """The map in view.

        Raises:
            ValueError: There is no such map.
        """
        return parse_map(self.workspace, self.sent.get(MAP))

    @cached_property
    def pin(self) -> Subject | None:
        """The pinned digit, if there is one: ``{"shows": "sample:<index>"}``, of a drawing with its ``"image"``.

        Raises:
            ValueError: It is something else.
        """
        if self.sent.get(PIN) is None:
            return None
        pinned = self.part(PIN)
        return find_subject(self.workspace, pinned.get("shows"), pinned)

    @cached_property
    def grouping(self) -> Grouping:
        """The group that is selected, and what it is compared with.

        Raises:
            ValueError: It is something else.
        """
        return parse_grouping(self.part(GROUP), len(self.workspace.labels))

    def part(self, name: str) -> dict[str, Any]:
        """Return a part of the question that must be an object.

        Raises:
            ValueError: It is none.
        """
        part = self.sent.get(name)
        if not isinstance(part, dict):
            raise ValueError(f"the question's {name} is {str(part)[:40]!r}; it must be an object")
        return part

    def choice(self, choice: Choice) -> Any:
        """Return what the visitor has chosen.

        Raises:
            ValueError: It is not offered.
        """
        return choice.of(self.workspace).parse(self.sent.get(choice.id))
