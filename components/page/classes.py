"""The classes that there is room to show, with what is told of each."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from components.page.format import probability
from model.spec import DatasetSpec

MOST = 10  # that are shown

Floats = NDArray[np.float32]


class ClassShare(TypedDict):
    """One of the classes."""

    index: int
    name: str
    share: float  # its probability, 0 to 1
    percent: str


def shown_classes(values: Floats, *always: int | None) -> list[int]:
    """Return all classes if they are few, else those with the greatest ``values`` (c,), greatest first.

    Args:
        values: (c,).
        always: Classes that are among them whatever their values, if they are any.
    """
    if len(values) <= MOST:
        return list(range(len(values)))
    wanted = [index for index in dict.fromkeys(always) if index is not None]
    order = [index for index in np.argsort(-values, kind="stable").tolist() if index not in wanted]
    return sorted([*wanted, *order[: MOST - len(wanted)]], key=lambda index: -float(values[index]))


def view_shares(spec: DatasetSpec, probabilities: Floats, classes: list[int]) -> list[ClassShare]:
    """Return how probable some ``classes`` are, of all (c,)."""
    shares = [(index, float(probabilities[index])) for index in classes]
    return [
        {"index": index, "name": spec.classes[index], "share": share, "percent": probability(share)}
        for index, share in shares
    ]
