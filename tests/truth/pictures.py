"""How often digits are read right on pictures as people take them, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from model.inputs.picture import PictureReading, read_digits
from model.inputs.picture_file import PictureError
from model.workspace import Workspace
from tests.benchmark.result import Row
from tests.truth.photos import KINDS, Kind, as_file

SEED = 29
LEAST = 95  # per cent of pictures of one digit
SAID = 90  # per cent of pictures of several digits, or of none


def pictures(workspace: Workspace, count: int) -> list[Row]:
    """Return a row for each kind of picture, half of ``count`` of them."""
    return [judge(workspace, name, kind, max(count // 2, 1)) for name, kind in KINDS.items()]


def judge(workspace: Workspace, name: str, kind: Kind, count: int) -> Row:
    """Judge how often one digit is read right, how often several are counted and how often none is said to be none."""
    tried = list(readings(workspace, kind, count))
    right = [is_right(workspace, reading, chosen) for reading, chosen in tried]
    what, least = (f"pictures, {name}: read right", LEAST) if kind.count == 1 else (f"pictures, {name}: said so", SAID)
    share = 100 * float(np.mean(right))
    return Row(what, f"≥ {least} %", f"{share:.0f} %", "–", count, "yes" if share >= least else "**no**")


def readings(workspace: Workspace, kind: Kind, count: int) -> Iterator[tuple[PictureReading | None, list[int]]]:
    """Yield what was found on pictures of a kind, nothing if they were refused, and which digits are on them."""
    dice = np.random.default_rng(SEED)
    for _ in range(count):
        chosen = dice.permutation(len(workspace.labels))[: kind.count].tolist()
        content = as_file(kind, [workspace.images[index] for index in chosen], dice)
        try:
            yield read_digits(content), chosen
        except PictureError:
            yield None, chosen


def is_right(workspace: Workspace, reading: PictureReading | None, chosen: list[int]) -> bool:
    """Return whether one digit is read as what it is, several are as many, and nothing is refused or doubted."""
    if not chosen:
        return reading is None or reading.doubtful
    if reading is None or len(chosen) > 1:
        return reading is not None and len(reading.digits) == len(chosen)
    return workspace.inspect(reading.digits[0].image).predicted == workspace.labels[chosen[0]]
