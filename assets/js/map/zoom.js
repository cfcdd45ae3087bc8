/* What part of the map is in view: whoever zooms or moves it says so in the store, and the plot follows. */

import * as plot from "../charts/plot.js";
import { around, byId } from "../core/dom.js";
import { get, set, subscribe } from "../core/store.js";
import { rangesFor } from "../core/zoom.js";
import { rangesInView } from "./figure.js";
import { isAll, moved } from "./ranges.js";
import { canSlide, slide } from "./slide.js";

/**
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {Pick<import("../core/store.js").MapView, "gd" | "columns">} Shown
 */

export const STEP = 0.7; // of what is in view stays, with a button or a key
export const MIDDLE = [0.5, 0.5];

/** The layout of the whole map. @param {Plot} gd @returns {import("./figure.js").Frame} */
function frameOf(gd) {
  const [across, up] = plot.wholeOf(gd);
  const { margin, yaxis } = gd.layout;
  return { margin, xaxis: { range: across }, yaxis: { ...yaxis, range: up } };
}

/** Whether less than all of the map is in view. */
export function isZoomed() {
  const map = get("map");
  return map !== null && rangesFor(get("zoom"), map.columns) !== null;
}

/** What both axes are to show. @param {Shown} map @param {Range[] | null} zoomed */
export function inView({ gd, columns }, zoomed = rangesFor(get("zoom"), columns)) {
  return rangesInView(frameOf(gd), gd.clientWidth, gd.clientHeight, zoomed);
}

/** All that both axes can show. @param {Shown} map */
const allOf = (map) => inView(map, null);

/**
 * Bring what is at one place of the map to another, and show more or less of it.
 * @param {number[]} from place as shares of the axes, 0 at their low ends
 * @param {number[]} to place likewise
 * @param {number} factor more than 1 shows more
 * @param {Range[]} [ranges] what the axes showed when `from` was there; by default what they show
 */
export function bring(from, to, factor, ranges) {
  const map = get("map");
  if (!map) return;
  const whole = allOf(map);
  const there = moved(ranges ?? inView(map), from, to, factor, whole);
  set("zoom", isAll(there, whole) ? null : { columns: map.columns, ranges: there });
}

/** Show more or less around a place. @param {number} factor @param {number[]} at shares of the axes */
export function zoomBy(factor, at = MIDDLE) {
  bring(at, at, factor);
}

export function showAll() {
  set("zoom", null);
}

/** By what a button says. @type {Object<string, () => void>} */
export const zooms = { in: () => zoomBy(STEP), out: () => zoomBy(1 / STEP), reset: showAll };

let waiting = 0;

/** Let the plot follow in the next frame, however often it is told. */
function follow() {
  waiting ||= requestAnimationFrame(() => {
    waiting = 0;
    draw();
  });
}

/** Draw the part that is in view, unless it is drawn. */
function draw() {
  const map = get("map");
  if (!map) return;
  byId("map-stage").toggleAttribute("data-zoomed", isZoomed());
  const [across, up] = inView(map);
  const { xaxis, yaxis } = map.gd._fullLayout;
  if (looksSame(across, xaxis.range) && looksSame(up, yaxis.range)) return;
  if (canSlide(map.gd, [across, up])) slide(map.gd, [across, up]);
  else window.Plotly.relayout(map.gd, { "xaxis.range": across, "yaxis.range": up });
}

/** Whether two ranges look the same. @param {Range} one @param {Range} other */
function looksSame(one, other) {
  return one.every((end, k) => Math.abs(end - other[k]) < 1e-6 * (one[1] - one[0]));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "[data-zoom]");
  if (button) zooms[button.dataset.zoom ?? ""]?.();
}

export function start() {
  subscribe("zoom", follow);
  document.addEventListener("click", onClick);
}
