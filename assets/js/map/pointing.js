/* What the pointer is on: the digit nearest to it, its card, and its click. */

import * as card from "../charts/hover_card.js";
import { frameOf, nearestTo } from "../charts/nearest.js";
import { around, find } from "../core/dom.js";
import { pick } from "../core/selection.js";
import { get, set, subscribe } from "../core/store.js";
import { meant } from "./emphasis.js";
import { pictureUnder } from "./image_points.js";

/**
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {MapView | import("../core/store.js").Sketch} Pointable
 * @typedef {import("../charts/nearest.js").PointerPlace} PointerPlace
 */

const STAGE = "#map-stage, .skeleton .stage";

/** @type {{moved: PointerPlace | null}} where the pointer was last */
const state = { moved: null };

/** What is drawn: the map, or what stands in its place. */
function drawn() {
  return get("map") ?? get("sketch");
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
 * The digit whose picture is under a pointer, or whose point is, if it is near enough to any.
 * @param {Pointable} map
 * @param {PointerPlace} pointer
 */
export function digitUnder(map, pointer) {
  const pictured = "gd" in map ? pictureUnder(map, pointer) : null;
  if (pictured !== null) return pictured;
  const shown = meant(map.points.count, map.groups);
  const axes = map.columns.map((name) => map.points.columns[name]);
  return nearestTo("gd" in map ? frameOf(map.gd) : map, axes, pointer, (digit) => shown[digit] !== 0);
}

/** Whether the pointer is over the points, not over what lies on them. @param {Event} event */
function isOver(event) {
  return Boolean(around(event, get("map") ? "#map-graph" : "#map-graph, .skeleton .stage"));
}

/**
 * The digit whose mark, drawn over the points by a panel, the pointer is on; `core/pick.js` selects it by a click.
 * @param {Event} event
 */
function markUnder(event) {
  const mark = around(event, ".overlay [data-digit]", SVGElement);
  return mark ? Number(mark.dataset.digit) : null;
}

/** Show the card of the digit under the pointer. @param {PointerEvent} event */
export function onHover(event) {
  const map = drawn();
  state.moved = event;
  const digit = markUnder(event) ?? (map && isOver(event) ? digitUnder(map, event) : null);
  if (digit === card.shown()) return;
  if (digit === null) return leave();
  find(document, STAGE).setAttribute("data-pointed", "");
  set("pointed", digit);
  card.show(digit, event);
}

/** The pointer is on nothing. */
export function leave() {
  find(document, STAGE).removeAttribute("data-pointed");
  if (get("pointed") !== null) set("pointed", null);
  card.hide();
}

/**
 * Say that a digit was clicked, as Plotly would: dcc.Graph and who else listens to the plot hear of it.
 * @param {MapView} map
 * @param {number} digit
 * @param {PointerPlace} event
 */
function tell({ gd, points, columns, groups }, digit, event) {
  const curveNumber = groups.members.findIndex((members) => members.includes(digit));
  const pointNumber = groups.members[curveNumber].indexOf(digit);
  const [x, y] = columns.map((name) => points.columns[name][digit]);
  gd.emit("plotly_click", { points: [{ curveNumber, pointNumber, x, y }], event });
}

/** Select the digit that was clicked, if any. @param {PointerPlace} event */
export function click(event) {
  const map = drawn();
  const digit = map && digitUnder(map, exactly(event, state.moved));
  if (!map || digit === null) return;
  if ("gd" in map) tell(map, digit, event);
  else pick(digit);
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (isOver(event)) click(event);
}

/** Until the map is drawn and hands can zoom it (map/gestures.js), they can point at what stands in its place. */
export function start() {
  subscribe("sketch", (sketch) => {
    const change = sketch ? "addEventListener" : "removeEventListener";
    document[change]("pointermove", /** @type {EventListener} */ (onHover));
    document[change]("click", /** @type {EventListener} */ (onClick));
  });
}
