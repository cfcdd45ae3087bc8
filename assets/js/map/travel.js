/* The way from one view of the map to the next: the points glide, and the ring with its digit. */

import { pixelsOf } from "../charts/points_layer.js";
import { columnsOf } from "../core/map_choice.js";
import * as plot from "../charts/plot.js";
import { byId } from "../core/dom.js";
import { get } from "../core/store.js";
import { pixels } from "./emphasis.js";
import * as figure from "./figure.js";
import * as glide from "./glide.js";
import { layoutOf } from "./plot_layout.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {figure.View} View
 * @typedef {{gd: Plot, points: Points, view: View, groups: import("../core/store.js").Groups}} MapAsDrawn
 */

/**
 * Every digit's place on the screen as the plot has it, in device pixels.
 * @param {Plot} gd
 * @param {Points} points
 * @param {string[]} columns
 * @param {number} ratio
 */
function placesNow(gd, points, columns, ratio) {
  return pixelsOf(points, columns, plot.plotScales(gd), ratio);
}

/**
 * The same as the plot will have it.
 * @param {MapAsDrawn} drawn
 * @param {View} view
 * @param {number} ratio
 */
function placesIn({ gd, points, groups }, view, ratio) {
  const scales = figure.scalesOf(layoutOf(gd, points, view, groups), gd.clientWidth, gd.clientHeight);
  return pixelsOf(points, columnsOf(view), scales, ratio);
}

/**
 * Let the points glide to their new places, over the plot that is already there underneath. For those who want no
 * motion they are there at once, before the plot is.
 * @param {MapAsDrawn} drawn
 * @param {View} view
 * @param {() => Promise<unknown>} move lets the plot show the view
 * @param {() => number | null} selected the digit with the ring
 */
export async function glideTo(drawn, view, move, selected) {
  const { gd, points, groups } = drawn;
  const stage = byId("map-stage");
  const layer = glide.start(stage, figure.pointSize(stage));
  const [{ ratio }, still] = [layer, glide.unwanted()];
  const from = still ? placesIn(drawn, view, ratio) : placesNow(gd, points, columnsOf(drawn.view), ratio);
  const journey = { from, to: from, colours: pixels(points.count, groups) };
  layer.draw(journey, 0);
  stage.classList.add("gliding");
  if (still) await plot.painted();
  await move();
  if (still) await plot.painted();
  else {
    journey.to = placesNow(gd, points, columnsOf(view), ratio);
    await glide.run(layer, journey, (t) => followRing(gd, journey, selected(), t, ratio));
  }
  layer.finish();
}

/**
 * Where a digit is on its way.
 * @param {{from: ArrayLike<number>[], to: ArrayLike<number>[]}} journey
 * @param {number} digit
 * @param {number} t from 0 to 1
 */
export function placeBetween({ from, to }, digit, t) {
  return [0, 1].map((k) => (1 - t) * from[k][digit] + t * to[k][digit]);
}

/**
 * Keep the ring on its point on the way.
 * @param {Plot} gd
 * @param {glide.Journey} journey
 * @param {number | null} digit
 * @param {number} t
 * @param {number} ratio of device pixels to CSS pixels
 */
function followRing(gd, journey, digit, t, ratio) {
  if (digit === null) return;
  const place = placeBetween(journey, digit, t).map((value) => value / ratio);
  plot.place(byId("map-ring"), gd, place);
}
