/* The map by keyboard: an arrow key selects the nearest digit in its direction, with Shift it moves the map; +, − and 0
 * zoom. */

import { toPixel } from "../charts/plot.js";
import { className, labelled } from "../core/dataset.js";
import { byId } from "../core/dom.js";
import { probability } from "../core/format.js";
import { DIRECTIONS, hasModifier } from "../core/keys.js";
import { placeIn } from "../core/points.js";
import { digitOf, isDrawn, pick, positionOf } from "../core/selection.js";
import { get } from "../core/store.js";
import { meant } from "./emphasis.js";
import { bring, MIDDLE, showAll, STEP } from "./zoom.js";

/**
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {Pick<MapView, "points" | "columns" | "groups"> & {pixelOf: (x: number, y: number) => Point,
 *   shows: (pixel: Point) => boolean}} Ground a map on which one goes from image to image: where a position is drawn,
 * and whether a pixel is of what is in view
 * @typedef {{bring: (from: number[], to: number[], factor: number) => void, showAll: () => void,
 *   ground: () => Ground | null}} Movable a map that keys move: as `bring` and `showAll` of `zoom.js` do the large one
 */

/** How much more of the map a key shows; less than 1 is less. @type {Object<string, number>} */
const FACTORS = { "+": STEP, "=": STEP, "-": 1 / STEP, "_": 1 / STEP, "−": 1 / STEP };
const SHIFT = 0.15; // of what is in view
const LEAST_STEP_PX = 1; // digits nearer than that lie in the same spot

/**
 * The nearest point in a direction, give or take 45°, or null if there is none.
 * @param {number[]} from the pixel to start from, y downwards
 * @param {number[]} direction along x and y, one of them 0
 * @param {number} count
 * @param {(index: number) => number[] | null} pixelOf a point, null if it does not count
 */
export function nearest([x, y], [right, down], count, pixelOf) {
  /** @type {{index: number | null, gap: number}} */
  let best = { index: null, gap: Infinity };
  for (let index = 0; index < count; index++) {
    const pixel = pixelOf(index);
    if (!pixel) continue;
    const [dx, dy] = [pixel[0] - x, pixel[1] - y];
    const [ahead, aside] = [dx * right + dy * down, Math.abs(dx * down) + Math.abs(dy * right)];
    const gap = Math.hypot(ahead, aside);
    if (ahead >= LEAST_STEP_PX && ahead >= aside && gap < best.gap) best = { index, gap };
  }
  return best.index;
}

/** Where the selection is on the map's axes, if anywhere. @param {string} selection @param {Ground} ground */
function placeOf(selection, { columns, points }) {
  const [drawn, digit] = [get("drawn"), digitOf(selection)];
  if (isDrawn(selection)) return drawn && positionOf(drawn, columns);
  return digit === null ? null : placeIn(points, columns, digit);
}

/** The pixel of each digit that is in sight; null for the others. @param {Ground} ground */
function pixels({ columns, points, groups, pixelOf, shows }) {
  const visible = meant(points.count, groups);
  const [across, up] = columns.map((name) => points.columns[name]);
  return (/** @type {number} */ index) => {
    if (!visible[index]) return null;
    const pixel = pixelOf(across[index], up[index]);
    return shows(pixel) ? pixel : null;
  };
}

/**
 * Select the nearest digit in a direction.
 * @param {Ground} ground
 * @param {number[]} direction
 * @param {boolean} isRepeated
 */
function walk(ground, direction, isRepeated) {
  const selection = get("selection");
  if (!selection) return;
  if (isRepeated && byId("digit-panel").dataset.shows !== selection) return; // no faster than the panels
  const { points, pixelOf } = ground;
  const place = placeOf(selection, ground);
  const next = place && nearest(pixelOf(...place), direction, points.count, pixels(ground));
  if (next === null) return;
  byId("map-announcement").textContent = announcement(next, points.columns);
  pick(next);
}

/** Where one goes on the large map. @param {MapView} map @returns {Ground} */
function groundOf({ gd, points, columns, groups }) {
  const axes = [gd._fullLayout.xaxis, gd._fullLayout.yaxis];
  /** @param {Point} pixel */
  const shows = (pixel) =>
    axes.every(({ _offset, _length }, k) => pixel[k] >= _offset && pixel[k] <= _offset + _length);
  return { points, columns, groups, pixelOf: (x, y) => toPixel(gd, x, y), shows };
}

/**
 * A digit in words for those who walk without seeing it.
 * @param {number} digit its index
 * @param {import("../core/points.js").Points["columns"]} columns
 */
export function announcement(digit, { label, predicted, confidence }) {
  const reading = `read as ${className(predicted[digit])}, ${probability(confidence[digit])}`;
  return `No. ${digit}, ${labelled(label[digit])}${reading}`;
}

/**
 * What a key does on a map, if anything.
 * @param {Pick<KeyboardEvent, "key" | "shiftKey" | "repeat">} event
 * @param {Movable} map
 * @returns {(() => void) | undefined}
 */
export function deedOf({ key, shiftKey, repeat }, { bring, showAll, ground }) {
  const [direction, factor] = [DIRECTIONS[key], FACTORS[key]];
  if (key === "0") return showAll;
  if (factor) return () => bring(MIDDLE, MIDDLE, factor);
  if (!direction) return undefined;
  const [right, down] = direction;
  if (shiftKey) return () => bring([0, 0], [-SHIFT * right, SHIFT * down], 1);
  const there = ground();
  return () => there && walk(there, direction, repeat);
}

/** Let a key do on a map what it does. @param {KeyboardEvent} event @param {Movable} map */
export function press(event, map) {
  const deed = hasModifier(event) ? undefined : deedOf(event, map);
  if (!deed) return;
  event.preventDefault();
  deed();
}

/** @type {Movable} */
const large = {
  bring,
  showAll,
  ground: () => {
    const map = get("map");
    return map && groundOf(map);
  },
};

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.target instanceof HTMLElement && event.target.id === "map-stage") press(event, large);
}

export function start() {
  document.addEventListener("keydown", onKey);
}
