/* What hands and keys do on a map beside the large one: the same as on that, but that a drag begins no area. */

import * as card from "../charts/hover_card.js";
import { isSameSpot } from "../charts/plot.js";
import { around, byId } from "../core/dom.js";
import { pick } from "../core/selection.js";
import { choose } from "../core/settings.js";
import { get, set, subscribe } from "../core/store.js";
import { DRAG_PX, holdOf, wheelFactor } from "./gestures.js";
import { press } from "./keyboard.js";
import { digitUnder, leave } from "./pointing.js";
import { sharesAt } from "./ranges.js";
import { isIn, pixelIn } from "./side_frame.js";
import { bring, remove, sideOf, zoomTo } from "./side_maps.js";

/**
 * @typedef {import("./side_maps.js").SideMap} SideMap
 * @typedef {import("./keyboard.js").Ground} Ground
 * @typedef {import("../charts/nearest.js").PointerPlace} PointerPlace
 * @typedef {ReturnType<typeof holdOf> & {side: SideMap, ranges: import("../types/page.js").Range[]}} SideHold
 */

/**
 * @type {{pointers: Map<number, PointerPlace>, hold: SideHold | null, dragged: boolean}}
 * what is pressed, what it holds, and whether it has moved
 */
const state = { pointers: new Map(), hold: null, dragged: false };

/** The map whose points an event is over, if any. @param {Event} event */
const under = (event) => sideOf(around(event, ".side-map .field"));

/** A place in the window as shares of the axes. @param {SideMap} side @param {number[]} place */
const sharesOf = (side, place) => sharesAt(side.field.getBoundingClientRect(), place);

/** The digit under the pointer, if any. @param {SideMap | null} side @param {PointerPlace} event */
function digitOn(side, event) {
  return side?.drawn ? digitUnder({ corner: side.field, ...side.drawn }, event) : null;
}

/** Show the card of the digit under the pointer, and its point on all maps. @param {PointerEvent} event */
function hover(event) {
  const side = under(event);
  const digit = digitOn(side, event);
  side?.field.toggleAttribute("data-pointed", digit !== null);
  if (digit === card.shown()) return;
  if (digit === null) return leave();
  set("pointed", digit);
  card.show(digit, event);
}

/** Hold a map with all that is pressed. @param {SideMap} side */
function hold(side) {
  const ranges = side.drawn?.ranges ?? [];
  state.hold = state.pointers.size ? { ...holdOf([...state.pointers.values()]), side, ranges } : null;
}

/** @param {PointerEvent} event */
function onDown(event) {
  const side = under(event);
  if (!side?.drawn || event.button) return;
  if (!state.pointers.size) state.dragged = false;
  state.pointers.set(event.pointerId, event);
  side.field.setPointerCapture(event.pointerId);
  hold(side);
}

/** @param {PointerEvent} event */
function onMove(event) {
  if (!state.pointers.has(event.pointerId)) return event.pointerType === "touch" ? undefined : hover(event);
  state.pointers.set(event.pointerId, event);
  if (state.hold) drag(state.hold);
}

/** Let a map follow what holds it. @param {SideHold} held */
function drag({ middle, gap, side, ranges }) {
  const now = holdOf([...state.pointers.values()]);
  state.dragged ||= !isSameSpot(now.middle, middle, DRAG_PX) || state.pointers.size > 1;
  if (!state.dragged) return;
  leave();
  bring(side, sharesOf(side, middle), sharesOf(side, now.middle), gap && now.gap ? gap / now.gap : 1, ranges);
}

/** What is still pressed goes on. @param {PointerEvent} event */
function onUp(event) {
  if (state.pointers.delete(event.pointerId) && state.hold) hold(state.hold.side);
}

/** @param {WheelEvent} event */
function onWheel(event) {
  const side = under(event);
  if (!side) return;
  event.preventDefault();
  leave();
  const at = sharesOf(side, [event.clientX, event.clientY]);
  bring(side, at, at, wheelFactor(event));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "[data-side]");
  const side = sideOf(button);
  if (side && button) return deeds[button.dataset.side ?? ""](side);
  const digit = state.dragged ? null : digitOn(under(event), event);
  if (digit !== null) pick(digit);
}

/** Take a map away; the focus goes to the menu that brings one back. @param {SideMap} side */
function takeAway(side) {
  remove(side);
  byId("map-beside").focus();
}

/** By what the button of a map says. @type {Object<string, (side: SideMap) => void>} */
const deeds = { large: ({ name }) => choose({ "map-projection": name }), away: takeAway };

/** @param {MouseEvent} event */
function onDoubleClick(event) {
  const side = under(event);
  if (side) zoomTo(side, null);
}

/** Where one goes from image to image on a map. @param {SideMap} side @returns {Ground | null} */
function groundOf({ drawn, field: { clientWidth, clientHeight } }) {
  if (!drawn) return null;
  /** @param {import("../core/store.js").Point} pixel */
  const shows = (pixel) => isIn(pixel, clientWidth, clientHeight);
  return { ...drawn, pixelOf: (x, y) => pixelIn(drawn.scales, [x, y]), shows };
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const side = under(event);
  if (!side) return;
  press(event, {
    bring: (from, to, factor) => bring(side, from, to, factor),
    showAll: () => zoomTo(side, null),
    ground: () => groundOf(side),
  });
}

/** @param {HTMLElement} sides */
function listen(sides) {
  sides.addEventListener("wheel", onWheel, { passive: false });
  sides.addEventListener("pointerdown", onDown);
  sides.addEventListener("pointermove", onMove);
  for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) sides.addEventListener(name, onUp);
  sides.addEventListener("pointerleave", leave);
  sides.addEventListener("click", onClick);
  sides.addEventListener("dblclick", onDoubleClick);
  sides.addEventListener("keydown", onKey);
}

let listens = false;

/** Hear of hands once there is a map beside. */
function follow() {
  if (listens || !get("map") || !get("beside").length) return;
  listens = true;
  listen(byId("map-sides"));
}

export function start() {
  for (const key of /** @type {const} */ (["map", "beside"])) subscribe(key, follow);
}
