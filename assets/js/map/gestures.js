/* What hands do on the map: the wheel and two fingers zoom it about where they are, a drag moves it, a click selects, a
 * double click shows all of it, a double tap zooms in. While all of the map is in view, one finger scrolls the page. */

import { isSameSpot } from "../charts/plot.js";
import { around, byId } from "../core/dom.js";
import { get, subscribe } from "../core/store.js";
import { click, leave, onHover } from "./pointing.js";
import { sharesAt } from "./ranges.js";
import { bring, inView, isZoomed, showAll, zoomBy } from "./zoom.js";

/**
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {{clientX: number, clientY: number}} Pointer
 * @typedef {{middle: number[], gap: number}} Hold the middle of the fingers (or the mouse), and how far they are apart
 */

const DOUBLE_MS = 400; // between the two clicks of a double click
const FINGER_PX = 24; // between the two taps of a double tap
const TAP_ZOOM = 0.4;
export const DRAG_PX = 4; // less is a click
const WHEEL_RATE = 0.002; // of the zoom, per pixel that the page would scroll
const PINCH_RATE = 0.01; // likewise, for the wheel that a touchpad makes of two fingers
const MOST = 0.5; // at once
const LINE_PX = 16;
const PAGE_PX = 400;

/**
 * How much more of the map a turn of the wheel shows; less than 1 is less.
 * @param {Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">} event
 */
export function wheelFactor({ deltaY, deltaMode, ctrlKey }) {
  const pixels = deltaY * [1, LINE_PX, PAGE_PX][deltaMode];
  return Math.exp(Math.min(Math.max(pixels * (ctrlKey ? PINCH_RATE : WHEEL_RATE), -MOST), MOST));
}

/** What fingers hold; only two of them count. @param {ArrayLike<Pointer>} pointers @returns {Hold} */
export function holdOf(pointers) {
  const [one, other] = [pointers[0], pointers[1] ?? pointers[0]];
  const [dx, dy] = [other.clientX - one.clientX, other.clientY - one.clientY];
  return { middle: [one.clientX + dx / 2, one.clientY + dy / 2], gap: Math.hypot(dx, dy) };
}

/**
 * @type {{hold: (Hold & {ranges: Range[]}) | null, dragged: boolean, touched: boolean,
 *   clicked: {at: number, place: Point} | null}}
 * what is held and what the axes showed then; whether the last press was a drag, whether a finger's; the last click
 */
const state = { hold: null, dragged: false, touched: false, clicked: null };

/** A place in the window as shares of the axes, 0 at their low ends. @param {number[]} place */
function sharesOf(place) {
  const map = get("map");
  if (!map) return [0.5, 0.5];
  const { left, top } = map.gd.getBoundingClientRect();
  const { xaxis, yaxis } = map.gd._fullLayout;
  const corner = { left: left + xaxis._offset, top: top + yaxis._offset };
  return sharesAt({ ...corner, width: xaxis._length, height: yaxis._length }, place);
}

/** Begin to hold the map. @param {ArrayLike<Pointer>} pointers */
function hold(pointers) {
  const map = get("map");
  state.hold = map && { ...holdOf(pointers), ranges: inView(map) };
}

/** Let the map follow what holds it. @param {ArrayLike<Pointer>} pointers */
function drag(pointers) {
  if (!state.hold) return;
  const { middle, gap, ranges } = state.hold;
  const now = holdOf(pointers);
  state.dragged ||= !isSameSpot(now.middle, middle, DRAG_PX) || pointers.length > 1;
  if (!state.dragged) return;
  leave();
  bring(sharesOf(middle), sharesOf(now.middle), gap && now.gap ? gap / now.gap : 1, ranges);
}

function release() {
  state.hold = null;
  byId("map-stage").removeAttribute("data-held");
}

/** @param {WheelEvent} event */
function onWheel(event) {
  event.preventDefault();
  leave();
  const at = sharesOf([event.clientX, event.clientY]).map((share) => Math.min(Math.max(share, 0), 1));
  zoomBy(wheelFactor(event), at);
}

/** A press begins, by finger or mouse. @param {PointerEvent} event */
function onPress({ pointerType }) {
  Object.assign(state, { dragged: false, touched: pointerType === "touch" });
}

/** Plotly need not know of the press. @param {MouseEvent} event */
function onMouseDown(event) {
  if (!around(event, "#map-graph")) return;
  event.stopPropagation();
  if (event.button === 0 && !state.touched) hold([event]);
}

/** @param {PointerEvent} event */
function onMove(event) {
  if (event.pointerType === "touch") return;
  if (!state.hold) return onHover(event);
  if (!(event.buttons & 1)) return release();
  drag([event]);
  if (!state.dragged) return;
  byId("map-stage").setPointerCapture(event.pointerId); // from now on, wherever the mouse goes
  byId("map-stage").setAttribute("data-held", "");
}

/** Whether the fingers are the map's; one alone scrolls the page while all is in view. @param {TouchEvent} event */
const areOurs = ({ touches }) => touches.length > 1 || isZoomed();

/** @param {TouchEvent} event */
function onTouch(event) {
  if (!around(event, "#map-graph")) return;
  event.stopPropagation(); // Plotly
  if (event.touches.length > 1 && event.cancelable) event.preventDefault();
  if (areOurs(event)) hold(event.touches);
}

/** @param {TouchEvent} event */
function onTouchMove(event) {
  if (!state.hold || !areOurs(event)) return;
  if (event.cancelable) event.preventDefault();
  drag(event.touches);
}

/** The fingers that are left go on. @param {TouchEvent} event */
function onTouchEnd(event) {
  if (event.touches.length && areOurs(event)) hold(event.touches);
  else release();
}

/** Select, or at the second click of two show all, or zoom about the finger. @param {MouseEvent} event */
function onClick(event) {
  if (!around(event, "#map-graph") || state.dragged) return;
  const { clicked, touched } = state;
  const [at, place] = [event.timeStamp, /** @type {Point} */ ([event.clientX, event.clientY])];
  const isNear = clicked && isSameSpot(place, clicked.place, touched ? FINGER_PX : undefined);
  const isSecond = isNear && at - clicked.at < DOUBLE_MS;
  state.clicked = isSecond ? null : { at, place };
  if (!isSecond) click(event);
  else if (touched) zoomBy(TAP_ZOOM, sharesOf(place));
  else showAll();
}

/** @param {HTMLElement} stage */
function listen(stage) {
  const down = { capture: true, passive: false }; // before Plotly, and able to keep the page from scrolling
  stage.addEventListener("wheel", onWheel, { passive: false });
  stage.addEventListener("pointerdown", onPress, true);
  stage.addEventListener("mousedown", onMouseDown, down);
  stage.addEventListener("pointermove", onMove);
  stage.addEventListener("pointerleave", leave);
  for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, () => state.touched || release());
  stage.addEventListener("touchstart", onTouch, down);
  stage.addEventListener("touchmove", onTouchMove, { passive: false });
  for (const name of /** @type {const} */ (["touchend", "touchcancel"])) stage.addEventListener(name, onTouchEnd);
  stage.addEventListener("click", onClick);
}

let listens = false;

export function start() {
  subscribe("map", () => {
    if (!listens) listen(byId("map-stage"));
    listens = true;
  });
}
