/* How much of the map is in view: the buttons that zoom. */

import * as plot from "../charts/plot.js";
import { around } from "../core/dom.js";
import { get } from "../core/store.js";

/** @typedef {import("../types/page.js").Plot} Plot */

/** @type {Object<string, number>} */
const ZOOMS = { in: 0.7, out: 1 / 0.7 };

/** What a drag does where there is no more to see: a mouse moves the map, a finger scrolls the page. */
export function dragOfWhole() {
  return window.matchMedia("(pointer: coarse)").matches ? false : "pan";
}

/** Show the whole map; a finger then scrolls the page again. @param {Plot} gd */
export function showAll(gd) {
  plot.showAll(gd, { dragmode: dragOfWhole() });
}

/**
 * A range closer to its middle, or farther from it.
 * @param {import("../types/page.js").Range} range
 * @param {number} factor
 */
export function zoomed([low, high], factor) {
  return [low, high].map((end) => (low + high) / 2 + factor * (end - (low + high) / 2));
}

/** Zoom about the middle of the map, or show all of it. @param {MouseEvent} event */
function onClick(event) {
  const [button, gd] = [around(event, "[data-zoom]"), get("map")?.gd];
  if (!button || !gd) return;
  const factor = ZOOMS[button.dataset.zoom ?? ""];
  if (!factor) return showAll(gd);
  const { xaxis, yaxis } = gd._fullLayout;
  const [across, up] = [xaxis, yaxis].map(({ range }) => zoomed(range, factor));
  window.Plotly.relayout(gd, { "xaxis.range": across, "yaxis.range": up, "dragmode": "pan" });
}

export function start() {
  document.addEventListener("click", onClick);
}
