"""The warning that something may be none of its kind: by which measure it is out of the ordinary, and how rarely."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from components.page.format import percent
from model.maps.strangeness import Verdict
from model.spec import DatasetSpec
from model.workspace import Workspace

Floats = NDArray[np.float32]

WORDS = {
    "distance": "it lies farther from the nearest {item} of the map, in spreads of a class, than",
    "angle": "the proportions of its features differ more from those of every {item} of the map than",
    "evidence": "the network finds less evidence in it for any class than in",
}


def warn(workspace: Workspace, features: Floats, logits: Floats, own: int | None) -> str:
    """Return why something may be none of its kind, to come after a colon; nothing if it is like the digits.

    Args:
        workspace: What it is compared with.
        features: (d,).
        logits: (c,), the scores that the network makes of them.
        own: The digit of the map that it is or is made of, which is left out.
    """
    verdict = workspace.judge(features, logits, without=own)
    return describe(verdict, workspace.spec.item, judges(workspace)) if verdict.is_strange else ""


def describe(verdict: Verdict, item: str, others: str) -> str:
    """Return by what something is out of the ordinary, and than how many of ``others`` it is more so."""
    share = "all" if verdict.rank == 1 else f"{percent(math.floor(1_000 * verdict.rank) / 1_000)} of"
    those = "those of " if verdict.measure == "angle" else ""
    return f"{WORDS[verdict.measure].format(item=item)} {those}{share} {others}"


def stranger(spec: DatasetSpec) -> str:
    """Return in words what something without a label may be: whatever is brought to images in general is an image."""
    return f"unlike these {spec.items}" if spec.item == "image" else f"maybe no {spec.item}"


def judges(workspace: Workspace) -> str:
    """Return in words which digits decide what is rare."""
    record = workspace.manifest["strangeness"]
    items = workspace.spec.items
    kinds = {
        "trained on": f"training {items}",
        "held out": f"{items} that the network was not trained on",
        "map": f"{items} of the map, each without its own point",
    }
    return f"{record['digits']:,} {kinds[record['source']]}"
