"""How much of what is no digit the page warns of, and how many digits, each judged as the page does."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from components.page.warning import warn
from model.workspace import Workspace
from tests.benchmark.result import Row
from tests.truth.images import alter
from tests.truth.nonsense import nonsense

Image = NDArray[np.uint8]

SEED = 17
WARNED = {
    "scribbles": 60,
    "speckle": 75,
    "blank": 100,
    "random lines": 70,
    "letters, by pen": 70,
    "letters, printed": 70,
}  # per cent, at least
FALSE_ALARMS = 2  # per cent of the digits of the map, at most


def warnings(workspace: Workspace, count: int) -> list[Row]:
    """Return the rows of 3 × ``count`` pictures of each kind of nonsense, and of ten times as many digits."""
    kinds = nonsense(workspace, 3 * count, SEED)
    rows = [warned_of(workspace, name, images) for name, images in kinds.items()]
    dice = np.random.default_rng(SEED)
    chosen = dice.permutation(len(workspace.labels))[: 30 * count].tolist()
    plain = [(workspace.images[index], index) for index in chosen]
    varied = [(alter(image, dice), index) for image, index in plain]
    false = share(workspace, plain)
    limit = f"≤ {FALSE_ALARMS} %"
    return [
        *rows,
        Row("Warned of: digits of the map", limit, f"{false:.1f} %", "–", len(plain), verdict(false <= FALSE_ALARMS)),
        Row("Warned of: the same, varied", "–", f"{share(workspace, varied):.1f} %", "–", len(varied), "–"),
    ]


def warned_of(workspace: Workspace, name: str, images: list[Image]) -> Row:
    """Judge how much of one kind of nonsense is warned of, if there is a figure to reach."""
    found, least = share(workspace, [(image, None) for image in images]), WARNED.get(name)
    goal, answer = ("–", "–") if least is None else (f"≥ {least} %", verdict(found >= least))
    return Row(f"Warned of: {name}", goal, f"{found:.0f} %", "–", len(images), answer)


def share(workspace: Workspace, images: Iterable[tuple[Image, int | None]]) -> float:
    """Return how many of ``images``, each with the digit of the map that it is made of, are warned of, per cent."""
    traces = ((workspace.trace(image), own) for image, own in images)
    return 100 * float(np.mean([warn(workspace, seen.features, seen.logits, own) != "" for seen, own in traces]))


def verdict(good: bool) -> str:
    """Return whether a figure is reached, in a word."""
    return "yes" if good else "**no**"
