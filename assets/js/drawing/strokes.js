/* Strokes of pen and eraser, and what is left of them: pure, in the unit of a pad of 280 by 280. */

import { BOX, GRID, thin } from "../core/stroke_points.js";

export const PIXELS = 28; // of the network's picture along the same side
export const UNIT = BOX / PIXELS;
export const ERASER = 2; // times as wide as the pen
const INKED = 100; // of 255, from which on a pixel looks inked

/**
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../core/store.js").Stroke} Stroke
 * @typedef {import("../core/store.js").Drawing} Drawing
 */

/** Points no further than `step` apart along a stroke. @param {Point[]} points @param {number} step */
export function densify(points, step) {
  const dense = points.slice(0, 1);
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    const pieces = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step));
    for (let k = 1; k <= pieces; k++) {
      const share = k / pieces;
      dense.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
    }
  }
  return dense;
}

/**
 * What an eraser leaves of a stroke: the runs of points out of its reach.
 * @param {Point[]} points
 * @param {Point[]} path of the eraser
 * @param {number} radius
 */
export function cut(points, path, radius) {
  const eraser = densify(path, radius / 2);
  /** @param {Point} point */
  const near = ([x, y]) => eraser.some(([ex, ey]) => Math.hypot(x - ex, y - ey) < radius);
  const dense = densify(points, radius / 2);
  if (!dense.some(near)) return [points];
  /** @type {Point[][]} */
  const runs = [];
  let away = false;
  for (const point of dense) {
    const [here, last] = [!near(point), runs.at(-1)];
    if (here && away && last) last.push(point);
    else if (here) runs.push([point]);
    away = here;
  }
  return runs;
}

/** The pen strokes that remain after all erasing. @param {Stroke[]} strokes @param {number} radius */
export function fold(strokes, radius) {
  return strokes.reduce(
    (kept, { points, erases }) => (erases ? kept.flatMap((one) => cut(one, points, radius)) : [...kept, points]),
    /** @type {Point[][]} */ ([]),
  );
}

/**
 * Where the pointer is on the pad, in its unit, on the grid.
 * @param {{clientX: number, clientY: number}} event
 * @param {{left: number, top: number, width: number, height: number}} rectangle of the pad on the screen
 * @returns {Point}
 */
export function pointOf(event, rectangle) {
  const across = (BOX * (event.clientX - rectangle.left)) / rectangle.width;
  const down = (BOX * (event.clientY - rectangle.top)) / rectangle.height;
  /** @param {number} value */
  const rounded = (value) => GRID * Math.round(Math.min(BOX, Math.max(0, value)) / GRID);
  return [rounded(across), rounded(down)];
}

/** How far a pen of a width reaches, in the pad's unit. @param {string} width pixels of 28 */
function penRadius(width) {
  return (Number(width) * UNIT) / 2;
}

/** @param {string} width */
const eraserRadius = (width) => ERASER * penRadius(width);

/**
 * Whether there is ink at a place: the last stroke that goes over it says so, or the picture below.
 * @param {Drawing} drawing
 * @param {Point} place
 */
export function isInked({ strokes, base, width }, [x, y]) {
  /** @param {Stroke} stroke */
  const covers = ({ points, erases }) => {
    const radius = erases ? eraserRadius(width) : penRadius(width);
    return densify(points, radius / 2).some(([inkX, inkY]) => Math.hypot(inkX - x, inkY - y) < radius);
  };
  const last = strokes.findLast(covers);
  if (last) return !last.erases;
  const [column, row] = [x, y].map((value) => Math.min(PIXELS - 1, Math.floor(value / UNIT)));
  return base !== null && base[row * PIXELS + column] >= INKED;
}

/** Whether there is nothing to see on the pad. @param {Drawing} drawing */
export function isEmpty({ base, strokes, width }) {
  return !base && !fold(strokes, eraserRadius(width)).length;
}

/** What people call what is on the pad. @param {Drawing} drawing */
export function kindOf({ base, origin }) {
  return base && origin === null ? "picture" : "drawing";
}

/** What the server needs to see a drawing. @param {Drawing} drawing @param {number} most points that it takes */
export function contentOf(drawing, most) {
  const { base, strokes, width, normalised } = drawing;
  const common = { kind: kindOf(drawing), box: BOX, width };
  if (base) {
    const paths = thin(
      strokes.map(({ points }) => points),
      most,
    );
    const edits = strokes.map(({ erases }, k) => [paths[k], erases]);
    return { ...common, base: btoa(String.fromCharCode(...base)), edits };
  }
  return { ...common, strokes: thin(fold(strokes, eraserRadius(width)), most), normalised };
}
