/* The map's points without WebGL: those that are shown, on a canvas in the plot. */

import { drawPoints } from "../charts/points_layer.js";
import { hiddenOf } from "../core/hidden.js";
import { get, subscribe } from "../core/store.js";
import { pointSizes } from "./figure.js";

/** @typedef {import("../core/store.js").MapView} MapView */

/** Draw the points that are shown. @param {MapView} map */
function draw({ gd, points, columns, groups: { kind, names, larger, colours, members } }) {
  const [diameters, hidden] = [pointSizes({ names, larger }, gd), hiddenOf(get("hidden"), kind)];
  const all = members.map((group, k) => ({ members: group, colour: colours[k], diameter: diameters[k] }));
  drawPoints(gd, { points, columns, groups: all.filter((_, k) => !hidden.includes(k)) });
}

/** What was drawn last, so that nothing is drawn twice. @type {unknown[]} */
let drawn = [];

/** @param {MapView | null} map */
function follow(map) {
  if (!map || map.webgl) return;
  const { xaxis, yaxis } = map.gd._fullLayout;
  const axes = [xaxis, yaxis].flatMap(({ range, _length, _offset }) => [...range, _length, _offset]);
  const now = [map.groups, get("hidden"), ...map.columns, ...axes];
  if (now.every((one, k) => one === drawn[k])) return;
  drawn = now;
  draw(map);
}

export function start() {
  subscribe("map", follow);
}
