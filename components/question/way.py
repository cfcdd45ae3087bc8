"""What leads an image to its place, as several views ask for it: that of a pinned one is asked for with each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from components.question.map_choice import MapChoice
from components.question.remembered import remembered
from components.question.subject import Subject
from model.explain.explanation import Explanation
from model.workspace import Workspace

Floats = NDArray[np.float32]


def explain_subject(
    workspace: Workspace, subject: Subject, shown: MapChoice, baseline: Floats | None = None
) -> Explanation:
    """Take the position of an image apart; its own point, or that of its origin, does not hold it.

    Args:
        workspace: Where it is.
        subject: The image.
        shown: The map.
        baseline: (d,), the features from which the terms lead to it; by default that of ``Workspace.explain``.
    """
    if shown.exact:  # a sum, of any two coordinates, takes no time
        positions, pair = subject.positions, shown.components
        return workspace.explain_place(
            subject.features, positions, shown.projection, components=pair, baseline=baseline
        )
    start = workspace.mean_features if baseline is None else baseline
    parts = (subject.features, subject.positions[shown.projection], start)
    known = tuple(np.ascontiguousarray(part, dtype=np.float32).tobytes() for part in parts)
    return find_way(workspace, shown.projection, known, subject.own)


@remembered(100)  # a slider asks for one many times a second, Compare for the pinned image's with each other
def find_way(workspace: Workspace, projection: str, known: tuple[bytes, ...], without: int | None) -> Explanation:
    """Return why an image lies where it lies; known are the bytes of its features, its position and the baseline."""
    features, place, start = (np.frombuffer(part, dtype=np.float32) for part in known)
    return workspace.explain_place(features, {projection: place}, projection, baseline=start, without=without)
