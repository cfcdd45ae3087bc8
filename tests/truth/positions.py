"""Whether what the page says of positions comes true, on images that no map contains."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.training.foretelling import Foretold
from model.workspace import Workspace
from tests.benchmark.result import Row
from tests.truth.images import strangers
from tests.truth.trials import gain_ink, leftovers, lose_ink, turn_off, turned

NAMES = {"tsne": "t-SNE", "umap": "UMAP"}
RIGHT = {"tsne": 85, "umap": 80}  # per cent
SIZES = {"tsne": (0.8, 1.25), "umap": (0.6, 1.6)}


def positions(workspace: Workspace, count: int) -> list[Row]:
    """Return the rows of all trials, each of ``count`` images."""
    images, spec = strangers(workspace, count), workspace.spec
    rows = []
    for projection, name in NAMES.items():
        lost = lose_ink(workspace, images, projection)
        for kind, moves in lost.items():
            what = f"{name}, {kind} 3 × 3 pixels lose a fifth of their ink"
            rows.append(direction(what, moves, 90, RIGHT[projection]))
            rows.append(size(f"{what}: told size over real size", moves, SIZES[projection]))
        gained = gain_ink(workspace, images, projection)
        rows.append(untold(f"{name}, random 3 × 3 pixels gain a fifth of the ink that they lack", gained))
        off = turn_off(workspace, images, projection)
        rows.append(direction(f"{name}, the three units that hold most turned off", off, 45, 85))
        for of_class in (False, True):
            begin = "the read class" if of_class else f"all {spec.items}"
            shares = leftovers(workspace, images, projection, of_class=of_class)
            rows.append(left_over(f"{name}, receipt from the mean of {begin}: left over, of the way", shares))
        chosen = np.random.default_rng(3).permutation(len(workspace.labels))[:count].tolist()
        what = f"{name}, a {spec.item} of the map turned: move over a stranger's"
        rows.append(at_least(what, turned(workspace, chosen, projection)))
    return rows


def direction(what: str, moves: Sequence[Foretold], degrees: float, least: float) -> Row:
    """Judge how often a move goes within some degrees of where it was told to go."""
    angles = np.array([move.angle for move in moves])
    known = angles[~np.isnan(angles)]
    share = 100 * float((known < degrees).mean())
    words = f"within {degrees:.0f}° in ≥ {least:.0f} %"
    return Row(what, words, f"{share:.0f} %", "–", len(known), yes(share >= least))


def untold(what: str, moves: Sequence[Foretold]) -> Row:
    """Tell how often a move goes within 90° of where it was told to go, of which the page promises nothing."""
    known = [move.angle for move in moves if move.moved]
    share = 100 * float((np.array(known) < 90).mean())
    return Row(what, "–", f"{share:.0f} %", "–", len(known), "–")


def size(what: str, moves: Sequence[Foretold], limits: tuple[float, float]) -> Row:
    """Judge the median of told over real sizes."""
    sizes = [move.size for move in moves if move.moved]
    middle = float(np.median(sizes))
    words = f"{limits[0]} to {limits[1]}"
    return Row(
        what,
        words,
        f"{middle:.2f}",
        f"{np.percentile(sizes, 95):.2f}",
        len(sizes),
        yes(limits[0] <= middle <= limits[1]),
    )


def left_over(what: str, shares: Sequence[float]) -> Row:
    """Judge what receipts leave over."""
    middle, high = 100 * float(np.median(shares)), 100 * float(np.percentile(shares, 95))
    good = middle <= 2 and high <= 10
    return Row(what, "median 2 %, p95 10 %", f"{middle:.1f} %", f"{high:.1f} %", len(shares), yes(good))


def at_least(what: str, ratios: Sequence[float]) -> Row:
    """Judge by the median whether something is nearly as large as it should be."""
    middle = float(np.median(ratios))
    return Row(what, "≥ 0.9", f"{middle:.2f}", "–", len(ratios), yes(middle >= 0.9))


def yes(good: bool) -> str:
    """Return the verdict in a word."""
    return "yes" if good else "**no**"
