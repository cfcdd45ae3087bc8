"""All images of a map as they repel others: those near by one by one, the far ones by the cell.

The repulsion of ten thousand images is most of the work of a landing, and what far images add to it hardly depends on
where exactly each of them lies. So a map is cut into square cells, and of a cell that is some cells away only its
middle counts, as often as there are images in it. This is the tree of Barnes and Hut with two levels.

Letters: b images that are repelled, n images on the map, c cells with images in them, m points that stand for all n.

Source:
    J. Barnes, P. Hut, A hierarchical O(N log N) force-calculation algorithm, Nature 324, 1986.
    L. van der Maaten, Accelerating t-SNE using tree-based algorithms, 2014.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.floating]
Exact = NDArray[np.float64]
Counts = NDArray[np.floating]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]

NEAR = 3  # cells to each side of an image's own whose images count one by one
IMAGES_ACROSS = 3.0  # √n of them to a row of cells: more make cells finer, so that there are more cells but fewer near
KEPT = 128  # cells of which it is kept what repels there, of all maps together
FAR = 2**32  # more rows than there are
LEAST_SIZE = 1e-6  # of a cell, map units: all images may lie in one place


@dataclass(frozen=True)
class Repellers:
    """What repels images that are in one cell."""

    columns: Positions  # (2, m), by coordinate: on pairs (m, 2) NumPy takes five to ten times as long
    counts: Counts  # (m,), how many images each of them stands for
    total: int  # n
    middle: Positions  # (2,), of the cell: sums of coordinates are taken from there, or rounding would eat them

    @cached_property
    def moments(self) -> Positions:
        """Their counts, those times both coordinates from the middle, and times x², x·y and y², (m, 6)."""
        x, y = self.columns - self.middle[:, None]
        moments: Positions = self.counts[:, None] * np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)
        return moments


@dataclass(frozen=True, eq=False)
class Cells:
    """A map, cut into cells; it equals itself only, so it can be a key."""

    positions: Positions  # (n, 2), the map
    corner: Exact  # (2,), its lower left
    size: float  # of a cell, map units
    places: Indices  # (2, c), column and row of each cell
    counts: Indices  # (c,), images in each
    columns: Positions  # (2, n), their positions, cell by cell
    middles: Positions  # (2, c)

    @classmethod
    def of(cls, positions: Positions) -> Cells:
        """Return the map with images at ``positions`` (n, 2)."""
        side = int(np.ceil(np.sqrt(len(positions)) / IMAGES_ACROSS))
        corner = positions.min(axis=0).astype(float)
        size = max(float(np.ptp(positions, axis=0).max()) / side, LEAST_SIZE)
        place = np.minimum((positions - corner) // size, side - 1).astype(np.intp)
        keys = place @ np.array([1, side])
        order = np.argsort(keys, kind="stable")
        known, starts, counts = np.unique(keys[order], return_index=True, return_counts=True)
        columns = np.ascontiguousarray(positions[order].T)
        middles = np.add.reduceat(columns, starts, axis=1, dtype=float) / counts
        places = np.stack([known % side, known // side])
        return cls(positions, corner, size, places, counts, columns, middles.astype(positions.dtype))

    def groups(self, positions: Exact, chosen: Flags) -> Iterator[tuple[Indices, Repellers]]:
        """Yield the rows of ``positions`` (b, 2) that are ``chosen`` (b,) by cell, with what repels them there."""
        rows = np.flatnonzero(chosen)
        places = ((positions[rows] - self.corner) // self.size).astype(np.intp)
        keys = places @ np.array([1, FAR])
        while keys.size:
            here = keys == keys[0]
            yield rows[here], find_repellers(self, *places[0].tolist())
            rows, places, keys = rows[~here], places[~here], keys[~here]


@lru_cache(maxsize=KEPT)
def find_repellers(cells: Cells, column: int, row: int) -> Repellers:
    """Return what repels images in one of the ``cells``, or beside them at a column and row that they do not have."""
    near = np.abs(cells.places - np.array([[column], [row]])).max(axis=0) <= NEAR
    chosen, far = np.repeat(near, cells.counts), ~near
    columns = np.concatenate([cells.columns[:, chosen], cells.middles[:, far]], axis=1)
    counts = np.ones(columns.shape[1], columns.dtype)
    counts[columns.shape[1] - int(far.sum()) :] = cells.counts[far]
    middle = (cells.corner + cells.size * (np.array([column, row]) + 0.5)).astype(columns.dtype)
    return Repellers(columns, counts, len(cells.positions), middle)
