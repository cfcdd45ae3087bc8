/* Drawing a range over a histogram, in the legend or the filter's box: with mouse, finger or pen, or with thumbs and
 * keys. What is drawn is a condition of the filter; a double click, Delete, or all of the range takes it off.
 */

import { around, findAll } from "../core/dom.js";
import { conditionOn, withCondition } from "../core/filter.js";
import { drawnAt, keyStep, snapped } from "../core/histogram.js";
import { hasModifier } from "../core/keys.js";
import { get, set, subscribe } from "../core/store.js";
import { brushed, markBrush, rangeIn, sharesIn } from "./brush_frame.js";

/** @typedef {import("../core/histogram.js").Span} Span */

const NEAR_PX = 10; // an end is taken hold of
const FINGER_PX = 20; // likewise, by a finger
const LEAST = 0.01; // share of the histogram that is drawn over, otherwise it was a click
/** @type {Object<string, number>} steps of keys */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
/** @type {Object<string, number>} */
const FAR = { Home: -Infinity, End: Infinity };

/** @type {{held: HTMLElement | null, anchor: number}} what is drawn over, and the share where the range stays */
const state = { held: null, anchor: 0 };

/** Let all histograms on the page say what is asked for. */
export function markBrushes() {
  for (const element of findAll(document, ".brush")) markBrush(element, get("filter"));
}

/**
 * Ask for a range; for none if it is all of the column.
 * @param {string} column
 * @param {Span} span
 * @param {number} from
 * @param {number} to
 */
function ask(column, span, from, to) {
  const all = from <= span.low && to >= span.high;
  set("filter", withCondition(get("filter"), column, all ? null : { column, from, to }));
}

/** @param {HTMLElement} element */
function takeOff(element) {
  const { column } = brushed(element);
  if (conditionOn(get("filter"), column)) set("filter", withCondition(get("filter"), column, null));
}

/** Where over a histogram a pointer is, and what is near. @param {HTMLElement} element @param {PointerEvent} event */
function placeOf(element, { clientX, pointerType }) {
  const { left, width } = element.getBoundingClientRect();
  return { place: (clientX - left) / width, near: (pointerType === "touch" ? FINGER_PX : NEAR_PX) / width };
}

/** Take hold of an end of the range, or begin another range. @param {PointerEvent} event */
function onDown(event) {
  const element = around(event, ".brush");
  if (!element || event.button) return;
  const { column, span } = brushed(element);
  const { place, near } = placeOf(element, event);
  const [from, to] = sharesIn(get("filter"), column, span);
  const [nearer, other] = Math.abs(from - place) < Math.abs(to - place) ? [from, to] : [to, from];
  const isHeld = conditionOn(get("filter"), column) && Math.abs(nearer - place) < near;
  element.setPointerCapture(event.pointerId);
  Object.assign(state, { held: element, anchor: isHeld ? other : place });
}

/** @param {PointerEvent} event */
function onMove(event) {
  const { held, anchor } = state;
  if (!held?.isConnected) return;
  const [first, last] = [anchor, placeOf(held, event).place].sort((one, other) => one - other);
  if (last - first < LEAST) return;
  const { column, span } = brushed(held);
  ask(column, span, drawnAt(span, first, "from"), drawnAt(span, last, "to"));
}

/**
 * The range with an end moved by a key, as a slider; it stops at the other end. Null for keys that move none.
 * @param {string} key
 * @param {string} end "from" or "to"
 * @param {[number, number]} range
 * @param {Span} span
 * @returns {[number, number] | null}
 */
export function movedBy(key, end, [from, to], span) {
  const step = FAR[key] ?? (STEPS[key] ?? 0) * keyStep(span);
  if (!step) return null;
  if (end === "from") return [Math.min(to, snapped(span, from + step, "from")), to];
  return [from, Math.max(from, snapped(span, to + step, "to"))];
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const [thumb, element] = [around(event, ".brush-thumb"), around(event, ".brush")];
  if (!thumb || !element || hasModifier(event)) return;
  if (event.key === "Delete" || event.key === "Backspace") return takeOff(element);
  const { column, span } = brushed(element);
  const moved = movedBy(event.key, thumb.dataset.end ?? "", rangeIn(get("filter"), column, span), span);
  if (!moved) return;
  event.preventDefault();
  ask(column, span, ...moved);
}

/** @param {MouseEvent} event */
function onDoubleClick(event) {
  const element = around(event, ".brush");
  if (element) takeOff(element);
}

export function start() {
  subscribe("filter", markBrushes);
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMove);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (state.held = null));
  document.addEventListener("keydown", onKey);
  document.addEventListener("dblclick", onDoubleClick);
}
