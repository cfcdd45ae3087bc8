/* The map's points on a canvas in the plot: without WebGL, and where some stand out or have shades of a value, which
 * Plotly would need a tenth of a second to repaint. */

import { drawPoints } from "../charts/points_layer.js";
import { get, subscribe } from "../core/store.js";
import { emphasis, isPlain, layers } from "./emphasis.js";
import { pointSizes } from "./figure.js";

/** @typedef {import("../core/store.js").MapView} MapView */
/** @typedef {import("../charts/points_layer.js").Alike} Alike */

/** @type {{drawn: unknown[], known: unknown[], layers: Alike[]}} what was drawn last; the layers, and what of */
const state = { drawn: [], known: [], layers: [] };

/** @param {unknown[]} one @param {unknown[]} other */
const isSame = (one, other) => one.length === other.length && one.every((part, k) => part === other[k]);

/** What is drawn, from bottom to top. @param {MapView} map @param {unknown[]} known what it is made of */
function layersOf({ gd, groups }, known) {
  if (isSame(known, state.known)) return state.layers;
  const accent = getComputedStyle(gd).getPropertyValue("--accent").trim();
  Object.assign(state, { known, layers: layers(groups, pointSizes(groups, gd), accent, emphasis()) });
  return state.layers;
}

/** Draw the points, if they are not Plotly's affair, as they are now. */
function follow() {
  const map = get("map");
  if (!map) return;
  const now = emphasis();
  const ours = !map.webgl || map.groups.scale !== undefined || !isPlain(now);
  map.gd.classList.toggle("on-canvas", ours);
  if (!ours) return (state.drawn = []);
  const { xaxis, yaxis } = map.gd._fullLayout;
  const axes = [xaxis, yaxis].flatMap(({ range, _length, _offset }) => [...range, _length, _offset]);
  const known = [map.groups, map.gd.clientWidth, now.hidden, now.passing, now.group];
  const drawn = [...known, ...map.columns, ...axes];
  if (isSame(drawn, state.drawn)) return;
  state.drawn = drawn;
  drawPoints(map.gd, { points: map.points, columns: map.columns, groups: layersOf(map, known) });
}

export function start() {
  for (const key of /** @type {const} */ (["map", "hidden", "passing", "group"])) subscribe(key, follow);
}
