/* Which images have room for their picture on the map: chosen once for a zoom, wherever one looks, so that none comes
 * or goes while the map moves. */

import { extent } from "../core/points.js";

const APART_PX = 6; // from point to point, where half of the points are nearer: from there on there are pictures
const LEAST_PX = 22; // longer side of a picture; smaller ones say nothing
const MOST_PX = 64;
const GROWTH = 0.5; // of pictures with the distances, as a power: the further one zooms, the more of them have room
const GAP_PX = 6; // between two pictures, for their frames
const CELLS = 512; // at most, along each axis, in which neighbours are looked for
const GOLDEN = 0.618034; // share of all images from one to the next: any number of the first are spread over all

/**
 * @typedef {import("../charts/grid.js").Grid} Grid
 * @typedef {ArrayLike<number>[]} Places coordinates of all images along both axes
 * @typedef {import("../charts/plot.js").Size} Size
 * @typedef {{index: number, left: number, top: number}} Placed a picture and the middle of it, px
 */

/** @param {number} one @param {number} other @returns {number} */
const divisor = (one, other) => (other ? divisor(other, one % other) : one);

/**
 * All images, each once, in an order that has nothing to do with theirs and is always the same.
 * @param {number} count
 */
export function mixed(count) {
  let stride = Math.max(1, Math.round(GOLDEN * count));
  while (divisor(stride, count) > 1) stride++;
  return Uint32Array.from({ length: count }, (_, k) => (k * stride) % count);
}

/**
 * How far points are from each other where half of them lie closer together: share of a cell of their grid.
 * @param {Pick<Grid, "starts">} grid
 */
export function spacingOf({ starts }) {
  const counts = starts.subarray(1).map((end, cell) => end - starts[cell]);
  const total = starts[starts.length - 1];
  let passed = 0;
  for (const count of counts.sort()) {
    passed += count;
    if (2 * passed >= total && count) return 1 / Math.sqrt(count);
  }
  return 1;
}

/**
 * How large pictures are where points are so far apart; null if that leaves no room.
 * @param {number} spacing px
 * @param {Size} image
 * @returns {Size | null}
 */
export function sizeAt(spacing, { width, height }) {
  if (!(spacing >= APART_PX)) return null;
  const side = Math.min(LEAST_PX * (spacing / APART_PX) ** GROWTH, MOST_PX);
  const scale = side / Math.max(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** What a picture takes up along both axes. @param {Size} size @param {number[]} pixels to one unit of each axis */
export function boxOf({ width, height }, [across, up]) {
  return [(width + GAP_PX) / across, (height + GAP_PX) / up];
}

/**
 * Whether the boxes around two images overlap.
 * @param {Places} axes
 * @param {number[]} box
 * @param {number} one
 * @param {number} other
 */
export function overlap([xs, ys], [width, height], one, other) {
  return Math.abs(xs[one] - xs[other]) < width && Math.abs(ys[one] - ys[other]) < height;
}

/**
 * What finds among the images that were `kept` one whose box overlaps that of another.
 * @param {Places} axes
 * @param {number[]} box
 */
function neighbourhood(axes, box) {
  const ranges = axes.map(extent);
  const sides = box.map((side, k) => Math.max(side, (ranges[k][1] - ranges[k][0]) / CELLS));
  const cells = ranges.map(([low, high], k) => 1 + Math.floor((high - low) / sides[k]));
  const [heads, next] = [new Int32Array(cells[0] * cells[1]).fill(-1), new Int32Array(axes[0].length)];
  /** @param {number} index */
  const cellOf = (index) => axes.map((values, k) => Math.floor((values[index] - ranges[k][0]) / sides[k]));
  /** @param {number} index */
  const isFree = (index) => {
    const [column, row] = cellOf(index);
    for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, cells[1] - 1); r++)
      for (let c = Math.max(column - 1, 0); c <= Math.min(column + 1, cells[0] - 1); c++)
        for (let at = heads[r * cells[0] + c]; at >= 0; at = next[at]) if (overlap(axes, box, index, at)) return false;
    return true;
  };
  /** @param {number} index */
  const keep = (index) => {
    const [column, row] = cellOf(index);
    next[index] = heads[row * cells[0] + column];
    heads[row * cells[0] + column] = index;
  };
  return { isFree, keep };
}

/**
 * The images whose pictures do not overlap: in an order that is always the same, each that is free of those before it.
 * @param {Places} axes
 * @param {number[]} box what a picture takes up along both
 * @param {ArrayLike<number>} counts by image, 0 for those that get none
 */
export function withRoom(axes, box, counts) {
  const { isFree, keep } = neighbourhood(axes, box);
  /** @type {number[]} */
  const chosen = [];
  for (const index of mixed(axes[0].length)) {
    if (!counts[index] || !isFree(index)) continue;
    keep(index);
    chosen.push(index);
  }
  return chosen;
}

/**
 * The same with one image for certain, in place of those in its way alone.
 * @param {number[]} chosen
 * @param {number} first
 * @param {Places} axes
 * @param {number[]} box
 */
export function withFirst(chosen, first, axes, box) {
  return [first, ...chosen.filter((index) => index !== first && !overlap(axes, box, first, index))];
}

/**
 * The image whose picture is at a place, if there is one.
 * @param {Placed[]} placed
 * @param {Size} size
 * @param {number[]} place px
 */
export function pictureAt(placed, { width, height }, [x, y]) {
  const found = placed.find(({ left, top }) => 2 * Math.abs(x - left) <= width && 2 * Math.abs(y - top) <= height);
  return found?.index ?? null;
}
