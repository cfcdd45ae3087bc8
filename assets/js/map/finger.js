/* A finger that stays on the map points, as a mouse does: card and lens follow it until it is lifted. */

import { isSameSpot } from "../charts/plot.js";
import { around, byId } from "../core/dom.js";
import { get, subscribe } from "../core/store.js";
import { DRAG_PX } from "./gestures.js";
import { leave, onHover } from "./pointing.js";

const STAY_MS = 350; // less than after which browsers offer a menu

/**
 * @type {{pressed: PointerEvent | null, points: boolean, timer: ReturnType<typeof setTimeout> | undefined}}
 * the finger that came first, whether it points or did so last, what waits for it to stay
 */
const state = { pressed: null, points: false, timer: undefined };

/** @param {PointerEvent} event */
function onDown(event) {
  lift();
  state.points = false;
  if (event.pointerType !== "touch" || !event.isPrimary || get("tool") || !around(event, "#map-graph")) return;
  state.pressed = event;
  state.timer = setTimeout(() => point(event), STAY_MS);
}

/** @param {PointerEvent} event */
function point(event) {
  state.points = true;
  onHover(event);
}

/** @param {PointerEvent} event */
function onMove(event) {
  const { pressed, points } = state;
  if (event.pointerId !== pressed?.pointerId) return;
  if (points) onHover(event);
  else if (!isSameSpot([event.clientX, event.clientY], [pressed.clientX, pressed.clientY], DRAG_PX)) lift();
}

/** The finger has gone, or does something else. */
function lift() {
  clearTimeout(state.timer);
  if (state.pressed && state.points) leave();
  state.pressed = null;
}

/** A finger that points scrolls no page, moves no map and selects nothing. @param {Event} event */
function keep(event) {
  const isClick = event instanceof MouseEvent && event.type === "click";
  if (!state.points || (isClick ? !event.detail : !state.pressed)) return; // a click by keys has no detail
  if (isClick) state.points = false;
  event.stopPropagation();
  if (event.cancelable) event.preventDefault();
}

/** @param {HTMLElement} stage */
function listen(stage) {
  stage.addEventListener("pointerdown", onDown, true);
  stage.addEventListener("pointermove", onMove);
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) stage.addEventListener(end, lift);
  for (const name of ["touchmove", "contextmenu", "click"])
    stage.addEventListener(name, keep, { capture: true, passive: false });
}

let listens = false;

export function start() {
  subscribe("map", () => {
    if (!listens) listen(byId("map-stage"));
    listens = true;
  });
}
