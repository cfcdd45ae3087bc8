/* The map's points on a canvas in the plot: without WebGL, and where some stand out or have shades of a value, which
 * Plotly would need a tenth of a second to repaint. */

import { drawPoints } from "../charts/points_layer.js";
import { isSame } from "../core/same.js";
import { get, subscribe } from "../core/store.js";
import { emphasis, isPlain, layers } from "./emphasis.js";
import { pointSize, pointSizes } from "./figure.js";
import { pictureSize } from "./image_points.js";

/** @typedef {import("../core/store.js").MapView} MapView */
/** @typedef {import("../charts/points_layer.js").Alike} Alike */

/** @type {{drawn: unknown[]}} what was drawn last */
const state = { drawn: [] };

/** Something that finds what is drawn from bottom to top, and keeps it until it is another. */
export function layersKept() {
  /** @type {{known: unknown[], layers: Alike[]}} */
  const kept = { known: [], layers: [] };
  return (/** @type {MapView["groups"]} */ groups, /** @type {HTMLElement} */ stage) => {
    const now = emphasis();
    const known = [groups, pointSize(stage), now.hidden, now.passing, now.group];
    if (isSame(known, kept.known)) return kept.layers;
    const accent = getComputedStyle(stage).getPropertyValue("--accent").trim();
    return Object.assign(kept, { known, layers: layers(groups, pointSizes(groups, stage), accent, now) }).layers;
  };
}

const layersOf = layersKept();

/** Draw the points, if they are not Plotly's affair, as they are now. */
function follow() {
  const map = get("map");
  if (!map) return;
  const now = emphasis();
  const ours = !map.webgl || map.groups.scale !== undefined || !isPlain(now) || pictureSize(map) !== null;
  map.gd.classList.toggle("on-canvas", ours);
  if (!ours) return (state.drawn = []);
  const { xaxis, yaxis } = map.gd._fullLayout;
  const axes = [xaxis, yaxis].flatMap(({ range, _length, _offset }) => [...range, _length, _offset]);
  const drawn = [map.groups, map.gd.clientWidth, now.hidden, now.passing, now.group, ...map.columns, ...axes];
  if (isSame(drawn, state.drawn)) return;
  state.drawn = drawn;
  drawPoints(map.gd, { points: map.points, columns: map.columns, groups: layersOf(map.groups, map.gd) });
}

export function start() {
  for (const key of /** @type {const} */ (["map", "hidden", "passing", "group", "pictures"])) subscribe(key, follow);
}
