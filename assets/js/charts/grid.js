/* The nearest of many points to a place, found in a grid: only the cells around the place are looked at. */

import { extent } from "../core/points.js";

const PER_CELL = 4; // points, on average

/**
 * @typedef {import("../core/points.js").Column} Column
 * @typedef {{xs: Column, ys: Column, side: number, low: number[], size: number[], starts: Uint32Array,
 *   order: Uint32Array}} Grid
 * `side` cells each way from `low`, each of `size`; the points of cell c are `order` from starts[c] to starts[c + 1]
 */

/**
 * The cell that a coordinate is in, along one axis.
 * @param {Pick<Grid, "side" | "low" | "size">} grid
 * @param {number} value
 * @param {number} axis
 */
function cellOf({ side, low, size }, value, axis) {
  return Math.min(Math.max(Math.floor((value - low[axis]) / size[axis]), 0), side - 1);
}

/**
 * Put points into the cells of a grid.
 * @param {Column} xs
 * @param {Column} ys
 * @returns {Grid}
 */
export function gridOf(xs, ys) {
  const side = Math.max(1, Math.round(Math.sqrt(xs.length / PER_CELL)));
  const [across, up] = [extent(xs), extent(ys)];
  const frame = { side, low: [across[0], up[0]], size: [across, up].map(([low, high]) => (high - low) / side || 1) };
  const cells = Uint32Array.from(xs, (x, k) => side * cellOf(frame, ys[k], 1) + cellOf(frame, x, 0));
  const starts = new Uint32Array(side * side + 1);
  for (const cell of cells) starts[cell + 1]++;
  for (let cell = 0; cell < side * side; cell++) starts[cell + 1] += starts[cell];
  const [order, next] = [new Uint32Array(xs.length), starts.slice()];
  cells.forEach((cell, k) => (order[next[cell]++] = k));
  return { ...frame, xs, ys, starts, order };
}

/**
 * The point nearest to a place, of those that count; null if none is within reach.
 * @param {Grid} grid
 * @param {number[]} place
 * @param {number[]} scale pixels to one unit along each axis, positive
 * @param {number} reach pixels
 * @param {(index: number) => boolean} counts
 */
export function nearestIn(grid, [x, y], scale, reach, counts) {
  const [left, right] = [x - reach / scale[0], x + reach / scale[0]].map((value) => cellOf(grid, value, 0));
  const [bottom, top] = [y - reach / scale[1], y + reach / scale[1]].map((value) => cellOf(grid, value, 1));
  /** @type {{index: number | null, gap: number}} */
  let best = { index: null, gap: reach };
  for (let row = bottom; row <= top; row++) {
    const end = grid.starts[grid.side * row + right + 1];
    for (let k = grid.starts[grid.side * row + left]; k < end; k++) {
      const index = grid.order[k];
      const gap = Math.hypot((grid.xs[index] - x) * scale[0], (grid.ys[index] - y) * scale[1]);
      if (gap <= best.gap && counts(index)) best = { index, gap };
    }
  }
  return best.index;
}
