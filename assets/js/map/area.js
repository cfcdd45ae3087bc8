/* Which points lie in an area of the screen. */

/**
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {{origin: number, slope: number}[]} Scales how pixels follow from values along both axes
 */

/** A box by two of its corners. @param {Point} one @param {Point} other @returns {Point[]} */
export function box([left, top], [right, bottom]) {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/**
 * Whether a place is in an area; what is encircled twice is out again, as everywhere.
 * @param {Point[]} area its corners
 * @param {number} x
 * @param {number} y
 */
export function isInside(area, x, y) {
  let inside = false;
  for (let k = 0, last = area.length - 1; k < area.length; last = k++) {
    const [[x0, y0], [x1, y1]] = [area[last], area[k]];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}

/**
 * The images whose points lie in an area.
 * @param {Point[]} area its corners, pixels
 * @param {ArrayLike<number>[]} axes coordinates of the points
 * @param {Scales} scales
 * @param {ArrayLike<number>} counts by image, 0 for those that cannot be meant
 */
export function imagesIn(area, [xs, ys], [across, down], counts) {
  const bounds = [0, 1].map((k) => {
    const ends = area.map((corner) => corner[k]);
    return [Math.min(...ends), Math.max(...ends)];
  });
  /** @type {number[]} */
  const found = [];
  for (let index = 0; index < xs.length; index++) {
    if (!counts[index]) continue;
    const x = across.origin + across.slope * xs[index];
    if (x < bounds[0][0] || x > bounds[0][1]) continue;
    const y = down.origin + down.slope * ys[index];
    if (y >= bounds[1][0] && y <= bounds[1][1] && isInside(area, x, y)) found.push(index);
  }
  return found;
}
