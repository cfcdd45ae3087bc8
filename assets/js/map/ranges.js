/* Arithmetic of what the two axes of the map show: fitted to a screen, moved, zoomed, and kept on the map. */

/** @typedef {import("../types/page.js").Range} Range */

const CLOSEST = 1 / 1000; // of the map; the coordinates are no more exact than that
const ALL = 0.999; // of the map, which counts as all of it

/** @param {Range} range */
const span = ([low, high]) => high - low;

/**
 * What both axes show: where they have one scale, the one with room to spare shows more, on both sides alike.
 * @param {Range[]} ranges
 * @param {number[]} lengths of the axes, px
 * @param {boolean} oneScale
 */
export function fitted(ranges, lengths, oneScale) {
  if (!oneScale) return ranges;
  const unit = Math.max(...ranges.map((range, k) => span(range) / lengths[k]));
  return ranges.map((range, k) => {
    const spare = (unit * lengths[k] - span(range)) / 2;
    return /** @type {Range} */ ([range[0] - spare, range[1] + spare]);
  });
}

/**
 * A range as far to the side as it must be to lie in another; all of that, if it is longer.
 * @param {Range} range
 * @param {Range} whole
 * @returns {Range}
 */
function inside([low, high], whole) {
  if (high - low >= span(whole)) return [...whole];
  const aside = Math.max(whole[0] - low, 0) + Math.min(whole[1] - high, 0);
  return [low + aside, high + aside];
}

/** The same of both axes. @param {Range[]} ranges @param {Range[]} whole */
export function within(ranges, whole) {
  return ranges.map((range, k) => inside(range, whole[k]));
}

/**
 * A place in the window as shares of the axes that span a box, 0 at their low ends.
 * @param {Pick<DOMRect, "left" | "top" | "width" | "height">} box
 * @param {number[]} place
 */
export function sharesAt({ left, top, width, height }, [x, y]) {
  return [(x - left) / width, 1 - (y - top) / height];
}

/** Whether ranges show all of the map. @param {Range[]} ranges @param {Range[]} whole */
export function isAll(ranges, whole) {
  return ranges.every((range, k) => span(range) >= ALL * span(whole[k]));
}

/**
 * What both axes show once what was at one place is at another, and larger or smaller.
 * @param {Range[]} ranges
 * @param {number[]} from place as shares of what the axes show, 0 at their low ends
 * @param {number[]} to place likewise
 * @param {number} factor that the ranges grow by
 * @param {Range[]} whole map
 */
export function moved(ranges, from, to, factor, whole) {
  const least = Math.max(...ranges.map((range, k) => (CLOSEST * span(whole[k])) / span(range)));
  const growth = Math.max(factor, Math.min(least, 1));
  const there = ranges.map((range, k) => {
    const low = range[0] + span(range) * (from[k] - growth * to[k]);
    return /** @type {Range} */ ([low, low + growth * span(range)]);
  });
  return within(there, whole);
}
