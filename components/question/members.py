"""A group of images as the browser sends it: a bit for each image, the first of a byte the lowest, in base64."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.question.state import bytes_in

Mask = NDArray[np.bool_]

LONGEST_NAME = 80  # characters


@dataclass(frozen=True, eq=False)
class Members:
    """Some images under a name."""

    name: str
    mask: Mask  # (n,), which images

    @property
    def count(self) -> int:
        """How many they are."""
        return int(self.mask.sum())


@dataclass(frozen=True, eq=False)
class Grouping:
    """The group that is selected, and what it is compared with."""

    chosen: Members
    against: Members | None  # None stands for all others


def parse_grouping(part: Mapping[str, Any], count: int) -> Grouping:
    """Read ``{"chosen": ..., "against": ...}``, a group each, or null for what it is compared with.

    Args:
        part: As the browser sends it.
        count: How many images there are.

    Raises:
        ValueError: One of them is something else.
    """
    against = part.get("against")
    chosen = parse_members(part.get("chosen"), count)
    if not chosen.count:
        raise ValueError("the group has no members; select some images")
    return Grouping(chosen, None if against is None else parse_members(against, count))


def parse_members(sent: Any, count: int) -> Members:
    """Read ``{"name": ..., "members": <bits>}``.

    Raises:
        ValueError: It is something else.
    """
    if not isinstance(sent, dict) or not isinstance(sent.get("name"), str):
        raise ValueError(f"the group is {str(sent)[:40]!r}; it must have a name and members")
    return Members(sent["name"][:LONGEST_NAME], parse_bits(sent.get("members"), count))


def parse_bits(text: Any, count: int) -> Mask:
    """Return which of ``count`` images a text stands for.

    Raises:
        ValueError: It is no such text.
    """
    packed = bytes_in(text, -(-count // 8))
    if not packed:
        raise ValueError(f"the members of the group must be a bit for each of {count:,} images, in base64")
    return np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little")[:count].astype(bool)
