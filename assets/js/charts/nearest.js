/* The point of a plot that is nearest to the pointer. Plotly's own search would need WebGL, looks twenty times a second
 * at most and knows nothing of fingers. */

import { gridOf, nearestIn } from "./grid.js";
import { plotScales } from "./plot.js";

const REACH_PX = 20; // from the pointer to the middle of a point

/**
 * @typedef {import("../core/points.js").Column} Column
 * @typedef {{clientX: number, clientY: number}} PointerPlace
 * @typedef {{corner: Element, scales: {origin: number, slope: number}[]}} PlotFrame
 * where pixels are counted from, and how they follow from values along both axes
 */

/** By the column across, the grid that was made last. @type {WeakMap<Column, import("./grid.js").Grid>} */
const grids = new WeakMap();

/** The grid of some points, made once. @param {Column} xs @param {Column} ys */
export function gridFor(xs, ys) {
  const known = grids.get(xs);
  if (known?.ys === ys) return known;
  const grid = gridOf(xs, ys);
  grids.set(xs, grid);
  return grid;
}

/** The frame of a plot. @param {import("../types/page.js").Plot} gd @returns {PlotFrame} */
export function frameOf(gd) {
  return { corner: gd, scales: plotScales(gd) };
}

/**
 * The digit whose point is nearest to the pointer, if it is near enough to any.
 * @param {PlotFrame} frame
 * @param {Column[]} axes the points' coordinates
 * @param {PointerPlace} pointer
 * @param {(digit: number) => boolean} counts whether a digit is one that can be meant
 */
export function nearestTo({ corner, scales }, [xs, ys], { clientX, clientY }, counts = () => true) {
  const { left, top } = corner.getBoundingClientRect();
  const place = [clientX - left, clientY - top].map((pixel, k) => (pixel - scales[k].origin) / scales[k].slope);
  const sizes = scales.map(({ slope }) => Math.abs(slope));
  return nearestIn(gridFor(xs, ys), place, sizes, REACH_PX, counts);
}
