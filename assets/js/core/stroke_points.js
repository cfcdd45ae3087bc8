/* The points that a stroke is kept by: pure, in the unit of a pad of 280 by 280. */

export const BOX = 280; // side of the pad in the strokes' unit
export const GRID = 0.25; // unit; all points lie on it, so that a link can hold them as they are
const NEAR = 1; // unit; a point nearer to the one before it tells nothing

/** @typedef {import("./store.js").Point} Point */

/**
 * Go on with a stroke. Its first and its newest point are exact; no other is nearer than `near` to the one before it.
 * @param {Point[]} points is changed
 * @param {Point} point
 */
export function extend(points, point, near = NEAR) {
  const [before, last] = points.slice(-2);
  if (last && Math.hypot(last[0] - before[0], last[1] - before[1]) < near) points[points.length - 1] = point;
  else points.push(point);
  return points;
}

/**
 * The same strokes without the points that are nearer than `near` to the one before.
 * @param {Point[][]} strokes
 * @param {number} near
 */
export function coarsen(strokes, near) {
  return strokes.map((points) =>
    points.reduce((some, point) => extend(some, point, near), /** @type {Point[]} */ ([])),
  );
}

/**
 * The same strokes with at most `most` points in all: the more there are, the coarser.
 * @param {Point[][]} strokes
 * @param {number} most
 */
export function thin(strokes, most) {
  let kept = strokes;
  for (let near = 2 * NEAR; kept.flat().length > most && near < 2 * BOX; near *= 2) kept = coarsen(strokes, near);
  return kept;
}
