/* What the pointer is on: the digit nearest to it, its card, and its click. Plotly's own search would need WebGL, looks
 * twenty times a second at most and knows nothing of fingers. */

import * as card from "../charts/hover_card.js";
import { scale } from "../charts/plot.js";
import { around, byId } from "../core/dom.js";
import { get } from "../core/store.js";
import { pixelColours } from "./colouring.js";
import { gridOf, nearestIn } from "./grid.js";

/**
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {import("../core/points.js").Column} Column
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {{clientX: number, clientY: number}} PointerPlace
 */

const REACH_PX = 20; // from the pointer to the middle of a point

/**
 * What is known of the map that is drawn.
 * @type {{axes: Column[], grid: import("./grid.js").Grid | null, groups: import("../core/store.js").Groups | null,
 *   hidden: import("../core/hidden.js").Hidden | null, shown: Uint32Array, on: number | null,
 *   moved: PointerPlace | null}}
 */
const state = { axes: [], grid: null, groups: null, hidden: null, shown: new Uint32Array(), on: null, moved: null };

/** The points of a map in a grid. @param {MapView} map */
function gridFor({ points, columns }) {
  const axes = columns.map((name) => points.columns[name]);
  if (!state.grid || axes.some((axis, k) => axis !== state.axes[k]))
    Object.assign(state, { axes, grid: gridOf(axes[0], axes[1]) });
  return /** @type {import("./grid.js").Grid} */ (state.grid);
}

/** By digit, something other than 0 if the legend shows it. @param {MapView} map */
function shownOn({ points, groups }) {
  const hidden = get("hidden");
  if (groups !== state.groups || hidden !== state.hidden)
    Object.assign(state, { groups, hidden, shown: pixelColours(points.count, groups, hidden) });
  return state.shown;
}

/**
 * Where a click was, as exactly as the movement to it told, of which the card is: clicks come in whole pixels.
 * @param {PointerPlace} clicked
 * @param {PointerPlace | null} moved
 */
export function exactly(clicked, moved) {
  if (!moved) return clicked;
  const gap = Math.max(Math.abs(moved.clientX - clicked.clientX), Math.abs(moved.clientY - clicked.clientY));
  return gap < 1 ? moved : clicked;
}

/**
 * Where a pointer is on a plot's axes.
 * @param {Plot} gd
 * @param {PointerPlace} pointer
 */
function valuesAt(gd, { clientX, clientY }) {
  const { left, top } = gd.getBoundingClientRect();
  const scales = [scale(gd._fullLayout.xaxis, false), scale(gd._fullLayout.yaxis, true)];
  const place = [clientX - left, clientY - top].map((pixel, k) => (pixel - scales[k].origin) / scales[k].slope);
  return { place, scales: scales.map(({ slope }) => Math.abs(slope)) };
}

/**
 * The digit under a pointer, if it is near enough to any.
 * @param {MapView} map
 * @param {PointerPlace} pointer
 */
export function digitUnder(map, pointer) {
  const { place, scales } = valuesAt(map.gd, pointer);
  const shown = shownOn(map);
  return nearestIn(gridFor(map), place, scales, REACH_PX, (index) => shown[index] !== 0);
}

/** Show the card of the digit under the pointer. @param {PointerEvent} event */
export function onHover(event) {
  const map = get("map");
  state.moved = event;
  const digit = map && around(event, "#map-graph") ? digitUnder(map, event) : null;
  if (digit === state.on) return;
  if (digit === null) return leave();
  state.on = digit;
  byId("map-stage").setAttribute("data-pointed", "");
  card.show(digit, event);
}

/** The pointer is on nothing. */
export function leave() {
  state.on = null;
  byId("map-stage").removeAttribute("data-pointed");
  card.hide();
}

/**
 * Say that a digit was clicked, as Plotly would: dcc.Graph and who else listens to the plot hear of it.
 * @param {PointerPlace} event
 */
export function click(event) {
  const map = get("map");
  const digit = map && digitUnder(map, exactly(event, state.moved));
  if (!map || digit === null) return;
  const { gd, points, columns, groups } = map;
  const curveNumber = groups.members.findIndex((members) => members.includes(digit));
  const pointNumber = groups.members[curveNumber].indexOf(digit);
  const [x, y] = columns.map((name) => points.columns[name][digit]);
  gd.emit("plotly_click", { points: [{ curveNumber, pointNumber, x, y }], event });
}
